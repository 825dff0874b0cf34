#pragma once

#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayBlock.h"
#include "widgets/scene/text/OverlayStyle.h"

namespace dqm {

enum class TitleLines
{
    All,
    One, ///< title and time alone, the title cut short where the pane ends
    Name ///< the title alone, likewise
};

/// The picture's title, its time, and the observer's velocity.
OverlayBlock titleBlock(const SceneState& state, const OverlayStyle& style, TitleLines wanted);

/// What a height stands for, how high the peak is, and whose the particles are.
OverlayBlock heightBlock(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style);

/// What is drawn of V, and what happens at the edge.
OverlayBlock noteBlock(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style);

/// How much of the peak that a run began with is left: "9·10⁻³ of the start"; empty while that is a
/// tenth or more, or if it is not known.
QString leftOfStart(double peak, double startPeak);

} // namespace dqm
