#include "core/simulation/Stage.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Columns = StageSettings::Columns;
using Preparation = StageSettings::Preparation;

DissipativeSetup setupInK(const Stage::Scene& scene)
{
    DissipativeSetup setup;
    setup.grid = scene.surroundings.gridInK;
    setup.constants = scene.surroundings.constants;
    setup.medium = scene.experiment.medium;
    setup.potential = scene.surroundings.potential;
    setup.seed = scene.experiment.ensemble.seed;
    setup.drawn = scene.experiment.ensemble.particles;
    setup.threads = scene.surroundings.threads;
    return setup;
}

FrictionalRow newRow(StageSettings::Dissipation kind, const Stage::Scene& scene)
{
    return {
        kind, scene.inK.state(), scene.inK.mean(), setupInK(scene), trailTime(scene.experiment)};
}

/// Of the row without friction, one ensemble in both frames.
FrameDifference differenceOfOne(const InvarianceCheck& seen, const Observables& inK,
    const Observables& inKPrime, Vec2 velocity, double mass)
{
    return {seen.rho, seen.u, seen.sigma, seen.diffusionEnergy,
        inKPrime.moments.mean + velocity * inKPrime.time - inK.moments.mean,
        (inKPrime.moments.momentum - inK.moments.momentum) / mass + velocity};
}

/// The same state with a plane wave of the torus moved from the carrier into the envelope, as near
/// to the wave vector as a quarter of the resolution allows.
WaveState laidOutInMotion(WaveState state, const Grid& grid, Vec2 waveVector)
{
    const auto nearest = [](double k, double size, double spacing) {
        const double least = 2.0 * std::numbers::pi / size;
        const double most = 0.25 * std::numbers::pi / spacing;
        return least * std::trunc(std::clamp(k, -most, most) / least);
    };
    const Vec2 k(nearest(waveVector.x(), grid.size.x(), grid.dx()),
        nearest(waveVector.y(), grid.size.y(), grid.dy()));
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            state.envelope(j, i) *= std::polar(1.0, k.dot(Vec2(grid.x(i), grid.y(j))));
    state.carrier -= k;
    return state;
}

} // namespace

void Stage::arrange(const StageSettings& wanted, const Scene& scene)
{
    try {
        arrangeRow(wanted, scene);
    } catch (const ExperimentError&) {
        throw;
    } catch (const std::invalid_argument& problem) {
        throw ExperimentError("medium", problem.what());
    }
    arrangePrepared(wanted, scene);
    m_settings = wanted;
    m_velocity = scene.experiment.frameVelocity;
    m_observer.reset();
}

void Stage::beginAnew(const Scene& scene)
{
    m_row.reset();
    m_preparedParticles.reset();
    m_prepared.reset();
    arrange(m_settings, scene);
}

void Stage::arrangeRow(const StageSettings& wanted, const Scene& scene)
{
    if (wanted.rows == StageSettings::Rows::Frictionless) {
        m_row.reset();
        return;
    }
    const Vec2 W = scene.experiment.frameVelocity;
    const bool wantsKPrime = wanted.columns == Columns::KAndKPrime;
    const bool hasKPrime = m_row && m_row->carriesInKPrime(W, wanted.preparation);
    const bool isOther = !m_row || m_row->kind() != wanted.dissipation;
    if (isOther || (wantsKPrime && !hasKPrime && !m_row->canBeRepeated()))
        m_row = newRow(wanted.dissipation, scene);
    else
        m_row->change(setupInK(scene));
    if (!wantsKPrime)
        m_row->dropKPrime();
    else if (!m_row->carriesInKPrime(W, wanted.preparation))
        m_row->carryInKPrime(W, wanted.preparation);
}

