#include "widgets/scene/text/OverlayStyle.h"

#include <QPainter>

namespace dqm {

OverlayStyle::OverlayStyle(const QFont& base, const Theme& colors, QSizeF paneSize)
    : theme(colors)
    , pane(paneSize)
    , room(paneSize)
    , margin(paneSize.width() < 480.0 ? 8.0 : 16.0)
    , title(base)
    , text(base)
    , small(base)
{
    const double size = base.pointSizeF() > 0.0 ? base.pointSizeF() : 10.0;
    // Small panes carry as many words as large ones.
    const double factor = paneSize.width() < 480.0 ? 0.9 : 1.0;
    title.setPointSizeF(1.25 * size * factor);
    title.setBold(true);
    text.setPointSizeF(1.05 * size * factor);
    small.setPointSizeF(0.95 * size * factor);
}

void paintPlate(QPainter& painter, const OverlayStyle& style, const QRectF& block)
{
    QColor color = style.theme.background;
    color.setAlpha(150);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(block.adjusted(-6.0, -4.0, 6.0, 4.0), 4.0, 4.0);
}

} // namespace dqm
