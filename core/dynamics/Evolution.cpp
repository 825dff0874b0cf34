#include "core/dynamics/Evolution.h"

#include "core/observables/DensityMarginals.h"
#include "core/observables/MomentumDensity.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace dqm {

namespace {

// Of rho at the edge of the torus, as a share of the mean density (see Moments::atEdge).
constexpr double nothing = 1e-13;
constexpr double wide = 1e-6;

} // namespace

Evolution::Evolution(WaveState state, const Grid& grid, std::optional<Vec2> mean, Vec2 edgeVelocity)
    : m_state(std::move(state))
    , m_grid(grid)
    , m_edgeVelocity(edgeVelocity)
{
    if (mean)
        m_tracker.startAt(*mean);
    const DensityMarginals now = density();
    m_mean = hasEdge() ? meanInsideTheEdge(now) : m_tracker.follow(now, m_grid, Vec2(0.0, 0.0));
    look(now);
}

Evolution::Evolution(const Evolution& other, AtRest)
    : m_state(other.m_state)
    , m_grid(other.m_grid)
    , m_edgeVelocity(other.m_edgeVelocity)
    , m_constants(other.m_constants)
    , m_drive(other.m_drive)
    , m_tracker(other.m_tracker)
    , m_mean(other.m_mean)
    , m_unwatched(other.m_unwatched)
    , m_elapsed(other.m_elapsed)
    , m_carried(other.m_carried)
    , m_flow(other.m_flow)
    , m_flowBefore(other.m_flowBefore)
    , m_isWide(other.m_isWide)
    , m_drift(other.m_drift)
    , m_kicks(other.m_kicks)
{
}

Evolution Evolution::atRest() const
{
    state();
    return {*this, AtRest()};
}

void Evolution::takeUp(const Evolution& kept)
{
    std::unique_ptr<Propagator> mover = std::move(m_propagator);
    *this = kept.atRest();
    m_propagator = std::move(mover);
}

void Evolution::setPropagator(std::unique_ptr<Propagator> propagator,
    const PhysicalConstants& constants, std::shared_ptr<const LinearDrive> drive)
{
    // What the one before holds, and what its speed limit allowed not to look at.
    state();
    mean();
    m_flowBefore.reset();
    m_propagator = std::move(propagator);
    m_constants = constants;
    m_drive = std::move(drive);
    m_isLoaded = false;
}

void Evolution::replace(ComplexField envelope)
{
    state();
    mean();
    m_state.envelope = std::move(envelope);
    m_isLoaded = false;
    m_flow.reset();
    m_flowBefore.reset();
    const DensityMarginals now = density();
    m_mean = hasEdge() ? meanInsideTheEdge(now) : m_tracker.follow(now, m_grid, Vec2(0.0, 0.0));
    look(now);
}

const WaveState& Evolution::state() const
{
    if (m_hasMovedOn)
        resident()->store(m_state.envelope);
    m_hasMovedOn = false;
    return m_state;
}

DensityMarginals Evolution::density() const
{
    if (!m_hasMovedOn)
        return densityMarginals(m_state.envelope, m_grid);
    const DensityCensus census = resident()->census();
    return {census.x * m_grid.dy(), census.y * m_grid.dx()};
}

std::optional<FlowSummary> Evolution::flow(double floor, const FlowTargets<float>& targets) const
{
    if (!m_isLoaded)
        return {};
    return resident()->flow({m_state.carrier, m_state.phase, floor}, targets);
}

void Evolution::gradient(ComplexVectorField& result, int threads) const
{
    if (m_isLoaded)
        resident()->gradient(result);
    else
        result = dqm::gradient(m_state.envelope, m_grid, DerivativeMethod::Spectral, threads);
}

/// What is left of an ensemble on both sides of the middle keeps its places.
Vec2 Evolution::meanInsideTheEdge(const DensityMarginals& now) const
{
    const Vec2 middle = middleOf(m_grid, m_mean, -m_edgeVelocity * m_state.time);
    return meanAbout(now, m_grid, openedAt(now, m_grid, middle));
}

Vec2 Evolution::waveNumber() const { return waveSpreadOf(state().envelope, m_grid).mean; }

/// Where nothing but the flow moves the mean.
bool Evolution::followsFlow() const
{
    return m_grid.boundary == BoundaryKind::Periodic
        && !(m_propagator && (m_propagator->isCooling() || m_propagator->absorbs()));
}

/// By the drive, since the last look.
LinearDrive::Push Evolution::pushed() const
{
    return m_drive ? m_drive->over(m_state.time - m_elapsed, m_state.time) : LinearDrive::Push();
}

