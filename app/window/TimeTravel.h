#pragma once

#include "app/session/timeline/KeptFrames.h"

#include <QObject>

namespace dqm {

class CarriedMoment;
class PlotPanel;
class SimulationRunner;
class Timeline;

/// Takes the window to other times of its run. While the timeline is dragged, frames that were seen
/// before are shown again at once, and those of the runner wait; when it is let go, or a time was
/// typed, the runner brings the exact state of that time, and until then what was seen last stays.
class TimeTravel : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        SimulationRunner& runner;
        CarriedMoment& moment; ///< says how far a long way is
        Timeline& timeline;
        PlotPanel& plots;
    };
    TimeTravel(const Parts& parts, QObject* parent);

    /// Another run begins, of which nothing is known.
    void begin(double until);
    /// For all that is kept, in pictures and in states, bytes.
    void setMemory(std::size_t bytes);
    /// Whether time is let run by the command; it is held while the timeline is.
    void setPlaying(bool playing);

    /// What the runner has told since the last call.
    void follow();
    bool isDragged() const;
    /// The runner's frames are of moments that nobody asked for.
    bool isHeldBack() const;
    /// The frame of before that shall be seen now, once; null if it is seen already.
    std::shared_ptr<const Frame> takeWanted();
    /// A frame was taken from the runner: whether it is the one that was asked for.
    bool arrive();
    /// Of a frame that is seen: curves, strip and memory take it up.
    /// @param isSought  it was asked for.
    void note(const std::shared_ptr<const Frame>& frame, bool isSought);

signals:
    /// takeWanted() has one.
    void wanted();

private:
    void hold(double time);
    void letGo(double time);
    void goTo(double time);
    void sayWhatIsKept();

    Parts m_parts;
    KeptFrames m_kept;
    std::size_t m_budget;
    std::vector<std::shared_ptr<const Frame>> m_numbers; ///< of the way to what is sought
    std::shared_ptr<const Frame> m_wanted;
    std::shared_ptr<const Frame> m_shown; ///< that was wanted last
    bool m_isHeld = false; ///< time, by the mouse
    bool m_isSeeking = false;
    bool m_plays = false;
};

} // namespace dqm
