#include "widgets/scene/tools/ToolKinds.h"

#include "widgets/scene/tools/EraseTool.h"
#include "widgets/scene/tools/MoveTool.h"
#include "widgets/scene/tools/PacketTool.h"
#include "widgets/scene/tools/RulerTool.h"
#include "widgets/scene/tools/WallTool.h"

#include <array>

namespace dqm {

std::span<const SceneToolKind* const> sceneToolKinds()
{
    static constexpr std::array kinds{
        &moveTool,
        &packetTool,
        &wallTool,
        &eraseTool,
        &rulerTool,
    };
    return kinds;
}

} // namespace dqm
