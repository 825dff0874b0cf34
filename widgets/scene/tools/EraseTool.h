#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Wipes out what was drawn, and nothing else of the potential: strokes of height 0.
extern const SceneToolKind eraseTool;

} // namespace dqm
