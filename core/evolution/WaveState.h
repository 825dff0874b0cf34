#pragma once

#include "core/grid/Field.h"

namespace dqm {

/// psi(x, t) = e^{i carrier.x} envelope(x): the carrier is factored out so that an ensemble may
/// move with any velocity on a periodic grid, commensurate with it or not.
///
/// Hydrodynamics: rho = |envelope|^2, v = (hbar/m) (Im(envelope* grad envelope)/rho + carrier),
/// u from the envelope alone.
struct WaveState
{
    ComplexField envelope;
    Vec2 carrier{0.0, 0.0}; ///< wave vector, 1/length; zero with walls
    double time = 0.0;
    double phase = 0.0; ///< a global phase, radians, added to arg psi
};

} // namespace dqm
