#include "widgets/scene/overlay/SceneOverlay.h"

#include "widgets/scene/marks/DetectorMarks.h"
#include "widgets/scene/marks/MotionMarks.h"
#include "widgets/scene/marks/SceneAxes.h"
#include "widgets/scene/marks/SceneMarks.h"
#include "widgets/scene/overlay/OverlayLayout.h"

#include <QPainter>

namespace dqm {

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
