#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// The power that flows into the diffusion energy (5) from drift and potential,
/// dU_u/dt = integral rho v.grad Q = -dU_v/dt - d<V>/dt, with the quantum potential Q of
/// [Zakir, eq. (13)].
///
/// Computed as -integral Q div(rho v), div(rho v) = (hbar/m) Im(e* lap e), which needs no
/// derivative of Q. A carrier adds its velocity times the mean force of Q, which is zero: the power
/// is the same for every observer.
///
/// Units    energy/time.
/// Nodes    at rho <= 1e-14 max rho the integrand has no value and its cell is left out.
/// Edges    what an absorbing layer takes away is not counted.
double exchangePower(
    const WaveState& state, const Grid& grid, const PhysicalConstants& constants, int threads = 1);

} // namespace dqm
