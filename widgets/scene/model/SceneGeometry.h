#pragma once

#include "core/grid/Grid.h"

namespace dqm {

/// How a grid stands in the scene: its longer side is 2 scene units long, the floor lies at z = 0
/// around the origin, and a peak stands at a quarter of the side.
///
/// Units   scene units unless a length of the experiment is said.
struct SceneGeometry
{
    Vec2 halfSides{1.0, 1.0};
    double peakHeight = 0.5; ///< a quarter of the geometric mean of both sides
    double scale = 1.0; ///< scene units per length of the experiment
    Vec2 center{0.0, 0.0}; ///< of the grid, length of the experiment

    Vec2 toScene(Vec2 point) const { return scale * (point - center); }
    Vec2 fromScene(Vec2 point) const { return center + point / scale; }

    bool operator==(const SceneGeometry&) const = default;
};

SceneGeometry sceneGeometry(const Grid& grid);

} // namespace dqm
