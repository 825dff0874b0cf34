#include "core/observables/RegionWeights.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace dqm {

namespace {

/// Integral from 0 to `distance` of the cardinal function of n points on a circle:
/// (1/n) (d + sum_k 2 sin(kappa_k d) / kappa_k), the Nyquist term counted half.
double cardinalIntegral(double distance, int n, double length)
{
    const double kappa = 2.0 * std::numbers::pi / length;
    const std::complex<double> turn = std::polar(1.0, kappa * distance);
    std::complex<double> wave = 1.0;
    double sum = distance;
    for (int k = 1; 2 * k <= n; ++k) {
        wave *= turn;
        sum += (2 * k == n ? 1.0 : 2.0) * wave.imag() / (kappa * k);
    }
    return sum / n;
}

/// Weights of [from, to], measured from the lower edge, along one axis.
Eigen::VectorXd weights(int n, double length, bool torus, double from, double to)
{
    const auto weight = [from, to](double x, int points, double period) {
        return cardinalIntegral(to - x, points, period)
            - cardinalIntegral(from - x, points, period);
    };
    if (torus) {
        to = std::min(to, from + length);
        return Eigen::VectorXd::NullaryExpr(
            n, [&](Eigen::Index i) { return weight(double(i) * length / n, n, length); });
    }
    // Behind a wall rho continues as in a mirror.
    from = std::clamp(from, 0.0, length);
    to = std::clamp(to, from, length);
    return Eigen::VectorXd::NullaryExpr(n, [&](Eigen::Index i) {
        const double x = double(i + 1) * length / (n + 1);
        return weight(x, 2 * (n + 1), 2.0 * length) + weight(-x, 2 * (n + 1), 2.0 * length);
    });
}

} // namespace

std::vector<Region> cutToRectangle(const std::vector<Region>& regions, const Grid& gridInK)
{
    std::vector<Region> cut = regions;
    const Vec2 lower = gridInK.lower();
    const Vec2 upper = lower + gridInK.size;
    for (Region& region : cut) {
        auto& [xmin, xmax, ymin, ymax] = region.box;
        xmin = std::clamp(xmin, lower.x(), upper.x());
        xmax = std::clamp(xmax, xmin, upper.x());
        ymin = std::clamp(ymin, lower.y(), upper.y());
        ymax = std::clamp(ymax, ymin, upper.y());
    }
    return cut;
}

RegionWeights regionWeights(const Region& region, const Grid& grid, Vec2 shift)
{
    const auto& [xmin, xmax, ymin, ymax] = region.box;
    const Vec2 lower = grid.lower() + shift;
    return {weights(grid.nx, grid.size.x(), grid.isTorus(), xmin - lower.x(), xmax - lower.x()),
        weights(grid.ny, grid.size.y(), grid.isTorus(), ymin - lower.y(), ymax - lower.y())};
}

double probability(const RegionWeights& weights, const ComplexField& envelope)
{
    double sum = 0.0;
    for (Eigen::Index j = 0; j < envelope.rows(); ++j)
        sum += weights.y(j) * envelope.row(j).abs2().matrix().dot(weights.x.transpose());
    return sum;
}

} // namespace dqm
