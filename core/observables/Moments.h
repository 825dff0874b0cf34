#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
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
    Vec2 mean{0.0, 0.0}; ///< (21), unwrapped on a torus; in the rectangle whose edge absorbs
    Vec2 momentum{0.0, 0.0}; ///< (22), (23)
    Vec2 sigma{0.0, 0.0};
    Vec2 meanDiffusionVelocity{0.0, 0.0}; ///< integral rho u, zero by (3)
    Vec2 diffusionMomentumSquared{0.0, 0.0}; ///< <p_u,x^2>, <p_u,y^2>
    /// <p_u,x^2> sigma_x^2 per axis, >= hbar^2/4 (4); where rho reaches over the edge of a torus
    /// that of the torus, times (hbar/2)^2/<p_u,x (x - mean_x)>^2, which no state falls below; NaN
    /// where rho is so even that it has no place.
    Vec2 uncertainty{0.0, 0.0};
    /// <p_u,x (x - mean_x)>, identically hbar/2; on a torus less by the share of atEdge.
    Vec2 fick{0.0, 0.0};
    /// Marginal of rho half way round the torus from the mean, or at the edge that absorbs, times
    /// the side: 0 if localised, 1 if rho is even; 0 between walls.
    Vec2 atEdge{0.0, 0.0};
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
    /// The mean of a localised rho that lies nearest to where it is expected. A rho that reaches
    /// over the edge has no mean place of its own: there, and where the mean that rho has is not
    /// the expected one to `tolerance`, it is the expected one, for d<x>/dt = <p>/m holds always.
    /// @param expectedStep  the displacement since the last call, the integral of <p>/m.
    /// @param tolerance     of the expected mean, in units of the box.
    Vec2 follow(const RealField& rho, const Grid& grid, Vec2 expectedStep, double tolerance = 0.5);
    Vec2 follow(const DensityMarginals& density, const Grid& grid, Vec2 expectedStep,
        double tolerance = 0.5);

private:
    bool m_started = false;
    Vec2 m_mean{0.0, 0.0};
};

/// About what the places of a torus lie: the mean of rho, or, where an edge absorbs, the middle of
/// the rectangle, so that what is left on both sides of it stays there.
/// @param shift  x' + shift = x in K, where the edge rests.
Vec2 middleOf(const Grid& gridInK, Vec2 mean, Vec2 shift = Vec2(0.0, 0.0));

/// From where the distances of a torus are taken that is cut open half way round: from its middle,
/// or, where an edge absorbs, so that the cut lies in the layer where rho is least: what is on its
/// way through the layer has not come to the other side.
Vec2 openedAt(const DensityMarginals& density, const Grid& grid, Vec2 middle);

/// The mean of a density whose torus is cut open half way round from a place (see openedAt()).
Vec2 meanAbout(const DensityMarginals& density, const Grid& grid, Vec2 place);

/// Moments::atEdge about this mean.
Vec2 shareAtEdge(const DensityMarginals& density, const Grid& grid, Vec2 mean);

/// @param gradient  of the envelope (spectral).
/// @param about     the unwrapped mean (see MeanTracker), from which distances are taken unless
///                  rho is localised elsewhere on the torus; where an edge absorbs, what middleOf()
///                  gives, and the mean is computed; between walls this argument is ignored.
Moments moments(const WaveState& state, const ComplexVectorField& gradient, const Grid& grid,
    const PhysicalConstants& constants, Vec2 about);

/// The same from sums already gathered.
Moments moments(const FlowSums& sums, Vec2 carrier, const Grid& grid,
    const PhysicalConstants& constants, Vec2 about);

} // namespace dqm
