#pragma once

#include "core/evolution/WaveState.h"
#include "core/observables/Energies.h"
#include "core/observables/Moments.h"
#include "support/ClosedForms.h"

/// States whose velocities and energies are known, and short ways to measure them.
namespace dqm::test {

inline Grid square(int n, double size, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Grid grid;
    grid.nx = n;
    grid.ny = n;
    grid.size = Vec2(size, size);
    grid.boundary = boundary;
    return grid;
}

inline WaveState stateOf(ComplexField psi)
{
    WaveState state;
    state.envelope = std::move(psi);
    return state;
}

inline WaveState normalised(ComplexField psi, const Grid& grid)
{
    psi /= std::sqrt(norm(psi, grid));
    return stateOf(std::move(psi));
}

/// The quantum potential of one axis of a Gaussian: hbar^2/2m (1/2 sigma^2 - d^2/4 sigma^4).
inline double quantumPotential(const Gaussian1D& g, double x)
{
    const double square = g.sigma() * g.sigma();
    const double d = x - g.position;
    return g.hbar * g.hbar / (2.0 * g.mass) * (0.5 / square - d * d / (4.0 * square * square));
}

/// A nodeless state with drift on the torus of side L about the origin: exp(C + i S).
inline WaveState smoothState(const Grid& grid)
{
    const double q = 2.0 * std::numbers::pi / grid.size.x();
    return normalised(fieldOn(grid,
                          [q](double x, double y) {
                              const double C = 0.4 * std::cos(q * x) + 0.2 * std::sin(q * (x + y));
                              const double S = 0.3 * std::sin(q * y) + 0.5 * std::cos(q * (x - y));
                              return std::exp(Complex(C, S));
                          }),
        grid);
}

/// Two packets that move through each other, away from any symmetry.
inline WaveState crossingPackets(const Grid& grid)
{
    const auto at = [&](double x, double y, double vx, double vy, double sx, double sy) {
        return productOn(grid, freeGaussian({.sigma = sx, .position = x, .velocity = vx}, 0.4),
            freeGaussian({.sigma = sy, .position = y, .velocity = vy}, 0.4));
    };
    return normalised(
        at(-1.0, 0.5, 1.5, 0.2, 1.0, 0.8) + Complex(0.3, 0.6) * at(1.2, -0.4, -0.7, 0.9, 0.7, 1.1),
        grid);
}

inline Energies energiesOf(
    const WaveState& state, const Grid& grid, const PhysicalConstants& constants = {})
{
    return energies(state, gradient(state.envelope, grid, DerivativeMethod::Spectral), RealField(),
        grid, constants);
}

inline Moments momentsOf(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants = {}, Vec2 mean = Vec2(0.0, 0.0))
{
    return moments(
        state, gradient(state.envelope, grid, DerivativeMethod::Spectral), grid, constants, mean);
}

} // namespace dqm::test
