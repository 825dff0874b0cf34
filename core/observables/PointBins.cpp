#include "core/observables/PointBins.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int mostBins = 512;

} // namespace

void PointBins::reset(const Grid& grid, double reach)
{
    m_grid = grid;
    for (int axis = 0; axis < 2; ++axis) {
        // Whole bins on the torus, none narrower than the reach.
        const double count = std::floor(grid.size[axis] / reach);
        m_bins[axis] = static_cast<int>(std::clamp(count, 1.0, double(mostBins)));
        m_binSize[axis] = grid.size[axis] / m_bins[axis];
    }
    m_heads.assign(static_cast<size_t>(m_bins[0] * m_bins[1]), -1);
    m_points.clear();
}

int PointBins::axisBin(double coordinate, int axis) const
{
    const double index = (coordinate - m_grid.lower()[axis]) / m_binSize[axis];
    return std::clamp(static_cast<int>(index), 0, m_bins[axis] - 1);
}

void PointBins::insert(const BinnedPoint& point)
{
    const int bin = axisBin(point.position.y(), 1) * m_bins[0] + axisBin(point.position.x(), 0);
    int& head = m_heads[static_cast<size_t>(bin)];
    m_points.push_back({point, bin, head});
    head = static_cast<int>(m_points.size()) - 1;
}

void PointBins::shrinkTo(size_t size)
{
    while (m_points.size() > size) {
        m_heads[static_cast<size_t>(m_points.back().bin)] = m_points.back().next;
        m_points.pop_back();
    }
}

/// Every bin within `ring` of the place once, however few there are; stops when told so.
template <class Visit>
void PointBins::visit(Vec2 position, int ring, const Visit& visitor) const
{
    int first[2];
    int count[2];
    for (int axis = 0; axis < 2; ++axis) {
        const int bin = axisBin(position[axis], axis);
        if (m_grid.isTorus()) {
            count[axis] = std::min(2 * ring + 1, m_bins[axis]);
            first[axis] = bin - ring + m_bins[axis] * ring;
        } else {
            first[axis] = std::max(bin - ring, 0);
            count[axis] = std::min(bin + ring, m_bins[axis] - 1) - first[axis] + 1;
        }
    }
    for (int j = first[1]; j < first[1] + count[1]; ++j) {
        const int row = (j % m_bins[1]) * m_bins[0];
        for (int i = first[0]; i < first[0] + count[0]; ++i) {
            int entry = m_heads[static_cast<size_t>(row + i % m_bins[0])];
            for (; entry >= 0; entry = m_points[static_cast<size_t>(entry)].next) {
                const BinnedPoint& point = m_points[static_cast<size_t>(entry)].point;
                if (!visitor(point, m_grid.shortest(point.position - position).squaredNorm()))
                    return;
            }
        }
    }
}

bool PointBins::isCrowded(Vec2 position, double radius, int line, double arc, double gap) const
{
    bool crowded = false;
    visit(position, 1, [&](const BinnedPoint& point, double square) {
        crowded
            = square < radius * radius && (point.line != line || std::abs(point.arc - arc) >= gap);
        return !crowded;
    });
    return crowded;
}

std::optional<BinnedPoint> PointBins::nearest(Vec2 position, double within) const
{
    const int ring = static_cast<int>(std::ceil(within / m_binSize.minCoeff()));
    std::optional<BinnedPoint> found;
    double best = within * within;
    visit(position, ring, [&](const BinnedPoint& point, double square) {
        if (square < best) {
            best = square;
            found = point;
        }
        return true;
    });
    return found;
}

} // namespace dqm
