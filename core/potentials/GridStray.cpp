#include "core/potentials/GridStray.h"

#include <cmath>
#include <limits>

namespace dqm {

namespace {

constexpr double width = 1.3; ///< spacings
constexpr int reach = 11; ///< points on either side

/// Weights of the points at n + shift spacings, n = -reach .. reach.
Eigen::ArrayXd weightsAt(double shift)
{
    Eigen::ArrayXd weights(2 * reach + 1);
    for (int n = -reach; n <= reach; ++n)
        weights[n + reach] = std::exp(-0.5 * std::pow((n + shift) / width, 2));
    return weights / weights.sum();
}

/// Along y; round the torus, zero where it would reach over a wall.
RealField smoothed(const RealField& values, const Eigen::ArrayXd& weights, bool isTorus)
{
    const Eigen::Index n = values.rows();
    RealField result = RealField::Zero(n, values.cols());
    for (Eigen::Index j = 0; j < n; ++j) {
        if (!isTorus && (j < reach || j + reach >= n))
            continue;
        for (int k = -reach; k <= reach; ++k)
            result.row(j) += weights[k + reach] * values.row(((j + k) % n + n) % n);
    }
    return result;
}

} // namespace

RealField gridStray(const Potential& potential, double t)
{
    const Grid& grid = potential.grid();
    const bool isTorus = grid.isTorus();
    RealField sum = RealField::Zero(grid.ny, grid.nx);
    RealField V;
    for (const double alongY : {0.0, 0.5}) {
        for (const double alongX : {0.0, 0.5}) {
            try {
                potential.sample(V, t, Vec2(alongX * grid.dx(), alongY * grid.dy()));
            } catch (const ExperimentError&) {
                return RealField::Constant(
                    grid.ny, grid.nx, std::numeric_limits<double>::infinity());
            }
            const RealField byRows = smoothed(V, weightsAt(alongY), isTorus);
            const RealField both
                = smoothed(byRows.transpose(), weightsAt(alongX), isTorus).transpose();
            sum += (alongX == 0.0 && alongY == 0.0 ? 1.5 : -0.5) * both;
        }
    }
    return sum;
}

} // namespace dqm
