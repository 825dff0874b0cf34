#include "app/SimulationRunner.h"

#include "core/Parameters.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace dqm {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double framesPerSecondWanted = 60.0;
// Steps that a frame should be made of, so that what is shown is a sample of something finer.
constexpr double stepsPerFrameWanted = 5.0;
// A hiccup of the machine must not be answered by a leap of simulated time.
constexpr double longestPause = 0.1;
// Longest stretch of stepping before changes are looked at again, seconds.
constexpr double longestStretch = 0.03;
// Steps of one call share the way into the solver's layout and back: as many as fit in this,
// seconds.
constexpr double stretchOfACall = 0.01;
constexpr double mostStepsOfACall = 64.0;

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

} // namespace

/// What lives on the runner's thread and nowhere else.
class SimulationRunner::Worker
{
public:
    Worker(SimulationRunner& runner, int threads)
        : m_runner(runner)
    {
        m_options.threads = threads;
        m_options.errorEstimate = ErrorEstimate::WhilePlaying;
    }

    void run();

private:
    bool idle() const { return !m_dirty && !(m_playing && m_simulation); }
    void waitForWork(std::unique_lock<std::mutex>& lock);
    static bool isOvertaken(const std::vector<Change>& changes, std::size_t at);
    void perform(const std::vector<Change>& changes);
    void perform(const Open& open);
    void perform(const Apply& apply);
    void perform(const Play& play);
    void perform(const Reverse& reverse) { m_reversed = reverse.reversed; }
    void perform(const Step& step);
    void perform(const Restart& restart);
    void perform(const Carry& carry);
    void perform(const FrameRequest& request);
    void advanceWithTheClock();
    void publish();
    void followSpeed();
    void countRate(int steps);

    SimulationRunner& m_runner;
    SimulationOptions m_options;
    std::unique_ptr<Simulation> m_simulation;
    FrameRequest m_request;
    bool m_playing = false;
    bool m_reversed = false;
    bool m_dirty = false;
    double m_stepsOfACall = stepsPerFrameWanted;
    double m_owed = 0.0; ///< steps that the clock asks for and that are not yet done
    Clock::time_point m_last = Clock::now();
    Clock::time_point m_rateSince = Clock::now();
    long long m_rateSteps = 0;
};

void SimulationRunner::Worker::run()
{
    std::unique_lock lock(m_runner.m_mutex);
    while (!m_runner.m_stop) {
        waitForWork(lock);
        const std::vector<Change> changes = std::exchange(m_runner.m_changes, {});
        lock.unlock();
        try {
            perform(changes);
            if (m_simulation && m_playing)
                advanceWithTheClock();
            publish();
        } catch (const std::exception& error) {
            m_runner.m_errors.put(std::string(error.what()));
            m_playing = m_playing && m_simulation != nullptr;
        }
        lock.lock();
    }
}

void SimulationRunner::Worker::waitForWork(std::unique_lock<std::mutex>& lock)
{
    const auto changed = [this] { return m_runner.m_stop || !m_runner.m_changes.empty(); };
    if (idle()) {
        m_runner.m_wake.wait(lock, changed);
        return;
    }
    const auto due = (m_playing ? m_last : Clock::now())
        + std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(1.0 / framesPerSecondWanted));
    m_runner.m_wake.wait_until(lock, due, changed);
}

bool SimulationRunner::Worker::isOvertaken(const std::vector<Change>& changes, std::size_t at)
{
    // A dragged slider queues many experiments; only the last counts, unless time moves in between.
    if (!std::holds_alternative<Apply>(changes[at]))
        return false;
    for (std::size_t i = at + 1; i < changes.size(); ++i) {
        if (std::holds_alternative<Apply>(changes[i]))
            return true;
        if (!std::holds_alternative<FrameRequest>(changes[i])
            && !std::holds_alternative<Carry>(changes[i]))
            return false;
    }
    return false;
}

void SimulationRunner::Worker::perform(const std::vector<Change>& changes)
{
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (isOvertaken(changes, i))
            continue;
        try {
            std::visit([this](const auto& change) { perform(change); }, changes[i]);
        } catch (const std::exception& error) {
            m_runner.m_errors.put(std::string(error.what()));
        }
        m_dirty = m_simulation != nullptr;
    }
}

void SimulationRunner::Worker::perform(const Open& open)
{
    auto simulation = std::make_unique<Simulation>(open.experiment, m_options);
    m_simulation = std::move(simulation);
    m_owed = 0.0;
    followSpeed();
}

