#include "core/ensembles/ParticleTrails.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

ParticleTrails::ParticleTrails(double duration)
    : m_duration(duration)
{
    if (!(duration > 0.0))
        throw std::invalid_argument("Trails must reach back for a time greater than 0.");
}

void ParticleTrails::take(double time, std::vector<Vec2> places, std::vector<std::uint8_t> isAlive)
{
    Sample now{time, 0.0, std::move(places)};
    m_isAlive = std::move(isAlive);
    if (!m_samples.empty())
        now.clock = m_samples.front().clock + std::abs(time - m_samples.front().time);
    // The newest sample moves on with the particles until it is far enough from the one before.
    const double interval = m_duration / samples;
    if (m_samples.size() > 1 && m_samples[0].clock - m_samples[1].clock < interval)
        m_samples.front() = std::move(now);
    else
        m_samples.push_front(std::move(now));
    while (m_samples.size() > 1 && m_samples[0].clock - m_samples.back().clock > 1.001 * m_duration)
        m_samples.pop_back();
}

void ParticleTrails::append(
    std::vector<Eigen::Vector2f>& points, std::vector<int>& lengths, Vec2 velocity) const
{
    if (m_samples.size() < 2)
        return;
    for (size_t k = 0; k < m_samples.front().places.size(); ++k) {
        if (m_isAlive[k] == 0)
            continue;
        for (const Sample& sample : m_samples)
            points.push_back((sample.places[k] - velocity * sample.time).cast<float>());
        lengths.push_back(static_cast<int>(m_samples.size()));
    }
}

} // namespace dqm
