#pragma once

#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayBlock.h"
#include "widgets/scene/text/OverlayStyle.h"

class QPainter;

namespace dqm {

/// Length between two ticks of the axes, which is also that of the floor's grid.
double gridStep(const Picture& picture);

/// What the labels of the axes need about the plane.
struct AxesRoom
{
    QMarginsF margins; ///< of the pane
    double reach = 0.0; ///< of a tick's label beyond an edge
};
AxesRoom axesRoom(const OverlayStyle& style, const Picture& picture, bool flat);

/// Axes along the two edges of the floor that are nearest to the eye, with ticks, numbers, names
/// and units; primed in a moving frame. In the flat view they stay inside the pane when it is
/// zoomed.
/// @param places  takes where each label stands.
void paintAxes(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, std::vector<OverlayPlace>& places);

} // namespace dqm
