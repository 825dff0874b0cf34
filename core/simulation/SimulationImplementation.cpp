#include "core/simulation/SimulationImplementation.h"

#include "core/observables/DensityMarginals.h"
#include "core/observables/ExchangePower.h"
#include "core/observables/RegionWeights.h"
#include "core/packets/WavePacket.h"
#include "core/potentials/GroundEnergy.h"
#include "core/setup/ExperimentChecks.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace dqm {

Simulation::Implementation::Implementation(Experiment wanted, SimulationOptions wantedOptions)
    : given(std::move(wanted))
    , options(wantedOptions)
{
    validate(given);
    experiment = given;
    surroundings = surroundingsOf(experiment, options.threads);
    WaveState state;
    state.envelope = prepareWave(experiment);
    tally = tallyOf(surroundings);
    Dynamics dynamics = dynamicsInK(experiment, surroundings, state.envelope, tally);
    scheme = dynamics.scheme;
    stepSize = dynamics.step;
    inK.emplace(std::move(state), experiment.grid);
    inK->setPropagator(std::move(dynamics.propagator), surroundings.constants,
        surroundings.potential->linearDrive());
    beginWatch();
    initialMean = inK->mean();
    startDensity = inK->state().envelope.abs2();
    settlePrecision();
    estimateFromHere();
    prepareParticles();
    prepareTwin(twinPropagator(experiment, surroundings, scheme));
    stage.arrange(stageFor(experiment), {experiment, surroundings, *inK, scheme});
    arrangeHydrodynamic();
    doWhatIsDue();
}

StageSettings Simulation::Implementation::shownStage(const Experiment& wanted) const
{
    StageSettings settings = wanted.stage;
    if (!wanted.grid.isTorus())
        settings.columns = StageSettings::Columns::K;
    if (options.dissipativeTwins != DissipativeTwins::None) {
        settings.rows = StageSettings::Rows::FrictionlessAndFrictional;
        settings.dissipation = options.dissipativeTwins == DissipativeTwins::Kramers
            ? StageSettings::Dissipation::Kramers
            : StageSettings::Dissipation::Fick;
    }
    return settings;
}

StageSettings Simulation::Implementation::stageFor(const Experiment& wanted) const
{
    StageSettings settings = shownStage(wanted);
    if (options.evolveInKPrime && wanted.grid.isTorus())
        settings.columns = StageSettings::Columns::KAndKPrime;
    return settings;
}

bool Simulation::Implementation::carriesTwin(const Experiment& wanted) const
{
    const StageSettings settings = stageFor(wanted);
    return settings.columns == StageSettings::Columns::KAndKPrime
        && (options.evolveInKPrime
            || settings.preparation == StageSettings::Preparation::OneEnsemble);
}

std::unique_ptr<Propagator> Simulation::Implementation::twinPropagator(
    const Experiment& wanted, const Surroundings& around, Scheme itsScheme) const
{
    return carriesTwin(wanted) ? propagatorInKPrime(wanted, around, itsScheme) : nullptr;
}

void Simulation::Implementation::prepareTwin(std::unique_ptr<Propagator> propagator)
{
    forgetWhatWasSeen();
    inKPrime.reset();
    if (!propagator)
        return;
    const Vec2 W = experiment.frameVelocity;
    const ReferenceFrame toKPrime(experiment.grid, surroundings.constants, W);
    inKPrime.emplace(toKPrime.prepareInKPrime(inK->state()), experiment.grid,
        inK->mean() - W * inK->time(), Vec2(-W));
    inKPrime->setPropagator(
        std::move(propagator), surroundings.constants, surroundings.potential->linearDrive());
}

void Simulation::Implementation::changeOptions(const SimulationOptions& wanted)
{
    const SimulationOptions previous = std::exchange(options, wanted);
    try {
        stage.arrange(stageFor(experiment), {experiment, surroundings, *inK, scheme});
    } catch (...) {
        options = previous;
        throw;
    }
    if (carriesTwin(experiment) != inKPrime.has_value())
        prepareTwin(twinPropagator(experiment, surroundings, scheme));
}

