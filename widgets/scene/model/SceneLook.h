#pragma once

#include "core/frames/Section.h"
#include "widgets/scene/model/CameraState.h"
#include "widgets/scene/model/SceneOptions.h"
#include "widgets/scene/model/SceneScales.h"

#include <array>
#include <optional>
#include <vector>

namespace dqm {

/// How a frame is looked at: all that decides a picture beside the frame and the size.
struct SceneLook
{
    SceneOptions options;
    CameraState camera;
    std::optional<SectionLine> section; ///< in each pane's own coordinates, like the loop
    std::vector<Vec2> loop; ///< corners of a closed loop; empty: none
    /// What heights, colours and full strengths of lines stand for in each pane of a stage, row by
    /// row; none: as a fresh look at the frame finds.
    std::array<std::optional<SceneScales>, 4> scales;
};

} // namespace dqm
