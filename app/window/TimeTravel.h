#pragma once

#include "app/session/SimulationRunner.h"
#include "app/session/timeline/KeptFrames.h"

#include <QObject>

namespace dqm {

class CarriedMoment;
class PlotPanel;
class Timeline;

/// Takes the window to other times of its run. While the timeline is dragged, frames that were seen
/// before are shown again at once, and where none was seen as the window stands now the runner
/// brings the state of that time. When it is let go, or a time was typed, the runner brings the
/// exact state, and until then what was seen last stays, or what is changed on the way.
///
/// Changes  a time before the last change has its state of then, under the values as they are now;
///          the timeline marks where something was changed.
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
    /// The frame of before that shall be seen now, once; null if it is seen already.
    std::shared_ptr<const Frame> takeWanted();

    /// What a frame of the runner is to the window.
    enum class Kind
    {
        Run, ///< time has come to it
        Start, ///< of a run that goes to the moment of a file, where the curves begin
        Sought, ///< the exact state of a time that was asked for
        Unwanted ///< of a moment that nobody asked for
    };
    /// A frame was taken from the runner.
    Kind kindOf(const SimulationRunner::Taken& taken);
    /// Of a frame that is seen: curves, strip and memory take it up.
    /// @param terms  on which it was made.
    /// @param isSought  it was asked for.
    void note(const std::shared_ptr<const Frame>& frame, long long terms, bool isSought);
    /// Whether something was changed at a later time than this one, which was looked back at.
    bool isBeforeAChange(double time) const;

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
    std::optional<long long> m_revision; ///< of the frame that time has come to last
    bool m_isHeld = false; ///< time, by the mouse
    bool m_isSeeking = false; ///< and has not arrived
    bool m_isAsked = false; ///< another time of this run was asked for
    bool m_plays = false;
};

} // namespace dqm
