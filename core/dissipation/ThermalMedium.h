#pragma once

#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"

namespace dqm {

/// The medium of the dissipative twin with its numbers settled.
///
/// Matched (model assumption: the paper gives no medium): kT = m gamma D with D = hbar/2m, so that
/// the medium's own diffusion coefficient kT/(m gamma) is that of (2).
struct ThermalMedium
{
    double friction = 0.0; ///< gamma, 1/time
    double temperature = 0.0; ///< kT, energy
    double diffusion
        = 0.5; ///< D = kT/(m gamma), length^2/time; infinite without friction at kT > 0
    Vec2 velocity{0.0, 0.0}; ///< W_m

    bool operator==(const ThermalMedium&) const = default;
};

/// @throws std::invalid_argument for a negative or infinite friction or temperature.
ThermalMedium thermalMedium(const Medium& medium, const PhysicalConstants& constants);

/// What a time t does to one axis of a free particle in a medium at rest,
/// dx = v dt, dv = -gamma v dt + sqrt(2 gamma kT/m) dW:
/// x -> x + reach v + noise, v -> decay v + noise, the noises jointly Gaussian with mean zero.
struct LangevinFlight
{
    double decay = 1.0; ///< e^{-gamma t}
    double reach = 0.0; ///< (1 - e^{-gamma t}) / gamma
    double varianceX = 0.0; ///< (kT/m gamma^2) (2 gamma t - 3 + 4 e^{-gamma t} - e^{-2 gamma t})
    double covariance = 0.0; ///< (kT/m gamma) (1 - e^{-gamma t})^2
    double varianceV = 0.0; ///< (kT/m) (1 - e^{-2 gamma t})
};

/// Exact and continuous at gamma = 0.
/// @param thermalSpeedSquared  kT/m.
LangevinFlight langevinFlight(double friction, double thermalSpeedSquared, double t);

// Laws of a Gaussian at rest, one axis, with which both twins are compared.

/// Ordinary diffusion: sigma^2 = s0^2 + 2 D t.
constexpr double heatVariance(double s0, double D, double t) { return s0 * s0 + 2.0 * D * t; }

/// The frictionless ensemble: sigma^2 = s0^2 + (D t/s0)^2, D = hbar/2m.
constexpr double conservativeVariance(double s0, double D, double t)
{
    return s0 * s0 + (D * t / s0) * (D * t / s0);
}

/// Kramers' ensemble without initial thermal spread: s0^2 + LangevinFlight::varianceX.
double kramersVariance(double s0, const ThermalMedium& medium, double mass, double t);

/// t* = 2 s0^2/D = 4 m s0^2/hbar: the laws of heat and of the frictionless ensemble cross, both at
/// 5 s0^2.
constexpr double crossingTime(double s0, double D) { return 2.0 * s0 * s0 / D; }

/// tau = s0^2/D = 2 m s0^2/hbar: the frictionless ensemble has U_u = U_v.
constexpr double spreadingTime(double s0, double D) { return s0 * s0 / D; }

} // namespace dqm
