#include "core/Simulation.h"
#include "core/evolution/FusedSolver.h"
#include "core/observables/EighthOrderFlow.h"
#include "core/observables/FlowSums.h"
#include "support/BarePair.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <benchmark/benchmark.h>
#include <vector>

/// What a frame costs, in steps of the fused solver with Strang's splitting on psi that stays in
/// its tiles: the whole of it; the pass over the fields (rho, psi, v, u, Q) from the tiles, with
/// the census that finds the largest rho ("fields"; "census" by itself), and the spectral gradient
/// from there; the same from rows ("row_fields", "row_gradient"), the way to rows and the sums that
/// the numbers are made of.
namespace {

using namespace dqm;
using test::milliseconds;
using test::typical;

Experiment oscillator(int n)
{
    Experiment experiment = test::experimentOn(test::squareGrid(n, 20.0), {HarmonicTerm{}});
    experiment.packets = {GaussianPacket{.center = Vec2(1.5, 0.0), .sigma = Vec2(0.7, 0.7)}};
    experiment.time.step = 0.005;
    experiment.time.scheme = Scheme::Strang;
    return experiment;
}

void frame(benchmark::State& bench)
{
    const int threads = static_cast<int>(bench.range(1));
    const Experiment experiment = oscillator(static_cast<int>(bench.range(0)));
    const Grid& grid = experiment.grid;
    SimulationOptions options;
    options.threads = threads;
    Simulation simulation(experiment, options);
    const auto setup = test::setupOf(experiment, Scheme::Strang, {0.0, 0.0}, threads);
    FusedSolver solver(setup);
    ResidentWave& wave = *solver.resident();
    WaveState state = test::waveAt(0.0, simulation.fields(Route::Rest).psi);
    wave.load(state.envelope);
    RealField V;
    setup.potential->sample(V, 0.0);
    EighthOrderFlow flow;
    FloatField rho, re, im, vx, vy, ux, uy, Q;
    ComplexVectorField slope;
    const FlowTargets<float> targets{rho, re, im, vx, vy, ux, uy, Q};
    const WaveView view;
    std::vector<double> steps, frames, censuses, fields, rowFields, gradients, rowGradients, rows;
    std::vector<double> sums;
    const auto run = [&](int count) { wave.run(state.carrier, 0.0, 0.005, count); };
    for (auto _ : bench) {
        constexpr int several = 10;
        steps.push_back(milliseconds([&] { run(several); }) / several);
        fields.push_back(milliseconds([&] { wave.flow(view, targets); }));
        run(1);
        censuses.push_back(milliseconds([&] { benchmark::DoNotOptimize(wave.census()); }));
        gradients.push_back(milliseconds([&] { wave.gradient(slope); }));
        rows.push_back(milliseconds([&] { wave.store(state.envelope); }));
        simulation.advance(1);
        frames.push_back(milliseconds([&] { simulation.frame(); }));
        rowFields.push_back(milliseconds(
            [&] { flow.evaluate<float>(state, grid, setup.constants, 1e-9, threads, targets); }));
        rowGradients.push_back(milliseconds(
            [&] { slope = gradient(state.envelope, grid, DerivativeMethod::Spectral, threads); }));
        sums.push_back(milliseconds([&] { flowSums(state.envelope, slope, V, grid, threads); }));
        bench.SetIterationTime(frames.back() * 1e-3);
    }
    const double step = typical(steps);
    bench.counters["step_ms"] = step;
    bench.counters["frame"] = typical(frames) / step;
    bench.counters["fields"] = typical(fields) / step;
    bench.counters["census"] = typical(censuses) / step;
    bench.counters["row_fields"] = typical(rowFields) / step;
    bench.counters["gradient"] = typical(gradients) / step;
    bench.counters["row_gradient"] = typical(rowGradients) / step;
    bench.counters["rows"] = typical(rows) / step;
    bench.counters["sums"] = typical(sums) / step;
}

/// The price of the estimate of the error, in parts of the steps without it.
void errorEstimate(benchmark::State& bench)
{
    const Experiment experiment = oscillator(static_cast<int>(bench.range(0)));
    SimulationOptions options;
    Simulation plain(experiment, options);
    options.errorEstimate = ErrorEstimate::Cheap;
    Simulation estimating(experiment, options);
    constexpr int steps = 64;
    std::vector<double> without, with;
    for (auto _ : bench) {
        without.push_back(milliseconds([&] { plain.advance(steps); }));
        with.push_back(milliseconds([&] {
            estimating.advance(steps);
            benchmark::DoNotOptimize(estimating.estimatedError());
        }));
        bench.SetIterationTime(with.back() * 1e-3);
    }
    bench.counters["more"] = typical(with) / typical(without) - 1.0;
}

BENCHMARK(frame)
    ->ArgNames({"n", "threads"})
    ->ArgsProduct({{256, 512}, {1, 2}})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(40);
BENCHMARK(errorEstimate)
    ->ArgName("n")
    ->Arg(256)
    ->Arg(512)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(20);

} // namespace

BENCHMARK_MAIN();
