#include "core/streamlines/Streamline.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// The seed moves when it is further from the middle than this share of the length.
constexpr double offCentre = 0.15;

/// The points of a ring as those of a line with its seed in the middle.
void openRing(std::vector<LinePoint>& ring)
{
    const LinePoint end = ring.back();
    const Vec2 turn = end.position - ring.front().position;
    ring.pop_back();
    const auto half = std::find_if(
        ring.begin(), ring.end(), [&](const LinePoint& p) { return p.arc > 0.5 * end.arc; });
    for (auto point = half; point != ring.end(); ++point) {
        point->arc -= end.arc;
        point->position -= turn;
    }
    std::rotate(ring.begin(), half, ring.end());
}

LinePoint between(const LinePoint& a, const LinePoint& b, double share)
{
    return {a.position + share * (b.position - a.position), std::lerp(a.arc, b.arc, share),
        std::lerp(a.speed, b.speed, share), std::lerp(a.weight, b.weight, share),
        (a.direction + share * (b.direction - a.direction)).normalized()};
}

LinePoint interpolated(const std::vector<LinePoint>& points, double arc)
{
    const auto after = std::lower_bound(points.begin(), points.end(), arc,
        [](const LinePoint& point, double a) { return point.arc < a; });
    if (after == points.begin())
        return points.front();
    if (after == points.end())
        return points.back();
    const LinePoint& before = *(after - 1);
    return between(before, *after, (arc - before.arc) / (after->arc - before.arc));
}

} // namespace

void Streamline::carry(Vec2 by)
{
    seed += by;
    for (LinePoint& point : points)
        point.position += by;
}

bool Streamline::retrace(const LineTracer& tracer, double margin, double ringGap)
{
    const std::optional<LinePoint> start = tracer.begin(seed);
    if (!start)
        return false;
    const double wanted = ahead + margin;
    std::vector<LinePoint> forward;
    const bool mayClose = closed || nearlyClosed;
    const TraceEnd end = tracer.trace(*start, 1, mayClose ? length() + ringGap : wanted, forward);
    const bool wasClosed = closed;
    closed = end == TraceEnd::Closed;
    if (closed) {
        back = 0.0;
        ahead = forward.back().arc;
    } else if (wasClosed) {
        // The ring has opened: half of it either way.
        back = ahead = 0.5 * ahead;
    }
    std::swap(points, former);
    if (closed)
        former.clear();
    else if (wasClosed)
        openRing(former);
    points.clear();
    if (!closed) {
        while (!forward.empty() && forward.back().arc > ahead + margin + 1e-9)
            forward.pop_back();
        tracer.trace(*start, -1, back + margin, points);
        std::reverse(points.begin(), points.end());
    }
    points.push_back(*start);
    points.insert(points.end(), forward.begin(), forward.end());
    return true;
}

size_t Streamline::origin() const
{
    const auto first = std::lower_bound(points.begin(), points.end(), 0.0,
        [](const LinePoint& point, double arc) { return point.arc < arc; });
    return static_cast<size_t>(std::min(first, points.end() - 1) - points.begin());
}

LinePoint Streamline::pointAt(double arc) const { return interpolated(points, arc); }

double Streamline::sweptSince(const LinePoint& point) const
{
    return former.empty() ? 0.0
                          : (point.position - interpolated(former, point.arc).position).norm();
}

void Streamline::keepIfChanged(double most)
{
    if (former.empty())
        return;
    const bool shrunk = former.back().arc - points.back().arc > most
        || points.front().arc - former.front().arc > most;
    const bool swept = std::any_of(points.begin(), points.end(),
        [&](const LinePoint& point) { return sweptSince(point) > most; });
    if (shrunk || swept)
        std::swap(points, former);
}

void Streamline::centreSeed()
{
    if (closed || points.size() < 3)
        return;
    const std::vector<LinePoint> seen = visible();
    double total = 0.0;
    for (size_t k = 1; k < seen.size(); ++k)
        total += (seen[k].arc - seen[k - 1].arc) * (seen[k].weight + seen[k - 1].weight);
    double sum = 0.0;
    size_t middle = 1;
    for (; middle + 1 < seen.size() && 2.0 * sum < total; ++middle)
        sum += (seen[middle].arc - seen[middle - 1].arc)
            * (seen[middle].weight + seen[middle - 1].weight);
    const double shift = seen[middle].arc;
    if (std::abs(shift) < offCentre * length() || shift <= -back || shift >= ahead)
        return;
    seed = seen[middle].position;
    ahead -= shift;
    back += shift;
    for (LinePoint& point : points)
        point.arc -= shift;
}

void Streamline::noticeRing(const Grid& grid, double ringGap)
{
    if (closed || length() < 2.0 * ringGap) {
        nearlyClosed = false;
        return;
    }
    const Vec2 gap = grid.shortest(pointAt(ahead).position - pointAt(-back).position);
    nearlyClosed = gap.norm() < ringGap;
}

Streamline Streamline::part(double arc1, double arc2) const
{
    Streamline line;
    line.presence = presence;
    const auto [low, high] = std::minmax(arc1, arc2);
    for (const LinePoint& point : former) {
        if (point.arc >= low && point.arc <= high)
            line.points.push_back(point);
    }
    if (line.points.empty())
        return line;
    const LinePoint middle = line.points[line.points.size() / 2];
    line.seed = middle.position;
    for (LinePoint& point : line.points)
        point.arc -= middle.arc;
    line.back = -line.points.front().arc;
    line.ahead = line.points.back().arc;
    return line;
}

std::vector<LinePoint> Streamline::visible() const
{
    if (points.empty() || closed)
        return points;
    std::vector<LinePoint> seen;
    seen.push_back(pointAt(-back));
    for (const LinePoint& point : points) {
        if (point.arc > seen.front().arc + 1e-9 && point.arc < ahead - 1e-9)
            seen.push_back(point);
    }
    const LinePoint last = pointAt(ahead);
    if (last.arc > seen.back().arc + 1e-9)
        seen.push_back(last);
    return seen;
}

} // namespace dqm
