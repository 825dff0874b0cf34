#pragma once

#include "core/dissipation/DiffusionState.h"
#include "core/dissipation/ThermalMedium.h"

#include <vector>

namespace dqm {

/// What free motion through one medium after another has made of a particle that began at x0 with
/// v0: x = x0 + reach v0 + shift + noise, v = decay v0 + drift + noise, exactly. Both axes share
/// reach, decay and the covariance of the noises.
struct KramersFlow
{
    double reach = 0.0;
    double decay = 1.0;
    Vec2 shift{0.0, 0.0};
    Vec2 drift{0.0, 0.0};
    double varianceX = 0.0; ///< of the noises, per axis
    double covariance = 0.0;
    double varianceV = 0.0;

    /// Goes on for a time t through a medium.
    void follow(const ThermalMedium& medium, double mass, double t);
};

/// An ensemble without thermal spread as samples, each with its own place, mass and velocity
/// v0 = grad S/m.
struct DriftSamples
{
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> vx;
    std::vector<double> vy;
    std::vector<double> mass;
    Vec2 spacing{0.0, 0.0};

    int count() const { return static_cast<int>(mass.size()); }
};

/// @param perAxis  samples per cell and axis: psi is continued between its points by its Fourier
///                 series; 1 with walls.
DriftSamples driftSamples(const WaveState& psi, const DensityLayout& layout,
    const PhysicalConstants& constants, int perAxis);

/// Means and spreads of x and v, per axis, of an ensemble without thermal spread.
struct DriftMoments
{
    double norm = 0.0;
    Vec2 mean{0.0, 0.0};
    Vec2 velocity{0.0, 0.0};
    Vec2 varianceX{0.0, 0.0};
    Vec2 covariance{0.0, 0.0};
    Vec2 varianceV{0.0, 0.0};
    Vec2 fourthX{0.0, 0.0}; ///< fourth central moment of x; of particles only
};

/// @param mean  of x, unwrapped.
DriftMoments driftMoments(const DensityFlow& initial, const DensityLayout& layout, Vec2 mean);

/// How fast neighbours part under v0: sqrt of the mean square of its change along an axis, 1/time.
double strainRate(const DensityFlow& initial, const DensityLayout& layout);

} // namespace dqm
