#pragma once

#include "core/dissipation/DissipativeEvolution.h"
#include "support/ClosedForms.h"

#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

/// Scenes for the dissipative twin.
namespace dqm::test {

inline Grid squareGrid(int n, double size, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Grid grid;
    grid.nx = grid.ny = n;
    grid.size = Vec2(size, size);
    grid.boundary = boundary;
    return grid;
}

inline WaveState gaussianState(const Grid& grid, Vec2 center = Vec2(0.0, 0.0),
    Vec2 velocity = Vec2(0.0, 0.0), double sigma = 1.0)
{
    WaveState state;
    const auto axis = [&](double x, double v) { return freeGaussian(Packet1D{sigma, x, v}, 0.0); };
    state.envelope
        = productOn(grid, axis(center.x(), velocity.x()), axis(center.y(), velocity.y()));
    return state;
}

/// hbar = m = 1, friction 0.5, medium matched and at rest.
inline DissipativeSetup setupOn(const Grid& grid)
{
    DissipativeSetup setup;
    setup.grid = grid;
    return setup;
}

inline std::shared_ptr<const Potential> potentialOf(PotentialTerm term, const Grid& grid)
{
    Experiment experiment;
    experiment.grid = grid;
    experiment.potential = {std::move(term)};
    return std::make_shared<const Potential>(experiment, grid);
}

/// A normalised Gaussian density.
inline double normalDensity(double x, double mean, double variance)
{
    const double d = x - mean;
    return std::exp(-0.5 * d * d / variance) / std::sqrt(2.0 * std::numbers::pi * variance);
}

/// Largest difference from a product of two Gaussians, relative to its peak.
inline double differenceFromGaussian(
    const RealField& rho, const DensityLayout& layout, Vec2 mean, Vec2 variance)
{
    double largest = 0.0;
    for (int j = 0; j < layout.ny; ++j)
        for (int i = 0; i < layout.nx; ++i)
            largest = std::max(largest,
                std::abs(rho(j, i)
                    - normalDensity(layout.x[i], mean.x(), variance.x())
                        * normalDensity(layout.y[j], mean.y(), variance.y())));
    return largest * 2.0 * std::numbers::pi * std::sqrt(variance.x() * variance.y());
}

} // namespace dqm::test
