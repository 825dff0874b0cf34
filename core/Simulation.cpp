#include "core/Simulation.h"

#include "core/Dynamics.h"
#include "core/Evolution.h"
#include "core/FramePool.h"
#include "core/Observer.h"
#include "core/observables/RegionWeights.h"
#include "core/setup/WavePacket.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

/// The energy from which its error is counted.
struct EnergyBaseline
{
    double energy = 0.0;
    double scale = 1.0;
};

// Without m c^2, in which a small change would be lost.
double movableEnergy(const Energies& energies) { return energies.kinetic() + energies.potential; }

ComplexField wholePsi(const WaveState& state, const Grid& grid)
{
    ComplexField psi = state.envelope;
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            psi(j, i)
                *= std::polar(1.0, state.carrier.dot(Vec2(grid.x(i), grid.y(j))) + state.phase);
    return psi;
}

} // namespace

struct Simulation::Implementation
{
    Implementation(Experiment wanted, SimulationOptions wantedOptions);

    std::unique_ptr<Propagator> twinPropagator(
        const Experiment& wanted, const Surroundings& around) const;
    void prepareTwin(std::unique_ptr<Propagator> propagator);
    void change(const Experiment& wanted);
    void restart(const Experiment& wanted);
    void advance(double dt, int count, double landing);

    bool observerMoves() const { return !experiment.frameVelocity.isZero(0.0); }
    bool conservesEnergy() const;
    double stepInUse() const;
    void forgetWhatWasSeen();
    Observer& observer(Route route);
    const EnergyBaseline& energyBaseline();
    void paint(Picture& picture, Route route, bool withFields);
    void describe(Frame& frame) const;
    std::shared_ptr<const Frame> frame(const FrameRequest& request);

    Experiment experiment;
    SimulationOptions options;
    Surroundings surroundings;
    Scheme scheme = Scheme::Strang;
    double stepSize = 0.0;
    std::optional<Evolution> inK;
    std::optional<Evolution> inKPrime; ///< the active twin
    Vec2 initialMean{0.0, 0.0};
    long long steps = 0;
    long long revision = 0;
    std::optional<EnergyBaseline> baseline;

    std::optional<Observer> rest;
    std::optional<Observer> observed;
    std::optional<Observer> evolved;
    PotentialView potentialInK;
    PotentialView potentialInKPrime;
    EighthOrderFlow flow;
    FramePool pool;
};

Simulation::Implementation::Implementation(Experiment wanted, SimulationOptions wantedOptions)
    : experiment(std::move(wanted))
    , options(wantedOptions)
{
    validate(experiment);
    surroundings = surroundingsOf(experiment, options.threads);
    WaveState state;
    state.envelope = prepareWave(experiment);
    Dynamics dynamics = dynamicsInK(experiment, surroundings, state.envelope);
    scheme = dynamics.scheme;
    stepSize = dynamics.step;
    inK.emplace(std::move(state), experiment.grid);
    inK->setPropagator(std::move(dynamics.propagator), surroundings.constants);
    initialMean = inK->mean();
    prepareTwin(twinPropagator(experiment, surroundings));
}

std::unique_ptr<Propagator> Simulation::Implementation::twinPropagator(
    const Experiment& wanted, const Surroundings& around) const
{
    return options.evolveInKPrime ? propagatorInKPrime(wanted, around) : nullptr;
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
        inK->mean() - W * inK->state().time);
    inKPrime->setPropagator(std::move(propagator), surroundings.constants);
}

