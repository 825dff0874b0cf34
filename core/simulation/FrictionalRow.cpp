#include "core/simulation/FrictionalRow.h"

#include "core/dissipation/FickSolver.h"
#include "core/dissipation/kramers/KramersEnsemble.h"
#include "core/evolution/ReferenceFrame.h"
#include "core/streamlines/FlowField.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double displayFloor = 1e-9;
/// Times closer than this part of a step are the same.
constexpr double sameTime = 1e-6;

DissipativeSetup movedBy(Vec2 velocity, DissipativeSetup setup)
{
    setup.frameVelocity = velocity;
    return setup;
}

bool isFree(const DissipativeSetup& setup)
{
    return setup.grid.isTorus() && (!setup.potential || setup.potential->isZero());
}

bool isSame(const DissipativeSetup& a, const DissipativeSetup& b)
{
    return a.medium == b.medium && a.potential == b.potential
        && a.constants.mass == b.constants.mass && a.constants.hbar == b.constants.hbar
        && a.constants.c == b.constants.c && a.threads == b.threads;
}

/// @return the span of time it has gone.
double goTo(DissipativeEvolution& twin, double time, double step)
{
    const double span = time - twin.time();
    const bool isThere = std::abs(span) < sameTime * step;
    if (isThere || (span < 0.0 && !twin.irreversibility().empty()))
        return 0.0;
    // A whole number of steps stays one in spite of round-off.
    const double count = std::max(1.0, std::ceil(std::abs(span) / step * (1.0 - sameTime)));
    twin.advance(span / count, static_cast<int>(count));
    return span;
}

Observables asObservables(const DiffusionObservables& seen, const PhysicalConstants& constants)
{
    Observables numbers;
    numbers.time = seen.time;
    numbers.moments.norm = seen.norm;
    numbers.moments.mean = seen.mean;
    numbers.moments.momentum = constants.mass * seen.velocity;
    numbers.moments.sigma = seen.sigma;
    numbers.moments.entropy = seen.entropy;
    numbers.energies.drift = seen.driftEnergy;
    numbers.energies.diffusion = seen.diffusionEnergy;
    numbers.energies.potential = seen.potentialEnergy;
    numbers.energies.rest = constants.restEnergy();
    return numbers;
}

void paintFields(Picture& picture, DissipativeEvolution& twin, PotentialView& potential)
{
    const DiffusionFields fields = twin.fields(displayFloor);
    picture.rho = fields.rho.cast<float>();
    picture.vx = fields.v.x.cast<float>();
    picture.vy = fields.v.y.cast<float>();
    picture.ux = fields.u.x.cast<float>();
    picture.uy = fields.u.y.cast<float>();
    picture.rhoMax = picture.rho.maxCoeff();
    picture.rhoFloor = static_cast<float>(displayFloor * fields.rho.maxCoeff());
    picture.V.resize(0, 0);
    if (twin.hasPotential())
        picture.V
            = potential
                  .at(twin.setup().potential, twin.time(), twin.time() * twin.setup().frameVelocity)
                  .cast<float>();
}

void noteTrails(ParticleTrails& trails, const DissipativeEvolution& twin)
{
    std::vector<Vec2> places = twin.particles(ParticleTrails::mostTrails);
    std::vector<std::uint8_t> isAlive(places.size(), 1);
    trails.take(twin.time(), std::move(places), std::move(isAlive));
}

void paintParticles(
    ParticlePlaces& seen, const DissipativeEvolution& twin, const ParticleTrails& trails)
{
    for (const Vec2& place : twin.particles(twin.setup().drawn))
        seen.places.push_back(wrapInto(twin.setup().grid, place).cast<float>());
    trails.append(seen.trailPoints, seen.trailLengths);
}

void paintTwin(Picture& picture, DissipativeEvolution& twin, double time, bool withFields,
    PotentialView& potential)
{
    if (!withFields)
        picture = Picture();
    const DissipativeSetup& setup = twin.setup();
    const DiffusionObservables& seen = twin.observables();
    picture.observerVelocity = setup.frameVelocity;
    picture.grid = setup.grid;
    picture.numbers = asObservables(seen, setup.constants);
    picture.thermalEnergy = seen.thermalEnergy;
    picture.statistics = seen.statistics;
    picture.medium = twin.medium();
    picture.note.clear();
    const double later = std::max(std::abs(twin.time()), std::abs(time));
    const bool isAhead = twin.time() - time > sameTime * later;
    if (isAhead)
        picture.note = twin.irreversibility();
    if (withFields)
        paintFields(picture, twin, potential);
}

} // namespace

FrictionalRow::FrictionalRow(StageSettings::Dissipation kind, WaveState psi, Vec2 mean,
    const DissipativeSetup& setup, double trailTime)
    : m_kind(kind)
    , m_start(std::move(psi))
    , m_startMean(std::move(mean))
    , m_legs{Leg{setup}}
    , m_inK(prepared(setup, m_start, m_startMean))
    , m_trailTime(trailTime)
    , m_trailsInK(trailTime)
    , m_trailsInKPrime(trailTime)
{
    m_startWidth = m_inK->observables().sigma.minCoeff();
    noteTrails(m_trailsInK, *m_inK);
}

bool FrictionalRow::hardlySpreads() const
{
    constexpr double small = 0.1;
    const DissipativeSetup& setup = m_legs.back().setup;
    if (m_kind == StageSettings::Dissipation::Fick || !isFree(setup))
        return false;
    const double untilItSpreads
        = spreadingTime(m_startWidth, setup.constants.diffusionCoefficient());
    return setup.medium.friction * untilItSpreads <= small;
}

