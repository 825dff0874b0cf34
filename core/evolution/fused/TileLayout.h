#pragma once

#include <cstddef>

namespace dqm::fused {

/// The axis along which the lines of a pass run.
enum class LineAxis
{
    X,
    Y
};

constexpr LineAxis other(LineAxis axis) { return axis == LineAxis::X ? LineAxis::Y : LineAxis::X; }

/// How the fused solver keeps a field of nx * ny complex numbers: as square tiles of W * W points,
/// W the number of lanes of a vector register, so that W lines along either axis can be transformed
/// at once, one in each lane.
///
///            x = b + l * nx/W                  tile (b, B), 2 W vectors of W lanes each
///          ──────────────────►                   vector i = 0    re re re re   im im im im
///        strip 0    strip 1    strip 2 ...                  1    re re re re   im im im im
///        ┌────────┬──────────┬──────────┐                  ...
///    B=0 │ (0,0)  │  (1,0)   │  (2,0)   │                 W-1   re re re re   im im im im
///        ├────────┼──────────┼──────────┤
///    B=1 │ (0,1)  │  (1,1)   │  (2,1)   │      After a pass along y: vector i is y = B + i * ny/W,
///        ├────────┼──────────┼──────────┤                            lane l is x = b + l * nx/W.
///    ... │  ...   │   ...    │          │      After a pass along x the tile lies transposed:
///        └────────┴──────────┴──────────┘                            vector i is x, lane l is y.
///            y = B + i * ny/W
///
/// Coordinates that differ by n/W share a tile because they are what the first butterfly of a
/// transform combines: a pass transposes each tile on its way to the registers that need it next,
/// and never moves one. A pass along x visits a row of tiles, a pass along y a strip, which lies
/// contiguously in memory, the strips one after the other with a little space between them (else
/// the tiles of a row would fall into the same few lines of the cache).
struct TileLayout
{
    int nx = 0;
    int ny = 0;
    int width = 1; ///< W, divides nx and ny
    std::ptrdiff_t tileSize = 0; ///< numbers of a tile
    std::ptrdiff_t stripSize = 0; ///< numbers from one strip to the next

    std::ptrdiff_t size() const { return nx / width * stripSize; }
    int length(LineAxis axis) const { return axis == LineAxis::X ? nx : ny; }
    /// Number of blocks of W lines along the axis.
    int blocks(LineAxis axis) const { return length(other(axis)) / width; }
    /// Numbers from one tile to the next of the same block of lines.
    std::ptrdiff_t tileStride(LineAxis axis) const
    {
        return axis == LineAxis::X ? stripSize : tileSize;
    }
    /// Numbers from one block of lines to the next.
    std::ptrdiff_t blockStride(LineAxis axis) const { return tileStride(other(axis)); }
};

/// @param padding  numbers between strips.
inline TileLayout tileLayout(int nx, int ny, int width, std::ptrdiff_t padding)
{
    const std::ptrdiff_t tile = 2 * static_cast<std::ptrdiff_t>(width) * width;
    return {nx, ny, width, tile, ny / width * tile + padding};
}

} // namespace dqm::fused
