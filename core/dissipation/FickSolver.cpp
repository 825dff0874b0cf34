#include "core/dissipation/FickSolver.h"

#include "core/dissipation/ExponentialFlux.h"
#include "core/dissipation/OverdampedParticles.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

FickSolver::FickSolver(
    const DissipativeSetup& setup, const WaveState& psi, std::optional<Vec2> mean)
    : FickSolver(setup, DensityLayout(setup.grid).extended(psi.envelope.abs2()), psi.time, mean)
{
}

FickSolver::FickSolver(DissipativeSetup setup, RealField rho, double time, std::optional<Vec2> mean)
    : DissipativeEvolution(std::move(setup), time)
    , m_rho(std::move(rho))
{
    if (m_rho.rows() != layout().ny || m_rho.cols() != layout().nx)
        throw std::invalid_argument("The density's shape differs from the layout's.");
    m_mean = mean ? layout().mean(m_rho, *mean) : layout().mean(m_rho);
    m_variance = layout().variance(m_rho, m_mean);
    setupChanged();
    if (this->setup().drawn > 0)
        m_drawn = std::make_unique<OverdampedParticles>(
            m_rho, layout(), this->setup().drawn, this->setup().seed);
}

FickSolver::~FickSolver() = default;

// What the flux is made of rests: a copy makes its own when it is needed.
FickSolver::FickSolver(const FickSolver& other)
    : DissipativeEvolution(other)
    , m_rho(other.m_rho)
    , m_mean(other.m_mean)
    , m_variance(other.m_variance)
    , m_drawn(other.m_drawn ? std::make_unique<OverdampedParticles>(*other.m_drawn) : nullptr)
{
}

std::unique_ptr<DissipativeEvolution> FickSolver::clone() const
{
    return std::unique_ptr<DissipativeEvolution>(new FickSolver(*this));
}

std::size_t FickSolver::bytes() const
{
    const auto drawn = static_cast<std::size_t>(m_drawn ? setup().drawn : 0);
    return sizeof *this + static_cast<std::size_t>(m_rho.size()) * sizeof(double)
        + drawn * sizeof(Vec2);
}

void FickSolver::setupChanged()
{
    if (!(medium().diffusion > 0.0) || !std::isfinite(medium().diffusion))
        throw std::invalid_argument("Fick's equation needs a finite diffusion coefficient above "
                                    "zero: give the medium friction and a temperature.");
    if (hasPotential() && !(medium().temperature > 0.0))
        throw std::invalid_argument(
            "Diffusion without inertia in a potential needs friction: without it nothing limits "
            "the speed of the particles.");
    m_flux.reset();
}

std::string FickSolver::irreversibility() const
{
    return "Fick's equation cannot be run backward: the diffusion equation is ill-posed in that "
           "direction, every ripple of the density would grow without bound.";
}

bool FickSolver::isFree() const
{
    return !hasPotential() && (layout().isTorus() || medium().velocity.isZero(0.0));
}

ExponentialFlux FickSolver::fluxAt(double time) const
{
    const RealField V = hasPotential() ? potentialAt(time) : layout().zero();
    const double kT = hasPotential() ? medium().temperature : 1.0;
    return {layout(), medium().diffusion, kT, medium().velocity, V};
}

void FickSolver::move(double dt, int steps)
{
    const int threads = setup().threads;
    const double span = dt * steps;
    if (m_drawn)
        moveParticles(dt, steps);
    if (isFree()) {
        m_rho = spread(
            m_rho, layout(), 2.0 * medium().diffusion * span, medium().velocity * span, threads);
        m_mean += medium().velocity * span;
        m_variance.array() += 2.0 * medium().diffusion * span;
        if (!layout().isTorus())
            followMean();
        return;
    }
    if (potentialRests()) {
        if (!m_flux)
            m_flux = std::make_unique<ExponentialFlux>(fluxAt(time()));
        const int looks = looksDuring(span);
        for (int n = 0; n < looks; ++n) {
            m_flux->evolve(m_rho, span / looks, threads);
            followMean();
        }
    } else {
        for (int n = 0; n < steps; ++n) {
            fluxAt(time() + (n + 0.5) * dt).evolve(m_rho, dt, threads);
            followMean();
        }
    }
}

void FickSolver::moveParticles(double dt, int steps)
{
    if (!hasPotential()) {
        m_drawn->advance({medium()}, dt, steps, setup().threads);
        return;
    }
    const int legs = potentialRests() ? 1 : steps;
    for (int n = 0; n < legs; ++n) {
        const RealField V = landscapeAt(time() + (n + 0.5) * dt);
        const SplineSlope slope(V, layout(), setup().constants.mass);
        m_drawn->advance({medium(), &slope}, dt, steps / legs, setup().threads);
    }
}

std::vector<Vec2> FickSolver::particles(int most) const
{
    return m_drawn ? m_drawn->places(most) : std::vector<Vec2>();
}

/// So many that the medium carries the mean by less than a quarter of the box between two.
int FickSolver::looksDuring(double span) const
{
    const Vec2 boxes = (medium().velocity * span).cwiseQuotient(setup().grid.size);
    return 1 + static_cast<int>(4.0 * boxes.cwiseAbs().maxCoeff());
}

void FickSolver::followMean()
{
    m_mean = layout().mean(m_rho, m_mean);
    m_variance = layout().variance(m_rho, m_mean);
}

DensityFlow FickSolver::makeFlow()
{
    if (!isFree()) {
        if (m_flux)
            return {m_rho, m_flux->current(m_rho)};
        return {m_rho, fluxAt(time()).current(m_rho)};
    }
    VectorField current = layout().gradient(m_rho, setup().threads);
    const double D = medium().diffusion;
    current.x = medium().velocity.x() * m_rho - D * current.x;
    current.y = medium().velocity.y() * m_rho - D * current.y;
    return {m_rho, std::move(current)};
}

DissipativeEvolution::Motion FickSolver::motion()
{
    const DensityFlow& now = flow();
    const double norm = layout().integral(now.rho);
    return {m_mean, Vec2(layout().integral(now.current.x), layout().integral(now.current.y)) / norm,
        m_variance, {}};
}

} // namespace dqm
