#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// How far three instants of a state are from the equations of motion, point by point, with
/// central differences in time: the defects fall as delta^2.
struct Residuals
{
    RealField continuity; ///< d_t rho + div(rho v) [Zakir, eq. (14)], 1/(area time)
    RealField hamiltonJacobi; ///< d_t S + m v^2/2 + V + Q [Zakir, eq. (13)], energy
    MaskField meaningful; ///< rho > 1e-6 max rho, for hamiltonJacobi; zero elsewhere
    double continuityMax = 0.0;
    double densityRateMax = 0.0; ///< max |d_t rho|, to compare with
    double hamiltonJacobiRms = 0.0; ///< weighted by rho
    double actionRateRms = 0.0; ///< of d_t S, weighted by rho, to compare with
    double schroedinger = 0.0; ///< |i hbar d_t psi - H psi| over |H psi| [Zakir, eq. (16)]
};

/// @param before, now, after  at t - delta, t and t + delta, of one carrier.
/// @param V      on the grid at t; empty for V = 0.
/// @param gamma  of an absorbing layer: points in it are left out; empty for none.
/// @throws std::invalid_argument if shapes or carriers differ or delta is not positive.
Residuals residuals(const WaveState& before, const WaveState& now, const WaveState& after,
    const RealField& V, const RealField& gamma, const Grid& grid,
    const PhysicalConstants& constants, double delta, int threads = 1);

/// A state on a torus with twice the points per axis, by its Fourier series: there rho, whose wave
/// numbers reach twice as far as those of psi, can be differentiated without error.
struct RefinedState
{
    Grid grid;
    WaveState state;
};

/// @throws std::invalid_argument with walls.
RefinedState refined(const WaveState& state, const Grid& grid, int threads = 1);

/// The state itself where its series leaves the upper half of the wave numbers empty to 1e-10, so
/// that its own grid is enough for rho; else refined.
/// @throws std::invalid_argument with walls.
RefinedState resolvingDensity(const WaveState& state, const Grid& grid, int threads = 1);

/// Largest |(12)'s left side - right side| times rho over the largest of its terms times rho: with
/// rho differentiated on the left and psi on the right. On a torus only: rho continues evenly
/// behind walls.
/// @param fine  resolves rho, see resolvingDensity.
/// @throws std::invalid_argument with walls.
double identityDefect(const RefinedState& fine, int threads = 1);

} // namespace dqm
