#pragma once

#include "core/frames/Section.h"
#include "widgets/scene/model/LiftedPlaces.h"
#include "widgets/scene/model/SceneState.h"

#include <vector>

namespace dqm {

/// The part of a section line that the hand can hold.
enum class SectionPart
{
    None,
    From,
    To,
    Whole
};

/// The part of the line within reach of a pixel; an end before the whole.
SectionPart partUnder(const SectionLine& line, const LiftedPlaces& places, QPointF pixel);

/// The line after a part of it was moved; it stays inside the rectangle of the places.
SectionLine moved(
    const SectionLine& line, SectionPart part, Vec2 shift, const LiftedPlaces& places);

/// A path drawn by hand made into the corners of a closed loop, at most 128, without the last one
/// again; empty if it encloses less than a thousandth of a percent of the rectangle or has less
/// than 8 points.
std::vector<Vec2> closedLoop(const std::vector<Vec2>& path, const Grid& grid);

/// What the hand holds of the marks in a pane between press and release.
class MarkHand
{
public:
    /// While on, a press begins a loop wherever it is.
    bool drawsLoops = false;

    /// @returns whether the press took hold of something, so that the camera has to stay.
    bool take(SceneState& state, const LiftedPlaces& places, QPointF pixel);
    bool isHolding() const { return m_isDrawing || m_part != SectionPart::None; }
    bool isDrawing() const { return m_isDrawing; }
    /// Moves what is held. @returns whether the state has changed.
    bool drag(SceneState& state, const LiftedPlaces& places, QPointF pixel) const;
    /// Closes a loop that was being drawn, if it is large enough.
    void release(SceneState& state);

private:
    bool m_isDrawing = false;
    SectionPart m_part = SectionPart::None;
    SectionLine m_line; ///< when it was taken
    Vec2 m_at{0.0, 0.0};
};

} // namespace dqm
