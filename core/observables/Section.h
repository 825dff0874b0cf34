#pragma once

#include "core/grid/Grid.h"

namespace dqm {

/// A straight line through the plane along which fields are read, in the coordinates of whoever
/// observes.
struct SectionLine
{
    Vec2 from{-1.0, 0.0};
    Vec2 to{1.0, 0.0};

    bool operator==(const SectionLine&) const = default;
};

} // namespace dqm
