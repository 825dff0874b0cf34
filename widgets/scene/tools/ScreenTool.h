#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Puts up a screen, a detector of the experiment, from where it is pressed to where it is let go:
/// what of psi and which particles come there is taken and counted from then on.
extern const SceneToolKind screenTool;

} // namespace dqm
