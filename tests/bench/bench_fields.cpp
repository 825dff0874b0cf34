#include "core/evolution/fused/FusedSolver.h"
#include "core/hydrodynamics/EighthOrderFlow.h"
#include "core/observables/FlowSums.h"
#include "core/simulation/Simulation.h"
#include "support/BarePair.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <benchmark/benchmark.h>
#include <vector>

/// What a frame costs, in steps of the fused solver with Strang's splitting on psi that stays in
/// its tiles. "census": the marginals of rho and its largest value, taken once for each state.
/// "fields": the pass over the fields (rho, psi, v, u, Q, energies) that follows it. "frame": all
/// of a frame and what its numbers are made of: the spectral gradient from the tiles, the way to
/// rows and the sums; for comparison the fields and the gradient as they are taken from rows.
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

/// psi in a solver's tiles beside a simulation of the same.
struct Bench
{
    explicit Bench(const benchmark::State& bench)
        : threads(static_cast<int>(bench.range(1)))
        , experiment(oscillator(static_cast<int>(bench.range(0))))
        , setup(test::setupOf(experiment, Scheme::Strang, {0.0, 0.0}, threads))
        , simulation(experiment, {.threads = threads})
        , solver(setup)
        , wave(*solver.resident())
        , state(test::waveAt(0.0, simulation.fields(Route::Rest).psi))
    {
        wave.load(state.envelope);
    }

    /// Milliseconds of one of several steps.
    double step()
    {
        constexpr int several = 10;
        return milliseconds([&] { wave.run(state.carrier, 0.0, 0.005, several); }) / several;
    }

    int threads;
    Experiment experiment;
    SplitStepSolver::Setup setup;
    Simulation simulation;
    FusedSolver solver;
    ResidentWave& wave;
    WaveState state;
};

struct Fields
{
    FloatField rho, re, im, vx, vy, ux, uy, Q;

    FlowTargets<float> targets() { return {rho, re, im, vx, vy, ux, uy, Q}; }
};

void fields(benchmark::State& bench)
{
    Bench its(bench);
    Fields fields;
    std::vector<double> steps, censuses, passes;
    for (auto _ : bench) {
        steps.push_back(its.step());
        censuses.push_back(milliseconds([&] { benchmark::DoNotOptimize(its.wave.census()); }));
        passes.push_back(milliseconds([&] { its.wave.flow({}, fields.targets()); }));
        bench.SetIterationTime(passes.back() * 1e-3);
    }
    const double step = typical(steps);
    bench.counters["step_ms"] = step;
    bench.counters["census"] = typical(censuses) / step;
    bench.counters["fields"] = typical(passes) / step;
}

void frame(benchmark::State& bench)
{
    Bench its(bench);
    const Grid& grid = its.experiment.grid;
    RealField V;
    its.setup.potential->sample(V, 0.0);
    EighthOrderFlow flow;
    Fields fields;
    ComplexVectorField slope;
    std::vector<double> steps, frames, rowFields, gradients, rowGradients, rows, sums;
    for (auto _ : bench) {
        steps.push_back(its.step());
        gradients.push_back(milliseconds([&] { its.wave.gradient(slope); }));
        rows.push_back(milliseconds([&] { its.wave.store(its.state.envelope); }));
        sums.push_back(
            milliseconds([&] { flowSums(its.state.envelope, slope, V, grid, its.threads); }));
        its.simulation.advance(1);
        frames.push_back(milliseconds([&] { its.simulation.frame(); }));
        rowFields.push_back(milliseconds([&] {
            flow.evaluate<float>(
                its.state, grid, its.setup.constants, 1e-9, its.threads, fields.targets());
        }));
        rowGradients.push_back(milliseconds([&] {
            slope = gradient(its.state.envelope, grid, DerivativeMethod::Spectral, its.threads);
        }));
        bench.SetIterationTime(frames.back() * 1e-3);
    }
    const double step = typical(steps);
    bench.counters["step_ms"] = step;
    bench.counters["frame"] = typical(frames) / step;
    bench.counters["gradient"] = typical(gradients) / step;
    bench.counters["rows"] = typical(rows) / step;
    bench.counters["sums"] = typical(sums) / step;
    bench.counters["row_fields"] = typical(rowFields) / step;
    bench.counters["row_gradient"] = typical(rowGradients) / step;
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

BENCHMARK(fields)
    ->ArgNames({"n", "threads"})
    ->ArgsProduct({{256, 512, 1024}, {1, 2}})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(100);
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
