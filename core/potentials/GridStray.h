#pragma once

#include "core/potentials/Potential.h"

namespace dqm {

/// What the points of a grid make of V less what V is: where V has an edge or a kink, or is
/// narrower than the spacing, sums over the points are not those over the places between them,
/// which shift them by half a spacing or more,
///
///   2 (V - (V + V(x + h/2) + V(y + h/2) + V(x + h/2, y + h/2))/4), each smoothed over its points
///
/// by a Gaussian so wide (1.3 spacings) that it sees nothing of what the grid resolves: zero to
/// rounding there. It acts on psi as a potential that is not meant to be. Energy, on the grid.
///
/// Walls  zero next to them, where the Gaussian would reach over.
/// @return  infinite everywhere if V is not finite between the points.
RealField gridStray(const Potential& potential, double t);

} // namespace dqm
