#include "app/session/SimulationWorker.h"

#include "core/setup/Events.h"
#include "core/setup/Parameters.h"
#include "core/values/Printable.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

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
constexpr long long stepsAtOnce = 8; // of a way, between two looks at the clock
// Numbers that a way notes of a whole run, the share of its time that they may take, and what they
// may take in any case, seconds.
constexpr double numbersOfARun = 300.0;
constexpr double numbersShare = 0.3;
constexpr double numbersForNothing = 0.25;
constexpr double mostSteps = 1e9; // a way longer than that is a mistake

// The paper's equations cost as much as many frames: how often they are computed anew, and the
// share of the time that they may take.
constexpr double equationsEvery = 0.25;
constexpr double equationsShare = 0.2;

Clock::duration wait(double seconds)
{
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

} // namespace

void SimulationRunner::Worker::run()
{
    std::unique_lock lock(m_runner.m_mutex);
    while (!m_runner.m_stop) {
        waitForWork(lock);
        const std::vector<Change> changes = std::exchange(m_runner.m_changes, {});
        lock.unlock();
        try {
            perform(changes);
            // What was changed is seen before the way begins, and nothing of the way itself.
            if (isOnTheWay()) {
                if (!m_memory.isOnTheWay())
                    publish();
                advanceOnTheWay();
            } else {
                if (m_simulation && m_playing)
                    advanceWithTheClock();
                publish();
            }
        } catch (const std::exception& error) {
            reportError(error);
            leaveTheWay();
            m_playing = m_playing && m_simulation != nullptr;
        }
        sayWhatIsKept();
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
    if (isOnTheWay())
        return;
    const auto interval = wait(1.0 / framesPerSecondWanted);
    const auto due = (m_playing ? m_last : Clock::now()) + interval;
    // The scene sets the pace: when it takes a frame the next one is made while it draws.
    while (!changed() && Clock::now() < due) {
        const bool isWanted = m_runner.m_frames.isEmpty();
        const auto next = isWanted
            ? std::min(due, std::max(m_published + interval, m_last + interval / 8))
            : due;
        if (isWanted && Clock::now() >= next)
            return;
        m_runner.m_wake.wait_until(lock, next);
    }
}

void SimulationRunner::Worker::reportError(const std::exception& error)
{
    m_runner.m_errors.put(sentenceOf(error));
    m_runner.sayNews();
}

bool SimulationRunner::Worker::isOvertaken(const std::vector<Change>& changes, std::size_t at)
{
    // A dragged slider queues many experiments, a dragged timeline many times; only the last
    // counts, unless time moves in between.
    if (!std::holds_alternative<Apply>(changes[at]) && !std::holds_alternative<GoTo>(changes[at]))
        return false;
    for (std::size_t i = at + 1; i < changes.size(); ++i) {
        if (changes[i].index() == changes[at].index())
            return true;
        if (!std::holds_alternative<Ask>(changes[i]) && !std::holds_alternative<Carry>(changes[i]))
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
            reportError(error);
        }
        // Where a way begins there is nothing new to see.
        const bool begins = std::holds_alternative<GoTo>(changes[i]) && isOnTheWay();
        m_dirty = m_simulation && (m_dirty || !begins);
    }
}

void SimulationRunner::Worker::perform(const Open& open)
{
    leaveTheWay();
    m_run = open.run;
    m_terms = open.terms;
    m_runner.m_frames.take(); // nobody wants to see the one before any more
    m_memory.forget();
    m_simulation.reset(); // nor may it go on under another title
    m_simulation = std::make_unique<Simulation>(open.experiment, m_options);
    m_memory.begin(*m_simulation);
    m_owed = 0.0;
    followSpeed();
}

