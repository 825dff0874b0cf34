#pragma once

#include "widgets/scene/text/OverlayStyle.h"
#include "widgets/scene/tools/parts/PlaneMap.h"

#include <QColor>
#include <QStringList>

#include <vector>

namespace dqm {

/// What tools paint over a pane: shapes that lie on its floor, each beside an anchor that it
/// belongs to (see PlaneMap::pixelBeside), and lines of words beside the pointer.
class ToolInk
{
public:
    ToolInk(QPainter& painter, const OverlayStyle& style, const PlaneMap& map);

    const Theme& theme() const { return m_style.theme; }
    const PlaneMap& map() const { return m_map; }

    /// An ellipse of these half axes.
    void ring(Vec2 centre, Vec2 radii, const QColor& color);
    void arrow(Vec2 from, Vec2 to, const QColor& color);
    void line(const std::vector<Vec2>& points, const QColor& color);
    /// A line as wide as a brush, seen through.
    void band(const std::vector<Vec2>& points, double width, const QColor& color);
    /// A knob to take hold of.
    void knob(Vec2 anchor, Vec2 place, const QColor& color);
    /// Lines of markup on a plate beside a pixel, kept inside the pane; the last in amber if it is
    /// a warning.
    void words(QPointF pixel, const QStringList& lines, bool endsInAWarning = false);

private:
    void stroke(const QPainterPath& path, const QColor& color, double width);

    QPainter& m_painter;
    const OverlayStyle& m_style;
    const PlaneMap& m_map;
};

} // namespace dqm
