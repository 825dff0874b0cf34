#include "widgets/exhibits/scene/BoxesPainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double widestBox = 112.0;
constexpr double largestRadius = 18.0;
constexpr double smallestNumbered = 6.5;
constexpr double smallestBall = 2.0;
constexpr double shareOfBoxes = 0.55; ///< of the height, where energies lift them
constexpr double weightShare = 0.22; ///< of the height, for the bars of the weights
constexpr double triangleShare = 0.34; ///< of the width

QColor ballColor(const Theme& theme)
{
    return theme.dark ? QColor(0xCB, 0xD0, 0xD8) : QColor(0x3A, 0x41, 0x4C);
}

/// Where the balls of a scene lie.
std::vector<QPointF> placesOfBalls(const BoxesScene& scene, const BoxesLayout& layout)
{
    std::vector<QPointF> places;
    for (std::size_t box = 0; box < scene.occupants.size() && box < layout.count(); ++box) {
        for (std::size_t i = 0; i < scene.occupants[box].size(); ++i) {
            const auto ball = static_cast<std::size_t>(std::max(0, scene.occupants[box][i]));
            if (ball >= places.size())
                places.resize(ball + 1, QPointF(-1e9, 0.0));
            places[ball] = layout.ball(box, i);
        }
    }
    return places;
}

void paintBox(QPainter& painter, const QRectF& box, const SceneInk& ink)
{
    painter.fillRect(box, faded(ink.theme.surface, 0.7));
    const double width = std::min(2.0, std::max(0.75, 0.04 * box.width())) * ink.theme.lineWidth;
    QPen pen(ink.theme.mutedText, width);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPolyline(
        QPolygonF({box.topLeft(), box.bottomLeft(), box.bottomRight(), box.topRight()}));
}

void paintCount(QPainter& painter, const BoxesLayout& layout, std::size_t index, std::size_t count,
    const SceneInk& ink)
{
    const QRectF& box = layout.box(index);
    const double share = static_cast<double>(count) / static_cast<double>(layout.fullest());
    const QFontMetricsF letters(ink.smallFont());
    const double room = box.height() - letters.height() - 2.0;
    QRectF column = box.adjusted(0.15 * box.width(), 0.0, -0.15 * box.width(), 0.0);
    column.setTop(box.bottom() - share * room);
    painter.fillRect(column, ballColor(ink.theme));
    const QString text = QString::number(count);
    if (count > 0 && letters.horizontalAdvance(text) <= box.width() + 2.0) {
        painter.setFont(ink.smallFont());
        painter.setPen(ink.theme.total);
        painter.drawText(QRectF(box.left() - 4.0, column.top() - letters.height(),
                             box.width() + 8.0, letters.height()),
            Qt::AlignCenter, text);
    }
}

void paintBall(QPainter& painter, QPointF middle, double radius, int number, bool isNumbered,
    const SceneInk& ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ballColor(ink.theme));
    painter.drawEllipse(middle, radius, radius);
    if (!isNumbered)
        return;
    QFont digits = ink.font;
    digits.setPixelSize(
        std::max(7, static_cast<int>(std::lround((number < 9 ? 1.15 : 0.95) * radius))));
    painter.setFont(digits);
    painter.setPen(ink.theme.background);
    painter.drawText(
        QRectF(middle.x() - 2.0 * radius, middle.y() - radius, 4.0 * radius, 2.0 * radius),
        Qt::AlignCenter, QString::number(number + 1));
}

void paintBalls(QPainter& painter, const BoxesLayout& layout, const BoxesScene& scene,
    const BoxesScene* before, double eased, const SceneInk& ink)
{
    const std::vector<QPointF> now = placesOfBalls(scene, layout);
    const std::vector<QPointF> then
        = before ? placesOfBalls(*before, layout) : std::vector<QPointF>();
    for (std::size_t ball = 0; ball < now.size(); ++ball) {
        if (now[ball].x() < -1e8)
            continue;
        const bool moves
            = before && eased < 1.0 && (ball >= then.size() || then[ball] != now[ball]);
        const QPointF from(now[ball].x(), now[ball].y() - 0.6 * layout.box(0).height());
        // As things fall: slow first, fast at the end.
        const QPointF middle = moves ? from + eased * eased * (now[ball] - from) : now[ball];
        painter.setOpacity(moves ? 0.4 + 0.6 * eased : 1.0);
        paintBall(painter, middle, layout.radius(), static_cast<int>(ball),
            layout.detail() == BoxesLayout::Detail::Numbered, ink);
    }
    painter.setOpacity(1.0);
}

/// "3", or "E = 3" where it stands alone.
QString boxLabel(const BoxesScene& scene, std::size_t index, bool hasEnergies)
{
    return hasEnergies ? QString::number(scene.energies[index], 'g', 3)
                       : QString::number(index + 1);
}

