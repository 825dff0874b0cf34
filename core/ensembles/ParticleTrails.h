#pragma once

#include "core/grid/Field.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace dqm {

/// The ways that some particles came in the last moments, at most `samples` places each.
class ParticleTrails
{
public:
    static constexpr int mostTrails = 400;
    static constexpr int samples = 24;

    /// @param duration  how far trails reach back, > 0, in either direction of time.
    explicit ParticleTrails(double duration);

    /// Notes where the particles are at a time; always the same ones in the same order.
    /// @param places  unwrapped.
    /// @param isAlive of each; those that are not leave no trail.
    void take(double time, std::vector<Vec2> places, std::vector<std::uint8_t> isAlive);

    /// Appends the trails, from the present backward, as an observer sees them who moves with a
    /// velocity: x' = x - velocity * (the time at which the particle was at x).
    void append(std::vector<Eigen::Vector2f>& points, std::vector<int>& lengths,
        Vec2 velocity = Vec2(0.0, 0.0)) const;

private:
    struct Sample
    {
        double time = 0.0;
        double clock = 0.0; ///< counts up in either direction of time
        std::vector<Vec2> places;
    };

    double m_duration;
    std::deque<Sample> m_samples; ///< newest first
    std::vector<std::uint8_t> m_isAlive;
};

} // namespace dqm
