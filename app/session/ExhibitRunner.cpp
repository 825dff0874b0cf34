#include "app/session/ExhibitRunner.h"

#include "core/exhibits/ExhibitKinds.h"
#include "core/values/Printable.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace dqm {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto frameInterval = std::chrono::milliseconds(16);
// A hiccup of the machine must not be answered by a leap.
constexpr double longestPause = 0.1;
// Of one call and of the stepping before changes are looked at again, seconds.
constexpr double wantedCall = 0.005;
constexpr double longestStretch = 0.03;

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

} // namespace

/// What lives on the runner's thread and nowhere else.
class ExhibitRunner::Worker
{
public:
    explicit Worker(ExhibitRunner& runner)
        : m_runner(runner)
    {
    }

    void run();

private:
    bool isStepping() const { return m_exhibit && (m_playing || m_target); }
    static bool isOvertaken(const std::vector<Change>& changes, std::size_t at);
    void perform(const Open& open);
    void perform(const Value& value);
    void perform(const Pace& pace) { m_pace = pace.pace; }
    void perform(const Play& play);
    void perform(const Step& step);
    void perform(const GoTo& goTo) { m_target = goTo.progress; }
    void advanceWithTheClock();
    void advanceTo(double target);
    double advance(double amount);
    void publish();
    void report(const std::exception& error);

    ExhibitRunner& m_runner;
    std::unique_ptr<Exhibit> m_exhibit;
    double m_pace = 1.0;
    bool m_playing = false;
    bool m_dirty = false;
    long long m_run = 0; ///< of what is open
    std::optional<double> m_target;
    double m_owed = 0.0; ///< progress that the clock asks for and that is not yet made
    double m_rate = 0.0; ///< progress of a second of work, as measured; 0 before
    Clock::time_point m_last = Clock::now();
};

void ExhibitRunner::Worker::run()
{
    std::unique_lock lock(m_runner.m_mutex);
    const auto isAsked = [this] { return m_runner.m_stop || !m_runner.m_changes.empty(); };
    while (!m_runner.m_stop) {
        if (m_exhibit && m_playing && !m_target)
            m_runner.m_wake.wait_until(lock, m_last + frameInterval, isAsked);
        else if (m_dirty)
            m_runner.m_wake.wait_for(lock, frameInterval, isAsked);
        else if (!isStepping())
            m_runner.m_wake.wait(lock, isAsked);
        const std::vector<Change> changes = std::exchange(m_runner.m_changes, {});
        lock.unlock();
        try {
            for (std::size_t i = 0; i < changes.size(); ++i) {
                if (!isOvertaken(changes, i))
                    std::visit([this](const auto& change) { perform(change); }, changes[i]);
            }
            if (m_exhibit && m_target)
                advanceTo(*m_target);
            else if (m_exhibit && m_playing)
                advanceWithTheClock();
            publish();
        } catch (const std::exception& error) {
            report(error);
        }
        lock.lock();
    }
}

bool ExhibitRunner::Worker::isOvertaken(const std::vector<Change>& changes, std::size_t at)
{
    // A dragged slider begins many exhibits anew; only the last counts.
    if (!std::holds_alternative<Open>(changes[at]))
        return false;
    return std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(at) + 1, changes.end(),
        [](const Change& later) { return std::holds_alternative<Open>(later); });
}

void ExhibitRunner::Worker::perform(const Open& open)
{
    m_run = open.run;
    m_exhibit = makeExhibit(open.experiment);
    m_pace = open.experiment.pace;
    m_target.reset();
    m_owed = 0.0;
    m_rate = 0.0;
    m_last = Clock::now();
    m_runner.m_frames.take(); // nobody wants to see the one before any more
    m_dirty = true;
}

void ExhibitRunner::Worker::perform(const Value& value)
{
    if (!m_exhibit)
        return;
    m_exhibit->setValue(value.id, value.value);
    m_dirty = true;
}

