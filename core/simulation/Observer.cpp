#include "core/simulation/Observer.h"

#include "core/observables/DensityMarginals.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

constexpr double displayFloor = 1e-9;
constexpr double comparisonFloor = 1e-3;
constexpr double vortexFloor = 1e-4; ///< of the peak: a vortex in emptier space is not seen

const char* title(Route route)
{
    switch (route) {
    case Route::Rest:
        return "K";
    case Route::Observed:
        return "K′";
    case Route::Evolved:
        return "K′ evolved on its own";
    }
    return "";
}

/// Largest |u_a - u_b| and |u_a|, without the factor hbar/m that they share.
struct DiffusionDifference
{
    double difference = 0.0;
    double largest = 0.0;
};

DiffusionDifference diffusionDifference(const ComplexField& a, const ComplexVectorField& gradA,
    const ComplexField& b, const ComplexVectorField& gradB)
{
    const double floor = comparisonFloor * a.abs2().maxCoeff();
    const auto u
        = [](std::complex<double> e, std::complex<double> gx, std::complex<double> gy) -> Vec2 {
        return Vec2(-std::real(std::conj(e) * gx), -std::real(std::conj(e) * gy)) / std::norm(e);
    };
    DiffusionDifference result;
    for (Eigen::Index k = 0; k < a.size(); ++k) {
        const std::complex<double> ea = a.data()[k];
        const std::complex<double> eb = b.data()[k];
        if (std::norm(ea) <= floor || std::norm(eb) <= floor)
            continue;
        const Vec2 ua = u(ea, gradA.x.data()[k], gradA.y.data()[k]);
        const Vec2 ub = u(eb, gradB.x.data()[k], gradB.y.data()[k]);
        result.difference = std::max(result.difference, (ua - ub).norm());
        result.largest = std::max(result.largest, ua.norm());
    }
    return result;
}

double ratio(double difference, double scale) { return scale > 0.0 ? difference / scale : 0.0; }

} // namespace

const RealField& PotentialView::at(
    const std::shared_ptr<const Potential>& potential, double time, Vec2 offset)
{
    const bool isOther = potential != m_potential || offset != m_offset
        || (potential->dependsOnTime() && time != m_time);
    if (isOther) {
        if (potential->isZero())
            m_V.resize(0, 0);
        else
            potential->sample(m_V, time, offset);
        m_potential = potential;
        m_time = time;
        m_offset = offset;
    }
    return m_V;
}

Observer::Observer(Route route, Vec2 velocity)
    : m_route(route)
    , m_velocity(velocity)
{
}

void Observer::look(const Evolution& evolution, const Surroundings& surroundings, PotentialView& V)
{
    const double time = evolution.time();
    m_isLooking = true;
    m_hasGradient = false;
    m_numbers.reset();
    m_shift = m_velocity * time;
    m_evolution = &evolution;
    m_grid = evolution.grid();
    m_mean = evolution.mean();
    if (m_route == Route::Observed) {
        const ReferenceFrame frame(surroundings.gridInK, surroundings.constants, m_velocity);
        ObservedState seen = frame.observe(evolution.state());
        m_observed = std::move(seen.state);
        m_evolution = nullptr;
        m_grid = seen.grid;
        const DensityMarginals density = densityMarginals(m_observed.envelope, m_grid);
        MeanTracker tracker;
        tracker.startAt(evolution.mean() - m_shift);
        m_mean = tracker.follow(density, m_grid, Vec2(0.0, 0.0));
    }
    // A grid that moves with K keeps its points at rest there.
    const bool restsInK = m_grid != surroundings.gridInK;
    m_V = &V.at(surroundings.potential, time, restsInK ? Vec2(0.0, 0.0) : m_shift);
}

const ComplexVectorField& Observer::gradientOf(const Surroundings& surroundings)
{
    if (!m_hasGradient)
        takeGradient(surroundings.threads);
    m_hasGradient = true;
    return m_gradient;
}

