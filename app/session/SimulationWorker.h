#pragma once

#include "app/session/SimulationRunner.h"
#include "app/session/timeline/RunMemory.h"

#include <chrono>
#include <utility>

namespace dqm {

/// Steps and simulated time in a second of the clock, taken anew every half second.
class StepRate
{
public:
    using Clock = std::chrono::steady_clock;

    explicit StepRate(Clock::time_point since = Clock::now())
        : m_since(since)
    {
    }

    /// @returns whether there are new rates.
    bool count(int steps, double time)
    {
        m_steps += steps;
        m_time += time;
        const auto now = Clock::now();
        const double span = std::chrono::duration<double>(now - m_since).count();
        if (span < 0.5)
            return false;
        m_stepsPerSecond = static_cast<double>(std::exchange(m_steps, 0)) / span;
        m_timePerSecond = std::exchange(m_time, 0.0) / span;
        m_since = now;
        return true;
    }
    double stepsPerSecond() const { return m_stepsPerSecond; }
    double timePerSecond() const { return m_timePerSecond; }

private:
    Clock::time_point m_since;
    long long m_steps = 0;
    double m_time = 0.0;
    double m_stepsPerSecond = 0.0;
    double m_timePerSecond = 0.0;
};

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
    bool idle() const
    {
        return !m_dirty && !m_owesEquations && !isOnTheWay() && !(m_playing && m_simulation);
    }
    bool isOnTheWay() const { return m_way || m_memory.isOnTheWay(); }
    void waitForWork(std::unique_lock<std::mutex>& lock);
    static bool isOvertaken(const std::vector<Change>& changes, std::size_t at);
    void perform(const std::vector<Change>& changes);
    void perform(const Open& open);
    void perform(const Apply& apply);
    void perform(const Play& play);
    void perform(const Reverse& reverse) { m_reversed = reverse.reversed; }
    void perform(const Step& step);
    void perform(const Restart& restart);
    void perform(const GoTo& goTo);
    void perform(const Inspect& inspect);
    void perform(const Carry& carry);
    void perform(const Ask& ask);
    void perform(const Memory& memory) { m_memory.setBudget(memory.bytes); }
    void advanceWithTheClock();
    /// Where played time stops, in the direction it runs; infinite if nowhere.
    double endOfPlay(bool backward) const;
    void stopAtTheEnd();
    void reportError(const std::exception& error);
    void put(std::shared_ptr<const Frame> frame, Taken::Moment moment);
    void beginWay(double time);
    void advanceOnTheWay();
    void arrive();
    long long stepsBetweenNumbers() const;
    void noteNumbers();
    void leaveTheWay();
    bool returnForEvents(const Experiment& wanted);
    void endTheWay();
    void sayWhatIsKept();
    void publish();
    void followSpeed();

    static constexpr std::size_t usualMemory = std::size_t(256) << 20U;

    /// Equal steps from one time to another.
    struct Way
    {
        double from;
        double to;
        long long steps;
        long long done = 0;
    };

    SimulationRunner& m_runner;
    SimulationOptions m_options;
    std::unique_ptr<Simulation> m_simulation;
    RunMemory m_memory{usualMemory}; ///< through which it is moved and changed
    FrameRequest m_request;
    long long m_run = 0; ///< of what is prepared
    long long m_terms = 0; ///< on which frames are made
    bool m_hasEnded = false; ///< played time has come to its end, which is not yet said
    bool m_playing = false;
    bool m_reversed = false;
    bool m_dirty = false;
    bool m_owesEquations = false; ///< those on show are of an earlier instant
    std::chrono::steady_clock::time_point m_equationsDue;
    std::optional<Way> m_way; ///< to a time that is asked for
    std::optional<double> m_beyond; ///< it lies beyond what is looked back at first
    double m_wanted = 0.0; ///< the time that was asked for last
    bool m_notesNumbers = false; ///< on the way
    double m_lastNumbers = 0.0; ///< time of those noted last
    double m_numbersTook = 0.0; ///< seconds
    std::chrono::steady_clock::time_point m_wayBegun;
    double m_stepsOfACall = 1.0; ///< so many as fit, once a call was timed
    double m_owed = 0.0; ///< steps that the clock asks for and that are not yet done
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
    StepRate m_rate;
    std::chrono::steady_clock::time_point m_published; ///< when the last frame was begun
};

} // namespace dqm
