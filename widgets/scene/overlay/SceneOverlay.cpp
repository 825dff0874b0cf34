#include "widgets/scene/overlay/SceneOverlay.h"

#include "widgets/scene/marks/DetectorMarks.h"
#include "widgets/scene/marks/MotionMarks.h"
#include "widgets/scene/marks/SceneAxes.h"
#include "widgets/scene/marks/SceneMarks.h"
#include "widgets/scene/overlay/OverlayLayout.h"

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

std::vector<OverlayPlace> paintOverlay(
    QPainter& painter, const SceneState& state, const SceneScales& scales)
{
    std::vector<OverlayPlace> places;
    const Picture* picture = state.picture();
    if (!picture)
        return places;
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const OverlayStyle style = overlayStyle(state);
    const std::vector<PlacedBlock> blocks = overlayBlocks(state, scales, style);
    for (const PlacedBlock& each : blocks)
        places.push_back({each.block.part, each.rectangle});
    // Labels of the axes keep clear of the blocks.
    paintAxes(painter, style, state, *picture, places);
    SceneScales heights = scales;
    if (state.showsParticlesAlone())
        heights.heightRho = 0.0;
    paintDetectors(painter, style, state, *picture, heights);
    paintMotion(painter, style, state, *picture, heights, places);
    paintMarks(painter, style, state, *picture, heights);
    for (const PlacedBlock& each : blocks) {
        paintPlate(painter, style, each.rectangle);
        each.block.paint(painter, each.rectangle.topLeft());
    }
    painter.restore();
    return places;
}

} // namespace dqm
