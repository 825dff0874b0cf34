#pragma once

#include "core/evolution/splitstep/SplitStepSolver.h"
#include "core/evolution/splitstep/Splitting.h"

namespace dqm {

/// Calls move(time, dt, steps) for each stretch of equal steps that `steps` steps dt are made of:
/// one unless V changes with time.
template <class Move>
void forScheduledSteps(const SplitStepSolver::Setup& setup, Scheme scheme, double time, double dt,
    int steps, const Move& move)
{
    const StepSchedule* const schedule = setup.potential ? setup.potential->schedule() : nullptr;
    if (schedule == nullptr || setup.imaginaryTime) {
        move(time, dt, steps);
        return;
    }
    const int order = orderOf(scheme, setup.potential.get());
    for (const auto& part : schedule->between(time, dt, steps, order, setup.stretch))
        move(part.from, part.dt, part.steps);
}

/// How many steps these are.
inline long long scheduledSteps(
    const SplitStepSolver::Setup& setup, Scheme scheme, double time, double dt, int steps)
{
    long long count = 0;
    forScheduledSteps(
        setup, scheme, time, dt, steps, [&count](double, double, int own) { count += own; });
    return count;
}

} // namespace dqm
