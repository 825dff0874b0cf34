#include "widgets/scene/marks/SceneAxes.h"

#include "widgets/scene/model/SceneCamera.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/text/RichLine.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>

namespace dqm {

namespace {

constexpr double tickLength = 5.0;
constexpr double gap = 4.0;

/// One edge of the floor that carries an axis.
struct Edge
{
    Vec2 from; ///< scene units
    Vec2 to;
    Vec2 outward; ///< unit normal in the floor
    Axis axis;
};

class AxisPainter
{
public:
    AxisPainter(QPainter& painter, const OverlayStyle& style, const SceneState& state,
        const Picture& picture, std::vector<OverlayPlace>& places)
        : m_painter(painter)
        , m_style(style)
        , m_state(state)
        , m_picture(picture)
        , m_geometry(sceneGeometry(picture.grid))
        , m_camera(state.camera, m_geometry, style.room)
        , m_step(gridStep(picture))
        , m_places(places)
    {
    }

    void paint()
    {
        const Vec2 half = m_geometry.halfSides;
        Vec2 low = -half;
        if (m_camera.isParallel())
            low = insideThePane(low);
        const auto toEye = m_camera.position() - m_camera.focalPoint();
        const double y = m_camera.isParallel() || toEye.y() <= 1e-9 ? low.y() : half.y();
        const double x = m_camera.isParallel() || toEye.x() <= 1e-9 ? low.x() : half.x();
        const Vec2 outwardY(0.0, y < 0.0 || m_camera.isParallel() ? -1.0 : 1.0);
        const Vec2 outwardX(x < 0.0 || m_camera.isParallel() ? -1.0 : 1.0, 0.0);
        paintEdge({Vec2(-half.x(), y), Vec2(half.x(), y), outwardY, Axis::X});
        paintEdge({Vec2(x, -half.y()), Vec2(x, half.y()), outwardX, Axis::Y});
    }

private:
    /// In the flat view: the floor's lower left corner, or the pane's if that is further inside.
    Vec2 insideThePane(Vec2 corner) const
    {
        const QMarginsF room = axesRoom(m_style, m_picture, true).margins;
        const auto inner = m_camera.floorPoint(
            {room.left(), static_cast<double>(m_state.size.height()) - room.bottom()});
        return inner ? Vec2(corner.cwiseMax(*inner)) : corner;
    }

    QPointF onPane(Vec2 point) const { return m_camera.project({point.x(), point.y(), 0.0}); }

    bool isVisible(QPointF point) const
    {
        return QRectF(QPointF(0.0, 0.0), QSizeF(m_state.size)).contains(point);
    }

    bool isInFront(Vec2 point) const
    {
        return m_camera.depth({point.x(), point.y(), 0.0}) > m_camera.nearDistance();
    }

    /// Away from the floor, as seen on the pane.
    QPointF direction(const Edge& edge, Vec2 point) const
    {
        const QPointF d = onPane(point + 0.02 * edge.outward) - onPane(point);
        const double length = std::hypot(d.x(), d.y());
        return length > 1e-9 ? d / length : QPointF(0.0, 1.0);
    }

    /// A multiple of the step whose labels do not touch.
    double labelStep(const Edge& edge, const QFontMetricsF& metrics) const
    {
        const Vec2 middle = 0.5 * (edge.from + edge.to);
        const Vec2 along = (edge.to - edge.from).normalized() * (m_step * m_geometry.scale);
        const QPointF apart = onPane(middle + along) - onPane(middle);
        const double widest
            = metrics.horizontalAdvance(tickText(-m_picture.grid.size.maxCoeff(), m_step));
        const double needX = widest + 10.0;
        const double needY = metrics.height() + 2.0;
        for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0})
            if (factor * std::abs(apart.x()) > needX || factor * std::abs(apart.y()) > needY)
                return factor * m_step;
        return 100.0 * m_step;
    }

    void paintEdge(const Edge& edge)
    {
        if (!isInFront(edge.from) || !isInFront(edge.to))
            return;
        const Theme& theme = m_style.theme;
        m_painter.setPen(QPen(theme.mutedText, theme.lineWidth));
        m_painter.drawLine(onPane(edge.from), onPane(edge.to));

        const bool alongX = edge.axis == Axis::X;
        const Vec2 low = m_geometry.fromScene(edge.from);
        const Vec2 high = m_geometry.fromScene(edge.to);
        const QFontMetricsF metrics(m_style.small);
        const double labelled = labelStep(edge, metrics);
        double deepest = 0.0;
        for (const double value :
            ticksBetween(alongX ? low.x() : low.y(), alongX ? high.x() : high.y(), m_step)) {
            const Vec2 point
                = m_geometry.toScene(alongX ? Vec2(value, low.y()) : Vec2(low.x(), value));
            const QPointF foot = onPane(point);
            if (!isVisible(foot))
                continue;
            const QPointF d = direction(edge, point);
            m_painter.setPen(QPen(theme.mutedText, theme.lineWidth));
            m_painter.drawLine(foot, foot + tickLength * d);
            if (!m_style.axes.numbers || std::abs(std::remainder(value, labelled)) > 1e-6 * m_step)
                continue;
            const RichLine label(tickText(value, m_step), m_style.small);
            if (const auto reached = paintBeside(label, foot, d, tickLength + gap))
                deepest = std::max(deepest, *reached);
        }
        if (m_style.axes.names)
            paintName(edge, deepest);
    }

