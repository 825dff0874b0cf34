// What a wall costs that is drawn into the running state at 256 x 256: a frame of the scene has 16
// ms.

#include "core/setup/ExperimentChecks.h"
#include "core/simulation/Simulation.h"

#include <benchmark/benchmark.h>
#include <cmath>

namespace {

using namespace dqm;

/// A spiral of so many points, soft as the tool draws it or sharp.
Experiment drawn(int points, bool isSoft, int strokes = 1)
{
    Experiment experiment;
    experiment.packets = {GaussianPacket{.velocity = {1.0, 0.5}}};
    Stroke stroke{{}, 1.25, 8.0, isSoft ? experiment.grid.dx() : 0.0};
    for (int k = 0; k < points; ++k) {
        const double angle = 0.05 * k;
        const double radius = 2.0 + 0.03 * k;
        stroke.points.emplace_back(radius * std::cos(angle), radius * std::sin(angle));
    }
    experiment.potential
        = {DrawnTerm{std::vector<Stroke>(static_cast<std::size_t>(strokes), stroke)}};
    return experiment;
}

/// One point more than before, on a state that has begun to move.
void applied(benchmark::State& state)
{
    const int points = static_cast<int>(state.range(0));
    const bool isSoft = state.range(1) != 0;
    Simulation simulation(drawn(points, isSoft), {.threads = 1});
    simulation.advance(2);
    int more = 0;
    for (auto _ : state) {
        const Experiment next = drawn(points + (++more % 2), isSoft);
        simulation.apply(next);
    }
}
BENCHMARK(applied)->Args({20, 1})->Args({200, 1})->Args({200, 0})->Args({500, 1})->Unit(
    benchmark::kMillisecond);

/// What the window asks on its own thread.
void checked(benchmark::State& state)
{
    const Experiment experiment = drawn(200, true, static_cast<int>(state.range(0)));
    for (auto _ : state)
        validate(experiment);
}
BENCHMARK(checked)->Arg(1)->Arg(20)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
