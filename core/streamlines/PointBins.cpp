#include "core/streamlines/PointBins.h"

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

/// Every bin within `ring` of the place once, however few there are; stops when told so. The image
/// of a bin across the edge is known from its index, so that no distance needs to be wrapped.
template <class Visit>
void PointBins::visit(Vec2 position, int ring, const Visit& visitor) const
{
    const Span columns = span(position.x(), 0, ring);
    const Span rows = span(position.y(), 1, ring);
    for (int j = rows.first; j < rows.first + rows.count; ++j) {
        const int row = rows.wrapped(j) * m_bins[0];
        const double shiftY = (j - rows.wrapped(j)) * m_binSize.y() - position.y();
        for (int i = columns.first; i < columns.first + columns.count; ++i) {
            const int column = columns.wrapped(i);
            const double shiftX = (i - column) * m_binSize.x() - position.x();
            int entry = m_heads[static_cast<size_t>(row + column)];
            while (entry >= 0) {
                const Entry& e = m_points[static_cast<size_t>(entry)];
                Vec2 way = e.point.position + Vec2(shiftX, shiftY);
                if (columns.isAll || rows.isAll)
                    way = m_grid.shortest(way);
                if (!visitor(e.point, way.squaredNorm()))
                    return;
                entry = e.next;
            }
        }
    }
}

PointBins::Span PointBins::span(double coordinate, int axis, int ring) const
{
    const int bin = axisBin(coordinate, axis);
    const int bins = m_bins[axis];
    if (!m_grid.isTorus()) {
        const int first = std::max(bin - ring, 0);
        return {first, std::min(bin + ring, bins - 1) - first + 1, bins, false};
    }
    const bool isAll = 2 * ring + 1 > bins;
    return {isAll ? 0 : bin - ring, isAll ? bins : 2 * ring + 1, bins, isAll};
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
