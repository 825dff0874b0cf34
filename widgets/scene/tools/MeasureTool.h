#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Measures where the particles are, along x and along y, with the resolution of a ring under the
/// pointer: two events of the experiment at the present time. What is found is drawn with its
/// probability; with Shift it is the place under the pointer.
extern const SceneToolKind measureTool;

} // namespace dqm
