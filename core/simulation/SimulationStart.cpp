#include "core/simulation/SimulationImplementation.h"

#include <algorithm>
#include <cmath>

// What a run is measured and scaled by: what it began with. How it is kept, and taken up again.

namespace dqm {

namespace {

constexpr int pointsAcross = 64; // of a V(x, t)
constexpr int times = 17;
constexpr double mostSampled = 1 << 18; // points of a whole grid, which rows make fast
constexpr double levelShare = 0.01; // of the range of V: what deviates less is level

RealField sampledOverTime(const Potential& potential, double until)
{
    const Grid& grid = potential.grid();
    const int strideX = (grid.nx + pointsAcross - 1) / pointsAcross;
    const int strideY = (grid.ny + pointsAcross - 1) / pointsAcross;
    const int columns = (grid.nx + strideX - 1) / strideX;
    const int rows = (grid.ny + strideY - 1) / strideY;
    RealField V(times * rows, columns);
    RealField all;
    const auto fill = [&](int k) {
        const double t = until * k / (times - 1);
        const bool isSmall = static_cast<double>(grid.nx) * grid.ny <= mostSampled;
        if (isSmall)
            potential.sample(all, t);
        for (int j = 0; j < rows; ++j)
            for (int i = 0; i < columns; ++i)
                V(k * rows + j, i) = isSmall
                    ? all(j * strideY, i * strideX)
                    : potential.at(Vec2(grid.x(i * strideX), grid.y(j * strideY)), t);
    };
    fill(0);
    for (int k = 1; k < times; ++k) {
        try {
            fill(k);
        } catch (const ExperimentError&) {
            // Not finite there: the run will say so when it comes to it.
            V.conservativeResize(k * rows, columns);
            break;
        }
    }
    return V;
}

/// Between which values V lies on its grid, and on how much of it V is level ground.
void notePotential(RunStart& start, const Potential& potential, double until)
{
    start.potentialLow = 0.0;
    start.potentialHigh = 0.0;
    start.levelShare = 1.0;
    if (potential.isZero())
        return;
    RealField V;
    if (potential.dependsOnTime())
        V = sampledOverTime(potential, until);
    else
        potential.sample(V, 0.0);
    start.potentialLow = V.minCoeff();
    start.potentialHigh = V.maxCoeff();
    const double level
        = start.potentialLow + levelShare * (start.potentialHigh - start.potentialLow);
    start.levelShare = (V <= level).cast<double>().mean();
}

} // namespace

double movableEnergy(const Energies& energies) { return energies.kinetic() + energies.potential; }

const EnergyBaseline& Simulation::Implementation::energyBaseline()
{
    if (!baseline) {
        const Energies& energies = observer(Route::Rest).numbers(surroundings).energies;
        const double energy = movableEnergy(energies);
        // An energy that happens to cancel to zero is no scale.
        const double least = 1e-3 * (energies.kinetic() + std::abs(energies.potential));
        const double scale = std::max(std::abs(energy), least);
        baseline = EnergyBaseline{{inK->time(), energy}, scale > 0.0 ? scale : 1.0};
    }
    return *baseline;
}

const RunStart& Simulation::Implementation::runStart()
{
    if (!start) {
        const Observables& numbers = observer(Route::Rest).numbers(surroundings);
        start.emplace();
        start->density = startDensity.maxCoeff();
        start->energies = numbers.energies;
        start->bulkEnergy
            = 0.5 * numbers.moments.momentum.squaredNorm() / surroundings.constants.mass;
        notePotential(*start, *surroundings.potential, experiment.time.until);
    }
    return *start;
}

void Simulation::Implementation::noteOtherPotential()
{
    if (start && steps > 0)
        notePotential(*start, *surroundings.potential, experiment.time.until);
    else
        start.reset();
}

std::optional<double> Simulation::Implementation::returnError() const
{
    constexpr double sameTime = 1e-6; // of a step
    if (steps == 0 || std::abs(inK->time()) > sameTime * stepSize)
        return {};
    return (inK->state().envelope.abs2() - startDensity).abs().maxCoeff() / startDensity.maxCoeff();
}

std::size_t KeptState::bytes() const
{
    const auto points = static_cast<std::size_t>(experiment.grid.nx)
        * static_cast<std::size_t>(experiment.grid.ny);
    const auto ofParticles
        = [&](const std::optional<CarriedParticles>& some) { return some ? some->bytes() : 0; };
    std::size_t waves = points * (1 + (inKPrime ? 1 : 0) + (stage.prepared ? 1 : 0));
    if (doubling)
        waves += static_cast<std::size_t>(doubling->points());
    if (hydrodynamic)
        waves += points; // two real fields
    return sizeof *this + (tally ? tally->bytes() : 0) + waves * sizeof(std::complex<double>)
        + ofParticles(particles) + ofParticles(stage.preparedParticles)
        + (stage.row ? stage.row->bytes() : 0);
}

std::shared_ptr<const KeptState> Simulation::Implementation::keep() const
{
    std::optional<Evolution> twin;
    if (inKPrime)
        twin = inKPrime->atRest();
    std::optional<AbsorptionTally> taken;
    if (tally)
        taken = *tally;
    return std::make_shared<const KeptState>(
        KeptState{experiment, given, eventsDone, eventReports, options, precision, inK->atRest(),
            std::move(twin), particles, std::move(taken), hydrodynamic, stage.keep(), steps,
            baseline, start, doubling, momenta, errorOfGrid, errorBefore, sharedWarnings});
}

void Simulation::Implementation::takeUp(const KeptState& kept)
{
    // Whatever moves it has to be there before the state itself.
    changeOptions(kept.options);
    if (experiment != kept.experiment)
        change(kept.experiment);
    given = kept.given;
    eventsDone = kept.eventsDone;
    eventReports = kept.eventReports;
    usePrecision(kept.precision);
    forgetWhatWasSeen();
    inK->takeUp(kept.inK);
    if (kept.inKPrime)
        inKPrime->takeUp(*kept.inKPrime);
    stage.takeUp(kept.stage);
    particles = kept.particles;
    if (kept.tally)
        *tally = *kept.tally;
    hydrodynamic = kept.hydrodynamic;
    steps = kept.steps;
    baseline = kept.baseline;
    start = kept.start;
    doubling = kept.doubling;
    momenta = kept.momenta;
    errorOfGrid = kept.errorOfGrid;
    errorBefore = kept.errorBefore;
    sharedWarnings = kept.warnings;
    lastPair.reset();
    lastEquations.reset();
    residualPainter.forget();
}

} // namespace dqm
