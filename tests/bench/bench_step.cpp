#include "core/evolution/splitstep/SplitStepSolver.h"
#include "support/BarePair.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <benchmark/benchmark.h>
#include <vector>

/// The time of one split step over that of FFTW's bare in-place forward and inverse transform of
/// the same grid, planned with FFTW_MEASURE for the same number of threads. Both are timed in turns
/// in one run, so that a busy machine disturbs them alike; the ratio is that of the lower
/// quartiles.
namespace {

using namespace dqm;
using test::BarePair;
using test::milliseconds;
using test::typical;

constexpr int stepsPerCall = 10;

void step(benchmark::State& bench, Scheme scheme)
{
    const int n = static_cast<int>(bench.range(0));
    const int threads = static_cast<int>(bench.range(1));
    const Experiment experiment = test::experimentOn(test::squareGrid(n, 20.0), {HarmonicTerm{}});
    SplitStepSolver solver(test::setupOf(experiment, scheme, Vec2(0.0, 0.0), threads));
    WaveState state = test::waveAt(0.0,
        test::productOn(experiment.grid, test::freeGaussian({.position = 1.5}, 0.0),
            test::freeGaussian({}, 0.0)));
    BarePair bare(n, threads);
    const int pairsPerStep = scheme == Scheme::Chin4B ? 2 : 1;

    std::vector<double> steps;
    std::vector<double> pairs;
    solver.advance(state, 0.005, 1);
    for (auto _ : bench) {
        // A call of k steps runs one more pair than its steps need: part of the price.
        steps.push_back(milliseconds([&] { solver.advance(state, 0.005, stepsPerCall); })
            / (stepsPerCall * pairsPerStep));
        pairs.push_back(milliseconds([&] {
            for (int i = 0; i < stepsPerCall; ++i)
                bare.run();
        }) / stepsPerCall);
        bench.SetIterationTime(steps.back() * 1e-3);
    }
    bench.counters["step_ms"] = typical(steps) * pairsPerStep;
    bench.counters["pair_ms"] = typical(pairs);
    bench.counters["ratio"] = typical(steps) / typical(pairs);
}

void strang(benchmark::State& bench) { step(bench, Scheme::Strang); }
void chin4BPerPair(benchmark::State& bench) { step(bench, Scheme::Chin4B); }

/// About a second each, whatever the size.
const bool registered = [] {
    for (const auto& [name, function] :
        {std::pair("strang", &strang), std::pair("chin4B_per_pair", &chin4BPerPair)})
        for (const int threads : {1, 2})
            for (const int n : {128, 256, 512, 1024})
                benchmark::RegisterBenchmark(name, function)
                    ->ArgNames({"n", "threads"})
                    ->Args({n, threads})
                    ->UseManualTime()
                    ->Unit(benchmark::kMillisecond)
                    ->Iterations((1 << 23) / (n * n));
    return true;
}();

} // namespace

BENCHMARK_MAIN();
