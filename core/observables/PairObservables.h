#pragma once

#include "core/experiment/Units.h"
#include "core/grid/Derivatives.h"
#include "core/grid/Grid.h"

namespace dqm {

/// What tells a pair on a line from two single particles, of psi(x1, x2) on a square grid with x1
/// along its columns and x2 along its rows. All are means over what is left of the ensemble and
/// the same for every observer.
struct PairObservables
{
    double time = 0.0;
    /// <(x1 - x2)^2>, length^2. Of the lowest two states of one spring: 2 hbar/(m omega) if the
    /// particles are told apart, 1 for bosons, 3 for fermions.
    double distanceSquared = 0.0;
    double correlation = 0.0; ///< Cov(x1, x2)/(sigma_1 sigma_2), -1 .. 1; 0 for a product
    /// Re <psi(x1, x2)|psi(x2, x1)>: 1 for bosons, -1 for fermions, kept by every V that does not
    /// tell the particles apart.
    double exchange = 0.0;
    /// Tr rho_1^2 of one particle, rho_1 = integral psi psi* dx2: 1 exactly for a product
    /// a(x1) b(x2), less if entangled; 1/2 for a(x1) b(x2) +- b(x1) a(x2) of orthogonal a, b; for
    /// fermions never more than 1/2.
    double purity = 0.0;
    /// <|d v_1/d x_2|>, 1/time: how much the drift of one particle depends on where the other one
    /// is; 0 for a product.
    double driftCoupling = 0.0;
};

/// Nodes    where rho <= 1e-12 max rho the drift has no meaning and adds nothing.
/// Torus    places are taken around the mean: a pair has to be closer than half the line.
/// Cost     of the purity: n^3 on n x n points, where rho is not negligible.
/// @param psi       in K, without a carrier; need not be normalised, but must not vanish.
/// @param gradient  of psi (spectral).
/// @param mean      (<x1>, <x2>) about which places are continued around a torus.
/// @throws std::invalid_argument if the grid is not the square of one line, or the shapes differ.
PairObservables pairObservables(const ComplexField& psi, const ComplexVectorField& gradient,
    const Grid& grid, const PhysicalConstants& constants, Vec2 mean, int threads = 1);

} // namespace dqm
