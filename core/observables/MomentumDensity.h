#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

namespace dqm {

/// |psi~(p)|^2 of one state, the density of its momenta, with p growing along each axis.
///
/// Units   momentum; density 1/momentum^2.
/// Shapes  (ny, nx), px fastest.
/// @post   sum(density) * step.x * step.y is the norm of psi.
struct MomentumDensity
{
    Vec2 first{0.0, 0.0}; ///< momentum of density(0, 0)
    Vec2 step{1.0, 1.0}; ///< between neighbours
    FloatField density;
};

} // namespace dqm
