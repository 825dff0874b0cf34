#include "core/Dynamics.h"

#include "core/evolution/SplitStepSolver.h"
#include "core/evolution/TimeStep.h"
#include "core/observables/RegionWeights.h"

namespace dqm {

namespace {

std::unique_ptr<SplitStepSolver> solver(
    const Experiment& experiment, const Surroundings& surroundings, Vec2 frameVelocity)
{
    return std::make_unique<SplitStepSolver>(
        SplitStepSolver::Setup{experiment.grid, surroundings.constants, surroundings.potential,
            surroundings.absorber, experiment.time.scheme, frameVelocity, surroundings.threads});
}

} // namespace

Surroundings surroundingsOf(const Experiment& experiment, int threads)
{
    return {experiment.grid, physicalConstants(experiment),
        std::make_shared<const Potential>(experiment, experiment.grid),
        std::make_shared<const AbsorbingLayer>(experiment),
        cutToRectangle(experiment.regions, experiment.grid), threads};
}

Dynamics dynamicsInK(
    const Experiment& experiment, const Surroundings& surroundings, const ComplexField& psi)
{
    auto propagator = solver(experiment, surroundings, Vec2(0.0, 0.0));
    const Scheme scheme = propagator->scheme();
    const double step = experiment.time.step
        ? *experiment.time.step
        : automaticStep(experiment, *surroundings.potential, psi, scheme);
    return {std::move(propagator), scheme, step};
}

std::unique_ptr<Propagator> propagatorInKPrime(
    const Experiment& experiment, const Surroundings& surroundings)
{
    if (!experiment.grid.isTorus())
        return nullptr;
    return solver(experiment, surroundings, experiment.frameVelocity);
}

bool preparesAnew(const Experiment& now, const Experiment& next)
{
    return now.grid != next.grid || now.packets != next.packets || now.units != next.units
        || now.ensemble != next.ensemble;
}

bool movesDifferently(const Experiment& now, const Experiment& next)
{
    return now.constants != next.constants || now.potential != next.potential
        || now.strength != next.strength || now.absorber != next.absorber || now.time != next.time;
}

} // namespace dqm
