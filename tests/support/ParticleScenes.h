#pragma once

#include "core/ensembles/EnsembleReadouts.h"
#include "core/evolution/splitstep/SplitStepSolver.h"
#include "support/Evolution.h"
#include "support/HydrodynamicForms.h"

#include <QByteArray>

#include <string>

/// Free waves for particles to follow.
namespace dqm::test {

struct ParticleScene
{
    Grid grid;
    WaveState state;
    SplitStepSolver solver;

    explicit ParticleScene(const std::string& name)
        : grid(gridOf(name))
        , state(stateNamed(name, grid))
        , solver(setupOf(experimentOn(grid)))
    {
    }

    static Grid gridOf(const std::string& name)
    {
        Grid grid = square(128, 24.0);
        if (name == "slits" || name == "odd slits")
            grid.ny = 192, grid.size.y() = 32.0;
        return grid;
    }

    static WaveState stateNamed(const std::string& name, const Grid& grid)
    {
        if (name == "vortex")
            return normalised(
                fieldOn(grid, [](double x, double y) { return freeVortex(x, y, 0.0, 1, 1.0); }),
                grid);
        if (name == "gaussian")
            return normalised(productOn(grid, freeGaussian({}, 0.0), freeGaussian({}, 0.0)), grid);
        const auto slit = [&](double y) {
            return productOn(
                grid, freeGaussian({}, 0.0), freeGaussian({.sigma = 0.4, .position = y}, 0.0));
        };
        const double sign = name == "odd slits" ? -1.0 : 1.0;
        return normalised(slit(1.5) + sign * slit(-1.5), grid);
    }
};

/// Tests take fewer particles than the 200000 that DQM_FULL_STATISTICS asks for.
inline int particleCount(int usual)
{
    return qEnvironmentVariableIsSet("DQM_FULL_STATISTICS") ? 200000 : usual;
}

} // namespace dqm::test
