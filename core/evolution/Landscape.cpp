#include "core/evolution/Landscape.h"

#include <algorithm>

namespace dqm {

Landscape::Landscape(const Potential& potential, double step, int steps)
    : m_potential(potential)
    , m_step(step)
{
    const StepSchedule* const schedule = potential.schedule();
    const int count = schedule == nullptr ? 1 : steps + 1;
    for (int n = 0; n < count; ++n) {
        std::vector<double> factors{1.0};
        if (schedule != nullptr) {
            const std::vector<double> means = schedule->averages(n * step, (n + 1) * step);
            factors.insert(factors.end(), means.begin(), means.end());
        }
        m_factors.push_back(std::move(factors));
    }
}

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
    return {(at(point - alongX, n) - at(point + alongX, n)) / grid.dx(),
        (at(point - alongY, n) - at(point + alongY, n)) / grid.dy()};
}

} // namespace dqm
