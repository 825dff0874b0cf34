#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Distance, angle and differences between two places; the experiment stays as it is.
extern const SceneToolKind rulerTool;

} // namespace dqm
