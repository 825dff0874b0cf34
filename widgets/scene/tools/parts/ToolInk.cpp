#include "widgets/scene/tools/parts/ToolInk.h"

#include "widgets/scene/text/RichLine.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr double knobRadius = 5.0;
constexpr double headLength = 11.0;
constexpr double besidePointer = 18.0;
constexpr double widestBand = 4000.0; // pixels, where the floor comes near the eye

double length(QPointF way) { return std::hypot(way.x(), way.y()); }

} // namespace

ToolInk::ToolInk(QPainter& painter, const OverlayStyle& style, const PlaneMap& map)
    : m_painter(painter)
    , m_style(style)
    , m_map(map)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
}

void ToolInk::stroke(const QPainterPath& path, const QColor& color, double width)
{
    QColor seam = m_style.theme.background;
    seam.setAlpha(150);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(seam, width + 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPath(path);
    m_painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPath(path);
}

void ToolInk::ring(Vec2 centre, Vec2 radii, const QColor& color)
{
    constexpr int corners = 72;
    QPainterPath path;
    for (int k = 0; k <= corners; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / corners;
        const Vec2 away(radii.x() * std::cos(angle), radii.y() * std::sin(angle));
        const QPointF at = m_map.pixelBeside(centre, centre + away);
        k == 0 ? path.moveTo(at) : path.lineTo(at);
    }
    stroke(path, color, 1.6 * m_style.theme.lineWidth);
}

void ToolInk::arrow(Vec2 from, Vec2 to, const QColor& color)
{
    const QPointF tail = m_map.pixelOf(from);
    const QPointF tip = m_map.pixelBeside(from, to);
    const double long_ = length(tip - tail);
    if (long_ < 1.0)
        return;
    QPainterPath path;
    path.moveTo(tail);
    path.lineTo(tip);
    const QPointF along = (tip - tail) / long_;
    const QPointF across(-along.y(), along.x());
    const double head = std::min(headLength, 0.6 * long_);
    for (const double side : {-1.0, 1.0}) {
        path.moveTo(tip);
        path.lineTo(tip - head * along + 0.45 * side * head * across);
    }
    stroke(path, color, 2.2 * m_style.theme.lineWidth);
}

void ToolInk::line(const std::vector<Vec2>& points, const QColor& color)
{
    if (points.empty())
        return;
    QPainterPath path(m_map.pixelOf(points.front()));
    for (const Vec2& point : points)
        path.lineTo(m_map.pixelBeside(points.front(), point));
    stroke(path, color, 1.6 * m_style.theme.lineWidth);
}

void ToolInk::band(const std::vector<Vec2>& points, double width, const QColor& color)
{
    if (points.empty())
        return;
    QPainterPath path(m_map.pixelOf(points.front()));
    for (const Vec2& point : points)
        path.lineTo(m_map.pixelBeside(points.front(), point) + QPointF(0.01, 0.0));
    QColor through = color;
    through.setAlpha(110);
    const double pixels = std::min(width * m_map.pixelsPerLength(points.back()), widestBand);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(through, pixels, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPath(path);
}

void ToolInk::knob(Vec2 anchor, Vec2 place, const QColor& color)
{
    m_painter.setPen(QPen(m_style.theme.background, 1.5));
    m_painter.setBrush(color);
    m_painter.drawEllipse(m_map.pixelBeside(anchor, place), knobRadius, knobRadius);
}

void ToolInk::words(QPointF pixel, const QStringList& lines, bool endsInAWarning)
{
    std::vector<RichLine> rich;
    QSizeF size(0.0, 0.0);
    for (const QString& each : lines) {
        rich.emplace_back(each, m_style.text);
        size = QSizeF(std::max(size.width(), rich.back().size().width()),
            size.height() + rich.back().size().height());
    }
    const auto kept = [this](double wanted, double extent, double room) {
        return std::clamp(wanted, m_style.margin, std::max(m_style.margin, room - extent));
    };
    // Right and below, or on the other side where that leaves the pane.
    const double right = pixel.x() + besidePointer;
    const bool isLeft = right + size.width() + m_style.margin > m_style.pane.width();
    const QPointF corner(kept(isLeft ? pixel.x() - besidePointer - size.width() : right,
                             size.width(), m_style.pane.width() - m_style.margin),
        kept(pixel.y() + besidePointer, size.height(), m_style.pane.height() - m_style.margin));
    QColor plate = m_style.theme.background;
    plate.setAlpha(215);
    m_painter.setPen(QPen(m_style.theme.line, 1.0));
    m_painter.setBrush(plate);
    m_painter.drawRoundedRect(QRectF(corner, size).adjusted(-6.0, -3.0, 6.0, 3.0), 4.0, 4.0);
    QPointF at = corner;
    for (std::size_t k = 0; k < rich.size(); ++k) {
        const bool warns = endsInAWarning && k + 1 == rich.size();
        rich[k].draw(m_painter, at, warns ? m_style.theme.selection : m_style.theme.total);
        at.ry() += rich[k].size().height();
    }
}

} // namespace dqm