void SimulationRunner::Worker::perform(const Apply& apply)
{
    if (!m_simulation)
        return perform(Open{apply.experiment});
    m_simulation->apply(apply.experiment);
    followSpeed();
}

void SimulationRunner::Worker::perform(const Play& play)
{
    m_playing = play.playing;
    m_owed = 0.0;
    m_last = Clock::now();
    m_rateSince = m_last;
    m_rateSteps = 0;
    m_runner.m_stepsPerSecond = 0.0;
}

void SimulationRunner::Worker::perform(const Step& step)
{
    if (m_simulation)
        m_simulation->advance(step.steps);
}

void SimulationRunner::Worker::perform(const Restart&)
{
    if (m_simulation)
        m_simulation->restart();
    m_owed = 0.0;
}

void SimulationRunner::Worker::perform(const Carry& carry)
{
    m_options.evolveInKPrime = carry.carry;
    if (m_simulation)
        m_simulation->setEvolveInKPrime(carry.carry);
}

void SimulationRunner::Worker::perform(const FrameRequest& request) { m_request = request; }

void SimulationRunner::Worker::followSpeed()
{
    const double speed = parameterValue(m_simulation->experiment(), "playback.speed");
    m_simulation->setStepLimit(speed / (framesPerSecondWanted * stepsPerFrameWanted));
}

void SimulationRunner::Worker::advanceWithTheClock()
{
    const auto now = Clock::now();
    const double elapsed = std::min(seconds(now - m_last), longestPause);
    m_last = now;
    const double speed = parameterValue(m_simulation->experiment(), "playback.speed");
    m_owed += speed * elapsed / m_simulation->stepSize();

    const bool backward = m_reversed && m_simulation->canRunBackward();
    const int direction = backward ? -1 : 1;
    int done = 0;
    const bool reachesStart = backward && m_simulation->time() > 0.0
        && m_simulation->time() < m_owed * m_simulation->stepSize();
    if (reachesStart) {
        m_simulation->advanceTo(0.0);
        perform(Play{false});
        m_dirty = true;
        return;
    }
    while (m_owed >= 1.0) {
        const int chunk = static_cast<int>(std::min(std::floor(m_owed), m_stepsOfACall));
        const auto begin = Clock::now();
        m_simulation->advance(direction * chunk);
        const double each = seconds(Clock::now() - begin) / chunk;
        m_stepsOfACall
            = std::clamp(std::floor(stretchOfACall / each), stepsPerFrameWanted, mostStepsOfACall);
        m_owed -= chunk;
        done += chunk;
        if (seconds(Clock::now() - now) > longestStretch) {
            m_owed = std::min(m_owed, 1.0);
            break;
        }
    }
    m_dirty = m_dirty || done > 0;
    countRate(done);
}

void SimulationRunner::Worker::countRate(int steps)
{
    m_rateSteps += steps;
    const auto now = Clock::now();
    const double span = seconds(now - m_rateSince);
    if (span < 0.5)
        return;
    m_runner.m_stepsPerSecond = static_cast<double>(m_rateSteps) / span;
    m_rateSteps = 0;
    m_rateSince = now;
}

void SimulationRunner::Worker::publish()
{
    if (!m_dirty || !m_simulation || !m_runner.m_frames.isEmpty())
        return;
    m_runner.m_frames.put(m_simulation->frame(m_request));
    m_dirty = false;
}

SimulationRunner::SimulationRunner(int threads)
    : m_thread([this, threads] { Worker(*this, threads).run(); })
{
}

SimulationRunner::~SimulationRunner()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SimulationRunner::queue(Change change)
{
    {
        const std::lock_guard lock(m_mutex);
        m_changes.push_back(std::move(change));
    }
    m_wake.notify_all();
}

void SimulationRunner::open(Experiment experiment) { queue(Open{std::move(experiment)}); }

void SimulationRunner::apply(Experiment experiment) { queue(Apply{std::move(experiment)}); }

void SimulationRunner::setPlaying(bool playing) { queue(Play{playing}); }

void SimulationRunner::setReversed(bool reversed) { queue(Reverse{reversed}); }

void SimulationRunner::step(int steps) { queue(Step{steps}); }

void SimulationRunner::restart() { queue(Restart{}); }

void SimulationRunner::setEvolveInKPrime(bool carry) { queue(Carry{carry}); }

void SimulationRunner::setRequest(FrameRequest request) { queue(request); }

std::shared_ptr<const Frame> SimulationRunner::takeFrame() { return m_frames.take(); }

std::optional<std::string> SimulationRunner::takeError() { return m_errors.take(); }

} // namespace dqm
