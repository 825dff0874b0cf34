#pragma once

#include "core/experiment/Experiment.h"

#include <vector>

namespace dqm {

/// Particles of an ensemble as one observer sees them at one instant, in the observer's own
/// coordinates.
struct ParticlePlaces
{
    std::vector<Eigen::Vector2f> places; ///< of those not absorbed, inside the rectangle
    /// Where some of them have been lately, one trail after the other, each from its particle
    /// backward. Unwrapped: a trail may leave the rectangle of a torus.
    std::vector<Eigen::Vector2f> trailPoints;
    std::vector<int> trailLengths; ///< points of each trail

    /// How they move; of a twin's Brownian particles, nothing.
    ParticleLaw law = ParticleLaw::Conservative;
    double noise = 1.0; ///< nu

    bool empty() const { return places.empty(); }
    void clear()
    {
        places.clear();
        trailPoints.clear();
        trailLengths.clear();
    }
};

} // namespace dqm
