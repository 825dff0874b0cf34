#include "core/simulation/Simulation.h"

#include "core/simulation/SimulationImplementation.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

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

Simulation::Simulation(Experiment experiment, SimulationOptions options)
    : m_implementation(std::make_unique<Implementation>(std::move(experiment), options))
{
}

Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

void Simulation::advance(int steps)
{
    if (steps < 0)
        m_implementation->requireWayBack();
    const double dt = steps < 0 ? -stepSize() : stepSize();
    const int count = std::abs(steps);
    const double landing = time() + dt * count;
    if (m_implementation->nextEventBy(landing))
        advanceTo(landing);
    else
        m_implementation->advance(dt, count, landing);
}

void Simulation::advanceTo(double time)
{
    if (!std::isfinite(time))
        throw std::invalid_argument("The time to advance to must be finite.");
    if (time < this->time())
        m_implementation->requireWayBack();
    m_implementation->advanceTo(time);
}

double Simulation::time() const { return m_implementation->inK->time(); }

double Simulation::stepSize() const { return m_implementation->stepInUse(); }

long long Simulation::steps() const { return m_implementation->steps; }

Scheme Simulation::scheme() const { return m_implementation->scheme; }

Precision Simulation::precision() const { return m_implementation->precision; }

bool Simulation::canRunBackward() const { return runsBackward(m_implementation->experiment); }

std::optional<double> Simulation::estimatedError() { return m_implementation->estimatedError(); }

double Simulation::gridError() const
{
    m_implementation->noteGridError();
    return m_implementation->errorOfGrid.total();
}

std::vector<RunWarning> Simulation::warnings() const { return m_implementation->warnings(); }

const Experiment& Simulation::experiment() const { return m_implementation->given; }

void Simulation::apply(const Experiment& experiment) { m_implementation->apply(experiment); }

void Simulation::restart() { m_implementation->restart(m_implementation->given); }

std::shared_ptr<const KeptState> Simulation::keep() const { return m_implementation->keep(); }

void Simulation::takeUp(const KeptState& kept) { m_implementation->takeUp(kept); }

void Simulation::setEvolveInKPrime(bool carry)
{
    SimulationOptions wanted = m_implementation->options;
    wanted.evolveInKPrime = carry;
    m_implementation->changeOptions(wanted);
}

void Simulation::setDissipativeTwins(DissipativeTwins twins)
{
    SimulationOptions wanted = m_implementation->options;
    wanted.dissipativeTwins = twins;
    m_implementation->changeOptions(wanted);
}

void Simulation::setStepLimit(double limit)
{
    if (!(limit > 0.0))
        throw std::invalid_argument("The limit of the step must be greater than 0.");
    m_implementation->options.stepLimit = limit;
    m_implementation->settlePrecision();
}

std::shared_ptr<const Frame> Simulation::frame(const FrameRequest& request)
{
    return m_implementation->frame(request);
}

Observables Simulation::observables(Route route)
{
    return m_implementation->observer(route).numbers(m_implementation->surroundings);
}

const ParticleEnsemble* Simulation::particles() const
{
    return m_implementation->particles ? &m_implementation->particles->ensemble() : nullptr;
}

const AbsorptionTally* Simulation::tally() const { return m_implementation->tally.get(); }

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
