#include "core/evolution/Landscape.h"

#include <algorithm>

namespace dqm {

namespace {

/// Means over windows of 2 half + 1 entries, less where there are none; several times, so that what
/// turns within a window leaves nothing.
void smooth(std::vector<Vec2>& values, int half)
{
    constexpr int times = 4;
    const int n = static_cast<int>(values.size());
    for (int time = 0; time < times && half > 0; ++time) {
        std::vector<Vec2> sums{Vec2(0.0, 0.0)};
        for (const Vec2& value : values)
            sums.emplace_back(sums.back() + value);
        for (int i = 0; i < n; ++i) {
            const int low = std::max(0, i - half);
            const int high = std::min(n, i + half + 1);
            values[static_cast<std::size_t>(i)]
                = (sums[static_cast<std::size_t>(high)] - sums[static_cast<std::size_t>(low)])
                / (high - low);
        }
    }
}

} // namespace

Landscape::Landscape(const Potential& potential, double step, int steps)
    : m_potential(potential.withoutLinearDrive() ? *potential.withoutLinearDrive() : potential)
    , m_step(step)
{
    if (potential.linearDrive())
        takePushes(*potential.linearDrive(), steps);
    const StepSchedule* const schedule = m_potential.schedule();
    const bool rests = schedule == nullptr || !m_potential.dependsOnTime();
    const int count = rests ? 1 : steps + 1;
    for (int n = 0; n < count; ++n) {
        std::vector<double> factors{1.0};
        if (!rests) {
            const std::vector<double> means = schedule->averages(n * step, (n + 1) * step);
            factors.insert(factors.end(), means.begin(), means.end());
        }
        m_factors.push_back(std::move(factors));
    }
}

/// Smoothed over a part of the time in which V answers to it; what is faster shakes the wave, and
/// the schedule of steps knows.
void Landscape::takePushes(const LinearDrive& drive, int steps)
{
    constexpr double turn = 1.5;
    m_pushes.assign(1, Vec2(0.0, 0.0));
    for (int n = 0; n <= steps; ++n)
        m_pushes.emplace_back(m_pushes.back() + drive.over(n * m_step, (n + 1) * m_step).momentum);
    const double slow = drive.relief().frequency * m_step;
    smooth(m_pushes, static_cast<int>(std::min(0.5 * turn / std::max(slow, 1e-6), steps / 8.0)));
}

Vec2 Landscape::firstPush() const { return m_pushes.empty() ? Vec2(0.0, 0.0) : m_pushes.front(); }

const std::vector<double>& Landscape::partsAt(const Vec2& point, int n)
{
    m_potential.partsAt(point, (n + 0.5) * m_step, m_parts);
    return m_parts;
}

const std::vector<double>& Landscape::factorsAt(int n) const
{
    return m_factors[std::min(static_cast<std::size_t>(n), m_factors.size() - 1)];
}

double Landscape::at(const Vec2& point, int n)
{
    const std::vector<double>& parts = partsAt(point, n);
    const std::vector<double>& factors = factorsAt(n);
    double V = 0.0;
    for (std::size_t k = 0; k < parts.size(); ++k)
        V += factors[k] == 0.0 ? 0.0 : factors[k] * parts[k];
    return V;
}

Vec2 Landscape::force(const Vec2& point, int n)
{
    const Grid& grid = m_potential.grid();
    const Vec2 alongX(0.5 * grid.dx(), 0.0);
    const Vec2 alongY(0.0, 0.5 * grid.dy());
    Vec2 own((at(point - alongX, n) - at(point + alongX, n)) / grid.dx(),
        (at(point - alongY, n) - at(point + alongY, n)) / grid.dy());
    if (m_pushes.empty())
        return own;
    const auto now = std::min(static_cast<std::size_t>(n), m_pushes.size() - 2);
    return own + (m_pushes[now + 1] - m_pushes[now]) / m_step;
}

} // namespace dqm
