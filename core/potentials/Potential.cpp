#include "core/potentials/Potential.h"

#include "core/grid/Parallel.h"
#include "core/potentials/terms/PotentialTerm.h"
#include "core/values/Key.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace dqm {

/// One sum of terms on the grid's points, without the strength.
struct Potential::Sampled
{
    RealField V;
    VectorField gradient; ///< empty unless it was wanted
    bool isFinite = true;

    bool serves(bool withGradient) const { return !withGradient || gradient.x.size() > 0; }
};

/// What rests, and each place factor of each driven formula, once it was needed.
struct Potential::Memory
{
    using Seat = std::shared_ptr<const Sampled>;
    std::mutex mutex;
    Seat resting;
    std::vector<std::vector<Seat>> places;
    /// grad a . grad b of two of these
    std::map<std::pair<const Sampled*, const Sampled*>, std::shared_ptr<const RealField>> slopes;
};

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

/// A formula on the points and, if wanted, its gradient by central differences; V is overwritten.
void sampleFormula(
    const Formula& formula, double t, const TermPoints& points, RealField& V, VectorField* gradient)
{
    formula.sample(points.x, points.y, t, V);
    if (gradient == nullptr)
        return;
    RealField before;
    RealField after;
    const auto along = [&](const Eigen::ArrayXd& x, const Eigen::ArrayXd& y, double hx, double hy,
                           double h, RealField& sum) {
        formula.sample(x - hx, y - hy, t, before);
        formula.sample(x + hx, y + hy, t, after);
        for (Eigen::Index k = 0; k < V.size(); ++k)
            sum.data()[k] += slope(before.data()[k], V.data()[k], after.data()[k], h);
    };
    const double hx = 1e-4 * points.grid.dx();
    const double hy = 1e-4 * points.grid.dy();
    along(points.x, points.y, hx, 0.0, hx, gradient->x);
    along(points.x, points.y, 0.0, hy, hy, gradient->y);
}

void requireFinite(const RealField& V, std::size_t term, double t, const TermPoints& points)
{
    if (V.allFinite())
        return;
    Eigen::Index i = 0;
    Eigen::Index j = 0;
    (V.isFinite().cast<int>()).minCoeff(&j, &i);
    expressionKey(term).refuse(numberText(V(j, i)) + " at x = " + numberText(points.x[i])
            + ", y = " + numberText(points.y[j]) + ", t = " + numberText(t),
        "a finite energy everywhere on the grid");
}

void addFormula(
    const Formula& formula, std::size_t term, double t, const TermPoints& points, TermSums sums)
{
    RealField own;
    sampleFormula(formula, t, points, own, sums.gradient);
    requireFinite(own, term, t, points);
    sums.V += own;
}

int threadsFor(const RealField& field)
{
    // Below this many points waking another thread costs more than it brings.
    constexpr Eigen::Index smallestShared = 96 * 96;
    return field.size() < smallestShared ? 1 : threadCount();
}

/// sums += factor * field, all that is wanted.
void addScaled(double factor, const RealField& V, const VectorField& gradient, TermSums sums)
{
    parallelFor(static_cast<int>(V.rows()), threadsFor(V), [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            sums.V.row(j) += factor * V.row(j);
            if (sums.gradient) {
                sums.gradient->x.row(j) += factor * gradient.x.row(j);
                sums.gradient->y.row(j) += factor * gradient.y.row(j);
            }
        }
    });
}

std::vector<Formula> formulasOf(const std::vector<FormulaTree>& trees)
{
    return {trees.begin(), trees.end()};
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
        if (!m_formulas.back().usesTime())
            continue;
        const TimeSplit split = timeSplitOf(m_formulas.back().tree());
        Driven driven{k, m_formulas.back(), {}, {}, formulasOf(split.rest)};
        for (const TimeSplit::Term& part : split.terms) {
            driven.times.emplace_back(part.time);
            driven.places.emplace_back(part.place);
        }
        m_driven.push_back(std::move(driven));
    }
    if (!dependsOnTime())
        return;
    forgetSamples();
    m_schedule = std::make_shared<const StepSchedule>(drive(experiment));
    takeLinearDriveApart(experiment);
}

void Potential::forgetSamples()
{
    m_memory = dependsOnTime() ? std::make_shared<Memory>() : nullptr;
    for (const Driven& driven : m_driven)
        m_memory->places.emplace_back(driven.places.size());
}

bool Potential::isZero() const { return m_terms.empty() || m_strength == 0.0; }

bool Potential::dependsOnTime() const { return !isZero() && !m_driven.empty(); }

bool Potential::isSmooth() const
{
    return isZero()
        || (std::ranges::all_of(m_formulas, &Formula::isSmooth)
            && std::ranges::all_of(
                m_terms, [&](const PotentialTerm& term) { return isResolved(term, m_grid); }));
}

const StepSchedule* Potential::schedule() const { return m_schedule.get(); }

