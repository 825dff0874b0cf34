#include "core/observables/Moments.h"

#include "core/observables/FlowSums.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace dqm {

namespace {

/// Where the density sits on a circle of this length, as a coordinate near `guess`.
double circularMean(
    const Eigen::ArrayXd& density, const Eigen::ArrayXd& coordinate, double length, double guess)
{
    std::complex<double> sum = 0.0;
    for (Eigen::Index i = 0; i < density.size(); ++i) {
        sum += density(i)
            * std::polar(1.0, 2.0 * std::numbers::pi * (coordinate(i) - guess) / length);
    }
    const bool isSpreadAround = std::abs(sum) <= 1e-9 * density.sum();
    return isSpreadAround ? guess : guess + length * std::arg(sum) / (2.0 * std::numbers::pi);
}

/// The mean of the coordinates continued around the circle from the mean itself.
double unwrappedMean(
    const Eigen::ArrayXd& density, const Eigen::ArrayXd& coordinate, double length, double guess)
{
    const double total = density.sum();
    if (!(total > 0.0)) {
        return guess;
    }
    double mean = guess;
    for (int iteration = 0; iteration < 20; ++iteration) {
        double shift = 0.0;
        for (Eigen::Index i = 0; i < density.size(); ++i) {
            const double distance = std::remainder(coordinate(i) - mean, length);
            // The point opposite to the mean belongs to both sides.
            if (std::abs(distance) < (0.5 - 1e-12) * length) {
                shift += density(i) * distance;
            }
        }
        shift /= total;
        mean += shift;
        if (std::abs(shift) < 1e-15 * length) {
            break;
        }
    }
    return mean;
}

Vec2 plainMean(const DensityMarginals& density, const Grid& grid)
{
    return {(density.x * grid.xs()).sum() / density.x.sum(),
        (density.y * grid.ys()).sum() / density.y.sum()};
}

} // namespace

void MeanTracker::reset() { m_started = false; }

void MeanTracker::startAt(Vec2 mean)
{
    m_started = true;
    m_mean = mean;
}

Vec2 MeanTracker::follow(const RealField& rho, const Grid& grid, Vec2 expectedStep)
{
    return follow(densityMarginals(rho, grid), grid, expectedStep);
}

Vec2 MeanTracker::follow(const DensityMarginals& density, const Grid& grid, Vec2 expectedStep)
{
    if (!grid.isTorus()) {
        m_mean = plainMean(density, grid);
        return m_mean;
    }
    const Eigen::ArrayXd xs = grid.xs();
    const Eigen::ArrayXd ys = grid.ys();
    Vec2 guess = m_mean + expectedStep;
    if (!m_started) {
        guess = Vec2(circularMean(density.x, xs, grid.size.x(), grid.center.x()),
            circularMean(density.y, ys, grid.size.y(), grid.center.y()));
    }
    m_started = true;
    m_mean = Vec2(unwrappedMean(density.x, xs, grid.size.x(), guess.x()),
        unwrappedMean(density.y, ys, grid.size.y(), guess.y()));
    return m_mean;
}

Moments moments(const FlowSums& sums, Vec2 carrier, const Grid& grid,
    const PhysicalConstants& constants, Vec2 mean)
{
    const double hbar = constants.hbar;
    const double perNorm = sums.norm > 0.0 ? 1.0 / sums.norm : 0.0;
    if (!grid.isTorus() && sums.norm > 0.0) {
        mean = plainMean(sums.density, grid);
    }
    const Eigen::ArrayXd x = unwrappedXs(grid, mean.x());
    const Eigen::ArrayXd y = unwrappedYs(grid, mean.y());
    const double dx = grid.dx() * perNorm;
    const double dy = grid.dy() * perNorm;

    Moments result;
    result.norm = sums.norm;
    result.entropy = sums.entropy;
    result.mean = mean;
    result.momentum = hbar * (sums.current * perNorm + carrier);
    const Vec2 variance((sums.density.x * (x - mean.x()).square()).sum() * dx,
        (sums.density.y * (y - mean.y()).square()).sum() * dy);
    result.sigma = variance.cwiseSqrt();
    result.meanDiffusionVelocity = -(hbar / constants.mass) * perNorm * sums.flux;
    result.diffusionMomentumSquared
        = hbar * hbar * perNorm * (sums.gradientSquared - sums.driftSquared);
    result.uncertainty = result.diffusionMomentumSquared.cwiseProduct(variance);
    result.fick = -hbar
        * Vec2((sums.fluxAlong.x * (x - mean.x())).sum() * dx,
            (sums.fluxAlong.y * (y - mean.y())).sum() * dy);
    const double xpy = (x * (sums.currentAcross.x + carrier.y() * sums.density.x)).sum() * dx;
    const double ypx = (y * (sums.currentAcross.y + carrier.x() * sums.density.y)).sum() * dy;
    result.angularMomentum = hbar * (xpy - ypx);
    return result;
}

Moments moments(const WaveState& state, const ComplexVectorField& gradient, const Grid& grid,
    const PhysicalConstants& constants, Vec2 mean)
{
    return moments(flowSums(state.envelope, gradient, RealField(), grid), state.carrier, grid,
        constants, mean);
}

} // namespace dqm
