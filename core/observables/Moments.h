#pragma once

#include "core/Units.h"
#include "core/evolution/WaveState.h"
#include "core/grid/Derivatives.h"
#include "core/grid/Grid.h"

namespace dqm {

struct DensityMarginals;
struct FlowSums;

/// Means and spreads of rho and of the momenta. All but the norm and the entropy are means over
/// what is left of the ensemble: divided by the norm. Exact for what the grid resolves, between
/// walls too (see WallQuadrature).
struct Moments
{
    double norm = 0.0; ///< (1)
    Vec2 mean{0.0, 0.0}; ///< (21), unwrapped on a torus
    Vec2 momentum{0.0, 0.0}; ///< (22), (23)
    Vec2 sigma{0.0, 0.0};
    Vec2 meanDiffusionVelocity{0.0, 0.0}; ///< integral rho u, zero by (3)
    Vec2 diffusionMomentumSquared{0.0, 0.0}; ///< <p_u,x^2>, <p_u,y^2>
    Vec2 uncertainty{0.0, 0.0}; ///< <p_u,x^2> sigma_x^2 per axis, >= hbar^2/4 (4)
    Vec2 fick{0.0, 0.0}; ///< <p_u,x (x - mean_x)>, identically hbar/2
    double entropy = 0.0; ///< -integral rho ln rho
    double angularMomentum = 0.0; ///< <x p_y - y p_x> about the frame's origin
};

/// Follows a mean around a torus: each call continues from the last one, so that a packet that
/// leaves on one side and returns on the other keeps a continuous mean.
class MeanTracker
{
public:
    /// Forgets the past: the next mean is the circular mean inside the grid's rectangle.
    void reset();
    /// Continues from a mean known otherwise.
    void startAt(Vec2 mean);
    /// @param expectedStep  the displacement since the last call, from <p>/m times the time passed;
    ///                      the tracker is right while the true one differs by less than half a
    ///                      box.
    Vec2 follow(const RealField& rho, const Grid& grid, Vec2 expectedStep);
    Vec2 follow(const DensityMarginals& density, const Grid& grid, Vec2 expectedStep);

private:
    bool m_started = false;
    Vec2 m_mean{0.0, 0.0};
};

/// @param gradient  of the envelope (spectral).
/// @param mean      the unwrapped mean about which distances are taken (see MeanTracker); between
///                  walls it is computed and this argument is ignored.
Moments moments(const WaveState& state, const ComplexVectorField& gradient, const Grid& grid,
    const PhysicalConstants& constants, Vec2 mean);

/// The same from sums already gathered.
Moments moments(const FlowSums& sums, Vec2 carrier, const Grid& grid,
    const PhysicalConstants& constants, Vec2 mean);

} // namespace dqm