void Simulation::Implementation::change(const Experiment& wanted)
{
    const bool otherMotion = movesDifferently(experiment, wanted);
    const bool otherPaths = experiment.ensemble != wanted.ensemble;
    const bool otherFrame = experiment.frameVelocity != wanted.frameVelocity;
    const bool otherTwin = otherFrame || experiment.constants != wanted.constants
        || carriesTwin(wanted) != inKPrime.has_value();
    Surroundings around = otherMotion ? surroundingsOf(wanted, options.threads) : surroundings;
    around.regions = cutToRectangle(wanted.regions, wanted.grid);
    Dynamics dynamics;
    std::unique_ptr<Propagator> twin;
    std::shared_ptr<AbsorptionTally> counts = otherMotion ? tallyOf(around) : tally;
    if (otherMotion)
        dynamics = dynamicsInK(wanted, around, inK->state().envelope, counts);
    if (otherMotion || otherTwin)
        twin = twinPropagator(wanted, around, otherMotion ? dynamics.scheme : scheme);
    stage.arrange(stageFor(wanted), {wanted, around, *inK, otherMotion ? dynamics.scheme : scheme});

    // Everything that can fail has been done.
    revision += otherMotion || otherPaths || otherFrame || experiment.medium != wanted.medium
        || experiment.stage != wanted.stage;
    if (doubling && otherMotion)
        errorBefore += doubling->error(inK->state());
    experiment = wanted;
    surroundings = std::move(around);
    if (counts && tally && counts != tally)
        counts->goOnFrom(*tally);
    tally = std::move(counts);
    forgetWhatWasSeen();
    if (otherMotion) {
        scheme = dynamics.scheme;
        stepSize = dynamics.step;
        inK->setPropagator(std::move(dynamics.propagator), surroundings.constants,
            surroundings.potential->linearDrive());
        precision = Precision::Double;
        settlePrecision();
        estimateFromHere();
        beginWatch();
        baseline.reset();
        noteOtherPotential();
        equations.reset();
        lastEquations.reset();
        if (hydrodynamic)
            hydrodynamic->change(inK->state(), surroundings);
    }
    if (particles && (otherMotion || otherPaths))
        particles->change(experiment, *inK, surroundings);
    arrangeHydrodynamic();
    if (otherMotion || otherTwin)
        residualPainter.forget();
    if (otherTwin)
        prepareTwin(std::move(twin));
    else if (otherMotion && inKPrime)
        inKPrime->setPropagator(
            std::move(twin), surroundings.constants, surroundings.potential->linearDrive());
}

void Simulation::Implementation::restart(const Experiment& wanted)
{
    Implementation fresh(wanted, options);
    fresh.forgetWhatWasSeen(); // its observers hold on to what is moved here
    fresh.revision = revision + 1;
    fresh.pool = pool;
    *this = std::move(fresh);
}

void Simulation::Implementation::advance(double dt, int count, double landing)
{
    energyBaseline();
    runStart();
    forgetWhatWasSeen();
    keepWithinRounding(count);
    StepsTaken taken{dt, count};
    if (particles)
        taken = particles->advance(*inK, dt, count, landing, longestParticleStep());
    else
        inK->advance(dt, count, landing);
    if (doubling)
        doubling->follow(taken.dt, taken.count);
    if (inKPrime)
        inKPrime->advance(dt, count, landing);
    stage.advance(dt, count, landing, longestParticleStep());
    if (hydrodynamic)
        hydrodynamic->advanceTo(landing);
    steps += count;
    watch();
}

void Simulation::Implementation::prepareParticles()
{
    if (experiment.ensemble.particles > 0)
        particles.emplace(experiment, *inK, surroundings);
}

void Simulation::Implementation::arrangeHydrodynamic()
{
    if (!experiment.stage.hydrodynamic)
        hydrodynamic.reset();
    else if (!hydrodynamic)
        hydrodynamic.emplace(inK->state(), surroundings);
}

/// Their histogram is right for any step, but D and the memory of their paths only to its order.
double Simulation::Implementation::longestParticleStep() const
{
    constexpr double stepsPerRun = 300.0;
    return experiment.time.step ? stepSize
                                : std::min(stepSize, experiment.time.until / stepsPerRun);
}

bool Simulation::Implementation::conservesEnergy() const
{
    return !surroundings.potential->dependsOnTime() && !surroundings.absorber->isActive()
        && !experiment.time.imaginary;
}

