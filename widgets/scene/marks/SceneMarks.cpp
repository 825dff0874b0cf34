#include "widgets/scene/marks/SceneMarks.h"

#include "widgets/scene/model/LiftedPlaces.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/text/RichLine.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace dqm {

namespace {

constexpr int lineSamples = 64;
constexpr std::size_t mostVortices = 60;
constexpr double handleRadius = 5.0;
constexpr double vortexRadius = 5.5;

/// The parts of a line over the surface that the eye sees, and those behind a hill.
struct Draped
{
    QPainterPath seen;
    QPainterPath behind;
};

/// A thin line with a seam in the background's colour, to be seen over any surface.
void strokeWithSeam(QPainter& painter, const OverlayStyle& style, const QPainterPath& path,
    const QColor& color, double width)
{
    QColor seam = style.theme.background;
    seam.setAlpha(150);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(seam, width + 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

/// A line over the surface; broken where it leaves the rectangle.
Draped draped(const LiftedPlaces& places, const std::vector<Vec2>& points)
{
    Draped result;
    QPainterPath* last = nullptr;
    QPointF from;
    for (const Vec2& point : points) {
        if (!places.isSeen(point)) {
            last = nullptr;
            continue;
        }
        const QPointF to = places.onSurface(point);
        QPainterPath* path = places.isBehind(point) ? &result.behind : &result.seen;
        if (path != last)
            path->moveTo(last ? from : to);
        path->lineTo(to);
        from = to;
        last = path;
    }
    return result;
}

void paintDraped(QPainter& painter, const OverlayStyle& style, const Draped& line, double width)
{
    QColor faint = style.theme.selection;
    faint.setAlpha(90);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faint, width, Qt::DotLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line.behind);
    strokeWithSeam(painter, style, line.seen, style.theme.selection, width);
}

/// Points between two places, the first of them but not the second.
void addBetween(std::vector<Vec2>& points, Vec2 from, Vec2 to, int count)
{
    for (int k = 0; k < count; ++k)
        points.emplace_back(from + (to - from) * (static_cast<double>(k) / count));
}

void paintSection(QPainter& painter, const OverlayStyle& style, const LiftedPlaces& places,
    const SectionLine& line)
{
    const QColor& amber = style.theme.selection;
    std::vector<Vec2> points;
    addBetween(points, line.from, line.to, lineSamples);
    points.push_back(line.to);
    paintDraped(painter, style, draped(places, points), 1.4 * style.theme.lineWidth);
    for (const Vec2& end : {line.from, line.to}) {
        if (!places.isSeen(end))
            continue;
        painter.setPen(QPen(style.theme.background, 1.5));
        painter.setBrush(amber);
        painter.drawEllipse(places.onSurface(end), handleRadius, handleRadius);
    }
}

/// A line of text on a plate, kept inside the pane.
void paintTag(QPainter& painter, const OverlayStyle& style, const QString& markup, QPointF center)
{
    const RichLine line(markup, style.pane.width() < 480.0 ? style.small : style.text);
    const QSizeF size = line.size();
    const double farthestX
        = std::max(style.margin, style.pane.width() - style.margin - size.width());
    const double farthestY
        = std::max(style.margin, style.pane.height() - style.margin - size.height());
    const QPointF corner(std::clamp(center.x() - 0.5 * size.width(), style.margin, farthestX),
        std::clamp(center.y() - 0.5 * size.height(), style.margin, farthestY));
    QColor plate = style.theme.background;
    plate.setAlpha(215);
    painter.setPen(QPen(style.theme.selection, style.theme.lineWidth));
    painter.setBrush(plate);
    painter.drawRoundedRect(QRectF(corner, size).adjusted(-6.0, -2.0, 6.0, 2.0), 4.0, 4.0);
    line.draw(painter, corner, style.theme.total);
}

void paintLoop(QPainter& painter, const OverlayStyle& style, const LiftedPlaces& places,
    const SceneState& state, const Picture& picture)
{
    std::vector<Vec2> points;
    const std::size_t corners = state.loop.size();
    const int between = corners < 16 ? 16 : 2;
    for (std::size_t k = 0; k < corners; ++k)
        addBetween(points, state.loop[k], state.loop[(k + 1) % corners], between);
    points.push_back(state.loop.front());
    const Draped line = draped(places, points);
    paintDraped(painter, style, line, 1.6 * style.theme.lineWidth);
    const QString text = circulationText(*state.frame, picture);
    if (text.isEmpty() || (line.seen.isEmpty() && line.behind.isEmpty()))
        return;
    const QRectF box = line.seen.boundingRect().united(line.behind.boundingRect());
    const double high = QFontMetricsF(style.text).height();
    // Below the loop, or above it where there is no room.
    const bool below = box.bottom() + 2.0 * high + style.margin < style.pane.height();
    paintTag(
        painter, style, text, {box.center().x(), below ? box.bottom() + high : box.top() - high});
}

/// The most dense surroundings first: those are the vortices one looks at.
std::vector<Vortex> mostVisible(const LiftedPlaces& places, const Picture& picture)
{
    std::vector<Vortex> all = picture.vortices;
    if (all.size() <= mostVortices)
        return all;
    const double away = 3.0 * std::max(picture.grid.dx(), picture.grid.dy());
    std::vector<std::pair<double, std::size_t>> order(all.size());
    for (std::size_t k = 0; k < all.size(); ++k) {
        const Vec2 at = all[k].position;
        order[k] = {places.density(at + Vec2(away, 0.0)) + places.density(at - Vec2(away, 0.0))
                + places.density(at + Vec2(0.0, away)) + places.density(at - Vec2(0.0, away)),
            k};
    }
    std::partial_sort(order.begin(), order.begin() + mostVortices, order.end(), std::greater<>());
    std::vector<Vortex> chosen;
    for (std::size_t k = 0; k < mostVortices; ++k)
        chosen.push_back(all[order[k].second]);
    return chosen;
}

void paintVortices(QPainter& painter, const OverlayStyle& style, const LiftedPlaces& places,
    const Picture& picture)
{
    QFont font = style.small;
    font.setBold(true);
    for (const Vortex& vortex : mostVisible(places, picture)) {
        if (!places.isSeen(vortex.position))
            continue;
        const QColor& color = vortex.charge > 0 ? style.theme.potential : style.theme.error;
        const QPointF at = places.onSurface(vortex.position);
        QPainterPath ring;
        ring.addEllipse(at, vortexRadius, vortexRadius);
        strokeWithSeam(painter, style, ring, color, 2.0 * style.theme.lineWidth);
        const QString charge = QStringLiteral("%1%2")
                                   .arg(vortex.charge > 0 ? QChar('+') : QChar(0x2212))
                                   .arg(std::abs(vortex.charge));
        const QPointF base(at.x() + vortexRadius + 3.0, at.y() - 2.0);
        QPainterPath glyphs;
        glyphs.addText(base, font, charge);
        painter.setPen(
            QPen(style.theme.background, 3.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(glyphs);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPath(glyphs);
    }
}

} // namespace

QString circulationText(const Frame& frame, const Picture& picture)
{
    if (!picture.loopCirculation)
        return {};
    const double value = *picture.loopCirculation;
    if (!std::isfinite(value))
        return QStringLiteral("the loop runs where <i>ρ</i> is too small for a phase");
    const double n = value * frame.constants.mass / (2.0 * std::numbers::pi * frame.constants.hbar);
    const double whole = std::round(n);
    const bool isWhole = std::abs(n - whole) < 1e-6;
    QString count
        = isWhole ? QString::number(std::abs(whole), 'f', 0) : QString::number(std::abs(n), 'f', 3);
    if ((isWhole ? whole : n) < 0.0)
        count.prepend(QChar(0x2212));
    const QString shown = isWhole && whole == 0.0 ? QStringLiteral("0") : legendNumber(value, 4);
    return QStringLiteral("∮<b>v</b>·d<b>l</b> = %1 · 2π<i>ħ</i>/<i>m</i> = %2").arg(count, shown)
        + QChar(0x2009)
        + QString::fromStdString(unitSymbol(Quantity::DiffusionCoefficient, frame.units));
}

void paintMarks(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, const SceneScales& scales)
{
    const LiftedPlaces places(picture, state.camera, style.room, scales.heightRho);
    if (state.section)
        paintSection(painter, style, places, *state.section);
    if (!state.loop.empty())
        paintLoop(painter, style, places, state, picture);
    if (state.options.vortices)
        paintVortices(painter, style, places, picture);
}

} // namespace dqm
