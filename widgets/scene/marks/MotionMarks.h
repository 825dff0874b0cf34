#pragma once

#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayBlock.h"
#include "widgets/scene/text/OverlayStyle.h"

class QPainter;

namespace dqm {

/// Who moves past whom, on the floor of each pane of a stage: an arrow for the observer's own
/// velocity W, one for the medium's velocity as this observer sees it, and ticks that stream with
/// the medium at the true simulated speed. Nothing outside of a stage.
/// @param places  what is written already, which words keep clear of; takes where they stand. One
/// that would cover much of the floor is left out.
void paintMotion(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, const SceneScales& scales, std::vector<OverlayPlace>& places);

} // namespace dqm
