#pragma once

#include "core/experiment/Units.h"
#include "widgets/scene/model/SceneOptions.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/text/OverlayBlock.h"
#include "widgets/scene/text/OverlayStyle.h"

namespace dqm {

/// What the colours mean: a wheel for the phase, else a bar with ticks and the unit. Ticks of what
/// is very small or very large stand for the digits before a power of ten that the name carries.
OverlayBlock colorBlock(
    const OverlayStyle& style, ColorBy colorBy, const SceneScales& scales, UnitSystem units);

} // namespace dqm
