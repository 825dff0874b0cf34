#include "core/dissipation/DissipativeEvolution.h"

#include "core/dissipation/SplineSlope.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double comparisonFloor = 1e-6;

ThermalMedium mediumInFrame(const DissipativeSetup& setup)
{
    ThermalMedium medium = thermalMedium(setup.medium, setup.constants);
    medium.velocity -= setup.frameVelocity;
    return medium;
}

double ratio(double difference, double scale) { return scale > 0.0 ? difference / scale : 0.0; }

/// Largest difference of u = -D grad rho/rho over its largest value.
double largestDifferenceOfU(
    const DensityFlow& flowA, const DensityFlow& flowB, const DensityLayout& layout)
{
    const VectorField a = slope(flowA, layout);
    const VectorField b = slope(flowB, layout);
    const RealField& rhoA = flowA.rho;
    const RealField& rhoB = flowB.rho;
    const double floor = comparisonFloor * rhoA.maxCoeff();
    double difference = 0.0;
    double largest = 0.0;
    for (Eigen::Index k = 0; k < rhoA.size(); ++k) {
        const double ra = rhoA.data()[k];
        const double rb = rhoB.data()[k];
        if (ra <= floor || rb <= floor)
            continue;
        const Vec2 ua = Vec2(a.x.data()[k], a.y.data()[k]) / ra;
        const Vec2 ub = Vec2(b.x.data()[k], b.y.data()[k]) / rb;
        difference = std::max(difference, (ua - ub).norm());
        largest = std::max(largest, ua.norm());
    }
    return ratio(difference, largest);
}

} // namespace

DissipativeEvolution::DissipativeEvolution(DissipativeSetup setup, double time)
    : m_setup(std::move(setup))
    , m_layout(m_setup.grid)
    , m_medium(mediumInFrame(m_setup))
    , m_time(time)
{
    if (!m_setup.grid.isTorus() && !m_setup.frameVelocity.isZero(0.0))
        throw std::invalid_argument(
            "An ensemble between walls cannot be evolved in a moving frame: "
            "the walls rest in K. Use a periodic or absorbing edge.");
}

void DissipativeEvolution::advance(double dt, int steps)
{
    if (!std::isfinite(dt))
        throw std::invalid_argument("The time step must be a finite number.");
    if (steps <= 0 || dt == 0.0)
        return;
    if (dt < 0.0) {
        const std::string reason = irreversibility();
        if (!reason.empty())
            throw std::domain_error(reason);
    }
    const double landing = m_time + dt * steps;
    const StepSchedule* const schedule = hasPotential() ? m_setup.potential->schedule() : nullptr;
    if (schedule == nullptr) {
        move(dt, steps);
    } else {
        constexpr int order = 2;
        for (const StepSchedule::Stretch& part : schedule->between(m_time, dt, steps, order)) {
            m_time = part.from;
            move(part.dt, part.steps);
        }
    }
    m_time = landing;
    m_flow.reset();
    m_observables.reset();
}

void DissipativeEvolution::change(const DissipativeSetup& setup)
{
    if (setup.grid != m_setup.grid || setup.frameVelocity != m_setup.frameVelocity)
        throw std::invalid_argument(
            "Another grid or another frame needs the ensemble to be prepared anew.");
    const DissipativeSetup previous = m_setup;
    const ThermalMedium previousMedium = m_medium;
    m_medium = mediumInFrame(setup);
    m_setup = setup;
    try {
        setupChanged();
    } catch (...) {
        m_setup = previous;
        m_medium = previousMedium;
        throw;
    }
    m_flow.reset();
    m_observables.reset();
}

const DensityFlow& DissipativeEvolution::flow()
{
    if (!m_flow)
        m_flow = makeFlow();
    return *m_flow;
}

const DiffusionObservables& DissipativeEvolution::observables()
{
    if (m_observables)
        return *m_observables;
    const RealField V = hasPotential() ? potentialAt(m_time) : RealField();
    DiffusionObservables numbers
        = fieldObservables(flow(), m_layout, V, m_setup.constants, m_setup.threads);
    const Motion known = motion();
    numbers.time = m_time;
    numbers.mean = known.mean;
    numbers.velocity = known.velocity;
    numbers.sigma = known.variance.cwiseMax(0.0).cwiseSqrt();
    numbers.thermalEnergy = known.kineticEnergy
        ? std::max(0.0, *known.kineticEnergy - numbers.driftEnergy)
        : m_medium.temperature;
    numbers.statistics = known.statistics;
    m_observables = numbers;
    return *m_observables;
}

DiffusionFields DissipativeEvolution::fields(double floor)
{
    return diffusionFields(
        flow(), m_layout, m_setup.constants.diffusionCoefficient(), floor, m_setup.threads);
}

RealField DissipativeEvolution::potentialAt(double time) const
{
    return m_layout.potential(*m_setup.potential, time, time * m_setup.frameVelocity);
}

RealField DissipativeEvolution::landscapeAt(double time) const
{
    RealField V = potentialAt(time);
    return m_setup.potential->isSmooth() ? splineThrough(std::move(V), m_layout) : V;
}

bool DissipativeEvolution::potentialRests() const
{
    return !hasPotential()
        || (!m_setup.potential->dependsOnTime() && m_setup.frameVelocity.isZero(0.0));
}

FrameDifference frameDifference(
    DissipativeEvolution& a, DissipativeEvolution& b, Vec2 displacement, Vec2 velocity)
{
    if (a.setup().grid != b.setup().grid)
        throw std::invalid_argument("Two evolutions on different grids cannot be compared.");
    const DiffusionObservables& ofA = a.observables();
    const DiffusionObservables& ofB = b.observables();
    const RealField& rhoA = a.flow().rho;
    DensityFlow moved = b.flow();
    if (!displacement.isZero(0.0))
        moved.rho = spread(moved.rho, b.layout(), 0.0, displacement);
    FrameDifference result;
    result.rho = ratio((rhoA - moved.rho).abs().maxCoeff(), rhoA.maxCoeff());
    result.u = largestDifferenceOfU(a.flow(), moved, a.layout());
    result.sigma = ratio((ofA.sigma - ofB.sigma).norm(), ofA.sigma.norm());
    result.diffusionEnergy
        = ratio(std::abs(ofA.diffusionEnergy - ofB.diffusionEnergy), ofA.diffusionEnergy);
    result.mean = ofB.mean + displacement - ofA.mean;
    result.velocity = ofB.velocity + velocity - ofA.velocity;
    return result;
}

} // namespace dqm
