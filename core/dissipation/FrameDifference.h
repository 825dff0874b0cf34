#pragma once

#include "core/grid/Grid.h"

namespace dqm {

/// How far two evolutions differ after b has been moved by a displacement and given a velocity.
struct FrameDifference
{
    double rho = 0.0; ///< largest difference over the largest value, like all four
    double u = 0.0; ///< where rho is not negligible
    double sigma = 0.0;
    double diffusionEnergy = 0.0;
    Vec2 mean{0.0, 0.0}; ///< <x> of b, moved, minus that of a
    Vec2 velocity{0.0, 0.0}; ///< <v> of b, given the velocity, minus that of a
};

} // namespace dqm
