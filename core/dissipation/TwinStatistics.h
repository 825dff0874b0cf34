#pragma once

#include "core/grid/Field.h"

namespace dqm {

/// What a dissipative twin knows of x and v beyond rho, per axis, and how well its particles know
/// their means.
struct TwinStatistics
{
    int particles = 0; ///< that carry it; 0: no chance is in its numbers
    Vec2 meanError{0.0, 0.0}; ///< standard error of the mean
    Vec2 sigmaError{0.0, 0.0}; ///< standard error of sigma
    Vec2 covariance{
        0.0, 0.0}; ///< cov(x, v); zero where there is no v, in diffusion without inertia
};

} // namespace dqm
