#pragma once

#include "core/streamlines/Streamlines.h"

namespace dqm {

/// Appends what is to be drawn of a line: its visible points with tapered ends, broken into pieces
/// where it crosses the edge of a torus.
/// @param taper  length over which an end thins out.
void writeStreamline(const Streamline& line, const Grid& grid, double taper,
    std::vector<StreamPoint>& points, std::vector<StreamPiece>& pieces);

} // namespace dqm