/// Of the mean, since the last look: the integral of <p>/m by the trapezoidal rule, and where there
/// is an earlier look by the parabola through three. The difference is taken for the error. What
/// the drive does to it is known exactly and left out of the integral, however fast it turns.
/// @param driven  integral of the momentum that the drive gave.
Vec2 Evolution::displacement(const Flow& now, Vec2 driven) const
{
    const double h = m_elapsed;
    const Vec2 waves = now.k - now.gained;
    const Vec2 before = m_flow ? m_flow->k : waves;
    const Vec2 trapezoid = 0.5 * h * (before + waves);
    Vec2 bend(0.0, 0.0);
    if (m_flow && m_flowBefore && m_flow->since * h > 0.0) {
        const double g = m_flow->since;
        const Vec2 earlier = m_flowBefore->k + m_flow->gained;
        bend = h * h * h / 6.0 * ((waves - before) / h - (before - earlier) / g) / (g + h);
    }
    const double speed = m_constants.hbar / m_constants.mass;
    m_drift += speed * bend.norm() / m_grid.size.minCoeff();
    return speed * (trapezoid - bend) + driven / m_constants.mass + m_carried;
}

// A localised rho tells its mean by itself, unless it was not watched for long; one that reaches
// over the edge does not, and its mean goes on with the flow.
Vec2 Evolution::mean() const
{
    if (m_unwatched == 0.0)
        return m_mean;
    constexpr double halfABox = 0.5;
    constexpr double leastTolerance = 1e-3;
    const DensityMarginals now = density();
    if (hasEdge()) {
        m_mean = meanInsideTheEdge(now);
        m_unwatched = 0.0;
        m_elapsed = 0.0;
        m_carried = Vec2(0.0, 0.0);
        return m_mean;
    }
    const bool wasLost = m_isWide || m_unwatched > 1.001 * longestUnwatched();
    const double atEdge = shareAtEdge(now, m_grid, m_mean + m_carried).maxCoeff();
    std::optional<Flow> flow;
    Vec2 step = m_carried;
    if (followsFlow() && (wasLost || atEdge > nothing)) {
        const LinearDrive::Push push = pushed();
        flow = Flow{waveNumber(), m_elapsed, push.momentum / m_constants.hbar};
        step = displacement(*flow, push.way);
    }
    const bool isCertain = !followsFlow() || !wasLost;
    m_mean = m_tracker.follow(
        now, m_grid, step, isCertain ? halfABox : std::max(leastTolerance, m_drift));
    m_flowBefore = std::exchange(m_flow, flow);
    m_unwatched = 0.0;
    m_elapsed = 0.0;
    m_carried = Vec2(0.0, 0.0);
    look(now);
    return m_mean;
}

/// Whether the next look will need the flow.
void Evolution::look(const DensityMarginals& now) const
{
    const double atEdge = followsFlow() ? shareAtEdge(now, m_grid, m_mean).maxCoeff() : 0.0;
    m_isWide = atEdge > wide;
    if (!m_isWide)
        m_drift = 0.0;
    if (atEdge > nothing && !m_flow)
        m_flow = Flow{waveNumber(), 0.0, Vec2(0.0, 0.0)};
}

// No group velocity of the envelope exceeds pi hbar/(m dx), so that the mean cannot go further than
// 0.4 of the box between two looks, however the forces change.
double Evolution::longestUnwatched() const
{
    if (!m_grid.isTorus() || hasEdge())
        return std::numeric_limits<double>::max();
    const double fastest = std::numbers::pi * m_constants.hbar / m_constants.mass;
    const double part = m_isWide ? 0.1 : 0.4; // closer looks for the sake of the integral
    return part * std::min(m_grid.size.x() * m_grid.dx(), m_grid.size.y() * m_grid.dy()) / fastest;
}

void Evolution::move(double dt, int steps)
{
    if (ResidentWave* const wave = resident()) {
        if (!m_isLoaded)
            wave->load(m_state.envelope);
        m_isLoaded = true;
        wave->run(m_state.carrier, m_state.time, dt, steps);
        m_state.time += dt * steps;
        m_hasMovedOn = true;
    } else {
        m_propagator->advance(m_state, dt, steps);
    }
}

double Evolution::rounding(int furtherSteps) const
{
    const long long further = furtherSteps > 0 ? kicksOf(furtherSteps) : 0;
    double sum = 0.0;
    for (const Precision precision : {Precision::Double, Precision::Single}) {
        const bool goesOn = further > 0 && m_propagator->precision() == precision;
        const long long all = kicks(precision) + (goesOn ? further : 0);
        if (all > 0)
            sum += expectedRounding(precision, all);
    }
    return sum;
}

void Evolution::advance(double dt, int steps, double time)
{
    const Vec2 carrierVelocity = (m_constants.hbar / m_constants.mass) * m_state.carrier;
    const double step = std::abs(dt);
    while (steps > 0) {
        if (m_unwatched + step > longestUnwatched())
            mean();
        const double most
            = step > 0.0 ? std::clamp((longestUnwatched() - m_unwatched) / step, 1.0, 1e6) : 1e6;
        const int now = std::min(steps, static_cast<int>(most));
        // One more than its kicks: a call begins and ends with a pass of its own.
        kicks(m_propagator->precision()) += 1 + m_propagator->kicksDuring(m_state.time, dt, now);
        move(dt, now);
        m_unwatched += step * now;
        m_elapsed += dt * now;
        m_carried += carrierVelocity * (dt * now);
        steps -= now;
    }
    m_state.time = time;
}

} // namespace dqm
