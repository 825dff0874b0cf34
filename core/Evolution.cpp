#include "core/Evolution.h"

#include "core/observables/DensityMarginals.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dqm {

Evolution::Evolution(WaveState state, const Grid& grid, std::optional<Vec2> mean)
    : m_state(std::move(state))
    , m_grid(grid)
{
    if (mean)
        m_tracker.startAt(*mean);
    m_mean = m_tracker.follow(density(), m_grid, Vec2(0.0, 0.0));
}

void Evolution::setPropagator(
    std::unique_ptr<Propagator> propagator, const PhysicalConstants& constants)
{
    // What the one before holds, and what its speed limit allowed not to look at.
    state();
    mean();
    m_propagator = std::move(propagator);
    m_constants = constants;
    m_isLoaded = false;
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

Vec2 Evolution::mean() const
{
    if (m_unwatched > 0.0)
        m_mean = m_tracker.follow(density(), m_grid, m_carried);
    m_unwatched = 0.0;
    m_carried = Vec2(0.0, 0.0);
    return m_mean;
}

// No group velocity of the envelope exceeds pi hbar/(m dx), so that the mean cannot go further than
// 0.4 of the box between two looks, however the forces change.
double Evolution::longestUnwatched() const
{
    if (!m_grid.isTorus())
        return std::numeric_limits<double>::max();
    const double fastest = std::numbers::pi * m_constants.hbar / m_constants.mass;
    return 0.4 * std::min(m_grid.size.x() * m_grid.dx(), m_grid.size.y() * m_grid.dy()) / fastest;
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
        move(dt, now);
        // One more than its kicks: a call begins and ends with a pass of its own.
        kicks(m_propagator->precision()) += 1 + kicksOf(now);
        m_unwatched += step * now;
        m_carried += carrierVelocity * (dt * now);
        steps -= now;
    }
    m_state.time = time;
}

} // namespace dqm