const StepSchedule* Potential::scheduleInK() const
{
    return m_remaining ? m_remaining->schedule() : schedule();
}

void Potential::addResting(const TermPoints& points, TermSums sums) const
{
    std::size_t formula = 0;
    for (std::size_t k = 0; k < m_terms.size(); ++k) {
        if (!std::holds_alternative<FormulaTerm>(m_terms[k])) {
            addAnyTerm(m_terms[k], points, sums);
            continue;
        }
        const Formula& own = m_formulas[formula++];
        if (!own.usesTime())
            addFormula(own, k, 0.0, points, sums);
    }
}

void Potential::addAll(double t, const TermPoints& points, TermSums sums) const
{
    addResting(points, sums);
    for (const Driven& driven : m_driven)
        addFormula(driven.whole, driven.term, t, points, sums);
}

/// The parts of a driven formula, each with its factor; unset if one is not finite by itself.
std::optional<Potential::WeightedParts> Potential::partsOf(std::size_t number,
    const std::vector<double>& factors, const TermPoints& points, bool withGradient) const
{
    const Driven& driven = m_driven[number];
    WeightedParts parts;
    for (std::size_t k = 0; k < driven.times.size(); ++k) {
        const double factor = factors[k];
        if (factor == 0.0)
            continue;
        const std::lock_guard lock(m_memory->mutex);
        Memory::Seat& seat = m_memory->places[number][k];
        if (!seat || !seat->serves(withGradient)) {
            auto fresh = std::make_shared<Sampled>();
            if (withGradient)
                fresh->gradient.x = fresh->gradient.y = RealField::Zero(m_grid.ny, m_grid.nx);
            sampleFormula(
                driven.places[k], 0.0, points, fresh->V, withGradient ? &fresh->gradient : nullptr);
            fresh->isFinite = fresh->V.allFinite();
            seat = std::move(fresh);
        }
        if (!seat->isFinite || !std::isfinite(factor))
            return {};
        parts.emplace_back(factor, seat);
    }
    return parts;
}

std::vector<double> Potential::factorsAt(const Driven& driven, double t)
{
    std::vector<double> factors;
    for (const Formula& time : driven.times)
        factors.push_back(time(0.0, 0.0, t));
    return factors;
}

std::shared_ptr<const Potential::Sampled> Potential::resting(
    const TermPoints& points, bool withGradient) const
{
    const std::lock_guard lock(m_memory->mutex);
    Memory::Seat& seat = m_memory->resting;
    if (!seat || !seat->serves(withGradient)) {
        auto fresh = std::make_shared<Sampled>();
        fresh->V = RealField::Zero(m_grid.ny, m_grid.nx);
        if (withGradient)
            fresh->gradient = {fresh->V, fresh->V};
        addResting(points, {fresh->V, withGradient ? &fresh->gradient : nullptr});
        seat = std::move(fresh);
    }
    return seat;
}

void Potential::addFromMemory(double t, const TermPoints& points, TermSums sums) const
{
    const bool withGradient = sums.gradient != nullptr;
    const auto rest = resting(points, withGradient);
    addScaled(1.0, rest->V, rest->gradient, sums);
    for (std::size_t k = 0; k < m_driven.size(); ++k) {
        const Driven& driven = m_driven[k];
        const auto parts = partsOf(k, factorsAt(driven, t), points, withGradient);
        if (!parts) {
            addFormula(driven.whole, driven.term, t, points, sums);
            continue;
        }
        for (const auto& [factor, part] : *parts)
            addScaled(factor, part->V, part->gradient, sums);
        for (const Formula& formula : driven.rest)
            addFormula(formula, driven.term, t, points, sums);
    }
}

/// Everything as a sum of parts that are known; unset where it is not.
std::optional<Potential::WeightedParts> Potential::allParts(double t, bool withGradient) const
{
    const TermPoints points = TermPoints::of(m_grid, Vec2(0.0, 0.0), m_constants);
    WeightedParts all;
    if (m_driven.size() < m_terms.size())
        all.emplace_back(1.0, resting(points, withGradient));
    for (std::size_t k = 0; k < m_driven.size(); ++k) {
        const auto parts = partsOf(k, factorsAt(m_driven[k], t), points, withGradient);
        if (!parts || !m_driven[k].rest.empty())
            return {};
        all.insert(all.end(), parts->begin(), parts->end());
    }
    return all;
}

std::shared_ptr<const RealField> Potential::slopesOf(const Sampled& a, const Sampled& b) const
{
    const std::lock_guard lock(m_memory->mutex);
    std::shared_ptr<const RealField>& seat = m_memory->slopes[{&a, &b}];
    if (!seat)
        seat = std::make_shared<const RealField>(
            a.gradient.x * b.gradient.x + a.gradient.y * b.gradient.y);
    return seat;
}