void ExhibitRunner::Worker::perform(const Play& play)
{
    m_playing = play.playing;
    m_owed = 0.0;
    m_last = Clock::now();
}

void ExhibitRunner::Worker::perform(const Step& step)
{
    m_target.reset();
    if (m_exhibit)
        advance(step.amount);
}

/// @return the progress that was made; exhibits may round what they are asked for.
double ExhibitRunner::Worker::advance(double amount)
{
    const double before = m_exhibit->progress();
    const auto begin = Clock::now();
    m_exhibit->advance(amount);
    const double done = m_exhibit->progress() - before;
    m_rate = done / std::max(1e-7, seconds(Clock::now() - begin));
    m_dirty = true;
    return done;
}

void ExhibitRunner::Worker::advanceWithTheClock()
{
    const auto now = Clock::now();
    m_owed += m_pace * std::min(seconds(now - m_last), longestPause);
    m_last = now;
    while (m_owed > 0.0 && !m_runner.m_stop) {
        const double piece = m_rate > 0.0 ? std::min(m_owed, m_rate * wantedCall) : m_owed / 16.0;
        const double done = advance(piece);
        m_owed -= done;
        // Less than the exhibit can do at once: all of it, or nothing until more is owed.
        if (!(done > 0.0)) {
            m_owed -= advance(m_owed);
            return;
        }
        if (seconds(Clock::now() - now) > longestStretch) {
            m_owed = std::min(m_owed, 0.0);
            return;
        }
    }
}

void ExhibitRunner::Worker::advanceTo(double target)
{
    const auto begin = Clock::now();
    while (!m_runner.m_stop && seconds(Clock::now() - begin) < longestStretch) {
        const double rest = target - m_exhibit->progress();
        const double piece = m_rate > 0.0 ? std::min(rest, m_rate * wantedCall) : rest / 256.0;
        // What rounding leaves of the way is none.
        if (rest <= 1e-9 * std::abs(target)
            || (!(advance(piece) > 0.0) && !(advance(rest) > 0.0))) {
            m_target.reset();
            m_last = Clock::now();
            return;
        }
    }
}

void ExhibitRunner::Worker::publish()
{
    if (!m_dirty || m_target || !m_exhibit || !m_runner.m_frames.isEmpty())
        return;
    const std::shared_ptr<const ExhibitFrame> frame = m_exhibit->frame();
    m_dirty = false;
    if (frame->finished)
        m_playing = false;
    m_runner.m_frames.put({frame, m_run});
    m_runner.sayNews();
}

void ExhibitRunner::Worker::report(const std::exception& error)
{
    m_runner.m_errors.put(sentenceOf(error));
    m_playing = false;
    m_target.reset();
    m_dirty = false;
    m_runner.sayNews();
}

ExhibitRunner::ExhibitRunner(std::function<void()> news)
    : m_news(std::move(news))
    , m_thread([this] { Worker(*this).run(); })
{
}

ExhibitRunner::~ExhibitRunner()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void ExhibitRunner::queue(Change change)
{
    {
        const std::lock_guard lock(m_mutex);
        m_changes.push_back(std::move(change));
    }
    m_wake.notify_all();
}

void ExhibitRunner::sayNews() const
{
    if (m_news)
        m_news();
}

void ExhibitRunner::open(ExhibitExperiment experiment)
{
    queue(Open{std::move(experiment), ++m_run});
}

std::shared_ptr<const ExhibitFrame> ExhibitRunner::takeFrame()
{
    Made made = m_frames.take();
    return made.run == m_run ? std::move(made.frame) : nullptr;
}

void ExhibitRunner::setValue(const std::string& id, double value) { queue(Value{id, value}); }

void ExhibitRunner::setPace(double pace) { queue(Pace{pace}); }

void ExhibitRunner::setPlaying(bool playing) { queue(Play{playing}); }

void ExhibitRunner::step(double amount) { queue(Step{amount}); }

void ExhibitRunner::goTo(double progress) { queue(GoTo{progress}); }

} // namespace dqm
