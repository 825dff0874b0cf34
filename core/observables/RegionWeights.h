#pragma once

#include "core/experiment/Experiment.h"
#include "core/grid/Grid.h"

namespace dqm {

/// Quadrature weights of a box: the probability in it is y^T rho x. They integrate the Fourier
/// series through the points (cosine series with walls) over the box exactly, so that the result
/// depends neither on where the box's edges lie between the points nor on the observer.
struct RegionWeights
{
    Eigen::VectorXd x; ///< length nx, units of length
    Eigen::VectorXd y; ///< length ny, units of length
};

/// The regions as far as they lie in the rectangle of K's grid; what is outside becomes empty.
std::vector<Region> cutToRectangle(const std::vector<Region>& regions, const Grid& gridInK);

/// @param region  in K, cut to the rectangle there.
/// @param shift   x' + shift = x in K.
RegionWeights regionWeights(const Region& region, const Grid& grid, Vec2 shift);

/// Probability in the box. Linear in rho = |envelope|^2.
double probability(const RegionWeights& weights, const ComplexField& envelope);

} // namespace dqm