void Simulation::Implementation::change(const Experiment& wanted)
{
    const bool otherMotion = movesDifferently(experiment, wanted);
    const bool otherFrame = experiment.frameVelocity != wanted.frameVelocity;
    const bool otherTwin = otherFrame || experiment.constants != wanted.constants;
    Surroundings around = otherMotion ? surroundingsOf(wanted, options.threads) : surroundings;
    around.regions = cutToRectangle(wanted.regions, wanted.grid);
    Dynamics dynamics;
    std::unique_ptr<Propagator> twin;
    if (otherMotion)
        dynamics = dynamicsInK(wanted, around, inK->state().envelope);
    if (otherMotion || otherFrame)
        twin = twinPropagator(wanted, around);

    // Everything that can fail has been done.
    revision += otherMotion || otherFrame || experiment.medium != wanted.medium;
    experiment = wanted;
    surroundings = std::move(around);
    forgetWhatWasSeen();
    if (otherMotion) {
        scheme = dynamics.scheme;
        stepSize = dynamics.step;
        inK->setPropagator(std::move(dynamics.propagator), surroundings.constants);
        baseline.reset();
    }
    if (otherTwin)
        prepareTwin(std::move(twin));
    else if (otherMotion && inKPrime)
        inKPrime->setPropagator(std::move(twin), surroundings.constants);
}

void Simulation::Implementation::restart(const Experiment& wanted)
{
    Implementation fresh(wanted, options);
    fresh.revision = revision + 1;
    fresh.pool = pool;
    *this = std::move(fresh);
}

void Simulation::Implementation::advance(double dt, int count, double landing)
{
    energyBaseline();
    forgetWhatWasSeen();
    inK->advance(dt, count, landing);
    if (inKPrime)
        inKPrime->advance(dt, count, landing);
    steps += count;
}

bool Simulation::Implementation::conservesEnergy() const
{
    return !surroundings.potential->dependsOnTime()
        && experiment.grid.boundary != BoundaryKind::Absorbing;
}

double Simulation::Implementation::stepInUse() const
{
    return experiment.time.step ? stepSize : std::min(stepSize, options.stepLimit);
}

void Simulation::Implementation::forgetWhatWasSeen()
{
    rest.reset();
    observed.reset();
    evolved.reset();
}

Observer& Simulation::Implementation::observer(Route route)
{
    if (route == Route::Evolved && !inKPrime)
        throw std::invalid_argument("The ensemble is not evolved in K′ on its own here.");
    const bool isRest = route == Route::Rest || (route == Route::Observed && !observerMoves());
    std::optional<Observer>& seat = isRest ? rest : route == Route::Observed ? observed : evolved;
    if (!seat) {
        seat.emplace(
            isRest ? Route::Rest : route, isRest ? Vec2(0.0, 0.0) : experiment.frameVelocity);
        seat->look(route == Route::Evolved ? *inKPrime : *inK, surroundings,
            isRest ? potentialInK : potentialInKPrime);
    }
    return *seat;
}

const EnergyBaseline& Simulation::Implementation::energyBaseline()
{
    if (!baseline) {
        const Energies& energies = observer(Route::Rest).numbers(surroundings).energies;
        const double energy = movableEnergy(energies);
        // An energy that happens to cancel to zero is no scale.
        const double least = 1e-3 * (energies.kinetic() + std::abs(energies.potential));
        const double scale = std::max(std::abs(energy), least);
        baseline = EnergyBaseline{energy, scale > 0.0 ? scale : 1.0};
    }
    return *baseline;
}

void Simulation::Implementation::paint(Picture& picture, Route route, bool withFields)
{
    const bool repeatsK = route == Route::Observed && !observerMoves();
    observer(route).paint(picture, surroundings, route, withFields && !repeatsK, flow);
    picture.initialMean = initialMean;
}

void Simulation::Implementation::describe(Frame& frame) const
{
    frame.time = inK->state().time;
    frame.steps = steps;
    frame.stepSize = stepSize;
    frame.scheme = scheme;
    frame.constants = surroundings.constants;
    frame.units = experiment.units;
    frame.frameVelocity = experiment.frameVelocity;
    frame.energyIsConserved = conservesEnergy();
    frame.revision = revision;
}

