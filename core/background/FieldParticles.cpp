#include "core/background/FieldParticles.h"

#include "core/grid/Parallel.h"
#include "core/random/NormalStream.h"

#include <cmath>

namespace dqm {

namespace {

constexpr std::uint32_t placeStream = 33;
constexpr double stepOfFastest = 0.6; // omega dt of the highest frequency
constexpr double rowFactor = 1.2;

} // namespace

FieldParticles::FieldParticles(
    const FluctuatingField& field, int count, double coupling, double width)
    : m_field(field)
    , m_coupling(coupling)
    , m_step(stepOfFastest / field.settings().cutoff)
    , m_velocities(static_cast<size_t>(count), Vec2(0.0, 0.0))
{
    const NormalStream stream(field.settings().seed, placeStream);
    for (int p = 0; p < count; ++p) {
        const auto u = stream.uniforms(static_cast<std::uint64_t>(p), 0);
        m_places.emplace_back(width * (u[0] - 0.5), width * (u[1] - 0.5));
        m_forces.push_back(force(m_places.back(), 0.0));
    }
    m_starts = m_places;
}

Vec2 FieldParticles::force(const Vec2& place, double time) const
{
    return -m_coupling * m_field.gradient(place, time);
}

void FieldParticles::advanceTo(double time, int threads)
{
    while (this->time() + 0.5 * m_step < time) {
        ++m_steps;
        const double now = this->time();
        parallelFor(static_cast<int>(m_places.size()), threads, [&](int begin, int end) {
            for (auto p = static_cast<size_t>(begin); p < static_cast<size_t>(end); ++p) {
                m_velocities[p] += 0.5 * m_step * m_forces[p];
                m_places[p] += m_step * m_velocities[p];
                m_forces[p] = force(m_places[p], now);
                m_velocities[p] += 0.5 * m_step * m_forces[p];
            }
        });
        if (m_steps >= m_nextRow)
            writeRow();
    }
}

void FieldParticles::writeRow()
{
    double distance = 0.0;
    for (size_t p = 0; p < m_places.size(); ++p)
        distance += (m_places[p] - m_starts[p]).squaredNorm();
    m_rows.push_back(
        {time(), distance / static_cast<double>(m_places.size()), meanSquaredVelocity()});
    m_nextRow = static_cast<long long>(std::ceil(static_cast<double>(m_nextRow) * rowFactor));
}

double FieldParticles::meanSquaredVelocity() const
{
    double sum = 0.0;
    for (const Vec2& velocity : m_velocities)
        sum += velocity.squaredNorm();
    return sum / static_cast<double>(m_velocities.size());
}

double FieldParticles::exponent() const
{
    double n = 0.0;
    double sx = 0.0;
    double sy = 0.0;
    double sxx = 0.0;
    double sxy = 0.0;
    for (const Row& row : m_rows) {
        if (row.time < 0.1 * m_rows.back().time || !(row.distance > 0.0))
            continue;
        const double x = std::log(row.time);
        const double y = std::log(row.distance);
        n += 1.0;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    const double spread = n * sxx - sx * sx;
    return n >= 3.0 && spread > 0.0 ? (n * sxy - sx * sy) / spread : 0.0;
}

double FieldParticles::shakenVelocity() const
{
    double sum = 0.0;
    for (const FluctuatingField::Wave& wave : m_field.waves())
        sum += wave.k.squaredNorm() / (wave.omega * wave.omega);
    const double factor = m_coupling * m_field.amplitude();
    return factor * factor * sum;
}

} // namespace dqm