std::unique_ptr<DissipativeEvolution> FrictionalRow::prepared(
    DissipativeSetup setup, const WaveState& psi, Vec2 mean) const
{
    if (m_kind == StageSettings::Dissipation::Fick)
        return std::make_unique<FickSolver>(std::move(setup), psi, mean);
    return std::make_unique<KramersEnsemble>(std::move(setup), psi, mean);
}

bool FrictionalRow::canBeRepeated() const
{
    return std::ranges::all_of(
        m_legs, [](const Leg& leg) { return leg.span == 0.0 || isFree(leg.setup); });
}

void FrictionalRow::carryInKPrime(Vec2 velocity, StageSettings::Preparation preparation)
{
    const DissipativeSetup& first = m_legs.front().setup;
    const bool isOneEnsemble = preparation == StageSettings::Preparation::OneEnsemble;
    const ReferenceFrame toKPrime(first.grid, first.constants, velocity);
    std::unique_ptr<DissipativeEvolution> twin = isOneEnsemble
        ? prepared(movedBy(velocity, first), toKPrime.prepareInKPrime(m_start),
            m_startMean - velocity * m_start.time)
        : prepared(movedBy(velocity, first), m_start, m_startMean);
    for (const Leg& leg : m_legs) {
        twin->change(movedBy(velocity, leg.setup));
        twin->advance(leg.span, 1);
    }
    m_inKPrime = std::move(twin);
    m_trailsInKPrime = ParticleTrails(m_trailTime);
    noteTrails(m_trailsInKPrime, *m_inKPrime);
    m_preparation = preparation;
}

bool FrictionalRow::carriesInKPrime(Vec2 velocity, StageSettings::Preparation preparation) const
{
    return m_inKPrime && m_inKPrime->setup().frameVelocity == velocity
        && m_preparation == preparation;
}

void FrictionalRow::change(const DissipativeSetup& setup)
{
    if (isSame(setup, m_legs.back().setup))
        return;
    m_inK->change(setup);
    if (m_inKPrime)
        m_inKPrime->change(movedBy(m_inKPrime->setup().frameVelocity, setup));
    if (m_legs.back().span == 0.0)
        m_legs.back().setup = setup;
    else
        m_legs.push_back(Leg{setup});
}

void FrictionalRow::advanceTo(double time, double step)
{
    m_legs.back().span += bring(*m_inK, m_trailsInK, time, step);
    if (m_inKPrime)
        bring(*m_inKPrime, m_trailsInKPrime, time, step);
}

/// With stops for the trails in the last part of a long way.
double FrictionalRow::bring(
    DissipativeEvolution& twin, ParticleTrails& trails, double time, double step)
{
    if (twin.setup().drawn < 1)
        return goTo(twin, time, step);
    const double span = time - twin.time();
    const double seen = std::copysign(std::min(std::abs(span), m_trailTime), span);
    const int stops = static_cast<int>(
        std::ceil(std::abs(seen) / m_trailTime * ParticleTrails::samples * (1.0 - sameTime)));
    double gone = 0.0;
    for (int n = 0; n <= stops; ++n) {
        const double part = goTo(twin, time - seen * (stops - n) / std::max(1, stops), step);
        gone += part;
        if (part != 0.0)
            noteTrails(trails, twin);
    }
    return gone;
}

void FrictionalRow::paint(std::vector<Picture>& pictures, double time, Vec2 initialMean,
    bool withFields, bool withParticles)
{
    pictures.resize(m_inKPrime ? 2 : 1);
    paintTwin(pictures[0], *m_inK, time, withFields, m_potentialInK);
    pictures[0].title = "K with friction";
    pictures[0].route = Route::Rest;
    pictures[0].initialMean = initialMean;
    if (hardlySpreads() && pictures[0].note.empty())
        pictures[0].note
            = "With friction → 0 ordinary diffusion does not spread a packet at rest at "
              "all; only the frictionless one does.";
    pictures[0].particles.clear();
    if (withParticles)
        paintParticles(pictures[0].particles, *m_inK, m_trailsInK);
    if (!m_inKPrime)
        return;
    paintTwin(pictures[1], *m_inKPrime, time, withFields, m_potentialInKPrime);
    pictures[1].title = "K′ with friction";
    pictures[1].route = Route::Evolved;
    pictures[1].initialMean = initialMean;
    pictures[1].particles.clear();
    if (withParticles)
        paintParticles(pictures[1].particles, *m_inKPrime, m_trailsInKPrime);
}

std::size_t FrictionalRow::bytes() const
{
    const auto points = static_cast<std::size_t>(m_start.envelope.size());
    return sizeof *this + points * sizeof(std::complex<double>) + m_inK->bytes()
        + (m_inKPrime ? m_inKPrime->bytes() : 0);
}

std::optional<FrameDifference> FrictionalRow::difference()
{
    if (!m_inKPrime)
        return {};
    if (m_preparation == StageSettings::Preparation::SameInEachFrame)
        return frameDifference(*m_inK, *m_inKPrime, Vec2(0.0, 0.0), Vec2(0.0, 0.0));
    const Vec2 velocity = m_inKPrime->setup().frameVelocity;
    return frameDifference(*m_inK, *m_inKPrime, velocity * m_inKPrime->time(), velocity);
}

} // namespace dqm