void Observer::takeGradient(int threads)
{
    if (m_evolution)
        m_evolution->gradient(m_gradient, threads);
    else
        m_gradient = gradient(m_observed.envelope, m_grid, DerivativeMethod::Spectral, threads);
}

const Observables& Observer::numbers(const Surroundings& surroundings)
{
    if (!m_numbers)
        m_numbers = observe(state(), gradientOf(surroundings), m_grid, surroundings.constants, *m_V,
            surroundings.regions, m_shift, middleOf(surroundings.gridInK, m_mean, m_shift),
            surroundings.threads);
    return *m_numbers;
}

void Observer::paint(Picture& picture, const Surroundings& surroundings, Route as, bool withFields,
    EighthOrderFlow& flow)
{
    if (!withFields)
        picture = Picture();
    picture.title = title(as);
    picture.route = as;
    picture.observerVelocity = m_velocity;
    picture.grid = m_grid;
    picture.numbers = numbers(surroundings);
    picture.note.clear();
    if (!withFields)
        return;
    const FlowTargets<float> targets{picture.rho, picture.re, picture.im, picture.vx, picture.vy,
        picture.ux, picture.uy, picture.Q};
    std::optional<FlowSummary> seen;
    if (m_evolution)
        seen = m_evolution->flow(displayFloor, targets);
    const double peak = seen ? seen->peak
                             : flow.evaluate<float>(state(), m_grid, surroundings.constants,
                                 displayFloor, surroundings.threads, targets);
    picture.rhoMax = static_cast<float>(peak);
    picture.rhoFloor = static_cast<float>(displayFloor * peak);
    picture.V = m_V->cast<float>();
}

void Observer::paintExtras(
    Picture& picture, const Surroundings& surroundings, const FrameRequest& request) const
{
    const PhysicalConstants& constants = surroundings.constants;
    picture.residualHamiltonJacobi.resize(0, 0);
    picture.residualContinuity.resize(0, 0);
    picture.momentum.reset();
    if (request.momentum)
        picture.momentum = std::make_shared<const MomentumDensity>(
            momentumDensity(state(), m_grid, constants, surroundings.threads));
    picture.vortices.clear();
    if (request.vortices)
        picture.vortices = vortices(state(), m_grid, vortexFloor);
    picture.loopCirculation.reset();
    if (!request.loop.empty())
        picture.loopCirculation = circulationAround(state(), m_grid, constants, request.loop)
                                      .value_or(std::numeric_limits<double>::quiet_NaN());
}

InvarianceCheck compare(
    Observer& observed, Observer& evolved, Observer& inK, const Surroundings& surroundings)
{
    const Observables& a = observed.numbers(surroundings);
    const Observables& b = evolved.numbers(surroundings);
    InvarianceCheck check;
    check.sigma = ratio((a.moments.sigma - b.moments.sigma).norm(), a.moments.sigma.norm());
    check.diffusionEnergy
        = ratio(std::abs(a.energies.diffusion - b.energies.diffusion), a.energies.diffusion);

    const bool sharesGrid = observed.grid() == evolved.grid();
    Observer& reference = sharesGrid ? observed : inK;
    const ComplexField* other = &evolved.state().envelope;
    const ComplexVectorField* otherGradient = &evolved.gradientOf(surroundings);
    WaveState brought;
    ComplexVectorField broughtGradient;
    if (!sharesGrid) {
        const ReferenceFrame frame(
            surroundings.gridInK, surroundings.constants, evolved.velocity());
        brought = frame.unobserve({evolved.state(), evolved.grid()});
        broughtGradient = gradient(brought.envelope, surroundings.gridInK,
            DerivativeMethod::Spectral, surroundings.threads);
        other = &brought.envelope;
        otherGradient = &broughtGradient;
    }
    const ComplexField& e = reference.state().envelope;
    check.rho = ratio((e.abs2() - other->abs2()).abs().maxCoeff(), e.abs2().maxCoeff());
    const DiffusionDifference u
        = diffusionDifference(e, reference.gradientOf(surroundings), *other, *otherGradient);
    check.u = ratio(u.difference, u.largest);
    return check;
}

} // namespace dqm
