#pragma once

#include "core/streamlines/FlowField.h"

#include <functional>
#include <optional>
#include <vector>

namespace dqm {

/// A point of a line of the field.
struct LinePoint
{
    Vec2 position{0.0, 0.0}; ///< goes on beyond the edge of a torus
    double arc = 0.0; ///< length along the line from its seed; negative against the field
    double speed = 0.0;
    double weight = 0.0;
    Vec2 direction{0.0, 0.0};
};

enum class TraceEnd
{
    Length, ///< as long as was asked
    Field, ///< at a mask, an edge, a kink, a point of rest, or without weight
    Refused, ///< the caller did not accept the next point
    Closed ///< back at the seed
};

/// Integrates dx/ds = field/|field| with the fourth-order Runge-Kutta rule. The step halves where
/// the line turns by more than a third of a radian or the field ends, and recovers after.
class LineTracer
{
public:
    using Accept = std::function<bool(const LinePoint&)>;

    /// @param step         the longest one, > 0.
    /// @param leastWeight  of sqrt(rho/rhoMax): with less a line ends.
    LineTracer(const FlowField& field, double step, double leastWeight);

    /// The seed as first point of a line, if one can begin there.
    std::optional<LinePoint> begin(Vec2 seed) const;
    /// Appends the points after `origin`: with the field for sense = 1, against it for -1. A line
    /// that comes back to its origin is closed: its last point is the origin again (on a torus
    /// perhaps on the far side), and what it missed it by is spread over its length.
    TraceEnd trace(const LinePoint& origin, int sense, double length, std::vector<LinePoint>& line,
        const Accept& accept = {}) const;

    const FlowField& field() const { return m_field; }
    double step() const { return m_step; }

private:
    std::optional<LinePoint> advance(const LinePoint& from, int sense, double step) const;
    bool closes(const LinePoint& origin, const LinePoint& from, LinePoint& to,
        std::vector<LinePoint>& line, size_t first) const;

    const FlowField& m_field;
    double m_step;
    double m_leastWeight;
    double m_closeness;
};

} // namespace dqm
