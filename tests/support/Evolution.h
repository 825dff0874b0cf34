#pragma once

#include "core/evolution/splitstep/SplitStepSolver.h"

#include <memory>
#include <utility>

/// Short ways from an experiment to a solver and an evolved wave, for tests.
namespace dqm::test {

inline Grid squareGrid(int points, double size, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Grid grid;
    grid.nx = grid.ny = points;
    grid.size = Vec2(size, size);
    grid.boundary = boundary;
    return grid;
}

inline Experiment experimentOn(const Grid& grid, std::vector<PotentialTerm> potential = {})
{
    Experiment experiment;
    experiment.grid = grid;
    experiment.potential = std::move(potential);
    return experiment;
}

inline SplitStepSolver::Setup setupOf(const Experiment& experiment, Scheme scheme = Scheme::Auto,
    Vec2 frameVelocity = Vec2(0.0, 0.0), int threads = 1)
{
    SplitStepSolver::Setup setup;
    setup.grid = experiment.grid;
    setup.constants = physicalConstants(experiment);
    setup.potential = std::make_shared<const Potential>(experiment, experiment.grid);
    setup.absorber = std::make_shared<const Absorption>(experiment);
    setup.scheme = scheme;
    setup.frameVelocity = std::move(frameVelocity);
    setup.threads = threads;
    return setup;
}

inline WaveState waveAt(double time, ComplexField psi)
{
    WaveState state;
    state.envelope = std::move(psi);
    state.time = time;
    return state;
}

/// psi after `steps` steps dt from t = 0.
inline ComplexField evolved(
    const Experiment& experiment, ComplexField psi, double dt, int steps, Scheme scheme)
{
    SplitStepSolver solver(setupOf(experiment, scheme));
    WaveState state = waveAt(0.0, std::move(psi));
    solver.advance(state, dt, steps);
    return state.envelope;
}

} // namespace dqm::test
