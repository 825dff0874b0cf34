#include "core/dissipation/kramers/KramersEnsemble.h"

#include "core/dissipation/kramers/FreeKramers.h"
#include "core/dissipation/kramers/KramersParticles.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

/// Phase of the fastest oscillation and decay of the velocity within one step of the particles.
constexpr double largestPhase = 0.2;
constexpr double largestDecay = 0.25;
/// Samples per cell and axis from which particles are drawn.
constexpr int drawnPerAxis = 2;

} // namespace

KramersEnsemble::KramersEnsemble(
    DissipativeSetup setup, const WaveState& psi, std::optional<Vec2> mean)
    : DissipativeEvolution(std::move(setup), psi.time)
{
    if (layout().isTorus())
        m_free = std::make_unique<FreeKramers>(psi, layout(), this->setup().constants, mean);
    else
        m_particles = std::make_unique<KramersParticles>(
            driftSamples(psi, layout(), this->setup().constants, 1), KramersFlow(), layout(),
            this->setup().particles, this->setup().seed);
    setupChanged();
    if (m_free && this->setup().drawn > 0)
        m_drawn = std::make_unique<KramersParticles>(
            driftSamples(psi, layout(), this->setup().constants, drawnPerAxis), KramersFlow(),
            layout(), this->setup().drawn, this->setup().seed);
}

KramersEnsemble::~KramersEnsemble() = default;

KramersEnsemble::KramersEnsemble(const KramersEnsemble& other)
    : DissipativeEvolution(other)
    , m_free(other.m_free ? std::make_unique<FreeKramers>(other.m_free->withoutSamples()) : nullptr)
    , m_particles(
          other.m_particles ? std::make_unique<KramersParticles>(*other.m_particles) : nullptr)
    , m_drawn(other.m_drawn ? std::make_unique<KramersParticles>(*other.m_drawn) : nullptr)
    , m_potential(other.m_potential)
{
}

std::unique_ptr<DissipativeEvolution> KramersEnsemble::clone() const
{
    return std::unique_ptr<DissipativeEvolution>(new KramersEnsemble(*this));
}

std::size_t KramersEnsemble::bytes() const
{
    const auto count
        = [](const auto& some) { return static_cast<std::size_t>(some ? some->count() : 0); };
    const std::size_t ofPsi = m_free ? m_free->bytes() : 0;
    return sizeof *this + ofPsi + (count(m_particles) + count(m_drawn)) * 4 * sizeof(double)
        + static_cast<std::size_t>(m_potential.size()) * sizeof(double);
}

void KramersEnsemble::setupChanged()
{
    m_potential.resize(0, 0);
    if (!hasPotential() || m_particles)
        return;
    m_particles = std::make_unique<KramersParticles>(
        driftSamples(m_free->psi(), layout(), setup().constants, drawnPerAxis), m_free->motion(),
        layout(), setup().particles, setup().seed);
    m_free.reset();
    m_drawn.reset();
}

std::vector<Vec2> KramersEnsemble::particles(int most) const
{
    const KramersParticles* source = m_particles ? m_particles.get() : m_drawn.get();
    return source ? source->places(std::min(most, setup().drawn)) : std::vector<Vec2>();
}

std::string KramersEnsemble::irreversibility() const
{
    if (medium().friction == 0.0)
        return {};
    return "An ensemble with friction cannot be run backward: the medium has taken up its motion "
           "and given it noise, and neither is kept in the ensemble.";
}

void KramersEnsemble::move(double dt, int steps)
{
    if (!m_free) {
        moveParticles(dt, steps);
        return;
    }
    const double mass = setup().constants.mass;
    m_free->follow(medium(), mass, dt * steps);
    if (!m_drawn)
        return;
    const int parts = substeps(dt, RealField());
    m_drawn->advance({medium(), mass}, dt / parts, steps * parts, setup().threads);
}

int KramersEnsemble::substeps(double dt, const RealField& V) const
{
    const double frequency
        = V.size() > 0 ? highestFrequency(V, layout(), setup().constants.mass) : 0.0;
    const double fastest
        = std::max(frequency / largestPhase, medium().friction / largestDecay) * std::abs(dt);
    return std::max(1, static_cast<int>(std::ceil(fastest)));
}

void KramersEnsemble::moveParticles(double dt, int steps)
{
    const double mass = setup().constants.mass;
    if (!hasPotential()) {
        const int parts = substeps(dt, RealField());
        m_particles->advance({medium(), mass}, dt / parts, steps * parts, setup().threads);
        return;
    }
    if (potentialRests()) {
        if (m_potential.size() == 0)
            m_potential = landscapeAt(time());
        const int parts = substeps(dt, m_potential);
        const SplineSlope slope(m_potential, layout(), mass);
        m_particles->advance(
            {medium(), mass, &slope, &slope}, dt / parts, steps * parts, setup().threads);
        return;
    }
    RealField before = landscapeAt(time());
    const int parts = substeps(dt, before);
    for (int n = 0; n < steps * parts; ++n) {
        RealField after = landscapeAt(time() + (n + 1) * dt / parts);
        const SplineSlope slopeBefore(before, layout(), mass);
        const SplineSlope slopeAfter(after, layout(), mass);
        m_particles->advance(
            {medium(), mass, &slopeBefore, &slopeAfter}, dt / parts, 1, setup().threads);
        before.swap(after);
    }
}

DensityFlow KramersEnsemble::makeFlow()
{
    return m_free ? m_free->flow(setup().threads) : m_particles->flow(setup().threads);
}

DissipativeEvolution::Motion KramersEnsemble::motion()
{
    const DriftMoments now = m_free ? m_free->moments() : m_particles->moments();
    const double kinetic
        = 0.5 * setup().constants.mass * (now.velocity.squaredNorm() + now.varianceV.sum());
    TwinStatistics statistics{.covariance = now.covariance};
    if (m_particles) {
        const double perCount = 1.0 / m_particles->count();
        statistics.particles = m_particles->count();
        statistics.meanError = (perCount * now.varianceX).cwiseSqrt();
        const Vec2 ofVariance
            = (perCount * (now.fourthX - now.varianceX.cwiseAbs2()).cwiseMax(0.0)).cwiseSqrt();
        statistics.sigmaError = ofVariance.cwiseQuotient(
            2.0 * now.varianceX.cwiseSqrt().cwiseMax(std::numeric_limits<double>::min()));
    }
    return {now.mean, now.velocity, now.varianceX, kinetic, statistics};
}

} // namespace dqm
