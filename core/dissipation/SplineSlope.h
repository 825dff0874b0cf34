#pragma once

#include "core/dissipation/DensityLayout.h"

#include <array>

namespace dqm {

/// Where a coordinate lies on one axis of a layout, counted in points.
class AxisRuler
{
public:
    AxisRuler(double first, double spacing, int count, bool torus)
        : m_first(first)
        , m_perSpacing(1.0 / spacing)
        , m_count(count)
        , m_perCount(1.0 / count)
        , m_torus(torus)
    {
    }

    /// In [0, count] on a torus, however far the coordinate has gone round.
    double place(double coordinate) const
    {
        const double s = (coordinate - m_first) * m_perSpacing;
        if (!m_torus)
            return s;
        // Half the cost of std::floor, which is a call on older processors.
        const int turns = static_cast<int>(s * m_perCount) - (s < 0.0 ? 1 : 0);
        return s - static_cast<double>(turns) * m_count;
    }
    /// The point that stands for an index a few points beyond an end: round the torus, or the
    /// mirror image at a wall.
    int point(int index) const
    {
        if (index >= 0 && index < m_count)
            return index;
        if (m_torus)
            return index < 0 ? index + m_count : index - m_count;
        return index < 0 ? -index : 2 * (m_count - 1) - index;
    }
    bool isBeyond(int index) const { return index < 0 || index >= m_count; }
    double perSpacing() const { return m_perSpacing; }

private:
    double m_first;
    double m_perSpacing;
    int m_count;
    double m_perCount;
    bool m_torus;
};

inline AxisRuler rulerX(const DensityLayout& layout)
{
    return {layout.x[0], layout.grid.dx(), layout.nx, layout.isTorus()};
}

inline AxisRuler rulerY(const DensityLayout& layout)
{
    return {layout.y[0], layout.grid.dy(), layout.ny, layout.isTorus()};
}

/// The coefficients of the quadratic spline that goes through V at the points. Taken for the
/// coefficients as it stands, V is smoothed over a cell instead, by (h^2/8) V'' per axis: what
/// sharp edges need and what a smooth V must not have.
RealField splineThrough(RealField V, const DensityLayout& layout);

/// -grad V / m of a quadratic spline: continuous, and the gradient of something.
class SplineSlope
{
public:
    /// @param V  the coefficients (see splineThrough), on the points of the layout; it must live
    /// on.
    SplineSlope(const RealField& V, const DensityLayout& layout, double mass)
        : m_V(V.data())
        , m_stride(V.cols())
        , m_x(rulerX(layout))
        , m_y(rulerY(layout))
        , m_scale(-1.0 / mass)
    {
    }

    Vec2 acceleration(double x, double y) const
    {
        const Weights wx = weights(m_x, x);
        const Weights wy = weights(m_y, y);
        double alongX = 0.0;
        double alongY = 0.0;
        for (size_t b = 0; b < 3; ++b) {
            const double* const row = m_V + wy.index[b] * m_stride;
            double value = 0.0;
            double slope = 0.0;
            for (size_t a = 0; a < 3; ++a) {
                value += wx.value[a] * row[wx.index[a]];
                slope += wx.slope[a] * row[wx.index[a]];
            }
            alongX += wy.value[b] * slope;
            alongY += wy.slope[b] * value;
        }
        return {m_scale * m_x.perSpacing() * alongX, m_scale * m_y.perSpacing() * alongY};
    }

private:
    struct Weights
    {
        std::array<Eigen::Index, 3> index;
        std::array<double, 3> value;
        std::array<double, 3> slope;
    };

    static Weights weights(const AxisRuler& ruler, double coordinate)
    {
        const double s = ruler.place(coordinate);
        const int nearest = (static_cast<int>(2.0 * s) + 1) / 2;
        const double d = s - nearest;
        return {{ruler.point(nearest - 1), ruler.point(nearest), ruler.point(nearest + 1)},
            {0.5 * (0.5 - d) * (0.5 - d), 0.75 - d * d, 0.5 * (0.5 + d) * (0.5 + d)},
            {d - 0.5, -2.0 * d, d + 0.5}};
    }

    const double* m_V;
    Eigen::Index m_stride;
    AxisRuler m_x;
    AxisRuler m_y;
    double m_scale;
};

} // namespace dqm
