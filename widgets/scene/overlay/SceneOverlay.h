#pragma once

#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayBlock.h"

class QPainter;

namespace dqm {

/// Everything written over a pane: title and observer, axes with ticks and units, what colour and
/// height mean, what happens at the edge. The same for every way to the screen and for exported
/// pictures.
/// @param painter  in logical pixels of the pane.
/// @returns where it wrote what.
std::vector<OverlayPlace> paintOverlay(
    QPainter& painter, const SceneState& state, const SceneScales& scales);

} // namespace dqm
