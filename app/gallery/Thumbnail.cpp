#include "app/gallery/Thumbnail.h"

#include "app/pictures/SceneChoices.h"
#include "app/pictures/StagePicture.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"
#include "widgets/exhibits/scene/PlanePainter.h"
#include "widgets/theme/PictureMemory.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>

namespace dqm {

namespace {

constexpr double shareOfTime = 0.4; ///< of `until`, at which a wave is drawn
constexpr double closer = 1.7; ///< than the window's camera: the empty rim of the plane is cut off
constexpr double cutOff = 0.25; ///< of the height, of a plane of an exhibit
constexpr double pieces = 40.0; ///< of the way there at least, between which it may be stopped
constexpr double stepsAtOnce = 4.0; ///< of the solver
constexpr double secondsAtOnce = 0.1; ///< of what an exhibit's pace makes of them
constexpr qint64 longestWay = 1500; // ms
constexpr int mostPoints = 256 * 256;
constexpr int leastSide = 16;

using Stop = std::shared_ptr<const std::atomic<bool>>;

/// On a grid that a small picture needs.
Experiment coarse(Experiment experiment)
{
    Grid& grid = experiment.grid;
    while (grid.nx * grid.ny > mostPoints && grid.nx % 2 == 0 && grid.ny % 2 == 0
        && std::min(grid.nx, grid.ny) > leastSide) {
        grid.nx /= 2;
        grid.ny /= 2;
    }
    return experiment;
}

/// Goes to the end piece by piece, as far as time allows. False if it was stopped.
bool go(const Stop& stop, double end, double piece, const std::function<void(double)>& to)
{
    QElapsedTimer clock;
    clock.start();
    for (double at = 0.0; at < end && clock.elapsed() < longestWay;) {
        if (*stop)
            return false;
        at = std::min(at + piece, end);
        to(at);
    }
    return !*stop;
}

BackgroundTask::Work workOf(const Experiment& wave, ThemeKind theme, QSize size, const Stop& stop)
{
    Experiment experiment = coarse(wave);
    auto picture = std::make_shared<StagePicture>(experiment.view, theme, size);
    picture->setOverlays(false);
    CameraState camera = homeCamera(experiment.view);
    camera.zoom *= closer;
    picture->setCamera(camera);
    return [experiment = std::move(experiment), picture = std::move(picture), stop] {
        const bool hasTwin = experiment.stage.columns == StageSettings::Columns::KAndKPrime;
        Simulation simulation(experiment, {hasTwin, std::max(1, threadCount() / 2)});
        const double end = shareOfTime * experiment.time.until;
        const double piece = std::min(end / pieces, stepsAtOnce * simulation.stepSize());
        if (!go(stop, end, piece, [&](double time) { simulation.advanceTo(time); }))
            return QImage();
        return picture->draw(simulation.frame(StagePicture::request(experiment)));
    };
}

/// Only what moves: names and captions could not be read.
ExhibitScene wordless(ExhibitScene scene)
{
    const auto forgetNames = [](std::vector<PlaneScene::Kind>& kinds) {
        for (PlaneScene::Kind& kind : kinds)
            kind.name.clear();
    };
    if (auto* boxes = std::get_if<BoxesScene>(&scene))
        boxes->caption.clear();
    if (auto* plane = std::get_if<PlaneScene>(&scene)) {
        plane->caption.clear();
        forgetNames(plane->kinds);
        for (PlaneScene::Circle& circle : plane->circles)
            circle.name.clear();
    }
    if (auto* map = std::get_if<MapScene>(&scene)) {
        map->caption.clear();
        forgetNames(map->points);
    }
    return scene;
}

BackgroundTask::Work workOf(
    const ExhibitExperiment& experiment, ThemeKind theme, QSize size, const Stop& stop)
{
    return [experiment, theme, size, stop, font = QApplication::font()] {
        const auto exhibit = makeExhibit(experiment);
        const double piece = std::min(experiment.until / pieces, secondsAtOnce * experiment.pace);
        const bool arrived = go(stop, experiment.until, piece, [&](double progress) {
            if (const double rest = progress - exhibit->progress(); rest > 0.0)
                exhibit->advance(rest);
        });
        if (!arrived)
            return QImage();
        const ExhibitScene scene = wordless(exhibit->frame()->scene);
        QImage image = pictureToPaint(size);
        image.fill(dqm::theme(theme).background);
        QPainter painter(&image);
        // Planes are about square: what is above and below their middle is cut off.
        const double rim = std::holds_alternative<BoxesScene>(scene) ? 0.0 : cutOff * size.height();
        paintScene(painter, QRectF(QPointF(), QSizeF(size)).adjusted(0.0, -rim, 0.0, rim), scene,
            nullptr, 1.0, {dqm::theme(theme), font});
        return image;
    };
}

} // namespace

BackgroundTask::Work thumbnailWork(
    const AnyExperiment& experiment, ThemeKind theme, QSize size, Stop stop)
{
    return std::visit([&](const auto& e) { return workOf(e, theme, size, stop); }, experiment);
}

} // namespace dqm
