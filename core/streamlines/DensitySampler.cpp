#include "core/streamlines/DensitySampler.h"

#include <algorithm>

namespace dqm {

DensitySampler::DensitySampler(const FloatField& rho, const Grid& grid)
    : m_rho(rho)
    , m_grid(grid)
{
    double sum = 0.0;
    for (int j = 0; j < grid.ny; ++j) {
        sum += static_cast<double>(rho.row(j).sum());
        m_below.push_back(sum);
    }
}

std::optional<Vec2> DensitySampler::place(Vec2 chance) const
{
    if (m_below.empty() || !(m_below.back() > 0.0))
        return std::nullopt;
    const double level = chance.y() * m_below.back();
    const auto row = std::upper_bound(m_below.begin(), m_below.end() - 1, level);
    const int j = static_cast<int>(row - m_below.begin());
    const double before = j > 0 ? *(row - 1) : 0.0;
    const double inRow = *row - before;
    const double up = inRow > 0.0 ? (level - before) / inRow : 0.5;

    double left = chance.x() * inRow;
    int i = 0;
    while (i + 1 < m_grid.nx && left >= m_rho(j, i))
        left -= static_cast<double>(m_rho(j, i++));
    const double inCell = m_rho(j, i);
    const double across = inCell > 0.0 ? std::min(1.0, left / inCell) : 0.5;
    return Vec2(m_grid.x(i) + (across - 0.5) * m_grid.dx(), m_grid.y(j) + (up - 0.5) * m_grid.dy());
}

} // namespace dqm
