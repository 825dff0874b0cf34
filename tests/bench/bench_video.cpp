#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/films/VideoEncoder.h"
#include "app/pictures/StagePicture.h"
#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"

#include <QGuiApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <vector>

/// A film of 1280 x 720: drawing and encoding side by side against the larger of the two alone.
///
/// draw_s, encode_s  seconds for the pictures of a film, each alone
/// overlap           seconds for both together over the larger of the two: 1 is perfect, at most
///                   1.15 is asked for
namespace {

using namespace dqm;
using Clock = std::chrono::steady_clock;

constexpr int pictureCount = 300; // ten seconds: what a film costs once must not count
constexpr QSize size(1280, 720);

/// Draws a film and hands over each picture.
template <typename Take>
void draw(const Experiment& experiment, Take take)
{
    Simulation simulation(experiment,
        {experiment.stage.columns == StageSettings::Columns::KAndKPrime, threadCount()});
    StagePicture picture(experiment.view, ThemeKind::Light, size);
    for (int i = 0; i < pictureCount; ++i) {
        simulation.advanceTo(experiment.time.until * i / pictureCount);
        take(picture.draw(simulation.frame(StagePicture::request(experiment))));
    }
}

double secondsOf(const auto& work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void film(benchmark::State& state, const char* name, const char* suffix)
{
    const Experiment experiment = openExperiment(name);
    const QTemporaryDir folder;
    const VideoEncoder::Settings settings{folder.filePath(QStringLiteral("film.") + suffix), size,
        30.0, formatExperimentOnOneLine(experiment), 0.0};
    std::vector<QImage> pictures;
    draw(experiment, [&](const QImage& image) { pictures.push_back(image.copy()); });
    double drawing = 0.0;
    double encoding = 0.0;
    double together = 0.0;
    for (auto _ : state) {
        drawing += secondsOf([&] { draw(experiment, [](const QImage&) {}); });
        encoding += secondsOf([&] {
            VideoEncoder encoder(settings);
            for (const QImage& image : pictures)
                encoder.write(image);
            encoder.finish();
        });
        together += secondsOf([&] {
            VideoEncoder encoder(settings);
            draw(experiment, [&](const QImage& image) { encoder.write(image); });
            encoder.finish();
        });
    }
    const auto rounds = static_cast<double>(state.iterations());
    state.counters["draw_s"] = drawing / rounds;
    state.counters["encode_s"] = encoding / rounds;
    state.counters["together_s"] = together / rounds;
    state.counters["overlap"] = together / std::max(drawing, encoding);
}

BENCHMARK_CAPTURE(film, onePaneMp4, "free-spreading", "mp4")
    ->Iterations(2)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(film, fourPanesMp4, "galilean-2x2", "mp4")
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(film, onePaneWebm, "free-spreading", "webm")
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