void Simulation::Implementation::requireWayBack() const
{
    if (experiment.time.imaginary)
        throw std::invalid_argument("Cooling does not run backward: imaginary time takes away "
                                    "what lies above the ground state, and what is gone cannot "
                                    "be brought back. Restart prepares the ensemble anew.");
    if (!experiment.events.empty())
        throw std::invalid_argument("Time does not run backward past an event: what was done then "
                                    "is not undone. Restart prepares the ensemble anew.");
    if (!runsBackward(experiment))
        throw std::invalid_argument("Time does not run backward past a detector: what it has taken "
                                    "does not come back. Restart prepares the ensemble anew.");
}

double Simulation::Implementation::stepInUse() const
{
    return experiment.time.step ? stepSize : std::min(stepSize, options.stepLimit);
}

void Simulation::Implementation::forgetWhatWasSeen()
{
    // Their memory stays: to get that of fields anew takes as long as to fill it.
    for (std::optional<Observer>* seat : {&rest, &observed, &evolved})
        if (*seat)
            (*seat)->forget();
}

Observer& Simulation::Implementation::observer(Route route)
{
    if (route == Route::Evolved && !inKPrime)
        throw std::invalid_argument("The ensemble is not evolved in K′ on its own here.");
    const bool isRest = route == Route::Rest || (route == Route::Observed && !observerMoves());
    std::optional<Observer>& seat = isRest ? rest : route == Route::Observed ? observed : evolved;
    const Vec2 velocity = isRest ? Vec2(0.0, 0.0) : experiment.frameVelocity;
    if (!seat || seat->velocity() != velocity)
        seat.emplace(isRest ? Route::Rest : route, velocity);
    if (!seat->isLooking()) {
        seat->look(route == Route::Evolved ? *inKPrime : *inK, surroundings,
            isRest ? potentialInK : potentialInKPrime);
    }
    return *seat;
}

void Simulation::Implementation::paint(
    Picture& picture, Route route, bool withFields, const FrameRequest& request)
{
    const bool repeatsK = route == Route::Observed && !observerMoves();
    const bool isPainted = withFields && request.fields && !repeatsK;
    Observer& seen = observer(route);
    seen.paint(picture, surroundings, route, isPainted, flow);
    if (isPainted)
        seen.paintExtras(picture, surroundings, request);
    picture.particles.clear();
    if (isPainted && particles && request.particles)
        particles->paint(picture.particles, picture.grid, picture.observerVelocity);
    if (isPainted && request.residuals)
        residualPainter.paint(picture, seen, observer(Route::Rest), experiment, surroundings);
    picture.initialMean = initialMean;
}

std::shared_ptr<const std::vector<EquationRow>> Simulation::Implementation::equationsNow(
    const FrameRequest& request)
{
    if (!request.equations)
        lastEquations.reset();
    if (!request.equations || (lastEquations && !request.equationsAnew))
        return lastEquations;
    if (!equations)
        equations.emplace(experiment, surroundings);
    std::optional<EnergyMark> since;
    if (!experiment.time.imaginary)
        since = energyBaseline().mark;
    lastEquations = std::make_shared<const std::vector<EquationRow>>(
        equations->rows(inK->state(), inK->mean(), since));
    return lastEquations;
}

void Simulation::Implementation::describe(Frame& frame) const
{
    frame.time = inK->time();
    frame.steps = steps;
    frame.stepSize = stepInUse();
    frame.scheme = scheme;
    frame.precision = precision;
    frame.isCooling = experiment.time.imaginary;
    if (frame.isCooling)
        frame.groundEnergy = groundEnergy(experiment);
    frame.constants = surroundings.constants;
    frame.units = experiment.units;
    frame.axes = axisNames(experiment.kind);
    frame.exchange = experiment.exchange;
    frame.stage = shownStage(experiment);
    frame.frameVelocity = experiment.frameVelocity;
    frame.energyIsConserved = conservesEnergy();
    frame.revision = revision;
}

