#include "widgets/exhibits/scene/PointsPainter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int shades = 4; ///< of a trail, from old to new
constexpr std::size_t many = 200; ///< points, from which on they are drawn smaller
constexpr double dotRadius = 3.0;
constexpr double smallestDot = 1.2;
constexpr double smallestDisc = 2.5;

double dotSize(std::size_t count)
{
    const double crowd = static_cast<double>(count) / static_cast<double>(many);
    return crowd <= 1.0 ? dotRadius
                        : std::max(smallestDot, dotRadius / std::sqrt(std::sqrt(crowd)));
}

} // namespace

void paintTrails(QPainter& painter, const PlaneScene::Kind& kind, const QTransform& toArea,
    double longestStep, const SceneInk& ink)
{
    QPainterPath paths[shades];
    for (const std::vector<float>& trail : kind.trails) {
        const std::size_t points = trail.size() / 2;
        const auto at = [&trail](std::size_t i) { return QPointF(trail[2 * i], trail[2 * i + 1]); };
        for (std::size_t i = 1; i < points; ++i) {
            const QPointF step = at(i) - at(i - 1);
            if (std::hypot(step.x(), step.y()) > longestStep)
                continue;
            QPainterPath& path = paths[shades * (i - 1) / (points - 1)];
            const QPointF from = toArea.map(at(i - 1));
            if (path.isEmpty() || path.currentPosition() != from)
                path.moveTo(from);
            path.lineTo(toArea.map(at(i)));
        }
    }
    const double crowd = static_cast<double>(std::max<std::size_t>(1, kind.trails.size()));
    const double strength = std::clamp(8.0 / std::sqrt(crowd), 0.25, 0.8);
    painter.setBrush(Qt::NoBrush);
    for (int shade = 0; shade < shades; ++shade) {
        QPen pen(faded(inkOf(kind.role, ink.theme), strength * (shade + 1.0) / shades),
            1.2 * ink.theme.lineWidth);
        pen.setCapStyle(Qt::FlatCap);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.drawPath(paths[shade]);
    }
}

std::vector<SceneLegendEntry> legendOf(
    const std::vector<PlaneScene::Kind>& kinds, const SceneInk& ink)
{
    std::vector<SceneLegendEntry> legend;
    for (const PlaneScene::Kind& kind : kinds) {
        if (!kind.name.empty())
            legend.push_back({QString::fromStdString(kind.name), inkOf(kind.role, ink.theme)});
    }
    return legend;
}

void paintPoints(QPainter& painter, const std::vector<PlaneScene::Kind>& kinds,
    const QTransform& toArea, const SceneInk& ink, const QColor& halo)
{
    for (const PlaneScene::Kind& kind : kinds) {
        const QColor color = inkOf(kind.role, ink.theme);
        const std::size_t count = std::min(kind.x.size(), kind.y.size());
        if (kind.radius > 0.0) {
            const double radius = std::max(smallestDisc, kind.radius * toArea.m11());
            painter.setPen(QPen(color, 1.25 * ink.theme.lineWidth));
            painter.setBrush(faded(color, 0.55));
            for (std::size_t i = 0; i < count; ++i)
                painter.drawEllipse(toArea.map(QPointF(kind.x[i], kind.y[i])), radius, radius);
            continue;
        }
        QPolygonF dots;
        dots.reserve(static_cast<qsizetype>(count));
        for (std::size_t i = 0; i < count; ++i)
            dots << toArea.map(QPointF(kind.x[i], kind.y[i]));
        QPen pen(faded(color, count > 10 * many ? 0.6 : 0.9),
            2.0 * dotSize(count) * ink.theme.lineWidth);
        pen.setCapStyle(Qt::RoundCap);
        if (halo.alpha() > 0) {
            QPen around = pen;
            around.setColor(halo);
            around.setWidthF(pen.widthF() + 2.5);
            painter.setPen(around);
            painter.drawPoints(dots);
        }
        painter.setPen(pen);
        painter.drawPoints(dots);
    }
}

} // namespace dqm
