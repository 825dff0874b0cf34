#include "widgets/scene/model/SceneGeometry.h"

#include <algorithm>
#include <cmath>

namespace dqm {

SceneGeometry sceneGeometry(const Grid& grid)
{
    SceneGeometry geometry;
    geometry.scale = 2.0 / std::max(grid.size.x(), grid.size.y());
    geometry.halfSides = 0.5 * geometry.scale * grid.size;
    geometry.peakHeight = 0.5 * std::sqrt(geometry.halfSides.x() * geometry.halfSides.y());
    geometry.center = grid.center;
    return geometry;
}

} // namespace dqm
