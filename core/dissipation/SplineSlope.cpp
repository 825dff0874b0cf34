#include "core/dissipation/SplineSlope.h"

#include <cmath>

namespace dqm {

namespace {

/// The filter 1/8, 6/8, 1/8 of the quadratic spline at its points is undone by a pass in either
/// direction with the root of 1 + 6 z + z^2 inside the unit circle.
const double root = std::sqrt(8.0) - 3.0;
constexpr int memory = 24; ///< points after which the root's powers are below rounding

/// Round the torus, or the mirror image at a wall, however far beyond an end.
Eigen::Index standIn(Eigen::Index index, Eigen::Index count, bool torus)
{
    const Eigen::Index period = torus ? count : 2 * (count - 1);
    const Eigen::Index inside = ((index % period) + period) % period;
    return inside < count ? inside : period - inside;
}

void undo(Eigen::ArrayXd& line, bool torus)
{
    const Eigen::Index n = line.size();
    const auto at = [&](Eigen::Index k) { return line[standIn(k, n, torus)]; };
    // c = 8/(1 + 6 z + z^2) as the sum of a causal and an anticausal geometric series.
    Eigen::ArrayXd ahead(n);
    double behind = 0.0;
    for (int k = memory; k >= 0; --k)
        behind = root * behind + at(-k);
    for (Eigen::Index i = 0; i < n; ++i) {
        if (i > 0)
            behind = line[i] + root * behind;
        ahead[i] = behind;
    }
    Eigen::ArrayXd result(n);
    double back = 0.0;
    for (int k = memory; k >= 1; --k)
        back = root * (back + at(n - 1 + k));
    for (Eigen::Index i = n - 1; i >= 0; --i) {
        result[i] = ahead[i] + back;
        back = root * (back + line[i]);
    }
    // sum over k of root^|k| f: its filter is (1 - root^2)/(1 - root (z + 1/z) + root^2).
    line = result * (-8.0 * root / (1.0 - root * root));
}

} // namespace

RealField splineThrough(RealField V, const DensityLayout& layout)
{
    Eigen::ArrayXd line;
    for (Eigen::Index j = 0; j < V.rows(); ++j) {
        line = V.row(j).transpose();
        undo(line, layout.isTorus());
        V.row(j) = line.transpose();
    }
    for (Eigen::Index i = 0; i < V.cols(); ++i) {
        line = V.col(i);
        undo(line, layout.isTorus());
        V.col(i) = line;
    }
    return V;
}

} // namespace dqm
