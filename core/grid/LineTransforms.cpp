#include "core/grid/LineTransforms.h"

#include "core/grid/TransformPlan.h"

#include <algorithm>

namespace dqm {

namespace {

/// A few rows fill the first cache.
constexpr int rowsTogether = 4;
/// Neighbouring columns, in whole cache lines: many enough for FFTW to copy them in and out at
/// little cost, few enough for a block to stay in the second cache. Columns too long for both are
/// best left to FFTW all together (measured).
constexpr int pointsTogether = 1 << 14;
constexpr int longColumn = 1024;
constexpr int fewestColumnsTogether = 8;
constexpr int fewestBlocks = 8;

int columnsTogether(const Grid& grid)
{
    const int inCache = grid.ny < longColumn ? pointsTogether / grid.ny : grid.nx;
    // As many blocks for one thread as for several: the same transforms, to the last bit.
    const int share = grid.nx / fewestBlocks;
    const int columns = std::max(fewestColumnsTogether, std::min(inCache, share) / 4 * 4);
    return std::min(grid.nx, columns);
}

} // namespace

LineTransforms::LineTransforms(const Grid& grid)
{
    const auto blocks = [](int lines, int size, const auto& plan) {
        const int rest = lines % size;
        return Blocks{
            lines, size, (lines + size - 1) / size, plan(size), rest > 0 ? plan(rest) : nullptr};
    };
    m_rows = blocks(grid.ny, std::min(grid.ny, rowsTogether), [&](int rows) {
        return TransformPlan::shared(
            grid.isTorus() ? TransformKind::FourierX : TransformKind::SineX, grid.nx, rows, 1);
    });
    m_columns = blocks(grid.nx, columnsTogether(grid), [&](int columns) {
        return TransformPlan::shared(
            grid.isTorus() ? TransformKind::FourierY : TransformKind::SineY, columns, grid.ny, 1,
            grid.nx);
    });
}

LineTransforms::Block LineTransforms::Blocks::at(int block) const
{
    return {block * size, std::min(lines, (block + 1) * size)};
}

const TransformPlan& LineTransforms::Blocks::planOf(Block block) const
{
    return block.size() == size ? *whole : *last;
}

void LineTransforms::forwardRows(ComplexField& field, Block block) const
{
    m_rows.planOf(block).forward(&field(block.begin, 0));
}

void LineTransforms::inverseRows(ComplexField& field, Block block) const
{
    m_rows.planOf(block).inverse(&field(block.begin, 0));
}

void LineTransforms::forwardColumns(ComplexField& field, Block block) const
{
    m_columns.planOf(block).forward(&field(0, block.begin));
}

void LineTransforms::inverseColumns(ComplexField& field, Block block) const
{
    m_columns.planOf(block).inverse(&field(0, block.begin));
}

} // namespace dqm
