#include "widgets/exhibits/scene/PlanePainter.h"

#include "widgets/exhibits/scene/BoxesPainter.h"
#include "widgets/exhibits/scene/PointsPainter.h"
#include "widgets/scene/model/Ticks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double margin = 12.0;
constexpr double scaleBarShare = 0.2; ///< of the width, about

void paintScaleBar(QPainter& painter, const QRectF& frame, const QTransform& toArea, double width,
    const std::string& unit, const SceneInk& ink)
{
    double length = niceStep(scaleBarShare * width);
    if (length > 0.35 * width)
        length *= 0.5;
    const double pixels = length * toArea.m11();
    const QFontMetricsF letters(ink.smallFont());
    const QString text = legendNumber(length, 2) + QChar(0x2009) + plainOf(unit);
    const double textWidth = letters.horizontalAdvance(text);
    const QPointF left(frame.left() + margin, frame.bottom() - margin);
    const QRectF plate(left.x() - 6.0, left.y() - letters.height() - 8.0,
        std::max(pixels, textWidth) + 12.0, letters.height() + 14.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(ink.theme.background, 0.75));
    painter.drawRoundedRect(plate, 4.0, 4.0);
    QPen pen(ink.theme.total, 2.0 * ink.theme.lineWidth);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(left, left + QPointF(pixels, 0.0));
    painter.setFont(ink.smallFont());
    painter.drawText(QPointF(left.x(), left.y() - 6.0 - letters.descent() + 2.0), text);
}

void paintCircles(
    QPainter& painter, const PlaneScene& scene, const QTransform& toArea, const SceneInk& ink)
{
    for (const PlaneScene::Circle& circle : scene.circles) {
        const QColor color = inkOf(circle.role, ink.theme);
        painter.setPen(QPen(color, 1.25 * ink.theme.lineWidth, Qt::DashLine));
        painter.setBrush(faded(color, 0.06));
        const double radius = circle.radius * toArea.m11();
        painter.drawEllipse(toArea.map(QPointF(circle.x, circle.y)), radius, radius);
    }
}

void nameCircles(
    const PlaneScene& scene, std::vector<SceneLegendEntry>& legend, const SceneInk& ink)
{
    for (const PlaneScene::Circle& circle : scene.circles) {
        if (circle.name.empty())
            continue;
        const QColor color = inkOf(circle.role, ink.theme);
        const QString name = QString::fromStdString(circle.name);
        const bool isKnown = std::ranges::any_of(legend, [&](const SceneLegendEntry& entry) {
            return entry.name == name && entry.color == color;
        });
        if (!isKnown)
            legend.push_back({name, color, true});
    }
}

} // namespace

QTransform planeToArea(double width, double height, const QRectF& area)
{
    const double scale = std::min(area.width() / width, area.height() / height);
    return {scale, 0.0, 0.0, -scale, area.center().x(), area.center().y()};
}

void paintPlane(QPainter& painter, const QRectF& area, const PlaneScene& scene, const SceneInk& ink)
{
    std::vector<SceneLegendEntry> legend = legendOf(scene.kinds, ink);
    nameCircles(scene, legend, ink);
    const QRectF room
        = drawSceneLegend(painter, drawSceneCaption(painter, area, scene.caption, ink), legend, ink)
              .adjusted(margin, margin, -margin, -margin);
    if (room.width() < 20.0 || room.height() < 20.0)
        return;
    const QTransform toArea = planeToArea(scene.width, scene.height, room);
    const QRectF frame = toArea.mapRect(
        QRectF(-0.5 * scene.width, -0.5 * scene.height, scene.width, scene.height));
    painter.setPen(QPen(ink.theme.line, ink.theme.lineWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    painter.save();
    painter.setClipRect(frame);
    for (const PlaneScene::Kind& kind : scene.kinds)
        paintTrails(painter, kind, toArea, 0.5 * scene.width, ink);
    paintCircles(painter, scene, toArea, ink);
    paintPoints(painter, scene.kinds, toArea, ink);
    painter.restore();
    paintScaleBar(painter, frame, toArea, scene.width, scene.lengthUnit, ink);
}

void paintScene(QPainter& painter, const QRectF& area, const ExhibitScene& scene,
    const ExhibitScene* before, double eased, const SceneInk& ink)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(area, ink.theme.background);
    if (const auto* boxes = std::get_if<BoxesScene>(&scene))
        paintBoxes(
            painter, area, *boxes, before ? std::get_if<BoxesScene>(before) : nullptr, eased, ink);
    else if (const auto* plane = std::get_if<PlaneScene>(&scene))
        paintPlane(painter, area, *plane, ink);
    else if (const auto* map = std::get_if<MapScene>(&scene))
        paintMap(painter, area, *map, ink);
}

} // namespace dqm
