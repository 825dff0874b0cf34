#pragma once

#include "core/grid/Grid.h"
#include "core/potentials/Potential.h"

namespace dqm {

/// Where a density of ordinary diffusion lives: the grid's own points on a torus; with walls the
/// points on the walls too (nx + 2 by ny + 2), for a density does not vanish there as psi does.
/// A point on a wall stands for half a cell, one in a corner for a quarter.
struct DensityLayout
{
    explicit DensityLayout(const Grid& grid);

    Grid grid;
    int nx;
    int ny;
    Eigen::ArrayXd x; ///< coordinates, length nx
    Eigen::ArrayXd y;
    Eigen::ArrayXd cellX; ///< lengths of the cells, length nx
    Eigen::ArrayXd cellY;

    bool isTorus() const { return grid.isTorus(); }
    /// Points that the layout has beside the grid's, at each end of an axis.
    int margin() const { return isTorus() ? 0 : 1; }
    RealField zero() const { return RealField::Zero(ny, nx); }
    double integral(const RealField& field) const;
    /// From the grid's points to the layout's; zero on the walls.
    RealField extended(const RealField& onGrid) const;
    /// The grid's points of a field of the layout.
    RealField inside(const RealField& field) const;

    /// Integral of field (x - from), shortest differences on a torus.
    Vec2 moment(const RealField& field, Vec2 from) const;
    /// Mean of a density. On a torus the coordinates continue from the mean itself, which is the
    /// one nearest to the guess.
    Vec2 mean(const RealField& rho, Vec2 guess) const;
    /// The same where nothing is known before: from the angle of the density on the circle.
    Vec2 mean(const RealField& rho) const;
    Vec2 variance(const RealField& rho, Vec2 mean) const;

    /// V at the points.
    RealField potential(const Potential& potential, double time, Vec2 offset) const;
    /// Spectral on a torus; fourth order about mirror images with walls.
    VectorField gradient(const RealField& rho, int threads = 1) const;
};

} // namespace dqm
