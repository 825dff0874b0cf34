#pragma once

#include "core/exhibits/parts/ExhibitScene.h"
#include "widgets/exhibits/scene/SceneInk.h"

#include <QTransform>

namespace dqm {

/// Points in the plane with their trails, circles, a scale bar and a legend. Lengths are the same
/// along both axes.
void paintPlane(
    QPainter& painter, const QRectF& area, const PlaneScene& scene, const SceneInk& ink);

/// A field in colours with axes, a colour bar and points on top.
void paintMap(QPainter& painter, const QRectF& area, const MapScene& scene, const SceneInk& ink);

/// Any scene; nothing but the background for none.
/// @param before, eased  of the balls, see paintBoxes().
void paintScene(QPainter& painter, const QRectF& area, const ExhibitScene& scene,
    const ExhibitScene* before, double eased, const SceneInk& ink);

/// Lengths about (0, 0), y upward, to the largest rectangle of that shape in an area.
QTransform planeToArea(double width, double height, const QRectF& area);

} // namespace dqm
