// Of a simulation, what it knows of its own error and does about it.
#include "core/simulation/SimulationImplementation.h"

#include <algorithm>

namespace dqm {

namespace {

StepDoubling::Budget budgetOf(ErrorEstimate estimate)
{
    if (estimate == ErrorEstimate::Always)
        return {.share = 1.0};
    return {.share = 1.0 / 12.0,
        .points = estimate == ErrorEstimate::WhilePlaying ? 256 * 256 : 64 * 64};
}

} // namespace

/// Single where it can be afforded from here on.
void Simulation::Implementation::settlePrecision()
{
    const bool spent = inK->rounding() >= roundingAllowed(experiment);
    const bool isDriven = surroundings.potential->dependsOnTime();
    usePrecision(
        spent ? Precision::Double : affordablePrecision(experiment, isDriven, scheme, stepInUse()));
}

void Simulation::Implementation::usePrecision(Precision wanted)
{
    if (wanted == precision)
        return;
    precision = wanted;
    inK->setPropagator(propagatorInK(experiment, surroundings, scheme, precision, 1.0, tally),
        surroundings.constants, surroundings.potential->linearDrive());
}

void Simulation::Implementation::keepWithinRounding(int count)
{
    if (precision == Precision::Single && inK->rounding(count) > roundingAllowed(experiment))
        usePrecision(Precision::Double);
}

/// Takes the state as it is now for exact; errorBefore is what it is not.
void Simulation::Implementation::estimateFromHere()
{
    doubling.reset();
    if (options.errorEstimate == ErrorEstimate::None || experiment.time.imaginary)
        return;
    doubling = StepDoubling::begin(
        experiment, surroundings, scheme, inK->state(), budgetOf(options.errorEstimate));
}

std::optional<double> Simulation::Implementation::estimatedError()
{
    if (!doubling)
        return {};
    const double splitting = errorBefore + doubling->error(inK->state());
    if (!doubling->holds()) {
        errorBefore = splitting;
        estimateFromHere();
    }
    return splitting + inK->rounding();
}

void Simulation::Implementation::beginWatch()
{
    constexpr double looksPerRun = 100.0;
    atStart = startWarnings(experiment, surroundings);
    const double every = experiment.time.until / looksPerRun;
    if (steps == 0) {
        momenta.begin(surroundings, inK->state(), every);
        errorOfGrid.begin(inK->time(), experiment.time.until);
    } else {
        momenta.goOn(surroundings, inK->state(), every);
    }
    noteGridError();
    sharedWarnings = std::make_shared<const std::vector<RunWarning>>(warnings());
}

/// An error once made stays.
void Simulation::Implementation::noteGridError()
{
    errorOfGrid.look(surroundings, inK->state(), experiment.time.imaginary);
    for (const RunWarning& warning : warnings())
        errorOfGrid.raiseTo(warning.error);
}

void Simulation::Implementation::watch()
{
    if (experiment.time.imaginary || !momenta.isDue(inK->time()))
        return;
    const std::size_t before = momenta.warnings().size();
    momenta.look(surroundings, inK->state());
    noteGridError();
    if (momenta.warnings().size() != before)
        sharedWarnings = std::make_shared<const std::vector<RunWarning>>(warnings());
}

std::vector<RunWarning> Simulation::Implementation::warnings() const
{
    std::vector<RunWarning> all = atStart;
    all.insert(all.end(), momenta.warnings().begin(), momenta.warnings().end());
    return all;
}

} // namespace dqm
