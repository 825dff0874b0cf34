#include "core/streamlines/LineTracer.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// cos of the largest turn in one step, and of the turn below which the step may grow.
constexpr double cosLargestTurn = 0.945;
constexpr double cosSmallTurn = 0.993;
constexpr double leastProgress = 0.9;
constexpr double leastStepShare = 1.0 / 16.0;
/// A line goes on towards what refuses it down to this share of the step.
constexpr double leastRefusedShare = 0.2;
constexpr int mostPoints = 4000;

} // namespace

LineTracer::LineTracer(const FlowField& field, double step, double leastWeight)
    : m_field(field)
    , m_step(step)
    , m_leastWeight(leastWeight)
    , m_closeness(0.25 * std::min(field.grid().dx(), field.grid().dy()))
{
}

std::optional<LinePoint> LineTracer::begin(Vec2 seed) const
{
    const FlowSample sample = m_field.at(seed);
    if (!sample.open || sample.weight < m_leastWeight)
        return std::nullopt;
    return LinePoint{seed, 0.0, sample.speed, sample.weight, sample.direction};
}

std::optional<LinePoint> LineTracer::advance(const LinePoint& from, int sense, double step) const
{
    const double h = sense * step;
    const FlowSample b = m_field.at(from.position + 0.5 * h * from.direction);
    const FlowSample c = m_field.at(from.position + 0.5 * h * b.direction);
    const FlowSample d = m_field.at(from.position + h * c.direction);
    if (!b.open || !c.open || !d.open)
        return std::nullopt;
    const Vec2 way = (from.direction + 2.0 * b.direction + 2.0 * c.direction + d.direction) / 6.0;
    // Shorter than a smooth line makes it: the step crossed a point of rest.
    if (way.squaredNorm() < leastProgress * leastProgress)
        return std::nullopt;
    const Vec2 position = from.position + h * way;
    const FlowSample end = m_field.at(position);
    if (!end.open || end.weight < m_leastWeight)
        return std::nullopt;
    return LinePoint{position, from.arc + h, end.speed, end.weight, end.direction};
}

bool LineTracer::closes(const LinePoint& origin, const LinePoint& from, LinePoint& to,
    std::vector<LinePoint>& line, size_t first) const
{
    if (std::abs(to.arc) < 4.0 * std::abs(to.arc - from.arc))
        return false;
    const Vec2 home = m_field.grid().shortest(origin.position - from.position);
    const Vec2 way = to.position - from.position;
    const double share = home.dot(way) / way.squaredNorm();
    const Vec2 miss = home - share * way;
    const bool meets = share > 0.0 && share <= 1.0 && miss.norm() <= m_closeness;
    if (!meets || to.direction.dot(origin.direction) < cosLargestTurn)
        return false;
    const double sense = to.arc > 0.0 ? 1.0 : -1.0;
    to = {from.position + home, from.arc + sense * home.norm(), origin.speed, origin.weight,
        origin.direction};
    for (size_t k = first; k < line.size(); ++k)
        line[k].position += (line[k].arc / to.arc) * miss;
    return true;
}

TraceEnd LineTracer::trace(const LinePoint& origin, int sense, double length,
    std::vector<LinePoint>& line, const Accept& accept) const
{
    const size_t first = line.size();
    LinePoint from = origin;
    double step = m_step;
    while (line.size() - first < mostPoints) {
        const double left = length - std::abs(from.arc);
        if (left <= 1e-9 * m_step)
            return TraceEnd::Length;
        const double tried = std::min(step, left);
        std::optional<LinePoint> to = advance(from, sense, tried);
        const double turn = to ? to->direction.dot(from.direction) : -1.0;
        if (turn < cosLargestTurn && tried > leastStepShare * m_step) {
            step = 0.5 * tried;
            continue;
        }
        if (!to || turn < cosLargestTurn)
            return TraceEnd::Field;
        const bool closed = closes(origin, from, *to, line, first);
        if (!closed && accept && !accept(*to)) {
            if (tried < leastRefusedShare * m_step)
                return TraceEnd::Refused;
            step = 0.5 * tried;
            continue;
        }
        line.push_back(*to);
        if (closed)
            return TraceEnd::Closed;
        if (turn > cosSmallTurn)
            step = std::min(2.0 * step, m_step);
        from = *to;
    }
    return TraceEnd::Length;
}

} // namespace dqm
