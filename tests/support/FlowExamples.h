#pragma once

#include "core/streamlines/FlowField.h"
#include "support/ClosedForms.h"

#include <cmath>
#include <string_view>

/// Closed-form flows, sampled as a picture holds them: floats on a grid.
namespace dqm::test {

/// The arrays of one flow, and the field made of them.
struct FlowExample
{
    Grid grid;
    FloatField x;
    FloatField y;
    FloatField rho;
    double rhoMax = 0.0;
    double hbarOverMass = 1.0;
    bool flux = false;

    FlowField field() const
    {
        return FlowField({grid, x, y, rho, rhoMax, 1e-9 * rhoMax, hbarOverMass, flux});
    }
};

inline Grid flowGrid(int n = 128, double size = 16.0)
{
    Grid grid;
    grid.nx = grid.ny = n;
    grid.size = {size, size};
    return grid;
}

/// @param rho       density at (x, y).
/// @param velocity  Vec2 at (x, y); set to zero where rho is masked, as pictures have it.
template <class Density, class Velocity>
FlowExample flowOn(const Grid& grid, const Density& rho, const Velocity& velocity)
{
    FlowExample flow{grid, FloatField(grid.ny, grid.nx), FloatField(grid.ny, grid.nx),
        FloatField(grid.ny, grid.nx)};
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            flow.rho(j, i) = static_cast<float>(rho(grid.x(i), grid.y(j)));
    flow.rhoMax = flow.rho.maxCoeff();
    for (int j = 0; j < grid.ny; ++j) {
        for (int i = 0; i < grid.nx; ++i) {
            const bool masked = flow.rho(j, i) <= 1e-9 * flow.rhoMax;
            const Vec2 v = masked ? Vec2(0.0, 0.0) : Vec2(velocity(grid.x(i), grid.y(j)));
            flow.x(j, i) = static_cast<float>(v.x());
            flow.y(j, i) = static_cast<float>(v.y());
        }
    }
    return flow;
}

/// Gaussian density about (cx, cy).
struct Bump
{
    double sigmaX = 1.0;
    double sigmaY = 1.0;
    double cx = 0.0;
    double cy = 0.0;

    double operator()(double x, double y) const
    {
        return std::exp(
            -0.5 * std::pow((x - cx) / sigmaX, 2) - 0.5 * std::pow((y - cy) / sigmaY, 2));
    }
};

/// v of the free Gaussian of unit hbar, m, sigma after a time: (x rate_x, y rate_y).
inline FlowExample spreading(const Grid& grid, double sigmaX, double sigmaY, double t)
{
    const Gaussian1D gx = freeGaussian({sigmaX}, t);
    const Gaussian1D gy = freeGaussian({sigmaY}, t);
    return flowOn(grid, Bump{gx.sigma(), gy.sigma()},
        [&](double x, double y) { return Vec2(gx.v(x), gy.v(y)); });
}

/// A vortex of charge n at (cx, cy) in a Gaussian of that sigma.
inline FlowExample vortexFlow(
    const Grid& grid, int n, double sigma, double cx = 0.0, double cy = 0.0)
{
    return flowOn(
        grid,
        [=](double x, double y) {
            const double square = (x - cx) * (x - cx) + (y - cy) * (y - cy);
            return std::pow(square, std::abs(n)) * std::exp(-0.5 * square / (sigma * sigma));
        },
        [=](double x, double y) {
            const double square = std::max(1e-30, (x - cx) * (x - cx) + (y - cy) * (y - cy));
            return Vec2(Vec2(-(y - cy), x - cx) * (n / square));
        });
}

/// The superposition of two free packets that meet: v, or u, at time t.
inline FlowExample meetingPackets(const Grid& grid, double t, bool diffusion = false)
{
    struct Plane
    {
        Gaussian1D x;
        Gaussian1D y;
    };
    const Plane planes[2] = {{freeGaussian({1.0, -3.0, 1.5}, t), freeGaussian({1.0, -0.6, 0.0}, t)},
        {freeGaussian({1.2, 3.0, -1.0}, t), freeGaussian({0.9, 0.5, 0.2}, t)}};
    const auto slope = [](const Gaussian1D& g, double x) {
        return Complex(0.0, 1.0) * (g.rate / g.q * (x - g.position) + g.momentum);
    };
    const auto psi = [&](double x, double y) {
        return planes[0].x(x) * planes[0].y(y) + planes[1].x(x) * planes[1].y(y);
    };
    return flowOn(
        grid, [&](double x, double y) { return std::norm(psi(x, y)); },
        [&](double x, double y) {
            Complex gx = 0.0;
            Complex gy = 0.0;
            for (const Plane& p : planes) {
                const Complex value = p.x(x) * p.y(y);
                gx += value * slope(p.x, x);
                gy += value * slope(p.y, y);
            }
            gx /= psi(x, y);
            gy /= psi(x, y);
            return diffusion ? Vec2(-gx.real(), -gy.real()) : Vec2(gx.imag(), gy.imag());
        });
}

/// One of the fields on which lines are tried.
inline FlowExample namedFlow(std::string_view name)
{
    const Grid grid = flowGrid();
    Grid walls = grid;
    walls.boundary = BoundaryKind::Walls;
    if (name == "uniform")
        return flowOn(walls, Bump{4, 4}, [](double, double) { return Vec2(1.0, 0.3); });
    if (name == "radial")
        return spreading(flowGrid(128, 20.0), 1.0, 1.0, 4.0);
    if (name == "stretched")
        return spreading(flowGrid(128, 20.0), 1.5, 0.7, 2.0);
    if (name == "saddle")
        return flowOn(walls, Bump{4, 4}, [](double x, double y) { return Vec2(x, -y); });
    if (name == "vortex 1")
        return vortexFlow(grid, 1, 1.5);
    if (name == "vortex 2")
        return vortexFlow(grid, 2, 1.5);
    if (name == "interference v")
        return meetingPackets(grid, 2.0);
    return meetingPackets(grid, 2.0, true);
}

} // namespace dqm::test
