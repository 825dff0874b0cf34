#include "core/Dynamics.h"

#include "core/evolution/FusedSolver.h"
#include "core/evolution/Splitting.h"
#include "core/evolution/TimeStep.h"
#include "core/observables/RegionWeights.h"

#include <utility>

namespace dqm {

namespace {

std::unique_ptr<Propagator> solver(
    const Experiment& experiment, const Surroundings& surroundings, Vec2 frameVelocity)
{
    SplitStepSolver::Setup setup{experiment.grid, surroundings.constants, surroundings.potential,
        surroundings.absorber, experiment.time.scheme, std::move(frameVelocity),
        surroundings.threads};
    if (FusedSolver::supports(experiment.grid))
        return std::make_unique<FusedSolver>(std::move(setup));
    return std::make_unique<SplitStepSolver>(std::move(setup));
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
    const Scheme scheme = chosenScheme(experiment.time.scheme, surroundings.potential.get());
    const double step = experiment.time.step
        ? *experiment.time.step
        : automaticStep(experiment, *surroundings.potential, psi, scheme);
    return {propagatorInK(experiment, surroundings), scheme, step};
}

std::unique_ptr<Propagator> propagatorInK(
    const Experiment& experiment, const Surroundings& surroundings)
{
    return solver(experiment, surroundings, Vec2(0.0, 0.0));
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
        || !now.ensemble.isSameEnsemble(next.ensemble);
}

bool movesDifferently(const Experiment& now, const Experiment& next)
{
    return now.constants != next.constants || now.potential != next.potential
        || now.strength != next.strength || now.absorber != next.absorber || now.time != next.time;
}

} // namespace dqm
