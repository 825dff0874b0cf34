#include "core/potentials/LinearDrive.h"

#include "core/grid/GaussLegendre.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <utility>

namespace dqm {

namespace {

constexpr int order = 4;
constexpr double early = 0.21132486540518713; // (1 - 1/sqrt 3)/2
constexpr double late = 1.0 - early;
/// A force is a cubic through four points of a piece, which is right to order 8: pieces may be
/// longer than those for order 4.
constexpr double stretchOfPace = 4.0;

/// Gauss's points in (0, 1).
struct Rule
{
    explicit Rule(int n)
        : nodes(n)
        , weights(n)
    {
        const GaussLegendre rule = gaussLegendre(n);
        for (int k = 0; k < n; ++k) {
            nodes[k] = 0.5 * (1.0 + rule.nodes[static_cast<std::size_t>(k)]);
            weights[k] = 0.5 * rule.weights[static_cast<std::size_t>(k)];
        }
    }

    Eigen::VectorXd nodes;
    Eigen::VectorXd weights;
};

const Rule& four()
{
    static const Rule rule(4);
    return rule;
}

/// Exact for squares of ways, but for the highest power.
const Rule& five()
{
    static const Rule rule(5);
    return rule;
}

/// From values at four() to coefficients of powers.
const Eigen::Matrix4d& powers()
{
    static const Eigen::Matrix4d matrix = [] {
        Eigen::Matrix4d values;
        for (int i = 0; i < 4; ++i)
            for (int k = 0; k < 4; ++k)
                values(i, k) = std::pow(four().nodes[i], k);
        return Eigen::Matrix4d(values.inverse());
    }();
    return matrix;
}

double squareMean(const RealField& values) { return values.square().mean(); }

} // namespace

Relief reliefOf(
    const RealField& V, const VectorField& slope, Vec2 spacing, double hbar, double mass)
{
    const Eigen::Index nx = V.cols();
    const Eigen::Index ny = V.rows();
    const auto inner = [&](const RealField& f, Eigen::Index dj, Eigen::Index di) {
        return f.block(1 + dj, 1 + di, ny - 2, nx - 2);
    };
    const double overX = 0.5 / spacing.x();
    const double overY = 0.5 / spacing.y();
    const RealField xx = overX * (inner(slope.x, 0, 1) - inner(slope.x, 0, -1));
    const RealField yy = overY * (inner(slope.y, 1, 0) - inner(slope.y, -1, 0));
    const RealField xy = overY * (inner(slope.x, 1, 0) - inner(slope.x, -1, 0));
    Relief relief;
    relief.hbar = hbar;
    relief.mass = mass;
    relief.bend << xx.mean(), xy.mean(), xy.mean(), yy.mean();
    relief.variation = std::sqrt(
        squareMean(xx - xx.mean()) + squareMean(yy - yy.mean()) + 2.0 * squareMean(xy - xy.mean()));
    const double bend = std::sqrt(squareMean(xx) + squareMean(yy) + 2.0 * squareMean(xy));
    const double steep = std::sqrt(squareMean(slope.x) + squareMean(slope.y));
    relief.frequency = std::sqrt(bend / mass);
    relief.jolt = bend * steep / mass;
    // Third derivatives, from the length on which the second ones change, at the speed that V
    // lends.
    if (steep > 0.0)
        relief.jolt
            += relief.variation * bend / steep * 2.0 * std::sqrt(squareMean(V - V.mean())) / mass;
    return relief;
}

/// A piece of the motion on which the force is a cubic of u in (0, 1).
class LinearDrive::Arc
{
public:
    Arc(const std::vector<Part>& parts, double from, double dt, const Push& before)
        : m_from(from)
        , m_dt(dt)
        , m_before(before)
    {
        Eigen::Matrix<double, 4, 2> forces = Eigen::Matrix<double, 4, 2>::Zero();
        for (const Part& part : parts) {
            for (int k = 0; k < 4; ++k) {
                const double f = valueOf(*part.time, 0.0, 0.0, from + four().nodes[k] * dt);
                forces.row(k) -= f * part.slope;
                m_action += four().weights[k] * dt * f * part.energy;
            }
        }
        m_force = powers() * forces;
    }

    double from() const { return m_from; }
    double dt() const { return m_dt; }
    double action() const { return m_action; }

    Vec2 momentum(double u) const
    {
        Vec2 sum(0.0, 0.0);
        for (int k = 3; k >= 0; --k)
            sum = u * (sum + m_force.row(k).transpose() / (k + 1.0));
        return m_before.momentum + m_dt * sum;
    }

