#include "core/evolution/fused/FusedSolver.h"
#include "support/BarePair.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <algorithm>
#include <atomic>
#include <benchmark/benchmark.h>
#include <string>
#include <thread>
#include <vector>

/// The time of one step of the fused solver over that of FFTW's bare pair of transforms (see
/// BarePair.h), for each instruction set this processor has: of psi that stays in the solver's
/// layout ("resident", what a simulation pays) and with the way into it and back ("ratio"); and the
/// time to an error of 1e-4 on a coherent state over that of FFTW with Strang's splitting.
namespace {

using namespace dqm;
using fused::InstructionSet;
using test::milliseconds;
using test::typical;
using Precision = FusedSolver::Precision;

constexpr int stepsPerCall = 10;

Experiment oscillator(int n)
{
    return test::experimentOn(test::squareGrid(n, 20.0), {HarmonicTerm{}});
}

/// A coherent state 1.5 away from the middle, at time t.
WaveState coherent(const Grid& grid, double t)
{
    const double sigma = std::sqrt(0.5);
    return test::waveAt(t,
        test::productOn(grid, test::harmonicGaussian({.sigma = sigma, .position = 1.5}, 1.0, t),
            test::harmonicGaussian({.sigma = sigma}, 1.0, t)));
}

void step(benchmark::State& bench, FusedSolver::Options options)
{
    const int n = static_cast<int>(bench.range(0));
    const int threads = static_cast<int>(bench.range(1));
    const Experiment experiment = oscillator(n);
    FusedSolver solver(test::setupOf(experiment, Scheme::Strang, Vec2(0.0, 0.0), threads), options);
    WaveState state = coherent(experiment.grid, 0.0);
    FusedSolver keeper(test::setupOf(experiment, Scheme::Strang, Vec2(0.0, 0.0), threads), options);
    ResidentWave& wave = *keeper.resident();
    wave.load(state.envelope);
    wave.run(state.carrier, 0.0, 0.005, 1);
    test::BarePair bare(n, threads);

    std::vector<double> steps;
    std::vector<double> resident;
    std::vector<double> pairs;
    solver.advance(state, 0.005, 1);
    solver.advance(state, 0.005, 2);
    for (auto _ : bench) {
        // The way into the solver's layout and back is part of the price.
        steps.push_back(
            milliseconds([&] { solver.advance(state, 0.005, stepsPerCall); }) / stepsPerCall);
        resident.push_back(milliseconds([&] { wave.run(state.carrier, 0.0, 0.005, stepsPerCall); })
            / stepsPerCall);
        pairs.push_back(milliseconds([&] {
            for (int i = 0; i < stepsPerCall; ++i)
                bare.run();
        }) / stepsPerCall);
        bench.SetIterationTime(steps.back() * 1e-3);
    }
    bench.counters["step_ms"] = typical(steps);
    bench.counters["pair_ms"] = typical(pairs);
    bench.counters["ratio"] = typical(steps) / typical(pairs);
    bench.counters["resident"] = typical(resident) / typical(pairs);
}

/// The fewest steps, from a row of numbers, that bring T = 10 within 1e-4.
template <class Solver>
int stepsWithin(Solver& solver, const Grid& grid, double until, int fewest)
{
    const WaveState exact = coherent(grid, until);
    for (int steps = fewest;; steps += std::max(1, steps / 10)) {
        WaveState state = coherent(grid, 0.0);
        solver.advance(state, until / steps, steps);
        if (test::distance(state.envelope, exact.envelope, grid) < 1e-4)
            return steps;
    }
}

void timeToAccuracy(benchmark::State& bench)
{
    const double until = 10.0;
    const int threads = static_cast<int>(bench.range(0));
    const Experiment experiment = oscillator(256);
    const Vec2 rest(0.0, 0.0);
    FusedSolver fused(test::setupOf(experiment, Scheme::Chin4B, rest, threads));
    SplitStepSolver library(test::setupOf(experiment, Scheme::Strang, rest, threads));
    const int few = stepsWithin(fused, experiment.grid, until, 10);
    const int many = stepsWithin(library, experiment.grid, until, 300);
    std::vector<double> fast;
    std::vector<double> slow;
    for (auto _ : bench) {
        WaveState state = coherent(experiment.grid, 0.0);
        fast.push_back(milliseconds([&] { fused.advance(state, until / few, few); }));
        state = coherent(experiment.grid, 0.0);
        slow.push_back(milliseconds([&] { library.advance(state, until / many, many); }));
        bench.SetIterationTime(fast.back() * 1e-3);
    }
    bench.counters["fused_steps"] = few;
    bench.counters["library_steps"] = many;
    bench.counters["times_faster"] = typical(slow) / typical(fast);
}

/// A program that does nothing but take one processor.
class BusyLoop
{
public:
    BusyLoop()
        : m_thread([this] {
            while (!m_stop) { }
        })
    {
    }
    ~BusyLoop()
    {
        m_stop = true;
        m_thread.join();
    }
    BusyLoop(const BusyLoop&) = delete;
    BusyLoop& operator=(const BusyLoop&) = delete;

private:
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

/// Two threads against one while something else is busy: threads that wait for one another are many
/// times slower then.
void besideABusyLoop(benchmark::State& bench)
{
    const int n = static_cast<int>(bench.range(0));
    const Experiment experiment = oscillator(n);
    const auto setup = [&](int threads) {
        return test::setupOf(experiment, Scheme::Strang, {0.0, 0.0}, threads);
    };
    FusedSolver one(setup(1));
    FusedSolver two(setup(2));
    WaveState state = coherent(experiment.grid, 0.0);
    const BusyLoop busy;
    std::vector<double> alone;
    std::vector<double> shared;
    for (auto _ : bench) {
        alone.push_back(milliseconds([&] { one.advance(state, 0.005, stepsPerCall); }));
        shared.push_back(milliseconds([&] { two.advance(state, 0.005, stepsPerCall); }));
        bench.SetIterationTime(shared.back() * 1e-3);
    }
    const auto middle = [](std::vector<double> times) {
        std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
        return times[times.size() / 2];
    };
    bench.counters["two_over_one"] = middle(shared) / middle(alone);
}

std::string nameOf(InstructionSet set)
{
    if (set == InstructionSet::Avx512)
        return "avx512";
    return set == InstructionSet::Avx2 ? "avx2" : "baseline";
}

/// About a second each, whatever the size.
const bool registered = [] {
    for (const Precision precision : {Precision::Double, Precision::Single})
        for (const InstructionSet set : fused::instructionSets())
            for (const int threads : {1, 2})
                for (const int n : {256, 512, 1024}) {
                    const std::string name = nameOf(set)
                        + (precision == Precision::Double ? "_double" : "_single_over_double_pair");
                    benchmark::RegisterBenchmark(
                        name.c_str(), step, FusedSolver::Options{precision, set})
                        ->ArgNames({"n", "threads"})
                        ->Args({n, threads})
                        ->UseManualTime()
                        ->Unit(benchmark::kMillisecond)
                        ->Iterations((1 << 22) / (n * n));
                }
    for (const int n : {256, 512, 1024})
        benchmark::RegisterBenchmark("beside_a_busy_loop", besideABusyLoop)
            ->ArgName("n")
            ->Arg(n)
            ->UseManualTime()
            ->Unit(benchmark::kMillisecond)
            ->Iterations((1 << 24) / (n * n));
    benchmark::RegisterBenchmark("time_to_1e-4", timeToAccuracy)
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond)
        ->Iterations(3);
    return true;
}();

} // namespace

BENCHMARK_MAIN();
