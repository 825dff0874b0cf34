#pragma once

#include "app/session/Mailbox.h"
#include "core/simulation/Simulation.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace dqm {

/// Runs a Simulation on its own thread at the pace of the clock. Changes go in as queued values and
/// frames come out of a one-slot mailbox, so that neither side waits for the other. One thread, the
/// front's, calls it.
///
/// Runs   whatever is prepared at t = 0 begins a run of its own (an experiment that is opened, a
///        restart, a change that prepares anew); frames carry its number, and those of an earlier
///        one are never handed out.
/// Pace   simulated time follows playback.speed as far as the machine can; the next frame is made
///        as soon as one is taken, up to 60 in a second, and news() is called when it is there.
/// Ends   time that is played stops at time.until unless it goes on, and time that runs backward
///        stops at the start; both are landed on exactly.
/// Errors what the simulation throws is caught at the top of the thread and handed out by
///        takeError(); the thread lives on with what it had, but with nothing where an experiment
///        cannot be opened.
class SimulationRunner
{
public:
    /// The part of a step that rounding leaves where none is left.
    static constexpr double sliver = 1e-9;

    /// @param news  called on the runner's thread whenever a frame or an error can be taken.
    explicit SimulationRunner(int threads = 1, std::function<void()> news = {});

    /// A frame and what it shows.
    struct Taken
    {
        enum class Moment
        {
            Present, ///< where the run stands
            OnTheWay, ///< to a time: what was changed on it, or before it began
            Arrival ///< the time that was run to
        };
        std::shared_ptr<const Frame> frame;
        Moment moment = Moment::Present;
        long long terms = 0; ///< see terms()

        bool operator==(const Taken&) const = default;
    };

    ~SimulationRunner();
    SimulationRunner(const SimulationRunner&) = delete;
    SimulationRunner& operator=(const SimulationRunner&) = delete;

    /// Prepares the ensemble of an experiment at t = 0.
    void open(Experiment experiment);
    /// Applies what changed to the running state (see Simulation::apply).
    void apply(Experiment experiment);
    void setPlaying(bool playing);
    void setReversed(bool reversed);
    /// Whole steps, backward if negative; for a paused simulation.
    void step(int steps);
    void restart();
    /// The run that was begun last.
    long long run() const { return m_run; }
    /// Whether no frame of the present run was taken yet.
    bool isPreparing() const { return m_run != m_taken; }
    /// Whether the time that was played in this run has come to its end, stands there, and the
    /// frame of that was taken.
    bool hasEnded() const { return m_run > 0 && m_endedRun == m_run && m_frames.isEmpty(); }
    /// Runs to a time as fast as the machine can and makes a frame on the way only where something
    /// is changed; as exact there as Simulation::advanceTo. A time that the run has reached before
    /// comes back as it was (see RunMemory). Opening, steps and a restart call it off. What stands
    /// on the stage is changed at once, wherever the way has come to.
    /// @param withNumbers  notes numbers of times that are gone through first, see takeNumbers().
    void goTo(double time, bool withNumbers = false);
    /// Whether a time is being run to; false from the moment its frame can be taken.
    bool isUnderWay() const { return m_wayDone < 1.0; }
    /// The part of the way that is done, 1 where there is none.
    double wayDone() const { return m_wayDone; }
    /// Hands the simulation itself to `look`, on the runner's thread and between two steps; what it
    /// throws becomes an error of takeError().
    void inspect(std::function<void(Simulation&)> look);
    /// The ensemble evolved in K' on its own, while the frame moves.
    void setEvolveInKPrime(bool carry);
    void setRequest(FrameRequest request);
    /// What may be taken by states of the run to go back to, bytes.
    void setMemory(std::size_t bytes);

    /// The newest frame of the present run, or null if nothing new was made. Never blocks for
    /// longer than a swap.
    std::shared_ptr<const Frame> takeFrame() { return take().frame; }
    /// Likewise, with what it shows.
    Taken take();
    /// Counts changes of the experiment and of what frames hold: a frame of other terms is not what
    /// would be made now.
    long long terms() const { return m_terms; }
    /// What went wrong since the last call, if anything.
    std::optional<std::string> takeError();
    /// Frames without fields of the present run that the way to a time has left since the last
    /// call, in the order of time.
    std::vector<std::shared_ptr<const Frame>> takeNumbers();
    /// After which time nothing that was seen of the present run is true any more, since it went on
    /// from there otherwise; once, if there is one.
    std::optional<double> takeCut();
    /// Of the states that are kept, bytes.
    std::size_t memoryTaken() const { return m_memoryTaken; }
    /// Steps of the solver in one second of the clock, measured while playing; 0 while paused.
    double stepsPerSecond() const { return m_stepsPerSecond; }
    /// Simulated time in one second of the clock, measured likewise; not negative.
    double timePerSecond() const { return m_timePerSecond; }

private:
    struct Open
    {
        Experiment experiment;
        long long run;
        long long terms;
    };
    struct Apply
    {
        Experiment experiment;
        long long run;
        long long terms;
    };
    struct Ask
    {
        FrameRequest request;
        long long terms;
    };
    struct Play
    {
        bool playing;
    };
    struct Reverse
    {
        bool reversed;
    };
    struct Step
    {
        int steps;
    };
    struct Restart
    {
        long long run;
    };
    struct GoTo
    {
        double time;
        bool withNumbers;
    };
    struct Memory
    {
        std::size_t bytes;
    };
    struct Inspect
    {
        std::function<void(Simulation&)> look;
    };
    struct Carry
    {
        bool carry;
    };
    using Change = std::variant<Open, Apply, Play, Reverse, Step, Restart, GoTo, Inspect, Carry,
        Ask, Memory>;
    struct Cut
    {
        double time;
        long long run;
    };
    class Worker;

    void queue(Change change);
    void sayNews() const;

    std::function<void()> m_news;
    long long m_run = 0;
    long long m_terms = 0;
    long long m_taken = 0; ///< run of the frame that was taken last
    std::optional<Experiment> m_last; ///< that was opened or applied

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Change> m_changes;
    bool m_stop = false;
    Mailbox<Taken> m_frames;
    Mailbox<std::optional<std::string>> m_errors;
    std::vector<std::shared_ptr<const Frame>> m_numbers; ///< under m_mutex
    std::optional<Cut> m_cut; ///< likewise
    std::atomic<std::size_t> m_memoryTaken = 0;
    std::atomic<double> m_stepsPerSecond = 0.0;
    std::atomic<double> m_timePerSecond = 0.0;
    std::atomic<long long> m_endedRun = 0;
    std::atomic<double> m_wayDone = 1.0;
    std::thread m_thread;
};

} // namespace dqm
