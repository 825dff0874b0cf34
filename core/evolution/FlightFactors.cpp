#include "core/evolution/FlightFactors.h"

#include <cmath>

namespace dqm {

namespace {

Eigen::ArrayXcd factorsAlong(
    const Eigen::ArrayXd& wavenumbers, double carrier, double rate, bool imaginaryTime)
{
    return wavenumbers.unaryExpr([=](double k) {
        const double angle = rate * (k + carrier) * (k + carrier);
        return imaginaryTime ? std::complex<double>(std::exp(-angle)) : std::polar(1.0, -angle);
    });
}

} // namespace

FlightFactors flightFactors(const Grid& grid, const PhysicalConstants& constants,
    const Vec2& carrier, double tau, bool imaginaryTime)
{
    const double rate = constants.hbar * tau / (2.0 * constants.mass);
    return {factorsAlong(grid.wavenumbersX(), carrier.x(), rate, imaginaryTime),
        factorsAlong(grid.wavenumbersY(), carrier.y(), rate, imaginaryTime)};
}

} // namespace dqm
