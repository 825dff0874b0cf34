// Of a simulation, what it knows of its own error and does about it.
#include "core/SimulationImplementation.h"

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
    usePrecision(spent ? Precision::Double : affordablePrecision(experiment, scheme, stepInUse()));
}

void Simulation::Implementation::usePrecision(Precision wanted)
{
    if (wanted == precision)
        return;
    precision = wanted;
    inK->setPropagator(
        propagatorInK(experiment, surroundings, scheme, precision), surroundings.constants);
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

} // namespace dqm