void paintLabels(QPainter& painter, const BoxesScene& scene, const BoxesLayout& layout,
    const QRectF& area, const SceneInk& ink)
{
    const QFontMetricsF letters(ink.smallFont());
    double widest = 0.0;
    for (std::size_t i = 0; i < layout.count(); ++i)
        widest = std::max(
            widest, letters.horizontalAdvance(boxLabel(scene, i, layout.hasEnergies())) + 6.0);
    const double pitch = layout.count() > 1 ? layout.box(1).left() - layout.box(0).left() : widest;
    // Every box, every second, every fifth ...: labels never touch.
    std::size_t every = 1;
    for (const std::size_t candidate : {1, 2, 5, 10, 20, 50, 100, 200, 500}) {
        every = candidate;
        if (pitch * static_cast<double>(candidate) >= widest)
            break;
    }
    painter.setFont(ink.smallFont());
    painter.setPen(ink.theme.mutedText);
    for (std::size_t i = 0; i < layout.count(); i += every) {
        const QRectF& box = layout.box(i);
        painter.drawText(
            QRectF(box.center().x() - widest, box.bottom() + 2.0, 2.0 * widest, letters.height()),
            Qt::AlignCenter, boxLabel(scene, i, layout.hasEnergies()));
    }
    if (layout.hasEnergies())
        drawRich(painter,
            {std::max(area.left() + 4.0, layout.box(0).left() - 18.0),
                layout.box(0).bottom() + 2.0},
            QStringLiteral("<i>E</i>"), ink.smallFont(), ink.theme.mutedText);
}

void paintWeights(
    QPainter& painter, const BoxesScene& scene, const BoxesLayout& layout, const SceneInk& ink)
{
    if (scene.weights.size() != layout.count())
        return;
    const double largest = std::max(1e-300, *std::ranges::max_element(scene.weights));
    const QFontMetricsF letters(ink.smallFont());
    for (std::size_t i = 0; i < layout.count(); ++i) {
        QRectF bar = layout.weightArea(i);
        const double room = bar.height() - letters.height();
        bar.setTop(bar.bottom() - room * scene.weights[i] / largest);
        painter.fillRect(bar, ink.theme.selection);
        const QString text = QString::number(scene.weights[i], 'f', 2);
        if (letters.horizontalAdvance(text) > layout.box(i).width() + 4.0)
            continue;
        painter.setFont(ink.smallFont());
        painter.setPen(ink.theme.mutedText);
        painter.drawText(
            QRectF(bar.center().x() - 40.0, bar.top() - letters.height(), 80.0, letters.height()),
            Qt::AlignCenter, text);
    }
    const QRectF first = layout.weightArea(0);
    painter.setPen(QPen(ink.theme.line, ink.theme.lineWidth));
    painter.drawLine(first.bottomLeft(), layout.weightArea(layout.count() - 1).bottomRight());
    drawRich(painter, {first.left() - 22.0, first.bottom() - letters.height()},
        QStringLiteral("<i>w</i>"), ink.smallFont(), ink.theme.mutedText);
}

} // namespace

BoxesLayout::BoxesLayout(const BoxesScene& scene, const QRectF& area, double labelHeight)
{
    const std::size_t count = scene.occupants.size();
    if (count == 0)
        return;
    for (const std::vector<int>& balls : scene.occupants)
        m_fullest = std::max(m_fullest, balls.size());
    double lowest = 0.0;
    double highest = 0.0;
    if (scene.energies.size() == count) {
        lowest = *std::ranges::min_element(scene.energies);
        highest = *std::ranges::max_element(scene.energies);
    }
    m_hasEnergies = highest > lowest;

    QRectF room = area.adjusted(24.0, 8.0, -12.0, -labelHeight - 6.0);
    if (scene.weights.size() == count) {
        const double height = std::max(2.0 * labelHeight, weightShare * area.height());
        m_weights
            = QRectF(room.left(), room.bottom() + labelHeight - height + 4.0, room.width(), height);
        room.setBottom(m_weights.top() - labelHeight - 4.0);
    }
    const double boxes = static_cast<double>(count);
    const double pitch = std::min(widestBox, room.width() / boxes);
    const double gap = std::min(16.0, 0.18 * pitch);
    const double start = room.center().x() - 0.5 * pitch * boxes;
    const double height = (m_hasEnergies ? shareOfBoxes : 1.0) * room.height();
    for (std::size_t i = 0; i < count; ++i) {
        const double lift = m_hasEnergies
            ? (room.height() - height) * (scene.energies[i] - lowest) / (highest - lowest)
            : 0.0;
        m_boxes.emplace_back(start + pitch * static_cast<double>(i) + 0.5 * gap,
            room.bottom() - height - lift, pitch - gap, height);
    }
    choose(pitch - gap, height);
}

