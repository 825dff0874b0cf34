#pragma once

#include "core/grid/Field.h"

#include <cstddef>

namespace dqm {

/// One particle on one detector.
struct DetectorHit
{
    int particle = 0;
    double time = 0.0;
    Vec2 place{0.0, 0.0}; ///< in K, where its path ends
    double along = 0.0; ///< s, from the detector's first end
    std::size_t detector = 0; ///< in the order of the experiment
};

} // namespace dqm
