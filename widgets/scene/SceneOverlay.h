#pragma once

#include "widgets/scene/SceneScales.h"
#include "widgets/scene/SceneState.h"

class QPainter;

namespace dqm {

/// Length between two ticks of the axes, which is also that of the floor's grid.
double gridStep(const Picture& picture);

/// Everything written over a pane: title and observer, axes with ticks and units, what colour and
/// height mean, what happens at the edge. The same for every way to the screen and for exported
/// pictures.
/// @param painter  in logical pixels of the pane.
void paintOverlay(QPainter& painter, const SceneState& state, const SceneScales& scales);

} // namespace dqm
