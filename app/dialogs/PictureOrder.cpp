#include "app/dialogs/PictureOrder.h"

#include "app/pictures/StagePicture.h"
#include "core/frames/StagePanes.h"

#include <QObject>

#include <algorithm>

namespace dqm {

QString suffixOf(PictureOrder::Format format)
{
    switch (format) {
    case PictureOrder::Format::Png:
        return ".png";
    case PictureOrder::Format::Svg:
        return ".svg";
    case PictureOrder::Format::Pdf:
        return ".pdf";
    case PictureOrder::Format::Csv:
        return ".csv";
    }
    return ".png";
}

std::vector<NamedPane> panesOf(const Frame& frame)
{
    std::vector<NamedPane> panes;
    const std::vector<StagePane> standing = stagePanes(frame);
    const StageShape shape = shapeOf(standing);
    for (const auto& [row, column, picture] : standing) {
        if (!picture->hasFields())
            continue;
        QStringList name;
        if (shape.columns > 1)
            name << (column == StageColumn::K ? QObject::tr("K") : QObject::tr("K′"));
        if (shape.rows > 1)
            name << (row == StageRow::Frictionless ? QObject::tr("frictionless")
                                                   : QObject::tr("frictional"));
        panes.push_back({picture, name.join(", ")});
    }
    return panes;
}

SceneLook orderedLook(const PictureOrder& order, const SceneLook& look)
{
    SceneLook ordered = look;
    ordered.options.overlays = order.overlays;
    if (order.colors != PictureOrder::Colors::AsShown)
        ordered.options.theme
            = order.colors == PictureOrder::Colors::Light ? ThemeKind::Light : ThemeKind::Dark;
    return ordered;
}

std::function<QImage()> drawing(const PictureOrder& order, const Shown& shown, QSize size)
{
    // Made here, where the window lives; used and destroyed where it is called.
    const SceneLook look = orderedLook(order, shown.look);
    auto stage = std::make_shared<StagePicture>(look.options, look.camera, size);
    stage->setMarks(look.section, look.loop);
    stage->setScales(look.scales);
    stage->setTransparent(order.transparent);
    // As on the screen, letters keep their share of the picture.
    if (order.size.isEmpty())
        stage->setScale(
            shown.devicePixelRatio * size.width() / std::max(1, shown.stageSize.width()));
    const std::vector<NamedPane> panes = panesOf(*shown.frame);
    const bool alone = order.what == PictureOrder::What::Scene && panes.size() > 1;
    const Picture* only = alone
        ? panes[std::min<std::size_t>(
                    static_cast<std::size_t>(std::max(order.pane, 0)), panes.size() - 1)]
              .picture
        : nullptr;
    return [stage = std::move(stage), frame = shown.frame, only]() mutable {
        const auto owned = std::exchange(stage, nullptr);
        return only ? owned->drawAlone(frame, *only) : owned->draw(frame);
    };
}

PlotFile plotFile(const PictureOrder& order, const Shown& shown, QSize size, double time)
{
    PlotFile file;
    file.pixels = size;
    file.theme = orderedLook(order, shown.look).options.theme;
    if (order.size.isEmpty())
        file.scale = shown.devicePixelRatio * size.width() / std::max(1, shown.plotSize.width());
    if (order.overlays)
        file.heading = plotHeading(shown.experiment, *shown.plot, time);
    file.isTransparent = order.transparent;
    file.experiment = shown.carried();
    file.time = time;
    return file;
}

} // namespace dqm
