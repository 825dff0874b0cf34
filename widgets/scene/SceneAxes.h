#pragma once

#include "widgets/scene/OverlayStyle.h"
#include "widgets/scene/SceneState.h"

class QPainter;

namespace dqm {

/// Axes along the two edges of the floor that are nearest to the eye, with ticks, numbers, names
/// and units; primed in a moving frame. In the flat view they stay inside the pane when it is
/// zoomed.
void paintAxes(
    QPainter& painter, const OverlayStyle& style, const SceneState& state, const Picture& picture);

} // namespace dqm
