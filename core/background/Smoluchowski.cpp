#include "core/background/Smoluchowski.h"

#include "core/grid/GaussLegendre.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

/// [Y0(x rho) J0(x) - J0(x rho) Y0(x)] / [J0^2(x) + Y0^2(x)]
double kernel(double x, double rho)
{
    const double J = std::cyl_bessel_j(0.0, x);
    const double Y = std::cyl_neumann(0.0, x);
    return (std::cyl_neumann(0.0, x * rho) * J - std::cyl_bessel_j(0.0, x * rho) * Y)
        / (J * J + Y * Y);
}

/// What lies below x, where only the logarithm of Y0 is left, in closed form: it falls too slowly,
/// as 1/ln^2 x, for a quadrature.
double below(double x, double rho)
{
    const double Y = 2.0 / std::numbers::pi * (std::log(0.5 * x) + std::numbers::egamma);
    // arctan(Y) + pi/2, for Y < 0
    return std::log(rho) * std::atan(-1.0 / Y);
}

double survivalInThePlane(double rho, double tau)
{
    // e^{-tau x^2} is gone at the upper end, and has not begun at the lower one.
    const double upper = 6.5 / std::sqrt(tau);
    const double lower = std::min({1e-5, 1e-5 / rho, 1e-5 / std::sqrt(tau)});
    static const GaussLegendre rule = gaussLegendre(16);
    constexpr int panels = 40;
    const double from = std::log(lower);
    const double width = (std::log(upper) - from) / panels;
    double sum = below(lower, rho);
    for (int panel = 0; panel < panels; ++panel) {
        for (size_t k = 0; k < rule.nodes.size(); ++k) {
            const double x = std::exp(from + width * (panel + 0.5 * (1.0 + rule.nodes[k])));
            sum += 0.5 * width * rule.weights[k] * std::exp(-tau * x * x) * kernel(x, rho);
        }
    }
    return std::clamp(2.0 / std::numbers::pi * sum, 0.0, 1.0);
}

} // namespace

double smoluchowskiSurvival(int dimensions, double r0, double a, double D, double t)
{
    for (const double value : {r0, a, D})
        if (!(value > 0.0 && std::isfinite(value)))
            throw std::invalid_argument("Survival needs finite distances and D above 0.");
    if (!(t >= 0.0) || dimensions < 2 || dimensions > 3)
        throw std::invalid_argument("Survival needs a time from 0 on, in two or three dimensions.");
    if (r0 <= a)
        return 0.0;
    const double s = (r0 - a) / std::sqrt(4.0 * D * t);
    // Nobody has come that far: erfc(6) is 2e-17.
    if (!(s < 6.0))
        return 1.0;
    if (dimensions == 3)
        return 1.0 - a / r0 * std::erfc(s);
    if (!std::isfinite(t))
        return 0.0;
    return survivalInThePlane(r0 / a, D * t / (a * a));
}

} // namespace dqm