void BoxesLayout::choose(double width, double height)
{
    // The largest radius at which the fullest box holds its balls.
    m_radius = 0.0;
    const auto most = static_cast<int>(m_fullest);
    for (int columns = 1; columns <= most; ++columns) {
        const int rows = (most + columns - 1) / columns;
        const double radius
            = std::min({largestRadius, 0.46 * width / columns, 0.46 * height / rows});
        if (radius > m_radius) {
            m_radius = radius;
            m_columns = columns;
        }
    }
    m_detail = m_radius >= smallestNumbered ? Detail::Numbered
        : m_radius >= smallestBall          ? Detail::Plain
                                            : Detail::Counts;
}

QPointF BoxesLayout::ball(std::size_t box, std::size_t place) const
{
    const QRectF& walls = m_boxes[box];
    const auto columns = static_cast<std::size_t>(m_columns);
    const double pitch = walls.width() / static_cast<double>(m_columns);
    const double across = walls.left() + pitch * (static_cast<double>(place % columns) + 0.5);
    return {across,
        walls.bottom() - 1.0 - m_radius * (1.0 + 2.1 * static_cast<double>(place / columns))};
}

QRectF BoxesLayout::weightArea(std::size_t index) const
{
    if (m_weights.isEmpty())
        return {};
    const QRectF& box = m_boxes[index];
    const double narrow = box.width() > 24.0 ? 0.2 * box.width() : 0.0;
    return {box.left() + narrow, m_weights.top(), box.width() - 2.0 * narrow, m_weights.height()};
}

void paintSimplex(
    QPainter& painter, const QRectF& area, const std::vector<double>& weights, const SceneInk& ink)
{
    const double label = QFontMetricsF(ink.smallFont()).height();
    const double side = std::min(area.width() - 40.0, (area.height() - 2.0 * label - 24.0) / 0.866);
    if (weights.size() != 3 || side < 60.0)
        return;
    const QPointF middle = area.center();
    const double height = 0.866 * side;
    const QPointF corners[3] = {{middle.x() - 0.5 * side, middle.y() + 0.5 * height},
        {middle.x() + 0.5 * side, middle.y() + 0.5 * height},
        {middle.x(), middle.y() - 0.5 * height}};
    painter.setBrush(faded(ink.theme.surface, 0.7));
    painter.setPen(QPen(ink.theme.mutedText, 1.25 * ink.theme.lineWidth));
    painter.drawPolygon(corners, 3);
    // Lines of equal weight.
    painter.setPen(QPen(ink.theme.line, 0.75));
    for (int i = 0; i < 3; ++i) {
        for (int quarter = 1; quarter < 4; ++quarter) {
            const double share = 0.25 * quarter;
            const QPointF& top = corners[i];
            painter.drawLine(top + share * (corners[(i + 1) % 3] - top),
                top + share * (corners[(i + 2) % 3] - top));
        }
    }
    const QPointF w = weights[0] * corners[0] + weights[1] * corners[1] + weights[2] * corners[2];
    painter.setPen(QPen(ink.theme.background, 1.5));
    painter.setBrush(ink.theme.selection);
    painter.drawEllipse(w, 6.0, 6.0);
    for (int i = 0; i < 3; ++i) {
        const QString text = QStringLiteral("<i>w</i><sub>%1</sub> = 1").arg(i + 1);
        const QSizeF size = richSize(text, ink.smallFont());
        const double left = std::clamp(
            corners[i].x() - 0.5 * size.width(), area.left(), area.right() - size.width() - 4.0);
        const double top = i == 2 ? corners[i].y() - size.height() - 2.0 : corners[i].y() + 2.0;
        drawRich(painter, {left, top}, text, ink.smallFont(), ink.theme.mutedText);
    }
}

void paintBoxes(QPainter& painter, const QRectF& area, const BoxesScene& scene,
    const BoxesScene* before, double eased, const SceneInk& ink)
{
    QRectF room = drawSceneCaption(painter, area, scene.caption, ink);
    if (scene.occupants.size() == 3 && scene.weights.size() == 3 && room.width() > 360.0) {
        QRectF triangle = room;
        triangle.setLeft(room.right() - triangleShare * room.width());
        room.setRight(triangle.left());
        paintSimplex(painter, triangle, scene.weights, ink);
    }
    const BoxesLayout layout(scene, room, QFontMetricsF(ink.smallFont()).height());
    if (layout.count() == 0)
        return;
    paintWeights(painter, scene, layout, ink);
    for (std::size_t i = 0; i < layout.count(); ++i) {
        paintBox(painter, layout.box(i), ink);
        if (layout.detail() == BoxesLayout::Detail::Counts)
            paintCount(painter, layout, i, scene.occupants[i].size(), ink);
    }
    if (layout.detail() != BoxesLayout::Detail::Counts)
        paintBalls(painter, layout, scene, before, eased, ink);
    paintLabels(painter, scene, layout, room, ink);
}

} // namespace dqm
