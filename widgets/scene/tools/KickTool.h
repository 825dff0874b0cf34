#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Throws the whole ensemble as it is now: a drag is the velocity that is added to every one of its
/// particles, an event of the experiment at the present time.
extern const SceneToolKind kickTool;

} // namespace dqm
