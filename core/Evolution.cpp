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
    m_mean = m_tracker.follow(densityMarginals(m_state.envelope, m_grid), m_grid, Vec2(0.0, 0.0));
}

void Evolution::setPropagator(
    std::unique_ptr<Propagator> propagator, const PhysicalConstants& constants)
{
    m_propagator = std::move(propagator);
    m_constants = constants;
}

// No group velocity of the envelope exceeds pi hbar/(m dx), so that the mean cannot go further than
// 0.4 of the box between two looks, however the forces change.
int Evolution::stepsBetweenLooks(double dt) const
{
    if (!m_grid.isTorus())
        return std::numeric_limits<int>::max();
    const double fastest = std::numbers::pi * m_constants.hbar / m_constants.mass;
    const double span
        = 0.4 * std::min(m_grid.size.x() * m_grid.dx(), m_grid.size.y() * m_grid.dy());
    return static_cast<int>(std::clamp(span / (fastest * std::abs(dt)), 1.0, 1e6));
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
    const int stride = stepsBetweenLooks(dt);
    const Vec2 carrierVelocity = (m_constants.hbar / m_constants.mass) * m_state.carrier;
    while (steps > 0) {
        const int now = std::min(stride, steps);
        m_propagator->advance(m_state, dt, now);
        // One more than its kicks: a call takes psi over and gives it back.
        kicks(m_propagator->precision()) += 1 + kicksOf(now);
        steps -= now;
        m_mean = m_tracker.follow(
            densityMarginals(m_state.envelope, m_grid), m_grid, carrierVelocity * (dt * now));
    }
    m_state.time = time;
}

} // namespace dqm