void Stage::arrangePrepared(const StageSettings& wanted, const Scene& scene)
{
    const bool isWanted = wanted.columns == Columns::KAndKPrime
        && wanted.preparation == Preparation::SameInEachFrame;
    if (!isWanted) {
        m_preparedParticles.reset();
        m_prepared.reset();
        return;
    }
    // Without a potential K' has the state of K at any time, whatever its velocity.
    if (!m_prepared || scene.experiment.frameVelocity != m_velocity) {
        // Laid out as it moves through K: the meter shall not compare a computation with itself.
        const PhysicalConstants& constants = scene.surroundings.constants;
        const Vec2 waveVector = constants.mass / constants.hbar * scene.experiment.frameVelocity;
        m_prepared.emplace(laidOutInMotion(scene.inK.state(), scene.inK.grid(), waveVector),
            scene.inK.grid(), scene.inK.mean(), Vec2(-scene.experiment.frameVelocity));
        m_preparedParticles.reset();
    }
    m_prepared->setPropagator(
        propagatorInKPrime(scene.experiment, scene.surroundings, scene.scheme),
        scene.surroundings.constants, scene.surroundings.potential->linearDrive());
    // An absorbing layer rests in K: it would have to pass by.
    if (scene.experiment.ensemble.particles < 1 || scene.surroundings.absorber->isActive())
        m_preparedParticles.reset();
    else if (!m_preparedParticles)
        m_preparedParticles.emplace(scene.experiment, *m_prepared, scene.surroundings);
    else
        m_preparedParticles->change(scene.experiment, *m_prepared, scene.surroundings);
}

void Stage::advance(double dt, int steps, double time, double longestStep)
{
    m_observer.reset();
    if (m_preparedParticles)
        m_preparedParticles->advance(*m_prepared, dt, steps, time, longestStep);
    else if (m_prepared)
        m_prepared->advance(dt, steps, time);
    if (m_row && dt != 0.0)
        m_row->advanceTo(time, std::abs(dt));
}

Stage::Kept Stage::keep() const
{
    std::optional<Evolution> prepared;
    if (m_prepared)
        prepared = m_prepared->atRest();
    return {m_settings, m_velocity, m_row, std::move(prepared), m_preparedParticles};
}

void Stage::takeUp(const Kept& kept)
{
    m_observer.reset();
    m_settings = kept.settings;
    m_velocity = kept.velocity;
    m_row = kept.row;
    if (kept.prepared)
        m_prepared->takeUp(*kept.prepared);
    m_preparedParticles = kept.preparedParticles;
}

Observer& Stage::prepared(const Surroundings& surroundings)
{
    if (!m_observer) {
        m_observer.emplace(Route::Evolved, m_velocity);
        m_observer->look(*m_prepared, surroundings, m_potential);
    }
    return *m_observer;
}

void Stage::paint(Frame& frame, const Surroundings& surroundings, const FrameRequest& request,
    EighthOrderFlow& flow)
{
    const bool withFields = request.fields && request.fieldsOfStage;
    const bool showsKPrime = withFields && frame.stage.columns == Columns::KAndKPrime;
    const Vec2 initialMean = frame.pictures.front().initialMean;
    if (m_prepared) {
        if (!frame.preparedInKPrime)
            frame.preparedInKPrime.emplace();
        Observer& observer = prepared(surroundings);
        observer.paint(*frame.preparedInKPrime, surroundings, Route::Evolved, showsKPrime, flow);
        ParticlePlaces& seen = frame.preparedInKPrime->particles;
        seen.clear();
        // They are at home in K'.
        if (m_preparedParticles && showsKPrime && request.particles)
            m_preparedParticles->paint(seen, m_prepared->grid(), Vec2(0.0, 0.0));
        if (showsKPrime)
            observer.paintExtras(*frame.preparedInKPrime, surroundings, request);
        frame.preparedInKPrime->title = "K′, prepared alike";
        frame.preparedInKPrime->initialMean = initialMean;
    } else {
        frame.preparedInKPrime.reset();
    }
    if (m_row)
        m_row->paint(
            frame.frictional, frame.time, initialMean, withFields, withFields && request.particles);
    else
        frame.frictional.clear();
}

StageCheck Stage::check(Observer& inK, const std::optional<InvarianceCheck>& seen,
    Observer* evolved, const Surroundings& surroundings)
{
    StageCheck check;
    const Observables& a = inK.numbers(surroundings);
    const double mass = surroundings.constants.mass;
    if (m_prepared) {
        Observer& other = prepared(surroundings);
        check.frictionless = differenceOfOne(compare(inK, other, inK, surroundings), a,
            other.numbers(surroundings), Vec2(0.0, 0.0), mass);
    } else if (seen && evolved != nullptr) {
        check.frictionless
            = differenceOfOne(*seen, a, evolved->numbers(surroundings), evolved->velocity(), mass);
    }
    if (m_row)
        check.frictional = m_row->difference();
    return check;
}

} // namespace dqm
