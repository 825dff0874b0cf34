#include "core/potentials/parts/TermParts.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// One axis of the points.
struct Line
{
    const Eigen::ArrayXd& q;
    double cell;
    double lower;
    double length;
    bool torus;
};

Line line(const TermPoints& points, Axis axis)
{
    const Grid& grid = points.grid;
    return axis == Axis::X
        ? Line{points.x, grid.dx(), grid.lower().x(), grid.size.x(), grid.isTorus()}
        : Line{points.y, grid.dy(), grid.lower().y(), grid.size.y(), grid.isTorus()};
}

double overlap(double a, double b, double from, double to)
{
    return std::max(0.0, std::min(b, to) - std::max(a, from));
}

/// The part of the cell around q that lies in [from, to]; what reaches across the seam of a torus
/// counts at the other end.
double cellFraction(const Line& along, double q, double from, double to)
{
    const double a = q - 0.5 * along.cell;
    const double b = q + 0.5 * along.cell;
    if (!along.torus)
        return overlap(a, b, from, to) / along.cell;
    from = std::max(from, along.lower);
    to = std::min(to, along.lower + along.length);
    double sum = 0.0;
    for (const double image : {-along.length, 0.0, along.length})
        sum += overlap(a + image, b + image, from, to);
    return sum / along.cell;
}

/// The coordinate that stands for q inside the rectangle of a torus.
double wrapped(double q, double lower, double length)
{
    return q - length * std::floor((q - lower) / length);
}

void wrap(TermPoints& points)
{
    const Grid& grid = points.grid;
    if (!grid.isTorus())
        return;
    for (double& x : points.x)
        x = wrapped(x, grid.lower().x(), grid.size.x());
    for (double& y : points.y)
        y = wrapped(y, grid.lower().y(), grid.size.y());
}

} // namespace

TermPoints TermPoints::of(const Grid& grid, Vec2 offset, const PhysicalConstants& constants)
{
    TermPoints points{grid.xs() + offset.x(), grid.ys() + offset.y(), grid, constants};
    wrap(points);
    return points;
}

TermPoints TermPoints::of(const Grid& grid, const PhysicalConstants& constants, Vec2 point)
{
    TermPoints points{Eigen::ArrayXd::Constant(1, point.x()),
        Eigen::ArrayXd::Constant(1, point.y()), grid, constants};
    wrap(points);
    return points;
}

Profile constantProfile(Eigen::Index size, double value)
{
    return {Eigen::ArrayXd::Constant(size, value), Eigen::ArrayXd::Zero(size)};
}

Profile box(const TermPoints& points, Axis axis, double from, double to, double s)
{
    const Line along = line(points, axis);
    const Eigen::Index n = along.q.size();
    Profile profile = constantProfile(n, 0.0);
    for (Eigen::Index i = 0; i < n; ++i) {
        if (s > 0.0) {
            const double rise = std::tanh((along.q[i] - from) / s);
            const double fall = std::tanh((along.q[i] - to) / s);
            profile.value[i] = 0.5 * (rise - fall);
            profile.slope[i] = 0.5 * (fall * fall - rise * rise) / s;
        } else {
            profile.value[i] = cellFraction(along, along.q[i], from, to);
        }
    }
    return profile;
}

void addSum(const Profile& X, const Profile& Y, TermSums sums)
{
    for (Eigen::Index j = 0; j < Y.value.size(); ++j) {
        sums.V.row(j) += X.value.transpose() + Y.value[j];
        if (sums.gradient) {
            sums.gradient->x.row(j) += X.slope.transpose();
            sums.gradient->y.row(j) += Y.slope[j];
        }
    }
}

void addProduct(const Profile& X, const Profile& Y, TermSums sums)
{
    for (Eigen::Index j = 0; j < Y.value.size(); ++j) {
        sums.V.row(j) += X.value.transpose() * Y.value[j];
        if (sums.gradient) {
            sums.gradient->x.row(j) += X.slope.transpose() * Y.value[j];
            sums.gradient->y.row(j) += X.value.transpose() * Y.slope[j];
        }
    }
}

void addAlong(Axis axis, const Profile& profile, const TermPoints& points, TermSums sums)
{
    if (axis == Axis::X)
        addSum(profile, constantProfile(points.y.size(), 0.0), sums);
    else
        addSum(constantProfile(points.x.size(), 0.0), profile, sums);
}

void addSoftened(double strength, double core, Vec2 center, const TermPoints& points, TermSums sums)
{
    const auto f = [=](double r2) {
        const double inverse = 1.0 / std::sqrt(r2 + core * core);
        return Radial{-strength * inverse, 0.5 * strength * inverse * inverse * inverse};
    };
    addRadial(center, f, points, sums);
}

double spacingAlong(const Grid& grid, Axis axis) { return axis == Axis::X ? grid.dx() : grid.dy(); }

double coarserSpacing(const Grid& grid) { return std::max(grid.dx(), grid.dy()); }

} // namespace dqm
