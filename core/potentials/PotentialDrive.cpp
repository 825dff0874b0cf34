// Of a potential, how it changes with time.
#include "core/potentials/Potential.h"
#include "core/potentials/terms/PotentialTerm.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>

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

/// a + b.x, if that is what the formula is on the grid.
std::optional<LinearDrive::Part> linearPart(
    const FormulaTree& time, const Formula& place, const Eigen::ArrayXd& x, const Eigen::ArrayXd& y)
{
    RealField values;
    place.sample(x, y, 0.0, values);
    if (!values.allFinite())
        return {};
    const Eigen::Index right = x.size() - 1;
    const Eigen::Index top = y.size() - 1;
    const Vec2 slope((values(0, right) - values(0, 0)) / (x[right] - x[0]),
        (values(top, 0) - values(0, 0)) / (y[top] - y[0]));
    const double energy = values(0, 0) - slope.x() * x[0] - slope.y() * y[0];
    RealField plane = RealField::Constant(values.rows(), values.cols(), energy);
    plane.rowwise() += (slope.x() * x).transpose();
    plane.colwise() += slope.y() * y;
    constexpr double rounding = 1e-13;
    if (!((values - plane).abs().maxCoeff() <= rounding * values.abs().maxCoeff()))
        return {};
    return LinearDrive::Part{time, energy, slope};
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

/// rms |grad V| over the grid, at its largest within a run.
double Potential::steepness(double until) const
{
    constexpr int looks = 8;
    double largest = 0.0;
    for (int n = 0; n < (dependsOnTime() ? looks : 1); ++n) {
        const VectorField slope = gradient(n * until / looks);
        largest = std::max(largest, std::sqrt((slope.x.square() + slope.y.square()).mean()));
    }
    return largest;
}

/// At t = 0.
Relief Potential::relief() const
{
    RealField V;
    sample(V, 0.0);
    return reliefOf(
        V, gradient(0.0), Vec2(m_grid.dx(), m_grid.dy()), m_constants.hbar, m_constants.mass);
}

void Potential::takeLinearDriveApart(const Experiment& experiment)
{
    if (!m_grid.isTorus() || m_strength == 0.0)
        return;
    auto remaining = std::make_shared<Potential>(*this);
    remaining->m_driven.clear();
    std::vector<LinearDrive::Part> linear;
    for (const Driven& driven : m_driven) {
        Driven left = driven;
        left.times.clear();
        left.places.clear();
        std::vector<FormulaTree> sum;
        for (std::size_t k = 0; k < driven.times.size(); ++k) {
            const FormulaTree& time = driven.times[k].tree();
            const FormulaTree& place = driven.places[k].tree();
            auto part = time->usesT ? linearPart(time, driven.places[k], m_grid.xs(), m_grid.ys())
                                    : std::nullopt;
            if (part) {
                part->energy *= m_strength;
                part->slope *= m_strength;
                linear.push_back(std::move(*part));
                continue;
            }
            left.times.push_back(driven.times[k]);
            left.places.push_back(driven.places[k]);
            sum.push_back(treeOf(FormulaOp::Product, {time, place}, {false, false}));
        }
        for (const Formula& rest : driven.rest)
            sum.push_back(rest.tree());
        sum.push_back(leafOf(FormulaOp::Number, 0.0));
        const std::vector<bool> added(sum.size(), false);
        left.whole = Formula(treeOf(FormulaOp::Sum, std::move(sum), added));
        const auto formula = std::count_if(m_terms.begin(),
            m_terms.begin() + static_cast<std::ptrdiff_t>(driven.term),
            [](const PotentialTerm& t) { return std::holds_alternative<FormulaTerm>(t); });
        remaining->m_formulas[static_cast<std::size_t>(formula)] = left.whole;
        if (left.whole.usesTime())
            remaining->m_driven.push_back(std::move(left));
    }
    if (linear.empty())
        return;
    remaining->forgetSamples();
    try {
        Drive own = remaining->drive(experiment);
        const double steep = remaining->steepness(experiment.time.until);
        for (const LinearDrive::Part& part : linear)
            own.shaking.push_back({part.time, steep * part.slope.norm() / m_constants.mass, 0.0});
        m_linear = std::make_shared<const LinearDrive>(
            std::move(linear), m_schedule, remaining->relief());
        if (remaining->isSmooth() && !remaining->dependsOnTime())
            own.ridingStep = [drive = m_linear, tolerance = own.tolerance](
                                 double begin, double end, double shortest, double longest) {
                return drive->longestStep(begin, end, tolerance, shortest, longest);
            };
        remaining->m_schedule = std::make_shared<const StepSchedule>(std::move(own));
    } catch (const ExperimentError&) {
        // Where it is not finite: sampling it for the run says so.
        m_linear = nullptr;
        return;
    }
    m_remaining = std::move(remaining);
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
