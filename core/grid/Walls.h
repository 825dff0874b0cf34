#pragma once

#include "core/grid/Grid.h"

#include <algorithm>

namespace dqm {

/// Where a particle comes to that walls throw back: mirrored at the rectangle's sides and, after a
/// leap beyond both, held inside. On a torus, which has none, the place as it is.
inline Vec2 thrownBack(const Grid& grid, Vec2 place)
{
    if (grid.isTorus())
        return place;
    const Vec2 lower = grid.lower();
    const Vec2 upper = lower + grid.size;
    for (int axis = 0; axis < 2; ++axis) {
        if (place[axis] < lower[axis])
            place[axis] = 2.0 * lower[axis] - place[axis];
        if (place[axis] > upper[axis])
            place[axis] = 2.0 * upper[axis] - place[axis];
        place[axis] = std::clamp(place[axis], lower[axis], upper[axis]);
    }
    return place;
}

} // namespace dqm
