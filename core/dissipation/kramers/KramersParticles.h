#pragma once

#include "core/dissipation/SplineSlope.h"
#include "core/dissipation/kramers/CloudDeposit.h"
#include "core/dissipation/kramers/KramersFlow.h"
#include "core/random/NormalStream.h"

#include <vector>

namespace dqm {

/// Kramers' ensemble as particles, for motion under forces and between walls:
/// dx = v dt, dv = -gamma (v - W) dt - grad V/m dt + sqrt(2 gamma kT/m) dW, by the splitting BAOAB
/// [Leimkuhler2013] whose friction and noise are exact: of order two, and for a harmonic V the
/// spread at rest is right for any step.
///
/// Force    minus the gradient of a quadratic spline, continuous (see SplineSlope).
/// Walls    throw a particle back.
/// Threads  the same numbers to the last bit, whatever the number of threads.
class KramersParticles
{
public:
    /// Drawn in proportion to the samples' masses, spread evenly over their cells.
    KramersParticles(const DriftSamples& start, const KramersFlow& motion,
        const DensityLayout& layout, int count, unsigned seed);

    struct Push
    {
        ThermalMedium medium;
        double mass = 1.0;
        const SplineSlope* before = nullptr; ///< force at the start of the steps; null for none
        const SplineSlope* after = nullptr; ///< at the end of the first and from then on
    };
    void advance(const Push& push, double dt, int steps, int threads);

    DriftMoments moments() const;
    /// Laid on the grid as clouds and smoothed over one cell: chance leaves a grain of one part in
    /// the square root of the particles in about 15 cells.
    DensityFlow flow(int threads) const;

    int count() const { return static_cast<int>(m_x.size()); }
    /// At most so many places, unwrapped, of particles evenly far apart in the order of drawing.
    std::vector<Vec2> places(int most) const;

private:
    void reflect(double& x, double& v, double lower, double length) const;
    void advanceOne(size_t particle, const Push& push, double dt, int steps);

    DensityLayout m_layout;
    NormalStream m_noise;
    double m_norm = 0.0;
    unsigned long long m_step = 0;
    std::vector<double> m_x; ///< unwrapped
    std::vector<double> m_y;
    std::vector<double> m_vx;
    std::vector<double> m_vy;
};

/// The highest frequency sqrt(V''/m) between neighbouring points: what limits the step.
double highestFrequency(const RealField& V, const DensityLayout& layout, double mass);

} // namespace dqm
