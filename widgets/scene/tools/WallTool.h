#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Draws walls, and wells where the height is negative: see StrokeTool.
extern const SceneToolKind wallTool;

} // namespace dqm
