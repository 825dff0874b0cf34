#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

/// What the paper's equations and the maps of (13), (14) add to a frame with all its fields:
/// medians in milliseconds, and ratios to the frame without them.
namespace {

using namespace dqm;
using Clock = std::chrono::steady_clock;

double frameTime(int n, const FrameRequest& request)
{
    Experiment experiment;
    experiment.grid.nx = n;
    experiment.grid.ny = n;
    experiment.potential = {HarmonicTerm{Vec2(0.3, 0.3), Vec2(0.0, 0.0)}};
    experiment.packets = {GaussianPacket{Vec2(-4.0, 0.0), Vec2(1.5, 1.5), Vec2(2.0, 1.0)}};
    Simulation simulation(experiment, {.threads = threadCount()});
    std::vector<double> times;
    for (int round = -2; round < 9; ++round) {
        simulation.advance(1);
        const auto begin = Clock::now();
        (void)simulation.frame(request);
        if (round >= 0)
            times.push_back(
                std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    std::nth_element(times.begin(), times.begin() + 4, times.end());
    return times[4];
}

} // namespace

int main()
{
    std::printf(" grid     frame  + equations   ratio   + residuals   ratio\n");
    for (const int n : {128, 256, 512}) {
        const double plain = frameTime(n, {});
        const double equations = frameTime(n, {.equations = true});
        const double residuals = frameTime(n, {.residuals = true});
        std::printf("%5d  %8.2f     %8.2f  %6.1f      %8.2f  %6.1f\n", n, plain, equations,
            equations / plain, residuals, residuals / plain);
        std::fflush(stdout);
    }
    return 0;
}
