#pragma once

#include "core/dissipation/DensityLayout.h"
#include "core/dissipation/TwinStatistics.h"
#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"

namespace dqm {

/// A density and the current that carries it, on the points of a DensityLayout:
/// d_t rho = -div j.
struct DensityFlow
{
    RealField rho; ///< 1/area
    VectorField current; ///< j, 1/(length time)
    /// Not smooth from point to point: laid by particles, or with edges.
    bool isGrainy = false;
};

/// grad rho: spectral for what is smooth (DensityLayout::gradient), else
/// 2 sqrt(rho) grad sqrt(rho) by central differences, with which grad rho^2/rho stays bounded.
VectorField slope(const DensityFlow& flow, const DensityLayout& layout, int threads = 1);

/// What psi says of an ensemble: rho = |psi|^2, j = rho grad S/m [Zakir, eq. (6)]. With walls both
/// vanish on them.
DensityFlow densityFlow(const WaveState& psi, const DensityLayout& layout,
    const PhysicalConstants& constants, int threads = 1);

/// The picture of an ensemble that spreads by ordinary diffusion, on the grid's own points.
struct DiffusionFields
{
    RealField rho; ///< 1/area
    VectorField v; ///< local mean velocity j/rho
    VectorField u; ///< -D grad rho/rho, Fick's law [Zakir, eq. (2)]
    MaskField meaningful; ///< rho > floor * max rho; v and u are zero elsewhere
};

/// @param D      of (2), hbar/2m.
/// @param floor  relative to max rho.
DiffusionFields diffusionFields(
    const DensityFlow& flow, const DensityLayout& layout, double D, double floor, int threads = 1);

/// Numbers of an ensemble that spreads by ordinary diffusion, means over what is left of it.
struct DiffusionObservables
{
    double time = 0.0;
    double norm = 0.0;
    Vec2 mean{0.0, 0.0}; ///< unwrapped on a torus
    Vec2 velocity{0.0, 0.0}; ///< mean drift
    Vec2 sigma{0.0, 0.0};
    double entropy = 0.0; ///< -integral rho ln rho
    double driftEnergy = 0.0; ///< integral m v^2 rho/2 of the local mean velocity v = j/rho
    double thermalEnergy = 0.0; ///< the rest of m <V^2>/2: the particles' motion about v
    double diffusionEnergy = 0.0; ///< integral m u^2 rho/2, u = -D grad rho/rho, D = hbar/2m (5)
    double potentialEnergy = 0.0; ///< integral V rho
    TwinStatistics statistics;
};

/// Those of the numbers that follow from rho and j: all but time, mean, velocity, sigma and the
/// thermal energy.
/// @param V  on the layout's points; empty for V = 0.
DiffusionObservables fieldObservables(const DensityFlow& flow, const DensityLayout& layout,
    const RealField& V, const PhysicalConstants& constants, int threads = 1);

/// One Gaussian kernel along one axis in wave number: e^{-variance k^2/2 - i k shift}. What the
/// Nyquist wave number of an even n would make complex is taken real, as a real density needs.
Eigen::ArrayXcd gaussianFactors(const Eigen::ArrayXd& wavenumbers, double variance, double shift);

/// The density convolved with a Gaussian of this variance per axis and carried by `shift`, exact
/// for what the grid resolves; mass is kept.
/// @throws std::invalid_argument for a shift with walls.
RealField spread(const RealField& rho, const DensityLayout& layout, double variance, Vec2 shift,
    int threads = 1);

} // namespace dqm
