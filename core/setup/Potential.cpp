#include "core/setup/Potential.h"

#include "core/grid/Parallel.h"
#include "core/setup/Key.h"
#include "core/setup/PotentialTerms.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

Key expressionKey(std::size_t term) { return Key("potential")[term]("expression"); }

/// Slope from V at q - h, q and q + h; zero across a jump, where the two halves disagree.
double slope(double before, double here, double after, double h)
{
    const double difference = after - before;
    const double bend = after - 2.0 * here + before;
    const bool hasSlope = std::isfinite(difference) && std::abs(bend) <= 0.5 * std::abs(difference);
    return hasSlope ? difference / (2.0 * h) : 0.0;
}

/// A formula on the points and, if wanted, its gradient by central differences.
void addFormula(
    const Formula& formula, std::size_t term, double t, const TermPoints& points, TermSums sums)
{
    const Eigen::ArrayXd& x = points.x;
    const Eigen::ArrayXd& y = points.y;
    const double hx = 1e-4 * points.grid.dx();
    const double hy = 1e-4 * points.grid.dy();
    RealField own(y.size(), x.size());
    parallelFor(static_cast<int>(y.size()), threadCount(), [&](int begin, int end) {
        // Evaluating writes the formula's own variables: every thread needs one.
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
        const Formula f = formula;
        for (int j = begin; j < end; ++j) {
            for (int i = 0; i < x.size(); ++i) {
                const double V = own(j, i) = f(x[i], y[j], t);
                if (!sums.gradient)
                    continue;
                sums.gradient->x(j, i)
                    += slope(f(x[i] - hx, y[j], t), V, f(x[i] + hx, y[j], t), hx);
                sums.gradient->y(j, i)
                    += slope(f(x[i], y[j] - hy, t), V, f(x[i], y[j] + hy, t), hy);
            }
        }
    });
    if (!own.allFinite()) {
        Eigen::Index i = 0;
        Eigen::Index j = 0;
        (own.isFinite().cast<int>()).minCoeff(&j, &i);
        expressionKey(term).refuse(numberText(own(j, i)) + " at x = " + numberText(x[i])
                + ", y = " + numberText(y[j]) + ", t = " + numberText(t),
            "a finite energy everywhere on the grid");
    }
    sums.V += own;
}

void addTerms(const std::vector<PotentialTerm>& terms, const std::vector<Formula>& formulas,
    double t, const TermPoints& points, TermSums sums)
{
    std::size_t formula = 0;
    for (std::size_t k = 0; k < terms.size(); ++k) {
        if (std::holds_alternative<FormulaTerm>(terms[k])) {
            addFormula(formulas[formula++], k, t, points, sums);
            continue;
        }
        const auto add = [&](const auto& term) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(term)>, FormulaTerm>)
                addTerm(term, points, sums);
        };
        std::visit(add, terms[k]);
    }
}

} // namespace

Potential::Potential(const Experiment& experiment, const Grid& grid)
    : m_grid(grid)
    , m_constants(physicalConstants(experiment))
    , m_strength(experiment.strength)
    , m_terms(experiment.potential)
{
    for (std::size_t k = 0; k < m_terms.size(); ++k) {
        const auto* term = std::get_if<FormulaTerm>(&m_terms[k]);
        if (!term)
            continue;
        try {
            m_formulas.emplace_back(
                term->expression, formulaConstants(m_constants, term->parameters));
        } catch (const std::invalid_argument& error) {
            throw ExperimentError(expressionKey(k).path(), error.what());
        }
    }
}

bool Potential::isZero() const { return m_terms.empty() || m_strength == 0.0; }

bool Potential::dependsOnTime() const
{
    return !isZero() && std::ranges::any_of(m_formulas, &Formula::usesTime);
}

bool Potential::isSmooth() const
{
    return isZero()
        || (std::ranges::all_of(m_formulas, &Formula::isSmooth)
            && std::ranges::all_of(
                m_terms, [&](const PotentialTerm& term) { return isResolved(term, m_grid); }));
}

void Potential::sample(RealField& V, double t, Vec2 offset) const
{
    V.setZero(m_grid.ny, m_grid.nx);
    if (isZero())
        return;
    addTerms(m_terms, m_formulas, t, TermPoints::of(m_grid, offset, m_constants), {V});
    V *= m_strength;
}

void Potential::sampleWithGradient(
    RealField& V, RealField& gradientSquared, double t, Vec2 offset) const
{
    V.setZero(m_grid.ny, m_grid.nx);
    gradientSquared.setZero(m_grid.ny, m_grid.nx);
    if (isZero())
        return;
    VectorField gradient{gradientSquared, gradientSquared};
    addTerms(m_terms, m_formulas, t, TermPoints::of(m_grid, offset, m_constants), {V, &gradient});
    V *= m_strength;
    gradientSquared = m_strength * m_strength * (gradient.x.square() + gradient.y.square());
}

VectorField Potential::gradient(double t, Vec2 offset) const
{
    RealField V = RealField::Zero(m_grid.ny, m_grid.nx);
    VectorField gradient{V, V};
    if (isZero())
        return gradient;
    addTerms(m_terms, m_formulas, t, TermPoints::of(m_grid, offset, m_constants), {V, &gradient});
    gradient.x *= m_strength;
    gradient.y *= m_strength;
    return gradient;
}

double Potential::at(Vec2 point, double t) const
{
    RealField V = RealField::Zero(1, 1);
    if (!isZero())
        addTerms(m_terms, m_formulas, t, TermPoints::of(m_grid, m_constants, point), {V});
    return m_strength * V(0, 0);
}

} // namespace dqm
