#pragma once

#include "widgets/scene/model/CameraState.h"
#include "widgets/scene/model/PaneRoom.h"
#include "widgets/scene/model/SceneGeometry.h"

#include <QPointF>

namespace dqm {

/// What the hand does to the camera, the same for every way to the screen. Pixels of the pane.

/// Turns the view; in the flat view there is nothing to turn and the camera stays.
CameraState orbited(CameraState camera, QPointF drag);

/// Moves the view so that the floor follows the pointer from one pixel to another.
CameraState panned(const CameraState& camera, const SceneGeometry& geometry, const PaneRoom& pane,
    QPointF from, QPointF to);

/// Zooms by a factor and keeps the point of the floor under the pointer where it is.
CameraState zoomed(const CameraState& camera, const SceneGeometry& geometry, const PaneRoom& pane,
    QPointF pointer, double factor);

/// Between two cameras, share 0 .. 1; azimuths take the shorter way round.
CameraState between(const CameraState& from, const CameraState& to, double share);

} // namespace dqm
