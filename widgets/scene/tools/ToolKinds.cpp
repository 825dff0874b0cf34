#include "widgets/scene/tools/ToolKinds.h"

#include "widgets/scene/tools/EraseTool.h"
#include "widgets/scene/tools/KickTool.h"
#include "widgets/scene/tools/MeasureTool.h"
#include "widgets/scene/tools/MoveTool.h"
#include "widgets/scene/tools/PacketTool.h"
#include "widgets/scene/tools/RulerTool.h"
#include "widgets/scene/tools/ScreenTool.h"
#include "widgets/scene/tools/WallTool.h"

#include <array>

namespace dqm {

std::span<const SceneToolKind* const> sceneToolKinds()
{
    static constexpr std::array kinds{
        &moveTool,
        &packetTool,
        &kickTool,
        &wallTool,
        &eraseTool,
        &screenTool,
        &measureTool,
        &rulerTool,
    };
    return kinds;
}

} // namespace dqm