void SimulationRunner::Worker::perform(const Apply& apply)
{
    if (!m_simulation)
        return perform(Open{apply.experiment, apply.run, apply.terms});
    m_terms = apply.terms;
    // What stands beside the picture is not kept waiting by a way through what is known.
    const bool isLaidOutAnew = m_memory.isOnTheWay() && apply.run == m_run
        && apply.experiment.stage != m_simulation->experiment().stage;
    if (isLaidOutAnew) {
        leaveTheWay();
        m_runner.m_wayDone = 0.0; // it goes on
    }
    if (std::exchange(m_run, apply.run) == apply.run) {
        if (!returnForEvents(apply.experiment))
            m_memory.apply(apply.experiment);
    } else {
        m_memory.callOff();
        m_simulation->apply(apply.experiment);
        m_memory.begin(*m_simulation);
    }
    if (isLaidOutAnew)
        perform(GoTo{m_wanted, m_notesNumbers});
    if (!isOnTheWay())
        followSpeed();
}

/// Something else is done in what is past, be it by a few steps: it happens again from before that.
/// @returns false, and nothing is done, where the past stays as it was.
bool SimulationRunner::Worker::returnForEvents(const Experiment& wanted)
{
    const std::vector<Event> before = m_simulation->experiment().events;
    if (before == wanted.events)
        return false;
    const double now = isOnTheWay() ? m_wanted : m_simulation->time();
    leaveTheWay();
    const auto from = otherPast(before, wanted.events, m_simulation->time());
    if (!from)
        return false;
    const bool returns = m_memory.returnBefore(*from);
    m_memory.apply(wanted);
    if (returns)
        perform(GoTo{m_playing && wanted.events.size() > before.size() ? *from : now, false});
    else
        m_memory.begin(*m_simulation);
    return true;
}

void SimulationRunner::Worker::perform(const Play& play)
{
    m_playing = play.playing;
    m_owed = 0.0;
    m_last = Clock::now();
    m_rate = StepRate(m_last);
    m_hasEnded = false;
    m_runner.m_stepsPerSecond = 0.0;
    m_runner.m_timePerSecond = 0.0;
}

void SimulationRunner::Worker::perform(const Step& step)
{
    leaveTheWay();
    if (!m_simulation)
        return;
    const double time = m_simulation->time();
    const double span = step.steps * m_simulation->stepSize();
    // There is nothing before the start.
    if (step.steps < 0 && time >= 0.0 && time + span < -sliver * span)
        m_memory.advanceTo(0.0);
    else
        m_memory.advance(step.steps);
}

void SimulationRunner::Worker::perform(const Restart& restart)
{
    leaveTheWay();
    m_run = restart.run;
    m_runner.m_frames.take();
    if (m_simulation) {
        m_simulation->restart();
        m_memory.begin(*m_simulation);
    }
    m_owed = 0.0;
}

void SimulationRunner::Worker::perform(const GoTo& goTo)
{
    leaveTheWay();
    m_runner.m_wayDone = 1.0;
    if (!m_simulation || goTo.time == m_simulation->time())
        return;
    m_notesNumbers = goTo.withNumbers;
    m_wanted = goTo.time;
    const double known = m_memory.knownUntil();
    if (m_memory.knows(goTo.time)) {
        m_memory.lookBack(goTo.time);
    } else if (goTo.time > known && m_simulation->time() < known) {
        m_memory.lookBack(known);
        m_beyond = goTo.time;
    } else {
        beginWay(goTo.time);
    }
    m_runner.m_wayDone = 0.0;
}

void SimulationRunner::Worker::beginWay(double time)
{
    // Nobody looks on the way: accuracy alone decides the steps, as it does for a file.
    m_memory.setStepLimit(std::numeric_limits<double>::infinity());
    const double from = m_simulation->time();
    const double steps
        = std::ceil(std::abs(time - from) / m_simulation->stepSize() * (1.0 - 1e-12));
    if (!(steps < mostSteps)) {
        followSpeed();
        throw std::invalid_argument("The time to run to is billions of steps away.");
    }
    m_lastNumbers = from;
    m_wayBegun = Clock::now();
    m_numbersTook = 0.0;
    m_way = Way{from, time, std::max(1LL, static_cast<long long>(steps))};
}

void SimulationRunner::Worker::perform(const Inspect& inspect)
{
    if (m_simulation)
        inspect.look(*m_simulation);
}

