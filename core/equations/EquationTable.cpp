#include "core/equations/EquationTable.h"

#include "core/dynamics/Dynamics.h"
#include "core/dynamics/Evolution.h"
#include "core/equations/InstantEquations.h"
#include "core/packets/WavePacket.h"
#include "core/setup/ExperimentChecks.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

void goTo(Evolution& evolution, double time, double step)
{
    const double span = time - evolution.time();
    if (!(span >= 0.0) || span / step > 1e8)
        throw std::invalid_argument("The times of a table of equations must ascend from 0.");
    const int steps = static_cast<int>(std::ceil(span / step * (1.0 - 1e-12)));
    if (steps > 0)
        evolution.advance(span / steps, steps, time);
}

} // namespace

std::vector<EquationRow> equationTable(
    const Experiment& experiment, const std::vector<double>& times, int threads)
{
    validate(experiment);
    const Surroundings around = surroundingsOf(experiment, threads);
    WaveState start;
    start.envelope = prepareWave(experiment);
    Dynamics dynamics = dynamicsInK(experiment, around, start.envelope);
    Evolution evolution(std::move(start), experiment.grid);
    evolution.setPropagator(
        std::move(dynamics.propagator), around.constants, around.potential->linearDrive());
    InstantEquations equations(experiment, around);
    std::optional<EnergyMark> mark;
    if (!experiment.time.imaginary)
        mark = equations.mark(evolution.state(), evolution.mean());
    std::vector<EquationRow> rows;
    for (const double time : times) {
        goTo(evolution, time, dynamics.step);
        const auto now = equations.rows(evolution.state(), evolution.mean(), mark);
        rows.insert(rows.end(), now.begin(), now.end());
    }
    return rows;
}

} // namespace dqm
