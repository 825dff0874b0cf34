#include "core/potentials/PotentialTerms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dqm {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A function of one coordinate and its slope.
struct Profile
{
    Eigen::ArrayXd value;
    Eigen::ArrayXd slope;
};

Profile constant(Eigen::Index size, double value)
{
    return {Eigen::ArrayXd::Constant(size, value), Eigen::ArrayXd::Zero(size)};
}

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

/// 1 between `from` and `to`, 0 outside; its edges smooth over s or sharp.
Profile box(const Line& along, double from, double to, double s)
{
    const Eigen::Index n = along.q.size();
    Profile profile = constant(n, 0.0);
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

/// X(x) + Y(y).
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

/// X(x) Y(y).
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

/// A profile along one axis, the same all along the other.
void addAlong(Axis axis, const Profile& profile, const TermPoints& points, TermSums sums)
{
    if (axis == Axis::X)
        addSum(profile, constant(points.y.size(), 0.0), sums);
    else
        addSum(constant(points.x.size(), 0.0), profile, sums);
}

/// A function of r^2 about a centre; `f` gives {value, derivative by r^2}.
template <class F>
void addRadial(Vec2 center, const F& f, const TermPoints& points, TermSums sums)
{
    const Eigen::ArrayXd dx = points.x - center.x();
    const Eigen::ArrayXd dy = points.y - center.y();
    for (Eigen::Index j = 0; j < dy.size(); ++j) {
        double* V = &sums.V(j, 0);
        double* gx = sums.gradient ? &sums.gradient->x(j, 0) : nullptr;
        double* gy = sums.gradient ? &sums.gradient->y(j, 0) : nullptr;
        for (Eigen::Index i = 0; i < dx.size(); ++i) {
            const auto [value, slope] = f(dx[i] * dx[i] + dy[j] * dy[j]);
            V[i] += value;
            if (gx) {
                gx[i] += 2.0 * slope * dx[i];
                gy[i] += 2.0 * slope * dy[j];
            }
        }
    }
}

struct Radial
{
    double value;
    double slope;
};

/// -strength / sqrt(r^2 + core^2)
void addSoftened(double strength, double core, Vec2 center, const TermPoints& points, TermSums sums)
{
    const auto f = [=](double r2) {
        const double inverse = 1.0 / std::sqrt(r2 + core * core);
        return Radial{-strength * inverse, 0.5 * strength * inverse * inverse * inverse};
    };
    addRadial(center, f, points, sums);
}

/// Area of a disc about the origin inside the rectangle between the origin and (x, y), with the
/// sign of x y.
double quadrantArea(double radius, double x, double y)
{
    const double sign = (x < 0.0) == (y < 0.0) ? 1.0 : -1.0;
    const double a = std::min(std::abs(x), radius);
    const double b = std::min(std::abs(y), radius);
    if (a * a + b * b <= radius * radius)
        return sign * a * b;
    const auto underArc = [radius](double t) {
        const double height = std::sqrt(std::max(0.0, radius * radius - t * t));
        return 0.5 * (t * height + radius * radius * std::asin(std::min(1.0, t / radius)));
    };
    const double corner = std::sqrt(std::max(0.0, radius * radius - b * b));
    return sign * (corner * b + underArc(a) - underArc(corner));
}

void addSharpDisc(const DiscTerm& term, const TermPoints& points, TermSums sums)
{
    const double hx = 0.5 * points.grid.dx();
    const double hy = 0.5 * points.grid.dy();
    const double reach = std::hypot(hx, hy);
    for (Eigen::Index j = 0; j < points.y.size(); ++j) {
        for (Eigen::Index i = 0; i < points.x.size(); ++i) {
            const double x = points.x[i] - term.center.x();
            const double y = points.y[j] - term.center.y();
            const double r = std::sqrt(x * x + y * y);
            if (r >= term.radius + reach)
                continue;
            double fraction = 1.0;
            if (r > term.radius - reach) {
                const auto area
                    = [&](double px, double py) { return quadrantArea(term.radius, px, py); };
                fraction = (area(x + hx, y + hy) - area(x - hx, y + hy) - area(x + hx, y - hy)
                               + area(x - hx, y - hy))
                    / (4.0 * hx * hy);
            }
            sums.V(j, i) += term.height * fraction;
        }
    }
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

void addTerm(const HarmonicTerm& term, const TermPoints& points, TermSums sums)
{
    const auto parabola = [&](const Eigen::ArrayXd& q, int axis) {
        const double k = points.constants.mass * term.omega[axis] * term.omega[axis];
        const Eigen::ArrayXd distance = q - term.center[axis];
        return Profile{0.5 * k * distance.square(), k * distance};
    };
    addSum(parabola(points.x, 0), parabola(points.y, 1), sums);
}

void addTerm(const UniformTerm& term, const TermPoints& points, TermSums sums)
{
    const auto slope = [](const Eigen::ArrayXd& q, double force) {
        return Profile{-force * q, Eigen::ArrayXd::Constant(q.size(), -force)};
    };
    addSum(slope(points.x, term.force.x()), slope(points.y, term.force.y()), sums);
}

void addTerm(const StepTerm& term, const TermPoints& points, TermSums sums)
{
    Profile profile = box(line(points, term.axis), term.position, infinity, term.smoothing);
    profile.value *= term.height;
    profile.slope *= term.height;
    addAlong(term.axis, profile, points, sums);
}

void addTerm(const BarrierTerm& term, const TermPoints& points, TermSums sums)
{
    Profile profile = box(line(points, term.axis), term.position - 0.5 * term.thickness,
        term.position + 0.5 * term.thickness, term.smoothing);
    profile.value *= term.height;
    profile.slope *= term.height;
    addAlong(term.axis, profile, points, sums);
}

void addTerm(const Sech2Term& term, const TermPoints& points, TermSums sums)
{
    const Eigen::ArrayXd s = (line(points, term.axis).q - term.position) / term.width;
    const Eigen::ArrayXd tanh = s.tanh();
    const Eigen::ArrayXd value = term.height * s.cosh().square().inverse();
    addAlong(term.axis, {value, -2.0 / term.width * value * tanh}, points, sums);
}

void addTerm(const SlitsTerm& term, const TermPoints& points, TermSums sums)
{
    Profile wall = box(line(points, Axis::X), term.position - 0.5 * term.thickness,
        term.position + 0.5 * term.thickness, term.smoothing);
    wall.value *= term.height;
    wall.slope *= term.height;
    Profile closed = constant(points.y.size(), 1.0);
    for (int k = 0; k < term.count; ++k) {
        const double middle = (k - 0.5 * (term.count - 1)) * term.spacing;
        const Profile opening = box(line(points, Axis::Y), middle - 0.5 * term.width,
            middle + 0.5 * term.width, term.smoothing);
        closed.value -= opening.value;
        closed.slope -= opening.slope;
    }
    addProduct(wall, closed, sums);
}

void addTerm(const DiscTerm& term, const TermPoints& points, TermSums sums)
{
    if (term.smoothing <= 0.0) {
        addSharpDisc(term, points, sums);
        return;
    }
    const double scale = 1.0 / (2.0 * term.radius * term.smoothing);
    const double radius2 = term.radius * term.radius;
    const auto f = [=, &term](double r2) {
        const double tanh = std::tanh((r2 - radius2) * scale);
        return Radial{
            0.5 * term.height * (1.0 - tanh), -0.5 * term.height * scale * (1.0 - tanh * tanh)};
    };
    addRadial(term.center, f, points, sums);
}

void addTerm(const CoulombTerm& term, const TermPoints& points, TermSums sums)
{
    addSoftened(term.strength, term.softening, term.center, points, sums);
}

void addTerm(const LatticeTerm& term, const TermPoints& points, TermSums sums)
{
    const auto wave = [&](const Eigen::ArrayXd& q, double period) {
        const double k = std::numbers::pi / period;
        const Eigen::ArrayXd phase = k * q;
        return Profile{term.depth * phase.sin().square(), term.depth * k * (2.0 * phase).sin()};
    };
    addSum(wave(points.x, term.period.x()), wave(points.y, term.period.y()), sums);
}

void addTerm(const PlummerTerm& term, const TermPoints& points, TermSums sums)
{
    addSoftened(points.constants.restEnergy() * term.epsilon, term.core, term.center, points, sums);
}

void addAnyTerm(const PotentialTerm& any, const TermPoints& points, TermSums sums)
{
    const auto add = [&](const auto& term) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(term)>, FormulaTerm>)
            addTerm(term, points, sums);
    };
    std::visit(add, any);
}

