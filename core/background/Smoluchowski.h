#pragma once

namespace dqm {

/// Probability that two Brownian particles have not met:
/// S(t) of a relative coordinate that starts at r0 and ends where |r| = a [Smoluchowski1917].
///
/// 3D  1 - (a/r0) erfc[(r0 - a)/sqrt(4Dt)]: 1 - a/r0 of the pairs never meet.
/// 2D  (2/pi) int_0^inf e^{-D u^2 t} [Y0(u r0) J0(u a) - J0(u r0) Y0(u a)] /
///     [J0^2(u a) + Y0^2(u a)] du/u [Carslaw1959]: all of them meet in the end, the last ones late,
///     S ~ 2 ln(r0/a) / ln(4Dt/a^2). By quadrature, to 1e-8.
///
/// @param dimensions  2 or 3.
/// @param D  sum of the two diffusion coefficients, length^2 / time.
/// @return 0 for r0 <= a.
/// @throws std::invalid_argument unless a, r0 and D are finite and above 0, and t >= 0.
double smoluchowskiSurvival(int dimensions, double r0, double a, double D, double t);

} // namespace dqm