    /// Whether a label can stand there; if so, the place is taken from now on.
    bool take(const QRectF& rectangle)
    {
        const bool isFree = QRectF(QPointF(0.0, 0.0), QSizeF(m_state.size)).contains(rectangle)
            && std::none_of(m_places.begin(), m_places.end(),
                [&](const OverlayPlace& other) { return other.rectangle.intersects(rectangle); });
        if (isFree)
            m_places.push_back({OverlayPart::AxisLabel, rectangle});
        return isFree;
    }

    /// Draws a line of text beyond a point in a direction, if it is free there. @returns how far it
    /// reaches.
    std::optional<double> paintBeside(
        const RichLine& line, QPointF foot, QPointF d, double distance)
    {
        const QSizeF size = line.size();
        const double reach = std::abs(d.x()) * size.width() + std::abs(d.y()) * size.height() * 0.8;
        const QPointF center = foot + (distance + 0.5 * reach) * d;
        const QRectF rectangle(center - QPointF(0.5 * size.width(), 0.5 * size.height()), size);
        if (!take(rectangle))
            return std::nullopt;
        line.draw(m_painter, rectangle.topLeft(), m_style.theme.mutedText);
        return distance + reach;
    }

    /// Turned by a quarter, left of a point: beside the pane's border there is room for no more.
    void paintUpright(const RichLine& line, QPointF foot, double distance)
    {
        const QSizeF size = line.size();
        const QRectF rectangle(
            foot - QPointF(distance + size.height(), 0.5 * size.width()), size.transposed());
        if (!take(rectangle))
            return;
        m_painter.save();
        m_painter.translate(foot.x() - distance - 0.5 * size.height(), foot.y());
        m_painter.rotate(-90.0);
        line.draw(
            m_painter, QPointF(-0.5 * size.width(), -0.5 * size.height()), m_style.theme.mutedText);
        m_painter.restore();
    }

    void paintName(const Edge& edge, double distance)
    {
        // In the middle of what is seen of the edge.
        Vec2 sum(0.0, 0.0);
        int seen = 0;
        for (int k = 0; k <= 16; ++k) {
            const Vec2 point = edge.from + (edge.to - edge.from) * (k / 16.0);
            if (isVisible(onPane(point))) {
                sum += point;
                ++seen;
            }
        }
        if (seen == 0)
            return;
        const Vec2 middle = sum / seen;
        const bool primed = m_picture.route != Route::Rest;
        const QString name
            = QStringLiteral("%1%2  (%3)")
                  .arg(QString::fromStdString(
                           m_state.frame->axes.rich.at(edge.axis == Axis::X ? 0 : 1)),
                      primed ? QString(QChar(0x2032)) : QString(),
                      QString::fromStdString(unitSymbol(Quantity::Length, m_state.frame->units)));
        const RichLine line(name, m_style.text);
        if (m_camera.isParallel() && edge.axis == Axis::Y) {
            paintUpright(line, onPane(middle), distance + 2.0 * gap);
            return;
        }
        // A little farther out, or beside the middle, where a label is in the way.
        for (const double aside : {0.0, 0.25, -0.25}) {
            const Vec2 place = middle + aside * (edge.to - edge.from);
            for (const double more : {0.0, 0.5, 1.0, 1.5}) {
                if (isVisible(onPane(place))
                    && paintBeside(line, onPane(place), direction(edge, place),
                        distance + 2.0 * gap + more * line.size().height()))
                    return;
            }
        }
    }

    QPainter& m_painter;
    const OverlayStyle& m_style;
    const SceneState& m_state;
    const Picture& m_picture;
    SceneGeometry m_geometry;
    SceneCamera m_camera;
    double m_step;
    std::vector<OverlayPlace>& m_places;
};

} // namespace

double gridStep(const Picture& picture)
{
    return niceStep(std::max(picture.grid.size.x(), picture.grid.size.y()) / 10.0);
}

AxesRoom axesRoom(const OverlayStyle& style, const Picture& picture, bool flat)
{
    const QFontMetricsF ticks(style.small);
    const QFontMetricsF names(style.text);
    const double step = gridStep(picture);
    const Vec2 low = picture.grid.lower();
    const Vec2 high = low + picture.grid.size;
    const auto widest = [&](double from, double to) {
        if (!style.axes.numbers)
            return 0.0;
        return std::max(ticks.horizontalAdvance(tickText(step * std::ceil(from / step), step)),
            ticks.horizontalAdvance(tickText(step * std::floor(to / step), step)));
    };
    const double wide = std::max(widest(low.x(), high.x()), widest(low.y(), high.y()));
    const double edge = 8.0;
    const double beyond = tickLength + gap;
    const double tickHeight = style.axes.numbers ? ticks.height() : 0.0;
    if (flat) {
        const double name = style.axes.names ? names.height() : 0.0;
        const double between = style.axes.names ? 2.0 * gap : 0.0;
        return {QMarginsF(beyond + widest(low.y(), high.y()) + between + name + edge,
                    0.5 * tickHeight + edge, 0.5 * widest(low.x(), high.x()) + edge,
                    beyond + 0.8 * (tickHeight + name) + between + edge),
            0.0};
    }
    const double reach = beyond + wide;
    return {QMarginsF(reach + edge, edge + 4.0, reach + edge, beyond + tickHeight + edge), reach};
}

void paintAxes(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, std::vector<OverlayPlace>& places)
{
    AxisPainter(painter, style, state, picture, places).paint();
}

} // namespace dqm
