#pragma once

#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// Evolution under the kinetic energy alone for a time tau multiplies the amplitude of the wave
/// vector k by e^{-i hbar (k + carrier)^2 tau / 2m}, a product of one factor for each axis, here in
/// FFT order. In imaginary time e^{-hbar k^2 tau / 2m}.
struct FlightFactors
{
    Eigen::ArrayXcd x;
    Eigen::ArrayXcd y;
};

FlightFactors flightFactors(const Grid& grid, const PhysicalConstants& constants,
    const Vec2& carrier, double tau, bool imaginaryTime = false);

/// i k: taken apart like a flight, it makes the derivatives along both axes. The Nyquist wave
/// number has no sign, hence no derivative.
FlightFactors slopeFactors(const Grid& grid);

} // namespace dqm
