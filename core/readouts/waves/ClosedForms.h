#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"

#include <optional>
#include <vector>

namespace dqm {

/// One axis of a Gaussian that stays one.
struct GaussianMotion
{
    double mean = 0.0;
    double velocity = 0.0;
    double sigma = 1.0;
    double sigmaRate = 0.0; ///< d sigma/dt
};

/// Where a Gaussian packet is at a time t under springs and uniform forces alone [Zakir, (16) with
/// a quadratic V]: its mean moves as a classical particle does, and x(t) = A x(0) + B v(0) gives
///   sigma^2 = A^2 s^2 - 2 A B beta s^2 + B^2 ((hbar/2ms)^2 + beta^2 s^2),
/// A = cos wt, B = sin(wt)/w with a spring (cosh and sinh where it pushes), 1 and t without.
/// Unset where the experiment is anything else than one such packet.
std::optional<std::array<GaussianMotion, 2>> gaussianMotion(
    const Experiment& experiment, double time);

/// Share of one Gaussian packet that passes a ridge or trough V/cosh^2((q - q0)/a), which is all of
/// V, averaged over its momenta [Landau1977]: T = sinh^2(pi k a)/(sinh^2(pi k a) + C),
/// C = cosh^2((pi/2) sqrt(8 m V a^2/hbar^2 - 1)), cos^2 with the root's modulus where it is
/// imaginary.
struct Transmission
{
    double share = 0.0;
    double yetToCome = 0.0; ///< of the share, by the classical motion of positions and momenta
};
/// Unset where the experiment is anything else.
std::optional<Transmission> transmission(const Experiment& experiment, double time);

/// Energy without m c^2 of an eigenstate of the box or of the one spring there is; else unset.
std::optional<double> eigenstateEnergy(const Experiment& experiment);

/// What is known of a run beforehand, beside what it shows in K, in the group "Closed forms":
///   "closed.mean_x", "closed.p_x", "closed.sigma_x" and of y, "closed.drift", "closed.diffusion"
///   of one Gaussian, while it stays off the edges (six sigmas, on the whole way);
///   "closed.energy" of an eigenstate;
///   "closed.transmitted", the probability in the region behind a ridge.
/// None for two particles that are exchanged, while an ensemble is cooled, where V changes, and
/// once an event was done.
std::vector<Readout> closedForms(const Experiment& experiment, const Frame& frame);

} // namespace dqm
