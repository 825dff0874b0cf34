#pragma once

#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayBlock.h"
#include "widgets/scene/text/OverlayStyle.h"

namespace dqm {

/// A block and where it stands in its pane.
struct PlacedBlock
{
    OverlayBlock block;
    QRectF rectangle;
};

/// The blocks of a pane's overlay in its corners: title upper left, colours upper right, heights
/// and flows lower left, V and the edge lower right. Where they would not fit beside one another or
/// leave too little for the plane, the least important ones are left out.
std::vector<PlacedBlock> overlayBlocks(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style);

/// What these blocks and the labels of the axes leave for the plane. It depends on nothing that
/// changes from frame to frame of a run, so that the plane stands still.
PaneRoom paneRoom(const SceneState& state);

/// The same blocks in one row, for the stage of several panes: colours, heights, flows, V and edge.
/// @param width  of the row, pixels; what does not fit is left out.
std::vector<PlacedBlock> stageLegend(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style, double width);

/// Fonts, colours and room of a pane.
OverlayStyle overlayStyle(const SceneState& state);

} // namespace dqm