bool isResolved(const PotentialTerm& term, const Grid& grid)
{
    const double coarser = std::max(grid.dx(), grid.dy());
    const auto along = [&](Axis axis) { return axis == Axis::X ? grid.dx() : grid.dy(); };
    struct Steepness
    {
        double coarser;
        const decltype(along)& spacing;

        bool operator()(const HarmonicTerm&) const { return true; }
        bool operator()(const UniformTerm&) const { return true; }
        bool operator()(const StepTerm& t) const { return t.smoothing >= spacing(t.axis); }
        bool operator()(const BarrierTerm& t) const { return t.smoothing >= spacing(t.axis); }
        bool operator()(const Sech2Term& t) const { return t.width >= spacing(t.axis); }
        bool operator()(const SlitsTerm& t) const { return t.smoothing >= coarser; }
        bool operator()(const DiscTerm& t) const { return t.smoothing >= coarser; }
        bool operator()(const CoulombTerm& t) const { return t.softening >= coarser; }
        bool operator()(const LatticeTerm& t) const { return t.period.minCoeff() >= 4.0 * coarser; }
        bool operator()(const PlummerTerm& t) const { return t.core >= coarser; }
        bool operator()(const FormulaTerm&) const { return true; }
    };
    return std::visit(Steepness{coarser, along}, term);
}

} // namespace dqm
