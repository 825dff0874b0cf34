#pragma once

#include "core/frames/Frame.h"

#include <cstddef>
#include <vector>

namespace dqm {

/// A picture and where it stands side by side with others.
struct StagePane
{
    StageRow row = StageRow::Frictionless;
    StageColumn column = StageColumn::K;
    const Picture* picture = nullptr; ///< of the frame
};

/// Counted row by row: 0 and 1 are K and K' without friction, 2 and 3 with it.
std::size_t placeOf(StageRow row, StageColumn column);

/// Which panes stand on the stage of a frame, row by row: those that the frame's stage says, as far
/// as their evolutions are carried; what is carried for the sake of its numbers is none. One pane
/// alone shows what the observer sees: K', if it moves and its fields are there.
/// @param fromK  one pane alone shows K, if its fields are there.
/// @pre the frame has pictures.
std::vector<StagePane> stagePanes(const Frame& frame, bool fromK = false);

/// Columns and rows of the panes.
struct StageShape
{
    int columns = 1;
    int rows = 1;

    int count() const { return columns * rows; }
    bool isOne() const { return count() == 1; }
    bool has(StageRow row) const { return row == StageRow::Frictionless || rows > 1; }
    bool has(StageColumn column) const { return column == StageColumn::K || columns > 1; }
    bool operator==(const StageShape&) const = default;
};

StageShape shapeOf(const std::vector<StagePane>& panes);

/// Two rows of one column stand side by side where the area is wider than tall.
bool rowsStandSideBySide(const StageShape& shape, int width, int height);

} // namespace dqm
