#pragma once

#include "core/Units.h"
#include "widgets/scene/OverlayStyle.h"
#include "widgets/scene/SceneOptions.h"
#include "widgets/scene/SceneScales.h"

class QPainter;

namespace dqm {

/// What the colours mean, in the upper right corner: a wheel for the phase, else a bar with ticks
/// and the unit.
void paintColorLegend(QPainter& painter, const OverlayStyle& style, ColorBy colorBy,
    const SceneScales& scales, UnitSystem units);

} // namespace dqm
