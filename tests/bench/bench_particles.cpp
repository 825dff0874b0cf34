#include "support/ParticleScenes.h"

#include <benchmark/benchmark.h>

/// Particle steps a second of the conservative diffusion behind two slits, the two half steps of
/// the wave included.
namespace {

using namespace dqm;

void steps(benchmark::State& bench, double noise)
{
    const int threads = static_cast<int>(bench.range(1));
    test::ParticleScene stage("slits");
    ParticleOptions options;
    options.count = static_cast<int>(bench.range(0));
    options.noise = noise;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, threads);
    for (auto _ : bench)
        advanceTogether(stage.state, stage.solver, particles, 0.01, 1, threads);
    bench.counters["particle_steps"] = benchmark::Counter(
        static_cast<double>(options.count), benchmark::Counter::kIsIterationInvariantRate);
}

void nelson(benchmark::State& bench) { steps(bench, 1.0); }
void bohm(benchmark::State& bench) { steps(bench, 0.0); }

BENCHMARK(nelson)->ArgsProduct({{10000, 200000}, {1, 2}})->UseRealTime()->Iterations(20);
BENCHMARK(bohm)->ArgsProduct({{200000}, {1, 2}})->UseRealTime()->Iterations(20);

} // namespace

BENCHMARK_MAIN();
