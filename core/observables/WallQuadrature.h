#pragma once

#include <Eigen/Core>

namespace dqm {

/// Weights for moments of a function between walls at 0 and 1, given at n points i/(n+1) between
/// them. The plain sum errs by h^2 or h^4 where the integrand does not continue smoothly behind a
/// wall; these weights are exact for the trigonometric series through the points.
struct WallQuadrature
{
    Eigen::ArrayXd evenX; ///< integral of x f, f a cosine series that vanishes at the walls
    Eigen::ArrayXd evenXSquared; ///< integral of x^2 f, f as before
    Eigen::ArrayXd odd; ///< integral of f, f a sine series
    Eigen::ArrayXd oddX; ///< integral of x f, f a sine series
};

/// Computed once for each n; safe to call from several threads.
const WallQuadrature& wallQuadrature(int n);

} // namespace dqm
