#include "core/observables/DensityMarginals.h"

namespace dqm {

DensityMarginals densityMarginals(const RealField& rho, const Grid& grid)
{
    return {rho.colwise().sum().transpose() * grid.dy(), rho.rowwise().sum() * grid.dx()};
}

DensityMarginals densityMarginals(const ComplexField& envelope, const Grid& grid)
{
    DensityMarginals marginals{
        Eigen::ArrayXd::Zero(envelope.cols()), Eigen::ArrayXd::Zero(envelope.rows())};
    Eigen::ArrayXd row(envelope.cols());
    for (Eigen::Index j = 0; j < envelope.rows(); ++j) {
        row = envelope.row(j).abs2().transpose();
        marginals.x += row;
        marginals.y(j) = row.sum();
    }
    marginals.x *= grid.dy();
    marginals.y *= grid.dx();
    return marginals;
}

Eigen::ArrayXd unwrappedXs(const Grid& grid, double mean)
{
    Eigen::ArrayXd xs = grid.xs();
    for (double& x : xs)
        x = mean + grid.shortest(Vec2(x - mean, 0.0)).x();
    return xs;
}

Eigen::ArrayXd unwrappedYs(const Grid& grid, double mean)
{
    Eigen::ArrayXd ys = grid.ys();
    for (double& y : ys)
        y = mean + grid.shortest(Vec2(0.0, y - mean)).y();
    return ys;
}

} // namespace dqm