std::shared_ptr<const Frame> Simulation::Implementation::frame(const FrameRequest& request)
{
    const std::shared_ptr<Frame> result = pool.take();
    Frame frame;
    frame.pictures = std::move(result->pictures);
    frame.pictures.resize(inKPrime ? 3 : 2);
    describe(frame);
    paint(frame.pictures[0], Route::Rest, request.fields && request.fieldsOfK);
    paint(frame.pictures[1], Route::Observed, request.fields && request.fieldsOfKPrime);
    if (inKPrime) {
        paint(frame.pictures[2], Route::Evolved, request.fields && request.fieldsOfTwin);
        frame.invariance = compare(observer(Route::Observed), observer(Route::Evolved),
            observer(Route::Rest), surroundings);
    }
    const Observables& numbers = frame.pictures[0].numbers;
    const EnergyBaseline& start = energyBaseline();
    frame.energyError = std::abs(movableEnergy(numbers.energies) - start.energy) / start.scale;
    frame.normError = numbers.moments.norm - 1.0;
    *result = std::move(frame);
    return result;
}

Simulation::Simulation(Experiment experiment, SimulationOptions options)
    : m_implementation(std::make_unique<Implementation>(std::move(experiment), options))
{
}

Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

void Simulation::advance(int steps)
{
    const double dt = steps < 0 ? -stepSize() : stepSize();
    const int count = std::abs(steps);
    m_implementation->advance(dt, count, time() + dt * count);
}

void Simulation::advanceTo(double time)
{
    if (!std::isfinite(time))
        throw std::invalid_argument("The time to advance to must be finite.");
    const double span = time - this->time();
    if (span == 0.0)
        return;
    // A whole number of steps stays one in spite of round-off.
    const double count = std::max(1.0, std::ceil(std::abs(span) / stepSize() * (1.0 - 1e-12)));
    if (count > std::numeric_limits<int>::max())
        throw std::invalid_argument("The time to advance to is too many steps away.");
    m_implementation->advance(span / count, static_cast<int>(count), time);
}

double Simulation::time() const { return m_implementation->inK->state().time; }

double Simulation::stepSize() const { return m_implementation->stepInUse(); }

long long Simulation::steps() const { return m_implementation->steps; }

Scheme Simulation::scheme() const { return m_implementation->scheme; }

const Experiment& Simulation::experiment() const { return m_implementation->experiment; }

void Simulation::apply(const Experiment& experiment)
{
    if (experiment == m_implementation->experiment)
        return;
    validate(experiment);
    if (preparesAnew(m_implementation->experiment, experiment))
        m_implementation->restart(experiment);
    else
        m_implementation->change(experiment);
}

void Simulation::restart() { m_implementation->restart(m_implementation->experiment); }

void Simulation::setEvolveInKPrime(bool carry)
{
    Implementation& self = *m_implementation;
    self.options.evolveInKPrime = carry;
    if (!carry)
        self.prepareTwin(nullptr);
    else if (!self.inKPrime)
        self.prepareTwin(self.twinPropagator(self.experiment, self.surroundings));
}

void Simulation::setStepLimit(double limit)
{
    if (!(limit > 0.0))
        throw std::invalid_argument("The limit of the step must be greater than 0.");
    m_implementation->options.stepLimit = limit;
}

std::shared_ptr<const Frame> Simulation::frame(const FrameRequest& request)
{
    return m_implementation->frame(request);
}

Observables Simulation::observables(Route route)
{
    return m_implementation->observer(route).numbers(m_implementation->surroundings);
}

Simulation::Fields Simulation::fields(Route route)
{
    const Observer& observer = m_implementation->observer(route);
    const Surroundings& surroundings = m_implementation->surroundings;
    return {observer.grid(),
        hydrodynamics(observer.state(), observer.grid(), surroundings.constants,
            DerivativeMethod::Spectral, 1e-9, surroundings.threads),
        observer.potential(), wholePsi(observer.state(), observer.grid())};
}

} // namespace dqm
