#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

#include <optional>
#include <span>
#include <vector>

namespace dqm {

/// A phase vortex found by the winding of arg psi around one grid cell.
struct Vortex
{
    Vec2 position{0.0, 0.0}; ///< centre of the cell, or the grid point on which the node lies
    int charge = 0;
};

/// Cells around which the phase winds by 2 pi n, n != 0, where rho exceeds floor * max rho within
/// one cell of the corner (so that numerical dust in empty space is not reported). A node that lies
/// on a grid point is found by the winding around its eight neighbours.
/// Charges  one cell resolves |n| = 1 (a higher charge inside it counts as it winds), the ring
///          around a grid point |n| <= 3.
std::vector<Vortex> vortices(const WaveState& state, const Grid& grid, double floor = 1e-6);

/// Circulation oint v.dl = (hbar/m) sum of phase differences along the rectangle of grid points
/// [i0, i1] x [j0, j1], anticlockwise: exactly 2 pi n hbar/m (erratum X7). Units: length^2/time.
/// @throws std::invalid_argument if the rectangle is empty or leaves the grid.
double circulation(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
    int i0, int i1, int j0, int j1);

/// Integral of v along the grid points from (i0, j0) to (i1, j0) (or (i0, j1)): phase differences
/// of the envelope plus the carrier's share. Units: length^2/time.
double circulationAlong(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, std::pair<int, int> from, std::pair<int, int> to);

/// Circulation around a closed loop through these corners, laid along the grid points next to it:
/// exactly 2 pi n hbar/m with the charges inside counted [erratum X7]. Corners beyond the rectangle
/// are taken at its edge. Units: length^2/time, positive for a loop drawn anticlockwise.
/// @return  empty for fewer than three corners, or where the loop crosses a place so empty that
///          psi has no phase there.
std::optional<double> circulationAround(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, std::span<const Vec2> corners);

} // namespace dqm
