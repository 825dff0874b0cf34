#include "core/dissipation/ThermalMedium.h"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

/// (1 - e^{-z}) / z
double meanDecay(double z) { return z == 0.0 ? 1.0 : -std::expm1(-z) / z; }

/// (2z - 3 + 4 e^{-z} - e^{-2z}) / z^2 = 2z/3 - z^2/2 + ...
double positionNoise(double z)
{
    if (std::abs(z) > 1.0)
        return (2.0 * z - 3.0 + 4.0 * std::exp(-z) - std::exp(-2.0 * z)) / (z * z);
    // The closed form loses all its digits here; the series is sum (4 - 2^n) (-z)^n / n!, n >= 3.
    double sum = 0.0;
    double power = -z / 6.0; // (-z)^(n-2) / n!
    double two = 8.0; // 2^n
    for (int n = 3; n < 28; ++n) {
        sum += (4.0 - two) * power;
        power *= -z / (n + 1);
        two *= 2.0;
    }
    return sum;
}

void require(bool sound, const char* what)
{
    if (!sound)
        throw std::invalid_argument(what);
}

} // namespace

ThermalMedium thermalMedium(const Medium& medium, const PhysicalConstants& constants)
{
    const double gamma = medium.friction;
    require(std::isfinite(gamma) && gamma >= 0.0,
        "The friction of the medium must be a finite number, zero or more.");
    require(medium.velocity.allFinite(), "The velocity of the medium must be finite.");
    const double D = constants.diffusionCoefficient();
    if (!medium.temperature)
        return {gamma, constants.mass * gamma * D, D, medium.velocity};
    const double kT = *medium.temperature;
    require(std::isfinite(kT) && kT >= 0.0,
        "The temperature of the medium must be a finite energy, zero or more.");
    const double own = gamma > 0.0 ? kT / (constants.mass * gamma)
                                   : (kT > 0.0 ? std::numeric_limits<double>::infinity() : 0.0);
    return {gamma, kT, own, medium.velocity};
}

LangevinFlight langevinFlight(double friction, double thermalSpeedSquared, double t)
{
    const double z = friction * t;
    const double mean = meanDecay(z);
    LangevinFlight flight;
    flight.decay = std::exp(-z);
    flight.reach = t * mean;
    flight.varianceX = thermalSpeedSquared * t * t * positionNoise(z);
    flight.covariance = thermalSpeedSquared * t * z * mean * mean;
    flight.varianceV = thermalSpeedSquared * -std::expm1(-2.0 * z);
    return flight;
}

double kramersVariance(double s0, const ThermalMedium& medium, double mass, double t)
{
    return s0 * s0 + langevinFlight(medium.friction, medium.temperature / mass, t).varianceX;
}

} // namespace dqm
