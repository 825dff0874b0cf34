#include "core/streamlines/Arrows.h"
#include "core/streamlines/Streamlines.h"
#include "core/streamlines/Tracers.h"
#include "support/FlowExamples.h"

#include <benchmark/benchmark.h>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Two packets in interference over the whole rectangle, a hundredth of a time unit apart.
std::vector<FlowExample> film(int n)
{
    std::vector<FlowExample> flows;
    for (int k = 0; k < 16; ++k)
        flows.push_back(meetingPackets(flowGrid(n), 4.0 + 0.01 * k));
    return flows;
}

/// There and back again through the film.
size_t frameAt(size_t k) { return k % 30 < 16 ? k % 30 : 30 - k % 30; }

/// The separation, in hundredths of a length, is chosen so that 128^2 carries about 150 lines.
Streamlines streamlines(const benchmark::State& state)
{
    StreamlineOptions options;
    options.separation = 0.01 * static_cast<double>(state.range(1));
    return Streamlines(options);
}

void layOut(benchmark::State& state)
{
    const FlowField field = film(static_cast<int>(state.range(0)))[0].field();
    Streamlines lines = streamlines(state);
    for (auto _ : state) {
        lines.clear();
        lines.update(field, {0.0, 0.0}, 2);
    }
    state.counters["lines"] = lines.lineCount();
}

/// All that a new picture costs: the field and the lines in it.
void refresh(benchmark::State& state)
{
    const std::vector<FlowExample> flows = film(static_cast<int>(state.range(0)));
    Streamlines lines = streamlines(state);
    FlowField field = flows[0].field();
    lines.update(field);
    size_t k = 0;
    for (auto _ : state) {
        const FlowExample& flow = flows[frameAt(++k)];
        field.assign({flow.grid, flow.x, flow.y, flow.rho, flow.rhoMax, 1e-9 * flow.rhoMax, 1.0});
        lines.update(field, {0.0, 0.0}, static_cast<int>(state.range(2)));
    }
    state.counters["lines"] = lines.lineCount();
    state.counters["points"] = static_cast<double>(lines.points().size());
}

void moveTracers(benchmark::State& state)
{
    const FlowExample flow = film(128)[0];
    const FlowField field = flow.field();
    Tracers tracers({.count = static_cast<int>(state.range(0))});
    for (auto _ : state)
        tracers.advance(field, field, flow.rho, 0.02, 2);
}

void drawArrows(benchmark::State& state)
{
    const FlowField field = film(128)[0].field();
    for (auto _ : state)
        benchmark::DoNotOptimize(arrows(field, {.spacing = 0.5}));
}

BENCHMARK(layOut)->Args({128, 30})->Unit(benchmark::kMillisecond);
BENCHMARK(refresh)
    ->ArgNames({"grid", "separation", "threads"})
    ->Args({128, 30, 1})
    ->Args({128, 30, 2})
    ->Args({256, 30, 2})
    ->Args({512, 30, 2})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(moveTracers)->Arg(1500)->Arg(5000)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(drawArrows)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
