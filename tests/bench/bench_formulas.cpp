#include "core/formulas/Formula.h"
#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

/// Evaluations a second of formulas over a grid, and what a V(x, t) costs a run beside one that
/// rests: medians, and ratios within one run.
namespace {

using namespace dqm;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 7;

double seconds(Clock::time_point since)
{
    return std::chrono::duration<double>(Clock::now() - since).count();
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + rounds / 2, values.end());
    return values[rounds / 2];
}

/// Millions of points a second.
double rate(const std::string& text)
{
    constexpr int n = 1024;
    const Formula formula(text, {{"a", 0.7}});
    const Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(n, -8.0, 8.0);
    RealField out;
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = Clock::now();
        formula.sample(x, x, 0.1 * round, out);
        times.push_back(seconds(begin));
    }
    return 1e-6 * n * n / median(times);
}

struct Cost
{
    double whole; ///< seconds
    long long steps;
};

Cost costOf(const std::string& potential, int n)
{
    Experiment experiment;
    experiment.grid = {.nx = n, .ny = n, .size = {16.0, 16.0}};
    experiment.potential = {FormulaTerm{potential, {}}};
    experiment.packets = {GaussianPacket{.center = {1.0, 0.0}, .sigma = {0.7, 0.7}}};
    experiment.time.until = 10.0;
    Simulation simulation(experiment, {.threads = threadCount()});
    const auto begin = Clock::now();
    simulation.advanceTo(10.0);
    return {seconds(begin), simulation.steps()};
}

} // namespace

int main()
{
    std::printf("%d threads\n\nmillion evaluations a second, 1024 x 1024\n", threadCount());
    for (const char* text :
        {"((x*y + 1)*(x - y) + 2*x*y)*a - x*y + 3*t", "0.5*x^2*y + 2*x*y*t - y*(x + 3)*(x*y - 1)",
            "exp(-((x - a)^2 + (y + t)^2)/2)*(1 + x*y)", "sin(3*x*y + t) + 0.5*(x - y)^2*cos(t)",
            "1/(1 + (x - t)^2 + (y + a*x)^2)", "sqrt((x - 1)^2 + (y + t)^2 + 0.1) - 2*x*y",
            "x*y > t ? x*y : tanh(x + y)"})
        std::printf("%8.0f  %s\n", rate(text), text);

    std::printf("\nto t = 10, seconds, and times a static run\n");
    for (const int n : {128, 256}) {
        const Cost rest = costOf("0.5*x^2 + 0.5*y^2", n);
        std::printf("%4d  %8.3f  %8.1f  at rest (%lld steps)\n", n, rest.whole, 1.0, rest.steps);
        for (const char* text :
            {"0.5*x^2 + 0.5*y^2 - 100*x*sin(60*t)", "0.5*x^2 + 0.5*y^2 - x*sin(2*t)",
                "0.5*(x - sin(3*t))^2 + 0.5*y^2", "(0.5 + 0.1*sin(2*t))*(x^2 + y^2)",
                "0.5*x^2 + 0.5*y^2 + 0.2*cos(2*x)*sin(10*t)"}) {
            const Cost cost = costOf(text, n);
            std::printf("%4d  %8.3f  %8.1f  %s (%lld steps)\n", n, cost.whole,
                cost.whole / rest.whole, text, cost.steps);
            std::fflush(stdout);
        }
    }
    return 0;
}
