#pragma once

#include "core/frames/StagePanes.h"
#include "widgets/scene/model/SceneOptions.h"

#include <QSize>

#include <array>
#include <memory>
#include <vector>

class QGridLayout;
class QLabel;
class QPainter;

namespace dqm {

class StageLegend;

/// What is written under the panes of a stage: the numbers of each, under each row of two the
/// invariance meter of the row, and under all of them one legend. A pane that is alone has none:
/// it says everything itself.
class StageTexts
{
public:
    /// Of the grid, what a row of the stage takes: pane, captions, and both lines of the meter. The
    /// legend stands in the row below all.
    static constexpr int rowsOfGrid = 4;

    /// @param layout  of the stage, which owns the labels.
    explicit StageTexts(QGridLayout& layout);

    /// @param sideBySide  two rows of one column stand beside one another.
    void arrange(const StageShape& shape, bool sideBySide);
    void show(const std::shared_ptr<const Frame>& frame, const std::vector<StagePane>& panes,
        const SceneOptions& options);
    void clear(const SceneOptions& options);
    /// Leaves out what would take the larger part of the stage from the panes, or make them too low
    /// for its type: the numbers of each, which the table has as well, then the legend, then the
    /// differences, last what they say.
    void fit(QSize area);
    /// As they stand on the stage.
    void render(QPainter& painter) const;

private:
    /// In the order in which they are left out.
    enum Kind
    {
        Captions,
        Legend,
        Differences,
        Verdicts
    };

    void choose();
    bool isWritten(Kind kind) const { return kind >= m_leftOut; }
    bool isTooLow(int leftOut, QSize area) const;
    int heightOf(StageRow row, int leftOut, int width) const;
    int height(int leftOut, int width) const;
    bool hasMeter(StageRow row) const { return m_shape.columns > 1 && m_shape.has(row); }

    QGridLayout& m_layout;
    std::array<QLabel*, 4> m_captions{}; ///< by placeOf; made when first needed
    std::array<QLabel*, 2> m_verdicts{}; ///< one under each row
    std::array<QLabel*, 2> m_differences{}; ///< below them
    StageLegend* m_legend;
    StageShape m_shape;
    bool m_sideBySide = false;
    int m_leftOut = 0; ///< how many kinds
};

} // namespace dqm
