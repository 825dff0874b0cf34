#include "core/ensembles/IsotropicFlights.h"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::uint32_t streamsOfFlights = 2;
constexpr std::uint32_t streamsOfSeed = 16;

} // namespace

NormalStream streamOf(std::uint64_t seed, std::uint32_t stream)
{
    return {static_cast<std::uint32_t>(seed),
        static_cast<std::uint32_t>(seed >> 32) * streamsOfSeed + stream};
}

IsotropicFlights::IsotropicFlights(
    int dimensions, double rate, std::uint64_t seed, std::uint32_t stream)
    : m_dimensions(dimensions)
    , m_rate(rate)
    , m_first(streamOf(seed, streamsOfFlights * stream))
    , m_second(streamOf(seed, streamsOfFlights * stream + 1))
{
    if (dimensions < 1 || dimensions > 3)
        throw std::invalid_argument("Flights need one, two or three dimensions.");
    if (!(rate > 0.0 && std::isfinite(rate)))
        throw std::invalid_argument("Flights need a finite rate of turns above 0.");
}

Place IsotropicFlights::direction(std::uint64_t walker, std::uint64_t flight) const
{
    const double u = m_first.uniforms(walker, flight)[1];
    if (m_dimensions == 1)
        return {u < 0.5 ? -1.0 : 1.0, 0.0, 0.0};
    const double angle = 2.0 * std::numbers::pi * u;
    if (m_dimensions == 2)
        return {std::cos(angle), std::sin(angle), 0.0};
    const double z = 2.0 * m_second.uniforms(walker, flight)[0] - 1.0;
    const double across = std::sqrt((1.0 - z) * (1.0 + z));
    return {across * std::cos(angle), across * std::sin(angle), z};
}

double IsotropicFlights::duration(std::uint64_t walker, std::uint64_t flight) const
{
    return -std::log(m_first.uniforms(walker, flight)[0]) / m_rate;
}

double IsotropicFlights::spare(std::uint64_t walker) const
{
    return m_second.uniforms(walker, 0)[1];
}

} // namespace dqm
