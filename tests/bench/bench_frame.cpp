#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"

#include <QGuiApplication>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

/// Where the time of one frame goes at 1280 x 800 on the software route, from the state on the grid
/// to an image with its overlay: medians in milliseconds.
///
/// fields     rho, psi, v, u, Q and the numbers, by the simulation
/// textures   normals and colours
/// upload     both textures to the driver: a render with new textures less one with old ones
/// render     drawing, with the textures in place
/// read back  to an image;  overlay: axes, labels, legend
namespace {

using namespace dqm;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 15;

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

Experiment experimentOn(int n)
{
    Experiment experiment;
    experiment.grid.nx = n;
    experiment.grid.ny = n;
    experiment.potential = {HarmonicTerm{Vec2(0.3, 0.3), Vec2(0.0, 0.0)}};
    experiment.packets = {GaussianPacket{Vec2(-4.0, 0.0), Vec2(1.5, 1.5), Vec2(2.0, 1.0)}};
    return experiment;
}

SceneState stateOf(std::shared_ptr<const Frame> frame)
{
    SceneState state;
    state.frame = std::move(frame);
    state.size = QSize(1280, 800);
    state.font = QGuiApplication::font();
    return state;
}

void splitFrame(int n, int mesh)
{
    Simulation simulation(experimentOn(n), {.threads = threadCount()});
    OffscreenRenderer renderer;
    std::vector<double> fields;
    std::vector<double> textures;
    std::vector<double> fresh;
    std::vector<double> stale;
    std::vector<double> readBack;
    std::vector<double> overlay;
    for (int round = -3; round < rounds; ++round) {
        simulation.advance(1);
        const auto begin = Clock::now();
        SceneState state = stateOf(simulation.frame());
        const double made = millisecondsSince(begin);
        (void)renderer.render(state, {mesh, 1.0});
        const OffscreenRenderer::Timing first = renderer.timing();
        state.camera.azimuth += 0.1 * round;
        (void)renderer.render(state, {mesh, 1.0});
        if (round < 0)
            continue;
        fields.push_back(made);
        textures.push_back(first.fields);
        fresh.push_back(first.render);
        stale.push_back(renderer.timing().render);
        readBack.push_back(first.readBack);
        overlay.push_back(first.overlay);
    }
    const double render = median(stale);
    const double upload = std::max(0.0, median(fresh) - render);
    const double total
        = median(fields) + median(textures) + upload + render + median(readBack) + median(overlay);
    std::printf("%5d  %5d  %8.2f  %8.2f  %8.2f  %8.2f  %9.2f  %8.2f  %8.2f\n", n, mesh,
        median(fields), median(textures), upload, render, median(readBack), median(overlay), total);
    std::fflush(stdout);
}

/// A frame with lines, arrows and tracers of both flows against one with none of them.
void compareLayers(int n, int mesh)
{
    Simulation simulation(experimentOn(n), {.threads = threadCount()});
    OffscreenRenderer bare;
    OffscreenRenderer full;
    std::vector<double> without;
    std::vector<double> with;
    for (int round = -3; round < rounds; ++round) {
        simulation.advance(1);
        SceneState state = stateOf(simulation.frame());
        (void)bare.render(state, {mesh, 1.0});
        state.options.drift = state.options.diffusion
            = {.lines = true, .arrows = true, .tracers = true};
        (void)full.render(state, {mesh, 1.0});
        if (round < 0)
            continue;
        without.push_back(bare.timing().total());
        with.push_back(full.timing().total());
    }
    std::printf("%5d  %5d  %8.2f  %8.2f  %8.2f\n", n, mesh, median(without), median(with),
        median(with) / median(without));
    std::fflush(stdout);
}

/// Frames a second while a thread of its own steps the same experiment as fast as it can and makes
/// the frames: what the window does while it plays.
void playWhileSolving(int n, double seconds)
{
    std::mutex mutex;
    std::shared_ptr<const Frame> newest;
    std::atomic<bool> stop{false};
    std::atomic<long long> steps{0};
    std::atomic<bool> taken{true};
    std::thread solver([&] {
        Simulation simulation(experimentOn(n), {.threads = 1});
        while (!stop) {
            simulation.advance(5);
            steps += 5;
            if (!taken.exchange(false))
                continue;
            auto frame = simulation.frame();
            const std::scoped_lock lock(mutex);
            newest = std::move(frame);
        }
    });
    OffscreenRenderer renderer;
    QualityGovernor governor(25.0);
    int shown = 0;
    long long stepsBefore = 0;
    auto begin = Clock::now();
    std::shared_ptr<const Frame> last;
    for (bool warm = false; !warm || millisecondsSince(begin) < 1e3 * seconds;) {
        std::shared_ptr<const Frame> frame;
        {
            const std::scoped_lock lock(mutex);
            frame = newest;
        }
        if (!frame || frame == last) {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
            continue;
        }
        taken = true;
        last = frame;
        const SceneState state = stateOf(frame);
        (void)renderer.render(state, governor.quality(fullMesh(state)));
        governor.measured(renderer.timing().total(), fullMesh(state));
        ++shown;
        if (!warm && millisecondsSince(begin) > 2e3) {
            warm = true;
            shown = 0;
            stepsBefore = steps;
            begin = Clock::now();
        }
    }
    const double passed = 1e-3 * millisecondsSince(begin);
    stop = true;
    solver.join();
    std::printf("%5d  %5d  %17.1f  %17.1f\n", n, governor.quality(n).meshCells, shown / passed,
        static_cast<double>(steps - stepsBefore) / shown);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    std::printf("One frame at 1280 x 800, ms\n");
    std::printf(
        " grid   mesh    fields  textures    upload    render  read back   overlay     total\n");
    for (const int n : {128, 256, 512, 1024})
        splitFrame(n, 128);
    splitFrame(256, 256);
    std::printf("\nA pane with all layers of both flows against none, ms\n");
    std::printf(" grid   mesh      none       all     ratio\n");
    for (const int n : {128, 256, 512})
        compareLayers(n, 128);
    std::printf("\nPlaying while another thread solves, mesh by measured time\n");
    std::printf(" grid   mesh  frames per second    steps per frame\n");
    for (const int n : {128, 256, 512})
        playWhileSolving(n, 4.0);
    return 0;
}
