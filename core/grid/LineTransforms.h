#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

#include <memory>

namespace dqm {

class TransformPlan;

/// The transforms of FourierTransform one axis at a time and one block of lines at a time, so that
/// more can be done to a block while it is in the cache. Rows and columns of all blocks, forward
/// and inverse, come to 1/FourierTransform::normalisation().
///
/// Threads: different blocks of one field may be worked on side by side.
class LineTransforms
{
public:
    /// Lines [begin, end).
    struct Block
    {
        int begin;
        int end;
        int size() const { return end - begin; }
    };

    explicit LineTransforms(const Grid& grid);

    int rowBlocks() const { return m_rows.count; }
    int columnBlocks() const { return m_columns.count; }
    Block rows(int block) const { return m_rows.at(block); }
    Block columns(int block) const { return m_columns.at(block); }

    // The field's shape must be the grid's.
    void forwardRows(ComplexField& field, Block block) const;
    void inverseRows(ComplexField& field, Block block) const;
    void forwardColumns(ComplexField& field, Block block) const;
    void inverseColumns(ComplexField& field, Block block) const;

private:
    /// Equal blocks of the lines along one axis; the last one may be smaller.
    struct Blocks
    {
        int lines = 0;
        int size = 1;
        int count = 0;
        std::shared_ptr<const TransformPlan> whole;
        std::shared_ptr<const TransformPlan> last;

        Block at(int block) const;
        const TransformPlan& planOf(Block block) const;
    };

    Blocks m_rows;
    Blocks m_columns;
};

} // namespace dqm