    Vec2 way(double u) const
    {
        Vec2 sum(0.0, 0.0);
        for (int k = 3; k >= 0; --k)
            sum = u * (sum + m_force.row(k).transpose() / ((k + 1.0) * (k + 2.0)));
        return m_before.way + u * m_dt * (m_before.momentum + m_dt * sum);
    }

private:
    double m_from;
    double m_dt;
    Push m_before;
    double m_action = 0.0;
    Eigen::Matrix<double, 4, 2> m_force; ///< coefficients of powers
};

LinearDrive::LinearDrive(
    std::vector<Part> parts, std::shared_ptr<const StepSchedule> pace, Relief relief)
    : m_parts(std::move(parts))
    , m_pace(std::move(pace))
    , m_relief(std::move(relief))
{
}

template <class Visit>
void LinearDrive::forArcs(double from, double to, const Visit& visit) const
{
    Push now;
    for (const auto& piece : m_pace->between(from, to - from, 1, order, stretchOfPace)) {
        for (int n = 0; n < piece.steps; ++n) {
            const Arc arc(m_parts, piece.from + n * piece.dt, piece.dt, now);
            visit(arc);
            now.way = arc.way(1.0);
            now.momentum = arc.momentum(1.0);
        }
    }
}

LinearDrive::Push LinearDrive::over(double from, double to) const
{
    Push sum;
    forArcs(from, to, [&](const Arc& arc) {
        sum.momentum = arc.momentum(1.0);
        sum.way = arc.way(1.0);
        sum.action += arc.action();
        for (int k = 0; k < 5; ++k)
            sum.square
                += five().weights[k] * arc.dt() * arc.momentum(five().nodes[k]).squaredNorm();
    });
    return sum;
}

LinearDrive::Sway LinearDrive::sway(double from, double dt) const
{
    // Moments of the way in z = (t - middle)/dt, and what it is at the two points.
    Vec2 mean(0.0, 0.0);
    Vec2 trend(0.0, 0.0);
    Vec2 bow(0.0, 0.0);
    Eigen::Matrix2d square = Eigen::Matrix2d::Zero();
    Vec2 atEarly(0.0, 0.0);
    Vec2 atLate(0.0, 0.0);
    forArcs(from, from + dt, [&](const Arc& arc) {
        const double begin = (arc.from() - from) / dt;
        const double length = arc.dt() / dt;
        for (int k = 0; k < 5; ++k) {
            const Vec2 way = arc.way(five().nodes[k]);
            const double z = begin + five().nodes[k] * length - 0.5;
            const double weight = five().weights[k] * length;
            mean += weight * way;
            trend += weight * z * way;
            bow += weight * (z * z - 1.0 / 12.0) * way;
            square += weight * way * way.transpose();
        }
        // The last that begins before a point, so that a gap between two leaves none out.
        if (begin <= early)
            atEarly = arc.way((early - begin) / length);
        if (begin <= late)
            atLate = arc.way((late - begin) / length);
    });
    const auto line = [&](double u) -> Vec2 { return mean + 12.0 * (u - 0.5) * trend; };
    Sway sway;
    sway.early = line(early) - atEarly;
    sway.late = line(late) - atLate;
    sway.spread = dt * (square - mean * mean.transpose() - 12.0 * trend * trend.transpose());
    sway.bow = dt * dt * dt * bow;
    return sway;
}

/// Error of psi by what sway() leaves, relative L2.
double LinearDrive::strayOf(double begin, double end, double step) const
{
    const double count = std::ceil((end - begin) / step);
    const double dt = (end - begin) / count;
    Vec2 bows(0.0, 0.0);
    double largest = 0.0;
    double spread = 0.0;
    for (double n = 0.0; n < count; ++n) {
        const Sway own = sway(begin + n * dt, dt);
        bows += own.bow;
        largest = std::max(largest, bows.norm());
        spread += own.spread.trace();
    }
    const double mass = m_relief.mass;
    return (m_relief.jolt * largest + 0.5 * m_relief.variation * spread / mass)
        / (mass * m_relief.hbar);
}

double LinearDrive::longestStep(
    double begin, double end, double tolerance, double shortest, double longest) const
{
    // Steps of a call may be a little shorter, and their rhythm another beside that of the force.
    constexpr double shorter = 0.93;
    constexpr int wanted = 4;
    int found = 0;
    for (double step = longest; step > shortest; step *= shorter) {
        found = strayOf(begin, end, step) < tolerance ? found + 1 : 0;
        if (found == wanted)
            return step / std::pow(shorter, wanted - 1);
    }
    return 0.0;
}

} // namespace dqm
