#pragma once

#include "core/experiment/Units.h"
#include "core/streamlines/FlowField.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayBlock.h"
#include "widgets/scene/text/OverlayStyle.h"

namespace dqm {

/// What a flow stands for, with <b> and <i>: the symbol and the speed or flux at full strength.
/// @param fullSpeed  0: there is nothing to see, and that is what it says.
QString flowLegendText(FlowKind kind, double fullSpeed, UnitSystem units);

/// A sample and a text for each flow that is switched on; empty without any.
OverlayBlock flowBlock(
    const OverlayStyle& style, const SceneState& state, const SceneScales& scales);

} // namespace dqm
