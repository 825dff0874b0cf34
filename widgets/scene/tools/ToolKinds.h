#pragma once

#include "widgets/scene/tools/parts/SceneTool.h"

#include <span>

namespace dqm {

/// Every tool, in the order of the bar; the first is in hand when nothing else is.
std::span<const SceneToolKind* const> sceneToolKinds();

} // namespace dqm
