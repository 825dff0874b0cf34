#include "widgets/scene/marks/DetectorMarks.h"

#include "core/streamlines/FlowField.h"
#include "widgets/scene/model/LiftedPlaces.h"
#include "widgets/scene/text/RichLine.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int pieces = 48; ///< of a band
constexpr int latest = 4; ///< hits that stand out
constexpr int bandAlpha = 46;
constexpr int coveredAlpha = 16;

/// One detector as an observer sees it.
class Band
{
public:
    Band(const DetectorReport& report, const Picture& picture, const LiftedPlaces& places)
        : m_report(report)
        , m_picture(picture)
        , m_places(places)
        , m_shift(picture.observerVelocity * picture.numbers.time)
    {
        const auto& line = report.detector.line;
        m_from = Vec2(line[0], line[1]);
        m_along = (Vec2(line[2], line[3]) - m_from) / report.length;
        m_half = 0.5 * report.detector.depth * Vec2(-m_along.y(), m_along.x());
        for (int k = 0; k < pieces; ++k)
            m_isCovered.push_back(places.isCovered(seen(middle(k))));
    }

    void paint(QPainter& painter, const OverlayStyle& style) const
    {
        QPainterPath open;
        QPainterPath covered;
        for (int k = 0; k < pieces; ++k)
            addPiece(m_isCovered[static_cast<std::size_t>(k)] ? covered : open, k);
        QColor ink = style.theme.selection;
        painter.setPen(Qt::NoPen);
        for (const auto& [path, alpha] : {std::pair(&open, bandAlpha), {&covered, coveredAlpha}}) {
            path->setFillRule(Qt::WindingFill);
            ink.setAlpha(alpha);
            painter.setBrush(ink);
            painter.drawPath(*path);
        }
        paintEdges(painter, style);
        paintHits(painter, style);
        paintName(painter, style);
    }

private:
    Vec2 at(double share) const { return m_from + share * m_report.length * m_along; }
    Vec2 middle(int k) const { return at((k + 0.5) / pieces); }
    Vec2 seen(Vec2 inK) const { return wrapInto(m_picture.grid, inK - m_shift); }

    /// The corners of a piece go with its middle, wherever that is on a torus.
    std::array<QPointF, 4> corners(int k) const
    {
        const Vec2 centre = seen(middle(k));
        const Vec2 half = 0.5 * m_report.length / pieces * m_along;
        const auto corner = [&](double along, double across) {
            return m_places.onFloor(m_places.clamped(centre + along * half + across * m_half));
        };
        return {corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)};
    }

    void addPiece(QPainterPath& path, int k) const
    {
        if (!m_places.isSeen(seen(middle(k))))
            return;
        QPolygonF polygon;
        for (const QPointF& corner : corners(k))
            polygon << corner;
        path.addPolygon(polygon);
        path.closeSubpath();
    }

    void paintEdges(QPainter& painter, const OverlayStyle& style) const
    {
        QPainterPath edges;
        for (int k = 0; k < pieces; ++k) {
            if (m_isCovered[static_cast<std::size_t>(k)] || !m_places.isSeen(seen(middle(k))))
                continue;
            const auto c = corners(k);
            edges.moveTo(c[0]);
            edges.lineTo(c[1]);
            edges.moveTo(c[2]);
            edges.lineTo(c[3]);
        }
        QColor ink = style.theme.selection;
        ink.setAlpha(150);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 0.8 * style.theme.lineWidth));
        painter.drawPath(edges);
    }

    bool isHitCovered(Vec2 inK) const
    {
        const double share = (inK - m_from).dot(m_along) / m_report.length;
        const int k = std::clamp(static_cast<int>(share * pieces), 0, pieces - 1);
        return m_isCovered[static_cast<std::size_t>(k)];
    }

    void paintHits(QPainter& painter, const OverlayStyle& style) const
    {
        std::vector<QPointF> dots;
        dots.reserve(m_report.places.size());
        for (const Eigen::Vector2f& place : m_report.places) {
            const Vec2 inK = place.cast<double>();
            const Vec2 here = seen(inK);
            if (m_places.isSeen(here) && !isHitCovered(inK))
                dots.push_back(m_places.onFloor(here));
        }
        const auto count = static_cast<int>(dots.size());
        const double diameter
            = std::clamp(4.6 - 0.9 * std::log10(std::max(count, 10) / 10.0), 1.6, 4.6);
        const auto draw = [&](int from, const QColor& color, double width) {
            painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
            painter.drawPoints(dots.data() + from, count - from);
        };
        if (count == 0)
            return;
        const int fresh = std::max(0, count - latest);
        draw(fresh, style.theme.background, 2.0 * diameter + 2.0);
        draw(0, style.theme.selection, diameter);
        draw(fresh, style.theme.selection, 2.0 * diameter);
    }

    /// Beside its first end that is in the picture.
    void paintName(QPainter& painter, const OverlayStyle& style) const
    {
        const QString name = QString::fromStdString(m_report.detector.name);
        const RichLine text(name.toHtmlEscaped(), style.small);
        for (const int end : {pieces - 1, 0}) {
            if (!m_places.isSeen(seen(middle(end))))
                continue;
            const auto c = corners(end);
            const QPointF edge = end == 0 ? 0.5 * (c[0] + c[3]) : 0.5 * (c[1] + c[2]);
            const QPointF inward = 0.25 * (c[0] + c[1] + c[2] + c[3]) - edge;
            const double length = std::max(1.0, std::hypot(inward.x(), inward.y()));
            const QPointF centre = edge - inward * (0.8 * text.size().height() / length);
            const QRectF pane(QPointF(), style.pane);
            QRectF box(QPointF(), text.size());
            box.moveCenter(centre);
            if (!pane.contains(box))
                continue;
            paintPlate(painter, style, box);
            text.draw(painter, box.topLeft(), style.theme.selection);
            return;
        }
    }

    const DetectorReport& m_report;
    const Picture& m_picture;
    const LiftedPlaces& m_places;
    Vec2 m_shift;
    Vec2 m_from;
    Vec2 m_along;
    Vec2 m_half;
    std::vector<bool> m_isCovered;
};

} // namespace

void paintDetectors(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, const SceneScales& scales)
{
    if (!state.frame->detectors || picture.isFrictional())
        return;
    const LiftedPlaces places(picture, state.camera, style.room, scales.heightRho);
    for (const DetectorReport& report : *state.frame->detectors)
        Band(report, picture, places).paint(painter, style);
}

} // namespace dqm