bool Potential::sampleCorrected(RealField& V, double c, double t) const
{
    constexpr std::size_t mostParts = 3; // more products than slopes beyond
    if (!m_memory)
        return false;
    const auto all = allParts(t, true);
    if (!all || all->size() > mostParts)
        return false;
    std::vector<std::pair<double, const RealField*>> sum;
    for (auto a = all->begin(); a != all->end(); ++a) {
        sum.emplace_back(m_strength * a->first, &a->second->V);
        for (auto b = a; b != all->end(); ++b)
            sum.emplace_back(
                (a == b ? -c : -2.0 * c) * m_strength * m_strength * a->first * b->first,
                slopesOf(*a->second, *b->second).get());
    }
    V.resize(m_grid.ny, m_grid.nx);
    parallelFor(m_grid.ny, threadsFor(V), [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            V.row(j).setZero();
            for (const auto& [weight, field] : sum)
                V.row(j) += weight * field->row(j);
        }
    });
    return true;
}

/// In one pass, where everything is a sum of parts that are known.
/// @return  false, with nothing done, where it is not.
bool Potential::sampleFromMemory(RealField& V, RealField* gradientSquared, double t) const
{
    const bool withGradient = gradientSquared != nullptr;
    const auto all = allParts(t, withGradient);
    if (!all)
        return false;
    const double strength = m_strength;
    parallelFor(m_grid.ny, threadsFor(V), [&](int begin, int end) {
        Eigen::ArrayXd slopeX(m_grid.nx);
        Eigen::ArrayXd slopeY(m_grid.nx);
        for (int j = begin; j < end; ++j) {
            V.row(j).setZero();
            slopeX.setZero();
            slopeY.setZero();
            for (const auto& [factor, part] : *all) {
                const double weight = strength * factor;
                V.row(j) += weight * part->V.row(j);
                if (!withGradient)
                    continue;
                slopeX += weight * part->gradient.x.row(j).transpose();
                slopeY += weight * part->gradient.y.row(j).transpose();
            }
            if (withGradient)
                gradientSquared->row(j) = (slopeX.square() + slopeY.square()).transpose();
        }
    });
    return true;
}

void Potential::add(double t, Vec2 offset, TermSums sums) const
{
    const TermPoints points = TermPoints::of(m_grid, offset, m_constants);
    if (m_memory && offset.isZero(0.0))
        addFromMemory(t, points, sums);
    else
        addAll(t, points, sums);
}

void Potential::sample(RealField& V, double t, Vec2 offset) const
{
    V.resize(m_grid.ny, m_grid.nx);
    if (m_memory && offset.isZero(0.0) && sampleFromMemory(V, nullptr, t))
        return;
    V.setZero();
    if (isZero())
        return;
    add(t, offset, {V});
    V *= m_strength;
}

void Potential::sampleWithGradient(
    RealField& V, RealField& gradientSquared, double t, Vec2 offset) const
{
    V.resize(m_grid.ny, m_grid.nx);
    gradientSquared.resize(m_grid.ny, m_grid.nx);
    if (m_memory && offset.isZero(0.0) && sampleFromMemory(V, &gradientSquared, t))
        return;
    V.setZero();
    gradientSquared.setZero();
    if (isZero())
        return;
    VectorField gradient{gradientSquared, gradientSquared};
    add(t, offset, {V, &gradient});
    V *= m_strength;
    gradientSquared = m_strength * m_strength * (gradient.x.square() + gradient.y.square());
}

VectorField Potential::gradient(double t, Vec2 offset) const
{
    RealField V = RealField::Zero(m_grid.ny, m_grid.nx);
    VectorField gradient{V, V};
    if (isZero())
        return gradient;
    add(t, offset, {V, &gradient});
    gradient.x *= m_strength;
    gradient.y *= m_strength;
    return gradient;
}

VectorField Potential::drivenPush(double from, double to) const
{
    RealField V = RealField::Zero(m_grid.ny, m_grid.nx);
    VectorField push{V, V};
    if (!m_memory)
        return push;
    const TermPoints points = TermPoints::of(m_grid, Vec2(0.0, 0.0), m_constants);
    const std::vector<double> averages = m_schedule->averages(from, to);
    auto next = averages.begin();
    for (std::size_t k = 0; k < m_driven.size(); ++k) {
        std::vector<double> factors(
            next, next + static_cast<std::ptrdiff_t>(m_driven[k].times.size()));
        next += static_cast<std::ptrdiff_t>(factors.size());
        for (std::size_t part = 0; part < factors.size(); ++part)
            if (!m_driven[k].times[part].usesTime())
                factors[part] = 0.0;
        if (const auto parts = partsOf(k, factors, points, true))
            for (const auto& [factor, part] : *parts)
                addScaled(factor, part->V, part->gradient, {V, &push});
    }
    const double scale = m_strength * (from - to);
    push.x *= scale;
    push.y *= scale;
    return push;
}

double Potential::at(Vec2 point, double t) const
{
    RealField V = RealField::Zero(1, 1);
    if (!isZero())
        addAll(t, TermPoints::of(m_grid, m_constants, point), {V});
    return m_strength * V(0, 0);
}

} // namespace dqm
