#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
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

/// From one transform of the envelope; the carrier moves the axes, so that a boost by W moves the
/// whole by m W exactly [Zakir, eqs. (22), (23)].
///
/// Torus  the momenta of plane waves that fit, hbar (2 pi n / L + carrier).
/// Walls  psi continued by zero: the momenta of a wave of either direction, not of standing ones.
MomentumDensity momentumDensity(
    const WaveState& state, const Grid& grid, const PhysicalConstants& constants, int threads = 1);

/// Of an envelope on a torus, how its wave numbers are spread. Nyquist's stands for waves of either
/// direction alike and adds nothing to the mean, as it has no derivative.
struct WaveSpread
{
    Vec2 mean{0.0, 0.0};
    double rms = 0.0; ///< of the whole vector
};

WaveSpread waveSpreadOf(const ComplexField& envelope, const Grid& grid, int threads = 1);

} // namespace dqm
