#pragma once

#include "core/grid/Grid.h"

namespace dqm {

/// rho integrated over the other coordinate: what means and spreads are made of, 1/length.
struct DensityMarginals
{
    Eigen::ArrayXd x; ///< length nx
    Eigen::ArrayXd y; ///< length ny
};

DensityMarginals densityMarginals(const RealField& rho, const Grid& grid);
/// Of rho = |envelope|^2, without forming rho.
DensityMarginals densityMarginals(const ComplexField& envelope, const Grid& grid);

/// The grid's x (y) coordinates continued around the torus so that each lies nearest to `mean`;
/// with walls the coordinates as they are.
Eigen::ArrayXd unwrappedXs(const Grid& grid, double mean);
Eigen::ArrayXd unwrappedYs(const Grid& grid, double mean);

} // namespace dqm
