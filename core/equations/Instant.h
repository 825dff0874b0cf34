#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/observables/Observables.h"

namespace dqm {

/// A state in K and its numbers.
struct Instant
{
    WaveState state;
    RealField V; ///< empty for none
    Observables numbers;
};

/// @param about  near the state's mean: on a torus the unwrapped mean lies within half a box of it.
Instant instantOf(WaveState state, Vec2 about, const Surroundings& around);

/// Whether rho is negligible along the seam of the torus, half way round from the mean; true
/// between walls.
bool isLocalised(const Instant& instant, const Grid& grid);

} // namespace dqm