/// The purity takes n^3 operations, more than a frame has time for on a large grid.
std::optional<PairObservables> Simulation::Implementation::pairNow(const FrameRequest& request)
{
    constexpr int largestOfEachFrame = 256; // points of the line
    constexpr int framesBetween = 8;
    if (experiment.kind != ExperimentKind::TwoParticles)
        return {};
    const bool mayWait = !request.pairAnew && experiment.grid.nx > largestOfEachFrame;
    if (lastPair && mayWait && ++framesSincePair < framesBetween && steps > 0)
        return lastPair;
    framesSincePair = 0;
    const ComplexField& psi = inK->state().envelope;
    const Grid& grid = inK->grid();
    const Vec2 about = openedAt(densityMarginals(psi, grid), grid, middleOf(grid, inK->mean()));
    lastPair = pairObservables(psi, observer(Route::Rest).gradientOf(surroundings), grid,
        surroundings.constants, about, surroundings.threads);
    lastPair->time = inK->state().time;
    return lastPair;
}

void Simulation::Implementation::paintStage(Frame& frame, const FrameRequest& request)
{
    stage.paint(frame, surroundings, request, flow);
    if (frame.preparedInKPrime && frame.preparedInKPrime->hasFields() && request.residuals)
        residualPainter.paint(*frame.preparedInKPrime, *stage.preparedObserver(),
            observer(Route::Rest), experiment, surroundings);
    if (stage.settings().columns == StageSettings::Columns::KAndKPrime)
        frame.stageCheck = stage.check(observer(Route::Rest), frame.invariance,
            inKPrime ? &observer(Route::Evolved) : nullptr, surroundings);
}

std::shared_ptr<const std::vector<DetectorReport>>
Simulation::Implementation::detectorReportsNow() const
{
    if (!tally)
        return nullptr;
    ParticlesOnDetectors seen;
    if (particles)
        seen = {particles->ensemble().count(), particles->hitsFollowRho(),
            &particles->ensemble().hits()};
    return std::make_shared<const std::vector<DetectorReport>>(detectorReports(*tally, seen));
}

std::shared_ptr<const Frame> Simulation::Implementation::frame(const FrameRequest& request)
{
    const std::shared_ptr<Frame> result = pool.take();
    Frame frame;
    frame.pictures = std::move(result->pictures);
    frame.preparedInKPrime = std::move(result->preparedInKPrime);
    frame.frictional = std::move(result->frictional);
    frame.pictures.resize(inKPrime ? 3 : 2);
    frame.run = request.run;
    describe(frame);
    const bool hasPanes = request.fieldsOfStage && frame.stage.showsMoreThanK();
    paint(frame.pictures[0], Route::Rest, request.fieldsOfK || hasPanes, request);
    paint(frame.pictures[1], Route::Observed,
        request.fieldsOfKPrime && !(hasPanes && request.onlyOfPanes), request);
    if (inKPrime) {
        const bool isOnStage = hasPanes && !frame.stage.isPreparedInEachFrame()
            && frame.stage.columns == StageSettings::Columns::KAndKPrime;
        paint(frame.pictures[2], Route::Evolved, request.fieldsOfTwin || isOnStage, request);
        frame.invariance = compare(observer(Route::Observed), observer(Route::Evolved),
            observer(Route::Rest), surroundings);
    }
    paintStage(frame, request);
    const Observables& numbers = frame.pictures[0].numbers;
    const EnergyBaseline& from = energyBaseline();
    frame.energyError = std::abs(movableEnergy(numbers.energies) - from.mark.energy) / from.scale;
    frame.normError = numbers.moments.norm - 1.0;
    frame.start = runStart();
    if (request.exchangePower)
        frame.exchangePower = exchangePower(
            inK->state(), inK->grid(), surroundings.constants, surroundings.threads);
    frame.equations = equationsNow(request);
    frame.pair = pairNow(request);
    if (hydrodynamic) {
        frame.hydrodynamic = hydrodynamic->check(inK->state());
        frame.pictures[0].note = frame.hydrodynamic->note;
    }
    frame.returnError = returnError();
    frame.estimatedError = estimatedError();
    if (frame.estimatedError)
        frame.gridError = errorOfGrid.total();
    frame.warnings = sharedWarnings;
    if (particles)
        frame.ensemble = particles->report(request.ensembleReportEvery);
    frame.detectors = detectorReportsNow();
    frame.events = eventReports;
    *result = std::move(frame);
    return result;
}

} // namespace dqm
