// Of a potential, how it changes with time.
#include "core/potentials/Potential.h"
#include "core/potentials/terms/PotentialTerm.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// Of the points along each axis, at most so many tell how large a function of place is.
constexpr int mostLooks = 64;
constexpr int boxesPerAxis = 6;
constexpr double toleranceOfSmooth = 1e-6;
constexpr double toleranceAtSharpEdges = 1e-3;
/// What changes in time may bring, of what is allowed in all.
constexpr double share = 0.5;

Eigen::ArrayXd someOf(const Eigen::ArrayXd& points)
{
    const Eigen::Index n = std::min<Eigen::Index>(points.size(), mostLooks);
    return Eigen::ArrayXd::NullaryExpr(
        n, [&](Eigen::Index i) { return points[i * points.size() / n]; });
}

double finiteOr0(double value) { return std::isfinite(value) ? value : 0.0; }

/// rms over the points, about their mean.
double spreadOf(const RealField& values)
{
    const double mean = values.mean();
    return std::sqrt((values - mean).square().mean());
}

/// rms of the second differences along both axes.
double stiffnessOf(const RealField& V, double dx, double dy)
{
    double sum = 0.0;
    const Eigen::Index nx = V.cols();
    const Eigen::Index ny = V.rows();
    for (Eigen::Index j = 1; j + 1 < ny; ++j) {
        for (Eigen::Index i = 1; i + 1 < nx; ++i) {
            const double alongX = (V(j, i - 1) - 2.0 * V(j, i) + V(j, i + 1)) / (dx * dx);
            const double alongY = (V(j - 1, i) - 2.0 * V(j, i) + V(j + 1, i)) / (dy * dy);
            sum += alongX * alongX + alongY * alongY;
        }
    }
    return std::sqrt(sum / static_cast<double>(nx * ny));
}

std::vector<Box> boxesOf(const Grid& grid)
{
    std::vector<Box> boxes;
    const Vec2 size = grid.size / boxesPerAxis;
    for (int j = 0; j < boxesPerAxis; ++j) {
        for (int i = 0; i < boxesPerAxis; ++i) {
            const Vec2 low = grid.lower() + Vec2(i * size.x(), j * size.y());
            boxes.push_back({{low.x(), low.x() + size.x()}, {low.y(), low.y() + size.y()}});
        }
    }
    return boxes;
}

} // namespace

Drive Potential::drive(const Experiment& experiment) const
{
    const Eigen::ArrayXd x = someOf(m_grid.xs());
    const Eigen::ArrayXd y = someOf(m_grid.ys());
    const double dx = m_grid.size.x() / static_cast<double>(x.size());
    const double dy = m_grid.size.y() / static_cast<double>(y.size());
    Drive drive;
    for (const Driven& driven : m_driven) {
        for (std::size_t k = 0; k < driven.times.size(); ++k) {
            RealField values;
            driven.places[k].sample(x, y, 0.0, values);
            values = m_strength * values.unaryExpr(&finiteOr0);
            drive.parts.push_back(
                {driven.times[k].tree(), spreadOf(values), stiffnessOf(values, dx, dy)});
        }
        for (const Formula& rest : driven.rest)
            drive.rest.push_back(rest.tree());
    }
    drive.strength = std::abs(m_strength);
    drive.boxes = boxesOf(m_grid);
    drive.hbar = m_constants.hbar;
    drive.mass = m_constants.mass;
    drive.span = experiment.time.until;
    drive.tolerance = share
        * experiment.time.accuracy.value_or(isSmooth() ? toleranceOfSmooth : toleranceAtSharpEdges);
    return drive;
}

void Potential::partsAt(Vec2 point, double t, std::vector<double>& parts) const
{
    const Vec2 inside
        = m_grid.isTorus() ? Vec2(m_grid.center + m_grid.shortest(point - m_grid.center)) : point;
    const double x = inside.x();
    const double y = inside.y();
    parts.assign(1, 0.0);
    if (isZero())
        return;
    if (m_formulas.size() < m_terms.size()) {
        RealField V = RealField::Zero(1, 1);
        const TermPoints points = TermPoints::of(m_grid, m_constants, inside);
        for (const PotentialTerm& term : m_terms)
            addAnyTerm(term, points, {V});
        parts[0] += m_strength * V(0, 0);
    }
    for (const Formula& formula : m_formulas)
        if (!formula.usesTime())
            parts[0] += m_strength * formula(x, y, 0.0);
    for (const Driven& driven : m_driven) {
        for (const Formula& place : driven.places)
            parts.push_back(m_strength * place(x, y, 0.0));
        for (const Formula& rest : driven.rest)
            parts[0] += m_strength * rest(x, y, t);
    }
}

} // namespace dqm
