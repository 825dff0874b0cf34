#include "widgets/scene/marks/MotionMarks.h"

#include "widgets/scene/model/LiftedPlaces.h"
#include "widgets/scene/text/RichLine.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double ticksPerSide = 10.0;
constexpr double longestArrow = 0.2; ///< of the longer side
constexpr double widestWord = 0.4; ///< of the floor

QString tr(const char* text) { return QCoreApplication::translate("Scene", text); }

/// The nearest corner of the floor and the two directions along its edges, unit vectors.
struct NearCorner
{
    Vec2 place;
    Vec2 along[2]; ///< to the left and to the right as seen on the pane
};

NearCorner nearCorner(const LiftedPlaces& places, const Grid& grid)
{
    Vec2 sign(-1.0, -1.0);
    const auto toEye = places.camera().position() - places.camera().focalPoint();
    for (const int axis : {0, 1})
        if (!places.camera().isParallel() && toEye[axis] > 1e-9)
            sign[axis] = 1.0;
    NearCorner corner{grid.center + 0.5 * sign.cwiseProduct(grid.size),
        {Vec2(-sign.x(), 0.0), Vec2(0.0, -sign.y())}};
    const auto paneX = [&](Vec2 direction) {
        return places.onFloor(corner.place + 0.1 * grid.size.minCoeff() * direction).x();
    };
    if (paneX(corner.along[0]) > paneX(corner.along[1]))
        std::swap(corner.along[0], corner.along[1]);
    return corner;
}

/// Where something is written already, and how wide a word may be to leave the floor to be seen.
struct Writing
{
    std::vector<OverlayPlace>& places;
    double widest;
};

/// Text on a faint plate, so that ticks do not run through it; nothing where it does not fit.
void paintWord(QPainter& painter, const OverlayStyle& style, const QString& markup, QPointF center,
    const QColor& color, Writing words)
{
    const RichLine line(markup, style.small);
    const QSizeF size = line.size();
    const QPointF corner(std::clamp(center.x() - 0.5 * size.width(), 2.0,
                             std::max(2.0, style.pane.width() - size.width() - 2.0)),
        center.y() - 0.5 * size.height());
    const QRectF place(corner, size);
    if (size.width() > words.widest
        || std::ranges::any_of(words.places,
            [&place](const OverlayPlace& other) { return other.rectangle.intersects(place); }))
        return;
    words.places.push_back({OverlayPart::Arrow, place});
    QColor plate = style.theme.background;
    plate.setAlpha(150);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plate);
    painter.drawRoundedRect(place.adjusted(-3.0, 0.0, 3.0, 0.0), 3.0, 3.0);
    line.draw(painter, corner, color);
}

/// An arrow that lies on the floor around a place, its name before the tip.
void paintArrow(QPainter& painter, const OverlayStyle& style, const LiftedPlaces& places,
    Vec2 middle, Vec2 reach, const QString& name, const QColor& color, Writing words)
{
    const QPointF tail = places.onFloor(middle - 0.5 * reach);
    const QPointF tip = places.onFloor(middle + 0.5 * reach);
    const double length = std::hypot(tip.x() - tail.x(), tip.y() - tail.y());
    if (length < 2.0)
        return;
    const QPointF along = (tip - tail) / length;
    const QPointF across(-along.y(), along.x());
    const double head = std::min(9.0, 0.5 * length);
    painter.setPen(QPen(color, 2.2 * style.theme.lineWidth, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(tail, tip - 0.8 * head * along);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const QPointF triangle[] = {
        tip, tip - head * along + 0.45 * head * across, tip - head * along - 0.45 * head * across};
    painter.drawPolygon(triangle, 3);
    // Above the shaft, where the floor is still free.
    paintWord(painter, style, name,
        0.5 * (tail + tip)
            - QPointF(0.0,
                0.5 * std::abs(tip.y() - tail.y()) + 0.8 * QFontMetricsF(style.small).height()),
        color, words);
}

/// Of the floor, as it is seen.
double widthOf(const LiftedPlaces& places, const Grid& grid)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const Vec2& corner :
        {Vec2(-0.5, -0.5), Vec2(0.5, -0.5), Vec2(0.5, 0.5), Vec2(-0.5, 0.5)}) {
        const double x = places.onFloor(grid.center + corner.cwiseProduct(grid.size)).x();
        low = std::min(low, x);
        high = std::max(high, x);
    }
    return high - low;
}

/// Ticks on a lattice that moves with the medium; each is as long as it is fast.
void paintTicks(QPainter& painter, const OverlayStyle& style, const LiftedPlaces& places,
    const Picture& picture, double fastest)
{
    const Grid& grid = picture.grid;
    const double spacing = grid.size.maxCoeff() / ticksPerSide;
    const Vec2 velocity = picture.medium->velocity;
    const Vec2 travelled = velocity * picture.numbers.time;
    const auto start = [&](double offset) {
        // Half a spacing from the edge at rest.
        const double turns = offset / spacing + 0.5;
        return spacing * (turns - std::floor(turns));
    };
    const Vec2 first(start(travelled.x()), start(travelled.y()));
    const Vec2 trail = fastest > 0.0 ? Vec2(0.3 * spacing / fastest * velocity) : Vec2(0.0, 0.0);
    QColor color = style.theme.rest;
    color.setAlpha(style.theme.dark ? 130 : 150);
    painter.setPen(QPen(color, 1.3 * style.theme.lineWidth, Qt::SolidLine, Qt::RoundCap));
    for (double y = first.y(); y < grid.size.y(); y += spacing)
        for (double x = first.x(); x < grid.size.x(); x += spacing) {
            const Vec2 head = grid.lower() + Vec2(x, y);
            const Vec2 tail = places.clamped(head - trail);
            if (!places.isSeen(head) || places.isCovered(head))
                continue;
            const QPointF tip = places.onFloor(head);
            painter.drawLine(places.onFloor(tail), tip);
            painter.save();
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(tip, 1.6, 1.2);
            painter.restore();
        }
}

} // namespace

void paintMotion(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, const SceneScales& scales, std::vector<OverlayPlace>& written)
{
    if (!state.frame->stage.showsMoreThanK())
        return;
    const LiftedPlaces places(picture, state.camera, style.room, scales.heightRho);
    const Grid& grid = picture.grid;
    const Vec2 observer = picture.observerVelocity;
    const Vec2 medium = picture.medium ? picture.medium->velocity : Vec2(0.0, 0.0);
    const double fastest = std::max(observer.norm(), medium.norm());
    if (picture.medium)
        paintTicks(painter, style, places, picture, fastest);

    const NearCorner corner = nearCorner(places, grid);
    const double side = grid.size.minCoeff();
    // Beside the near corner, on its left and on its right.
    const auto anchor = [&](int which) {
        return Vec2(
            corner.place + side * (0.42 * corner.along[which] + 0.13 * corner.along[1 - which]));
    };
    const Writing words{written, widestWord * widthOf(places, grid)};
    const double reach = fastest > 0.0 ? longestArrow * side / fastest : 0.0;
    if (observer.norm() > 0.0)
        paintArrow(painter, style, places, anchor(0), reach * observer, QStringLiteral("<b>W</b>"),
            style.theme.drift, words);
    if (picture.medium && medium.norm() > 1e-9 * fastest && medium.norm() > 0.0)
        paintArrow(painter, style, places, anchor(1), reach * medium, tr("medium"),
            style.theme.rest, words);
    else if (picture.medium)
        paintWord(painter, style, tr("medium at rest"), places.onFloor(anchor(1)), style.theme.rest,
            words);
}

} // namespace dqm
