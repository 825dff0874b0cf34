#pragma once

#include "core/evolution/WaveState.h"
#include "core/grid/Derivatives.h"
#include "core/grid/Grid.h"
#include "core/observables/DensityMarginals.h"

namespace dqm {

/// Every integral that energies and moments are made of, gathered in one pass over an envelope e
/// and its gradient, with J = Im(e* grad e) and R = Re(e* grad e) = grad rho / 2. The carrier does
/// not enter: it is added exactly by those who use the sums.
///
/// Nodes    where rho <= 1e-14 max rho, J_k^2/rho is 0/0 and takes its mean over all directions of
///          approach, which is zero at a nodal line and |grad e|^2/2 in all at a round vortex.
/// Walls    |grad e|^2 does not vanish at the edge of the rectangle: the edge is counted; odd
///          integrands take the weights of WallQuadrature.
/// Threads  the same sums to the last bit, whatever the number of threads.
struct FlowSums
{
    double norm = 0.0; ///< integral rho
    double entropy = 0.0; ///< -integral rho ln rho
    double potential = 0.0; ///< integral V rho
    Vec2 gradientSquared{0.0, 0.0}; ///< integral |d_k e|^2
    Vec2 driftSquared{0.0, 0.0}; ///< integral J_k^2/rho
    Vec2 current{0.0, 0.0}; ///< integral J_k
    Vec2 flux{0.0, 0.0}; ///< integral R_k
    double cross = 0.0; ///< integral J.R/rho
    DensityMarginals density;
    DensityMarginals fluxAlong; ///< R_x along x, R_y along y
    DensityMarginals currentAcross; ///< J_y along x, J_x along y
};

/// @param gradient  of the envelope (spectral).
/// @param V         on the grid; empty for V = 0.
/// @throws std::invalid_argument if the shapes differ.
FlowSums flowSums(const ComplexField& envelope, const ComplexVectorField& gradient,
    const RealField& V, const Grid& grid, int threads = 1);

} // namespace dqm
