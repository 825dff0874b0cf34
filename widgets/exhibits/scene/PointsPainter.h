#pragma once

#include "core/exhibits/parts/ExhibitScene.h"
#include "widgets/exhibits/scene/SceneInk.h"

#include <QTransform>

namespace dqm {

/// The ways that points have come, fainter where they are older.
/// @param longestStep  a longer one is no way but a leap across a periodic edge; length.
void paintTrails(QPainter& painter, const PlaneScene::Kind& kind, const QTransform& toArea,
    double longestStep, const SceneInk& ink);

/// The names of kinds that have one, for the legend.
std::vector<SceneLegendEntry> legendOf(
    const std::vector<PlaneScene::Kind>& kinds, const SceneInk& ink);

/// Dots and discs, smaller and fainter where they are many.
/// @param halo  around each, so that they are seen on a coloured ground; transparent for none.
void paintPoints(QPainter& painter, const std::vector<PlaneScene::Kind>& kinds,
    const QTransform& toArea, const SceneInk& ink, const QColor& halo = Qt::transparent);

} // namespace dqm
