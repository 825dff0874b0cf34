#pragma once

#include "core/dissipation/DensityLayout.h"

namespace dqm {

/// d_t rho = div(D grad rho + (D/kT) rho grad V) - W.grad rho on the points of a layout, with the
/// exponentially fitted flux between neighbours [Scharfetter1969]:
///
/// J = (D/h) (B(-z) rho_i - B(z) rho_i+1), z = -(V_i+1 - V_i)/kT + W h/D, B(z) = z/(e^z - 1)
///
/// read as a Markov chain from cell to cell, whose transition matrix over any time span is a
/// Poisson-weighted sum of powers (uniformisation). In time this is exact; in space of order two.
///
/// Positive   every weight and every power is, however steep V is.
/// Mass       is kept to rounding; no flux through walls.
/// Boltzmann  e^{-V/kT} at W = 0 is stationary to rounding.
/// Cliffs     |z| is limited to 50: the drift down a cliff within one cell to 50 D/h.
class ExponentialFlux
{
public:
    /// @param V    on the layout's points.
    /// @param D, kT  > 0.
    /// @param W    velocity of the medium.
    ExponentialFlux(const DensityLayout& layout, double D, double kT, Vec2 W, const RealField& V);

    /// @param span  >= 0.
    void evolve(RealField& rho, double span, int threads) const;
    /// J at the points: the mean of the fluxes on either side.
    VectorField current(const RealField& rho) const;

private:
    struct Edges
    {
        RealField forward; ///< rate from a point to the next along the axis, 1/time
        RealField backward; ///< rate from the next point to this one
    };

    /// One step of the chain, and weight times its outcome added to the sum.
    void hop(
        const RealField& from, RealField& to, RealField& sum, double weight, int threads) const;

    DensityLayout m_layout;
    RealField m_cells;
    Edges m_x; ///< per step 1/m_fastest, hence below 1
    Edges m_y;
    RealField m_stay; ///< probability to remain
    double m_fastest = 0.0; ///< the largest rate at which a cell is left
};

} // namespace dqm
