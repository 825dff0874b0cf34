#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

namespace dqm {

/// A press is the place of a new Gaussian packet, the drag its velocity, the wheel its width. It
/// takes the place of the experiment's packets, with Shift it is added to them; either prepares the
/// ensemble anew.
extern const SceneToolKind packetTool;

} // namespace dqm
