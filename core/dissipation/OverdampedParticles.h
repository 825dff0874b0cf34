#pragma once

#include "core/dissipation/SplineSlope.h"
#include "core/dissipation/ThermalMedium.h"
#include "core/random/NormalStream.h"

#include <vector>

namespace dqm {

/// Brownian particles without inertia, whose density Smoluchowski's equation carries:
/// dx = (W_m - grad V/(m gamma)) dt + sqrt(2D) dW, D = kT/(m gamma).
///
/// Step   Euler and Maruyama: exact without a potential, else of order one in dt; a particle goes
///        at most two cells down a slope in one step.
/// Walls  throw a particle back.
class OverdampedParticles
{
public:
    /// Drawn in proportion to rho, spread evenly over the cells of the layout.
    OverdampedParticles(
        const RealField& rho, const DensityLayout& layout, int count, unsigned seed);

    struct Push
    {
        ThermalMedium medium;
        const SplineSlope* slope = nullptr; ///< -grad V/m; null for none
    };
    /// @param dt  > 0.
    void advance(const Push& push, double dt, int steps, int threads);

    /// At most so many places, unwrapped, of particles evenly far apart in the order of drawing.
    std::vector<Vec2> places(int most) const;

private:
    void advanceOne(size_t particle, const Push& push, double dt, int steps);
    Vec2 thrownBack(Vec2 place) const;

    DensityLayout m_layout;
    NormalStream m_noise;
    unsigned long long m_step = 0;
    std::vector<Vec2> m_x; ///< unwrapped
};

} // namespace dqm
