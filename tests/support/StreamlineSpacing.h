#pragma once

#include "core/streamlines/Streamlines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

/// How streamlines lie to each other, measured from what would be drawn and in no way from how they
/// were made.
namespace dqm::test {

inline constexpr double separation = 0.6;

inline StreamlineOptions optionsAt(double d = separation)
{
    StreamlineOptions options;
    options.separation = d;
    return options;
}

inline Streamlines laidOut(const FlowField& field, double d = separation)
{
    Streamlines lines(optionsAt(d));
    lines.update(field);
    return lines;
}

inline double distanceToSegment(Vec2 p, Vec2 a, Vec2 b)
{
    const Vec2 way = b - a;
    const double square = way.squaredNorm();
    const double share = square > 0.0 ? std::clamp((p - a).dot(way) / square, 0.0, 1.0) : 0.0;
    return (p - a - share * way).norm();
}

/// A segment of what is drawn.
struct DrawnSegment
{
    Vec2 a;
    Vec2 b;
    int line;
    float opacity;

    double length() const { return (b - a).norm(); }
    Vec2 middle() const { return 0.5 * (a + b); }
};

inline std::vector<DrawnSegment> segmentsOf(const Streamlines& lines)
{
    std::vector<DrawnSegment> segments;
    for (const StreamPiece& piece : lines.pieces()) {
        for (int k = piece.first + 1; k < piece.first + piece.count; ++k) {
            const StreamPoint& a = lines.points()[static_cast<size_t>(k) - 1];
            const StreamPoint& b = lines.points()[static_cast<size_t>(k)];
            segments.push_back({Vec2(a.x, a.y), Vec2(b.x, b.y), piece.line, piece.opacity});
        }
    }
    return segments;
}

/// Distance from a place to the nearest segment of another line than `line`, across the edge too.
inline double distanceToLines(
    const std::vector<DrawnSegment>& segments, const Grid& grid, Vec2 place, int line)
{
    const Vec2 half = 0.5 * grid.size;
    double best = std::numeric_limits<double>::infinity();
    for (const DrawnSegment& s : segments) {
        if (s.line == line)
            continue;
        Vec2 a = s.a - place;
        for (int axis = 0; axis < 2 && grid.isTorus(); ++axis)
            a[axis] -= a[axis] > half[axis] ? grid.size[axis]
                : a[axis] < -half[axis]     ? -grid.size[axis]
                                            : 0.0;
        const Vec2 way = s.b - s.a;
        if (a.norm() - way.norm() < best)
            best = std::min(best, distanceToSegment({0.0, 0.0}, a, a + way));
    }
    return best;
}

struct Spacing
{
    double tooClose = 0.0; ///< share of the length with another line nearer than 0.8 d
    double asAsked = 0.0; ///< share whose nearest line is at 0.8 .. 1.2 d
    double mean = 0.0; ///< distance to the nearest line over d, beyond 2 d not counted
    double bare = 0.0; ///< share of the places of weight further than 1.05 d from every line
};

/// @param leastWeight  of sqrt(rho/rhoMax): what counts as a place of weight.
inline Spacing spacingOf(
    const Streamlines& lines, const FlowField& field, double leastWeight, float leastOpacity = 0.0F)
{
    std::vector<DrawnSegment> segments = segmentsOf(lines);
    std::erase_if(segments, [&](const DrawnSegment& s) { return s.opacity < leastOpacity; });
    const double d = lines.options().separation;
    const Grid& grid = field.grid();
    Spacing spacing;
    double length = 0.0;
    double counted = 0.0;
    for (const DrawnSegment& s : segments) {
        const double gap = distanceToLines(segments, grid, s.middle(), s.line) / d;
        length += s.length();
        spacing.tooClose += gap < 0.8 ? s.length() : 0.0;
        spacing.asAsked += gap >= 0.8 && gap <= 1.2 ? s.length() : 0.0;
        spacing.mean += gap < 2.0 ? s.length() * gap : 0.0;
        counted += gap < 2.0 ? s.length() : 0.0;
    }
    spacing.tooClose /= length;
    spacing.asAsked /= length;
    spacing.mean /= counted;
    int places = 0;
    int bare = 0;
    for (int j = 0; j < grid.ny; j += 2) {
        for (int i = 0; i < grid.nx; i += 2) {
            const Vec2 place(grid.x(i), grid.y(j));
            const FlowSample sample = field.at(place);
            if (!sample.open || sample.weight < leastWeight)
                continue;
            ++places;
            bare += distanceToLines(segments, grid, place, -1) > 1.05 * d;
        }
    }
    spacing.bare = places > 0 ? double(bare) / places : 0.0;
    return spacing;
}

/// How far what is drawn moved sideways since an earlier drawing of the same lines.
struct Sweep
{
    double mean = 0.0; ///< over length and opacity; length
    double largest = 0.0; ///< of any point at least half visible
    double came = 0.0; ///< share of what is drawn (by opacity) where nothing was within d/4
    double went = 0.0; ///< share of what was drawn with nothing within d/4 now
};

/// Share of the drawing that has nothing of the other within a distance.
inline double inkWithout(const std::vector<DrawnSegment>& drawing,
    const std::vector<DrawnSegment>& other, const Grid& grid, double distance, Vec2 shift)
{
    double ink = 0.0;
    double without = 0.0;
    for (const DrawnSegment& s : drawing) {
        ink += s.length() * s.opacity;
        if (distanceToLines(other, grid, s.middle() + shift, -1) > distance)
            without += s.length() * s.opacity;
    }
    return ink > 0.0 ? without / ink : 0.0;
}

inline Sweep sweepBetween(const Streamlines& now, const std::vector<DrawnSegment>& before,
    const Grid& grid, Vec2 carried = {0.0, 0.0})
{
    const std::vector<DrawnSegment> segments = segmentsOf(now);
    const double d = now.options().separation;
    std::map<int, std::vector<DrawnSegment>> earlier;
    for (const DrawnSegment& s : before)
        earlier[s.line].push_back(s);
    Sweep sweep;
    double followed = 0.0;
    for (const DrawnSegment& s : segments) {
        const auto same = earlier.find(s.line);
        if (same == earlier.end())
            continue;
        const double way = distanceToLines(same->second, grid, s.middle() - carried, -1);
        followed += s.length() * s.opacity;
        sweep.mean += s.length() * s.opacity * way;
        if (s.opacity > 0.5F)
            sweep.largest = std::max(sweep.largest, way);
    }
    sweep.mean /= followed;
    sweep.came = inkWithout(segments, before, grid, 0.25 * d, -carried);
    sweep.went = inkWithout(before, segments, grid, 0.25 * d, carried);
    return sweep;
}

} // namespace dqm::test
