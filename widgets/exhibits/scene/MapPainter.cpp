#include "widgets/exhibits/scene/PlanePainter.h"
#include "widgets/exhibits/scene/PointsPainter.h"
#include "widgets/scene/model/ColorMaps.h"
#include "widgets/scene/model/Ticks.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double margin = 12.0;
constexpr double barWidth = 14.0;

const ColorMap& mapOf(const MapScene& scene) { return scene.isSigned ? signedMap() : densityMap(); }

/// Rows from the top down, as pictures have them.
QImage imageOf(const MapScene& scene)
{
    const ColorMap& colors = mapOf(scene);
    QImage image(scene.nx, scene.ny, QImage::Format_RGB32);
    const double span = std::max(1e-30, double(scene.highest) - double(scene.lowest));
    for (int row = 0; row < scene.ny; ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(scene.ny - 1 - row));
        for (int column = 0; column < scene.nx; ++column) {
            const double value = scene.values[static_cast<std::size_t>(row * scene.nx + column)];
            line[column] = colors.at((value - scene.lowest) / span).rgb();
        }
    }
    return image;
}

void paintColorBar(QPainter& painter, const QRectF& bar, const MapScene& scene, const SceneInk& ink)
{
    QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
    constexpr int stops = 32;
    for (int i = 0; i <= stops; ++i)
        gradient.setColorAt(double(i) / stops, mapOf(scene).at(double(i) / stops));
    painter.fillRect(bar, gradient);
    painter.setPen(QPen(ink.theme.line, ink.theme.lineWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    const double low = scene.lowest;
    const double span = std::max(1e-30, double(scene.highest) - low);
    const double step = niceStep(span / 4.0);
    const QFontMetricsF letters(ink.smallFont());
    painter.setFont(ink.smallFont());
    painter.setPen(ink.theme.mutedText);
    for (const double tick : ticksBetween(low, low + span, step)) {
        const double y = bar.bottom() - bar.height() * (tick - low) / span;
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + 4.0, y));
        painter.drawText(
            QPointF(bar.right() + 7.0, y + 0.5 * letters.ascent() - 1.0), tickText(tick, step));
    }
    const QString name = QString::fromStdString(scene.quantity);
    const QSizeF size = richSize(name, ink.smallFont());
    // Clear of the number that may stand at the very top.
    drawRich(painter, {bar.left() - 2.0, bar.top() - size.height() - 0.5 * letters.ascent()}, name,
        ink.smallFont(), ink.theme.total);
}

void paintAxes(QPainter& painter, const QRectF& frame, const QTransform& toArea,
    const MapScene& scene, const SceneInk& ink)
{
    painter.setPen(QPen(ink.theme.line, ink.theme.lineWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    const QFontMetricsF letters(ink.smallFont());
    painter.setFont(ink.smallFont());
    painter.setPen(ink.theme.mutedText);
    const double step = niceStep(60.0 / toArea.m11());
    for (const double x : ticksBetween(-0.5 * scene.width, 0.5 * scene.width, step)) {
        const QPointF foot(toArea.map(QPointF(x, 0.0)).x(), frame.bottom());
        painter.drawLine(foot, foot + QPointF(0.0, 4.0));
        painter.drawText(QRectF(foot.x() - 30.0, foot.y() + 4.0, 60.0, letters.height()),
            Qt::AlignCenter, tickText(x, step));
    }
    for (const double y : ticksBetween(-0.5 * scene.height, 0.5 * scene.height, step)) {
        const QPointF foot(frame.left(), toArea.map(QPointF(0.0, y)).y());
        painter.drawLine(foot, foot - QPointF(4.0, 0.0));
        painter.drawText(
            QRectF(foot.x() - 66.0, foot.y() - 0.5 * letters.height(), 60.0, letters.height()),
            Qt::AlignRight | Qt::AlignVCenter, tickText(y, step));
    }
}

} // namespace

void paintMap(QPainter& painter, const QRectF& area, const MapScene& scene, const SceneInk& ink)
{
    const QRectF inner = drawSceneLegend(painter,
        drawSceneCaption(painter, area, scene.caption, ink), legendOf(scene.points, ink), ink);
    const auto cells = static_cast<std::size_t>(std::max(0, scene.nx))
        * static_cast<std::size_t>(std::max(0, scene.ny));
    if (cells == 0 || scene.values.size() < cells)
        return;
    const QFontMetricsF letters(ink.smallFont());
    const double numbers = letters.horizontalAdvance(QStringLiteral("−0.005"));
    const double below = letters.height() + 8.0;
    const double name = richSize(QString::fromStdString(scene.quantity), ink.smallFont()).width();
    const double right = std::max(barWidth + numbers + 12.0, name + 4.0) + margin;
    const QRectF room = inner.adjusted(margin + numbers + 6.0,
        margin + letters.height() + 0.5 * letters.ascent(), -right - margin, -below);
    if (room.width() < 20.0 || room.height() < 20.0)
        return;
    const QTransform toArea = planeToArea(scene.width, scene.height, room);
    const QRectF frame = toArea.mapRect(
        QRectF(-0.5 * scene.width, -0.5 * scene.height, scene.width, scene.height));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(frame, imageOf(scene));
    painter.save();
    painter.setClipRect(frame);
    for (const PlaneScene::Kind& kind : scene.points)
        paintTrails(painter, kind, toArea, 0.5 * scene.width, ink);
    paintPoints(painter, scene.points, toArea, ink, faded(ink.theme.background, 0.8));
    painter.restore();
    paintAxes(painter, frame, toArea, scene, ink);
    paintColorBar(
        painter, QRectF(frame.right() + margin, frame.top(), barWidth, frame.height()), scene, ink);
}

} // namespace dqm
