#pragma once

#include "core/statistics/LevelStatistics.h"

namespace dqm {

/// The integral of w^m (a - w)^n over 0 <= w <= a, a^{m+n+1} m! n!/(m+n+1)! [Zakir, eq. (30)].
/// @param a  >= 0;  m, n >= 0.
double simplexStep(double a, int m, int n);

/// The same by parts, I(m, n) = n/(m + 1) I(m + 1, n - 1) down to n = 0: "calculated recursively".
double simplexStepByParts(double a, int m, int n);

/// P{n_i} as (29) is printed: one integral (30) after the other. Summed over all {n_i} it is
/// 1/(M - 1)!, for the density of weights with sum 1 lacks its norm (erratum X10).
double probabilityAsPrinted(const Occupations& n);

/// (29) with the factor (M - 1)!; equal to (31) for every {n_i} [TersoffBayer1983].
double probabilityOfSharedWeights(const Occupations& n);

/// Variance of the number in a state when N balls share weights of which this state's has the
/// given mean and variance: N p (1 - p) + N (N - 1) Var w. It is never below that of equal weights
/// with the same p, which is why no average over weights leads to (28) (erratum X12).
double varianceOfMixture(int particles, double meanWeight, double weightVariance);

} // namespace dqm
