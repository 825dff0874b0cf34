#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// Nothing but the pointer: the camera follows the hand, and at the start or while time rests the
/// packets of the experiment have handles for their places and velocities.
extern const SceneToolKind moveTool;

} // namespace dqm
