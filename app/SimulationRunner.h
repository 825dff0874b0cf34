#pragma once

#include "app/Mailbox.h"
#include "core/Simulation.h"

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
/// frames come out of a one-slot mailbox, so that neither side waits for the other.
///
/// Pace   simulated time follows speed() * wall time as far as the machine can; a frame is made
/// only
///        when the last one has been taken. Time that runs backward stops at the start.
/// Errors what the simulation throws is caught at the top of the thread and handed out by
///        takeError(); the thread lives on with what it had.
class SimulationRunner
{
public:
    explicit SimulationRunner(int threads = 1);
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
    /// Runs to a time as fast as the machine can and makes no frame on the way; as exact there as
    /// Simulation::advanceTo. Opening, steps and a restart call it off.
    void goTo(double time);
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

    /// The newest frame, or null if nothing new was made. Never blocks for longer than a swap.
    std::shared_ptr<const Frame> takeFrame();
    /// What went wrong since the last call, if anything.
    std::optional<std::string> takeError();
    /// Steps of the solver in one second of the clock, measured while playing; 0 while paused.
    double stepsPerSecond() const { return m_stepsPerSecond; }

private:
    struct Open
    {
        Experiment experiment;
    };
    struct Apply
    {
        Experiment experiment;
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
    };
    struct GoTo
    {
        double time;
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
        FrameRequest>;
    class Worker;

    void queue(Change change);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Change> m_changes;
    bool m_stop = false;
    Mailbox<std::shared_ptr<const Frame>> m_frames;
    Mailbox<std::optional<std::string>> m_errors;
    std::atomic<double> m_stepsPerSecond = 0.0;
    std::atomic<double> m_wayDone = 1.0;
    std::thread m_thread;
};

} // namespace dqm
