#pragma once

#include "core/random/NormalStream.h"

#include <Eigen/Core>
#include <cstdint>

namespace dqm {

/// A place in one, two or three dimensions; the axes that are left over are zero.
using Place = Eigen::Vector3d;

/// A straight flight between two turns.
struct Flight
{
    Place from = Place::Zero();
    Place velocity = Place::Zero();
    double begins = 0.0;
    double ends = 0.0;

    Place at(double time) const { return from + velocity * (time - begins); }
};

/// Directions and durations of the flights of walkers that turn at random: every direction is as
/// likely, and durations have an exponential distribution. They belong to walker and number of the
/// flight, whoever asks, and when.
class IsotropicFlights
{
public:
    /// @param dimensions  1, 2 or 3.
    /// @param rate  of turns, 1 / time, > 0 (half of the turns in one dimension reverse nothing).
    /// @param stream  different ones of the same seed are independent; below 8.
    /// @throws std::invalid_argument otherwise.
    IsotropicFlights(int dimensions, double rate, std::uint64_t seed, std::uint32_t stream);

    /// A unit vector.
    Place direction(std::uint64_t walker, std::uint64_t flight) const;
    double duration(std::uint64_t walker, std::uint64_t flight) const;
    /// A number in (0, 1) for the walker that no flight uses.
    double spare(std::uint64_t walker) const;

    int dimensions() const { return m_dimensions; }
    double rate() const { return m_rate; }

private:
    int m_dimensions;
    double m_rate;
    NormalStream m_first;
    NormalStream m_second;
};

/// A stream of a seed of 64 bits.
NormalStream streamOf(std::uint64_t seed, std::uint32_t stream);

} // namespace dqm
