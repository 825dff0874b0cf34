#pragma once

#include "app/session/Mailbox.h"
#include "core/exhibits/parts/Exhibit.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace dqm {

/// Runs an exhibit on its own thread at the pace of the clock, as SimulationRunner does a wave:
/// changes go in as queued values, frames come out of a one-slot mailbox, neither side waits, and
/// news() is called when something can be taken. One thread, the front's, calls it.
///
/// Runs    every exhibit that is opened is a run of its own; frames of an earlier one are never
///         handed out.
/// Pace    progress follows the pace as far as the machine can; a frame is made only when the last
///         one has been taken. An exhibit that is finished holds by itself.
/// Errors  what the exhibit throws is handed out by takeError() and holds it; the thread lives on.
class ExhibitRunner
{
public:
    /// @param news  called on the runner's thread whenever a frame or an error can be taken.
    explicit ExhibitRunner(std::function<void()> news = {});
    ~ExhibitRunner();
    ExhibitRunner(const ExhibitRunner&) = delete;
    ExhibitRunner& operator=(const ExhibitRunner&) = delete;

    /// Prepares an exhibit at its start; its pace is taken as well.
    void open(ExhibitExperiment experiment);
    /// A parameter that acts at once.
    void setValue(const std::string& id, double value);
    void setPace(double pace);
    void setPlaying(bool playing);
    /// Goes on by an amount of progress; for one that is held.
    void step(double amount);
    /// Runs to a progress as fast as the machine can; no frame is made on the way.
    void goTo(double progress);

    /// The newest frame of what was opened last, or null if nothing new was made. Never blocks for
    /// longer than a swap.
    std::shared_ptr<const ExhibitFrame> takeFrame();
    /// What went wrong since the last call, if anything.
    std::optional<std::string> takeError() { return m_errors.take(); }

private:
    struct Open
    {
        ExhibitExperiment experiment;
        long long run;
    };
    struct Value
    {
        std::string id;
        double value;
    };
    struct Pace
    {
        double pace;
    };
    struct Play
    {
        bool playing;
    };
    struct Step
    {
        double amount;
    };
    struct GoTo
    {
        double progress;
    };
    struct Made
    {
        std::shared_ptr<const ExhibitFrame> frame;
        long long run = 0;
        bool operator==(const Made&) const = default;
    };
    using Change = std::variant<Open, Value, Pace, Play, Step, GoTo>;
    class Worker;

    void queue(Change change);
    void sayNews() const;

    std::function<void()> m_news;
    long long m_run = 0; ///< that was opened last
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Change> m_changes;
    std::atomic<bool> m_stop = false;
    Mailbox<Made> m_frames;
    Mailbox<std::optional<std::string>> m_errors;
    std::thread m_thread;
};

} // namespace dqm
