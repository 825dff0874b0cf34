#include "app/dialogs/RenderOrder.h"

#include "app/pictures/StagePicture.h"
#include "app/rendering/Rendering.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"

#include <QObject>
#include <QPainter>

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double mostPictures = 1e6;

/// One experiment for each picture, both ends included.
std::vector<RenderStep> steps(const RenderOrder& order, const Experiment& experiment)
{
    const std::string id = order.parameter.toStdString();
    const Parameter& stepped = parameter(id);
    const long long count = order.pictures();
    const std::string unit = unitSymbol(stepped.quantity, experiment.units);
    std::vector<RenderStep> all;
    for (long long n = 0; n < count; ++n) {
        const double share
            = count > 1 ? static_cast<double>(n) / static_cast<double>(count - 1) : 0.0;
        const double value = order.from + share * (order.to - order.from);
        RenderStep& step = all.emplace_back();
        step.experiment = experiment;
        setParameterValue(step.experiment, id, value);
        validate(step.experiment);
        step.remark = QStringLiteral("%1 = %2 %3")
                          .arg(QString::fromStdString(stepped.label))
                          .arg(value, 0, 'f', 3)
                          .arg(QString::fromStdString(unit));
    }
    return all;
}

PictureOrder pictureOrder(const RenderOrder& order)
{
    PictureOrder picture;
    picture.overlays = order.overlays;
    picture.colors = order.colors;
    return picture;
}

} // namespace

long long RenderOrder::pictures() const
{
    double count = seconds * framesPerSecond;
    if (parameter.isEmpty()) {
        if (!(to > from))
            throw std::invalid_argument("The video ends before it begins.");
        if (!(speed > 0.0))
            throw std::invalid_argument("Time must run: the speed is not above 0.");
        count = (to - from) / speed * framesPerSecond;
    }
    if (!(count < mostPictures))
        throw std::invalid_argument("A video of more than a million pictures is not made.");
    return std::max(1LL, std::llround(count));
}

RenderOptions renderOptions(
    const RenderOrder& order, const Shown& shown, QSize size, const QString& path)
{
    RenderOptions options;
    options.experiment = shown.experiment;
    options.video = path;
    options.framesPerSecond = order.framesPerSecond;
    options.pictures = order.pictures();
    if (order.parameter.isEmpty()) {
        options.from = order.from;
        options.every = (order.to - order.from) / static_cast<double>(options.pictures);
    } else {
        options.steps = steps(order, shown.experiment);
        options.experiment = options.steps.front().experiment;
        options.from = order.at;
        options.at = order.at;
    }
    options.orbit = order.orbit;
    options.size = size;
    options.overlays = order.overlays;
    options.withPlots = order.withPlot;
    if (order.withPlot)
        options.plots = {shown.plot};
    options.look = orderedLook(pictureOrder(order), shown.look);
    options.theme = options.look->options.theme;
    options.fromK = shown.frame && shown.frame->pictures.front().hasFields();
    return options;
}

std::function<QImage()> filmDrawing(
    const RenderOrder& order, const Shown& shown, Plot& plot, QSize size)
{
    const PictureOrder picture = pictureOrder(order);
    if (!order.withPlot)
        return drawing(picture, shown, size);
    const int width = Rendering::plotWidth(size);
    const QSize sceneSize(size.width() - width, size.height());
    PlotFile file = plotFile(picture, shown, QSize(width, size.height()), shown.time());
    file.isBesideScene = true;
    file.heading = order.overlays ? shown.plot->title() : QString();
    file.scale = StagePicture::scaleOf(size);
    // A plot is a widget and draws here.
    return [draw = drawing(picture, shown, sceneSize), beside = plotImage(plot, file), size,
               left = sceneSize.width()]() mutable {
        const QImage scene = draw();
        draw = nullptr;
        QImage image(size, scene.format());
        QPainter painter(&image);
        painter.drawImage(0, 0, scene);
        painter.drawImage(left, 0, beside);
        return image;
    };
}

} // namespace dqm
