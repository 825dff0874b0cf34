#include "core/streamlines/Streamlines.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

// In separations.
constexpr double latticeSpacing = 0.5;
constexpr double spreadSpacing = 0.5;
/// Points stand for lines: one at a distance d sees the nearest of them a little further.
constexpr double neighbourClearance = 0.97;
constexpr double gapClearance = 0.84;
/// Of the closest distance: a new line keeps a little more than an old one must.
constexpr double newClearance = 1.02;
/// Of the least weight: where a line may begin.
constexpr double seedWeight = 1.3;

struct Candidate
{
    Vec2 position;
    double gap; ///< distance to the nearest line, at most d
    double weight;
};

} // namespace

/// The first line where there is most to see, the next ones beside those there are, then the gaps.
void Streamlines::layOut(const LineTracer& tracer)
{
    size_t next = 0;
    size_t before = 0;
    fillGaps(tracer, 1);
    do {
        before = m_lines.size();
        for (; next < m_lines.size(); ++next)
            spreadFrom(next, tracer);
        fillGaps(tracer, m_options.mostLines);
    } while (m_lines.size() > before);
    for (Streamline& line : m_lines)
        line.presence = 1.0;
    m_changes.births = static_cast<int>(m_lines.size());
}

void Streamlines::spreadFrom(size_t index, const LineTracer& tracer)
{
    const double d = m_options.separation;
    const std::vector<LinePoint> points = m_lines[index].points;
    double arc = points.front().arc;
    for (const LinePoint& point : points) {
        if (point.arc < arc)
            continue;
        arc = point.arc + spreadSpacing * d;
        const Vec2 across(-point.direction.y(), point.direction.x());
        bear(point.position + d * across, neighbourClearance, tracer);
        bear(point.position - d * across, neighbourClearance, tracer);
    }
}

/// Tries the points of a lattice, those with the widest gap around first. Where there is room for
/// more than one line the new one keeps to d from its neighbour.
void Streamlines::fillGaps(const LineTracer& tracer, int births)
{
    const double d = m_options.separation;
    std::vector<Candidate> candidates;
    const int nx = std::max(1, static_cast<int>(m_grid.size.x() / (latticeSpacing * d)));
    const int ny = std::max(1, static_cast<int>(m_grid.size.y() / (latticeSpacing * d)));
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            const Vec2 place
                = m_grid.lower() + m_grid.size.cwiseProduct(Vec2((i + 0.5) / nx, (j + 0.5) / ny));
            // Most places are beside a line, and this is soon found out.
            if (m_bins.isCrowded(place, gapClearance * d, -1, 0.0, 0.0))
                continue;
            const FlowSample sample = tracer.field().at(place);
            if (!sample.open || sample.weight < seedWeight * m_options.leastWeight)
                continue;
            const std::optional<BinnedPoint> near = m_bins.nearest(place, d);
            const double gap = near ? m_grid.shortest(near->position - place).norm() : d;
            candidates.push_back({place, gap, sample.weight});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
        return a.gap > b.gap || (a.gap == b.gap && a.weight > b.weight);
    });
    for (const Candidate& candidate : candidates) {
        if (births <= 0)
            return;
        const std::optional<BinnedPoint> near = m_bins.nearest(candidate.position, 2.0 * d);
        bool born = false;
        if (near) {
            const Vec2 way = m_grid.shortest(candidate.position - near->position);
            if (way.norm() > d)
                born = bear(near->position + d * way.normalized(), neighbourClearance, tracer);
        }
        if (born || bear(candidate.position, gapClearance, tracer))
            --births;
    }
}

bool Streamlines::bear(Vec2 seed, double clearance, const LineTracer& tracer)
{
    const double d = m_options.separation;
    if (static_cast<int>(m_lines.size()) >= m_options.mostLines)
        return false;
    Streamline line;
    line.id = m_nextId;
    line.seed = wrapInto(m_grid, seed);
    const std::optional<LinePoint> start = tracer.begin(line.seed);
    if (!start || start->weight < seedWeight * m_options.leastWeight
        || isCrowded(line, *start, clearance * d))
        return false;
    const double longest = 2.0 * m_grid.size.sum();
    const auto isFree = [&](const LinePoint& point) {
        return !isCrowded(line, point, newClearance * m_options.closest * d);
    };
    line.points.push_back(*start);
    line.closed = tracer.trace(*start, 1, longest, line.points, isFree) == TraceEnd::Closed;
    line.ahead = line.points.back().arc;
    if (!line.closed) {
        std::vector<LinePoint> backward;
        tracer.trace(*start, -1, longest, backward, isFree);
        line.points.insert(line.points.begin(), backward.rbegin(), backward.rend());
        line.back = -line.points.front().arc;
    }
    const size_t before = m_bins.size();
    insert(line, *start);
    bool fits = true;
    if (line.closed) {
        fits = settleRing(line);
    } else {
        line.ahead = settleEnd(line, 1, line.ahead);
        line.back = settleEnd(line, -1, line.back);
    }
    if (!fits || line.length() < m_options.shortest * d) {
        m_bins.shrinkTo(before);
        return false;
    }
    line.presence = 1.0 / m_options.fadeUpdates;
    ++m_nextId;
    ++m_changes.births;
    m_lines.push_back(std::move(line));
    return true;
}

} // namespace dqm