void SimulationRunner::Worker::leaveTheWay()
{
    if (!isOnTheWay())
        return;
    try {
        m_memory.callOff();
    } catch (const std::exception& error) {
        reportError(error);
    }
    endTheWay();
}

void SimulationRunner::Worker::endTheWay()
{
    m_way.reset();
    m_beyond.reset();
    if (m_simulation)
        followSpeed();
    m_owed = 0.0;
    m_last = Clock::now();
    m_runner.m_wayDone = 1.0;
}

void SimulationRunner::Worker::perform(const Carry& carry)
{
    m_options.evolveInKPrime = carry.carry;
    if (m_simulation)
        m_memory.setEvolveInKPrime(carry.carry);
}

void SimulationRunner::Worker::perform(const Ask& ask)
{
    m_request = ask.request;
    m_terms = ask.terms;
}

void SimulationRunner::Worker::followSpeed()
{
    const double speed = parameterValue(m_simulation->experiment(), "playback.speed");
    m_memory.setStepLimit(speed / (framesPerSecondWanted * stepsPerFrameWanted));
}

void SimulationRunner::Worker::advanceWithTheClock()
{
    const auto now = Clock::now();
    const double elapsed = std::min(seconds(now - m_last), longestPause);
    m_last = now;
    const double speed = parameterValue(m_simulation->experiment(), "playback.speed");
    m_owed += speed * elapsed / m_simulation->stepSize();

    const bool backward = m_reversed && m_simulation->canRunBackward();
    const double from = m_simulation->time();
    const double end = endOfPlay(backward);
    int done = 0;
    while (true) {
        const double left = (backward ? m_simulation->time() - end : end - m_simulation->time())
            / m_simulation->stepSize();
        if (left <= sliver) {
            stopAtTheEnd();
            break;
        }
        if (m_owed < std::min(1.0, left))
            break;
        const double most = std::min(std::floor(std::max(m_owed, 1.0)), m_stepsOfACall);
        const auto begin = Clock::now();
        const int chunk = static_cast<int>(std::ceil(std::min(most, left) - sliver));
        // A whole number of steps may come to the end but for rounding: it is met exactly.
        if (left <= most + sliver)
            m_memory.advanceTo(end);
        else
            m_memory.advance(backward ? -chunk : chunk);
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
    if (m_playing && m_rate.count(done, std::abs(m_simulation->time() - from))) {
        m_runner.m_stepsPerSecond = m_rate.stepsPerSecond();
        m_runner.m_timePerSecond = m_rate.timePerSecond();
    }
}

double SimulationRunner::Worker::endOfPlay(bool backward) const
{
    if (backward)
        return 0.0;
    const TimeSettings& time = m_simulation->experiment().time;
    return time.end == TimeSettings::End::GoOn ? std::numeric_limits<double>::infinity()
                                               : time.until;
}

void SimulationRunner::Worker::stopAtTheEnd()
{
    perform(Play{false});
    m_hasEnded = true;
    m_dirty = true;
}

void SimulationRunner::Worker::advanceOnTheWay()
{
    const auto since = Clock::now();
    while (m_memory.isOnTheWay() && seconds(Clock::now() - since) < longestStretch) {
        if (m_memory.goOn() && !m_beyond)
            return arrive();
    }
    if (m_memory.isOnTheWay())
        return;
    if (m_beyond)
        beginWay(*std::exchange(m_beyond, std::nullopt));
    const long long atOnce = m_notesNumbers ? stepsBetweenNumbers() : stepsAtOnce;
    while (m_way->done < m_way->steps && seconds(Clock::now() - since) < longestStretch) {
        m_way->done = std::min(m_way->done + atOnce, m_way->steps);
        const double share = static_cast<double>(m_way->done) / static_cast<double>(m_way->steps);
        // The end itself, not a sum that comes near it.
        m_memory.advanceTo(m_way->done == m_way->steps
                ? m_way->to
                : m_way->from + share * (m_way->to - m_way->from));
        if (m_way->done < m_way->steps)
            noteNumbers();
    }
    if (m_way->done == m_way->steps)
        return arrive();
    m_runner.m_wayDone = static_cast<double>(m_way->done) / static_cast<double>(m_way->steps + 1);
}

void SimulationRunner::Worker::arrive()
{
    // A frame of the start that nobody has taken yet must not be seen after this one.
    FrameRequest request = m_request;
    request.run = m_run;
    sayWhatIsKept();
    m_way.reset();
    followSpeed(); // the frame names the steps with which time goes on from there
    put(m_simulation->frame(request), Taken::Moment::Arrival);
    m_dirty = false;
    endTheWay();
    m_runner.sayNews();
}

void SimulationRunner::Worker::put(std::shared_ptr<const Frame> frame, Taken::Moment moment)
{
    m_runner.m_frames.put({std::move(frame), moment, m_terms});
}

/// Few enough that curves between their numbers are smooth.
long long SimulationRunner::Worker::stepsBetweenNumbers() const
{
    const double apart = m_simulation->experiment().time.until / numbersOfARun;
    const double steps = std::floor(apart / m_simulation->stepSize());
    return std::clamp(static_cast<long long>(std::min(steps, 1e6)), 1LL, stepsAtOnce);
}

/// As curves want them, which nobody sees grow.
void SimulationRunner::Worker::noteNumbers()
{
    const double time = m_simulation->time();
    const double apart = m_simulation->experiment().time.until / numbersOfARun;
    const auto begin = Clock::now();
    const double allowed = numbersShare * seconds(begin - m_wayBegun) + numbersForNothing;
    if (!m_notesNumbers || std::abs(time - m_lastNumbers) < apart || m_numbersTook > allowed)
        return;
    m_lastNumbers = time;
    FrameRequest request;
    request.fields = false;
    request.run = m_run;
    const std::shared_ptr<const Frame> frame = m_simulation->frame(request);
    {
        const std::lock_guard lock(m_runner.m_mutex);
        m_runner.m_numbers.push_back(frame);
    }
    m_numbersTook += seconds(Clock::now() - begin);
}

void SimulationRunner::Worker::sayWhatIsKept()
{
    m_runner.m_memoryTaken = m_memory.bytes();
    const std::optional<double> cut = m_memory.takeCut();
    if (!cut)
        return;
    const std::lock_guard lock(m_runner.m_mutex);
    const bool goesOn = m_runner.m_cut && m_runner.m_cut->run == m_run;
    m_runner.m_cut = Cut{goesOn ? std::min(m_runner.m_cut->time, *cut) : *cut, m_run};
}

void SimulationRunner::Worker::publish()
{
    const auto begin = Clock::now();
    FrameRequest request = m_request;
    request.equationsAnew = request.equations && begin >= m_equationsDue;
    const bool isWanted = m_dirty || (m_owesEquations && request.equationsAnew && !isOnTheWay());
    // One that was made before the way began keeps no change on it from being seen.
    if (!isWanted || !m_simulation || (!isOnTheWay() && !m_runner.m_frames.isEmpty()))
        return;
    m_published = begin;
    sayWhatIsKept();
    request.run = m_run;
    // A picture that stays shows the numbers of its own instant.
    request.pairAnew = !m_playing;
    if (!m_playing)
        request.ensembleReportEvery = std::min(request.ensembleReportEvery, 1);
    const std::shared_ptr<const Frame> frame = m_simulation->frame(request);
    m_dirty = false;
    m_owesEquations = frame->equations && frame->equations->front().time != frame->time;
    if (request.equationsAnew) {
        const double cost = seconds(Clock::now() - begin);
        m_equationsDue = begin + wait(std::max(equationsEvery, cost / equationsShare));
    }
    put(frame, isOnTheWay() ? Taken::Moment::OnTheWay : Taken::Moment::Present);
    if (std::exchange(m_hasEnded, false))
        m_runner.m_endedRun = m_run;
    m_runner.sayNews();
}

} // namespace dqm
