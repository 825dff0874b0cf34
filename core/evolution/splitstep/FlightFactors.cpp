#include "core/evolution/splitstep/FlightFactors.h"

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

FlightFactors slopeFactors(const Grid& grid)
{
    const std::complex<double> i(0.0, 1.0);
    FlightFactors slope{i * grid.wavenumbersX(), i * grid.wavenumbersY()};
    slope.x[grid.nx / 2] = 0.0;
    slope.y[grid.ny / 2] = 0.0;
    return slope;
}

} // namespace dqm
