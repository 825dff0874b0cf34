#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// rho, v and u at one place.
struct LocalWave
{
    double rho = 0.0; ///< 1/area; zero on walls and beyond them
    Vec2 v{0.0, 0.0}; ///< drift velocity [Zakir, eq. (6)]
    Vec2 u{0.0, 0.0}; ///< the paper's diffusion velocity [Zakir, eqs. (2), (3)]
};

/// A state that can be read between the grid points: the cubic B-spline through the envelope, from
/// which rho, v and u follow together, so that nodes stay nodes.
///
/// Errors   of psi h^4, of its gradient h^3.
/// Edges    continues on a torus; behind a wall psi continues oddly, so that it vanishes there.
/// Nodes    where rho < 1e-24 max rho v is the carrier's and u zero.
/// Threads  any number may read at once; the same numbers whatever the number of threads.
class SplineWave
{
public:
    SplineWave() = default;
    /// @throws std::invalid_argument if the state has not the shape of the grid.
    void assign(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
        int threads = 1);

    bool empty() const { return m_coefficients.size() == 0; }
    const Grid& grid() const { return m_grid; }
    double time() const { return m_time; }
    double rhoMax() const { return m_rhoMax; } ///< over the grid points
    double norm() const { return m_norm; }
    /// The largest speed that the grid resolves, pi hbar/(m dx): faster flow is that of a node.
    double resolvedSpeed() const { return m_resolvedSpeed; }
    Vec2 carrierVelocity() const { return m_carrierVelocity; }

    LocalWave at(Vec2 place) const;
    double rho(Vec2 place) const;

    /// Cells between neighbouring points, walls included; they tile the rectangle.
    int cellsX() const { return m_grid.isTorus() ? m_grid.nx : m_grid.nx + 1; }
    int cellsY() const { return m_grid.isTorus() ? m_grid.ny : m_grid.ny + 1; }
    /// Integral of rho over each cell by Gauss' rule with 2 x 2 points, (cellsY, cellsX).
    RealField cellProbabilities(int threads = 1) const;

private:
    using Pair = Eigen::Array2d; ///< real and imaginary part
    struct Place
    {
        const double* corner;
        double tx;
        double ty;
    };

    bool locate(Vec2 place, Place& found) const;

    Grid m_grid;
    double m_time = 0.0;
    double m_rhoMax = 0.0;
    double m_norm = 0.0;
    double m_floor = 0.0;
    double m_velocityScale = 1.0; ///< hbar/m
    double m_resolvedSpeed = 0.0;
    Vec2 m_carrierVelocity{0.0, 0.0};
    Vec2 m_first{0.0, 0.0};
    Vec2 m_perLength{1.0, 1.0};
    ComplexField m_coefficients; ///< with a margin on all sides
};

} // namespace dqm
