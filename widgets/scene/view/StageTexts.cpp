#include "widgets/scene/view/StageTexts.h"

#include "widgets/scene/overlay/StageLegend.h"
#include "widgets/scene/overlay/StageText.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace dqm {

namespace {

constexpr double linesOfAPane = 10.0; ///< of the stage's type, for which texts make room
constexpr int leastPane = 140; ///< height for which even a verdict does
constexpr double shareOfPanes = 0.65; ///< of the stage's height, likewise
constexpr StageRow bothRows[] = {StageRow::Frictionless, StageRow::Frictional};
constexpr StageColumn bothColumns[] = {StageColumn::K, StageColumn::KPrime};

int place(StageRow row) { return row == StageRow::Frictionless ? 0 : 1; }
int place(StageColumn column) { return column == StageColumn::K ? 0 : 1; }

std::size_t indexOf(StageRow row) { return static_cast<std::size_t>(place(row)); }

QLabel* strip(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setContentsMargins(16, 4, 16, 4);
    label->hide();
    return label;
}

} // namespace

StageTexts::StageTexts(QGridLayout& layout)
    : m_layout(layout)
    , m_legend(new StageLegend)
{
    m_legend->hide();
    m_layout.addWidget(m_legend, 2 * rowsOfGrid, 0, 1, 2);
}

void StageTexts::arrange(const StageShape& shape, bool sideBySide)
{
    if (shape == m_shape && sideBySide == m_sideBySide)
        return;
    m_shape = shape;
    m_sideBySide = sideBySide;
    for (const StageRow row : bothRows) {
        for (const StageColumn column : bothColumns) {
            if (shape.isOne() || !shape.has(row) || !shape.has(column))
                continue;
            QLabel*& caption = m_captions[placeOf(row, column)];
            if (!caption)
                caption = strip("stageCaption");
            const bool isBeside = sideBySide && row == StageRow::Frictional;
            m_layout.addWidget(
                caption, isBeside ? 1 : rowsOfGrid * place(row) + 1, isBeside ? 1 : place(column));
        }
        QLabel*& verdict = m_verdicts[indexOf(row)];
        QLabel*& differences = m_differences[indexOf(row)];
        if (hasMeter(row) && !verdict) {
            verdict = strip("stageVerdict");
            differences = strip("stageDifferences");
            verdict->setContentsMargins(16, 4, 16, 0);
            differences->setContentsMargins(16, 0, 16, 4);
            m_layout.addWidget(verdict, rowsOfGrid * place(row) + 2, 0, 1, 2);
            m_layout.addWidget(differences, rowsOfGrid * place(row) + 3, 0, 1, 2);
        }
    }
    choose();
}

void StageTexts::choose()
{
    for (const StageRow row : bothRows) {
        for (const StageColumn column : bothColumns) {
            if (QLabel* caption = m_captions[placeOf(row, column)])
                caption->setVisible(!m_shape.isOne() && m_shape.has(row) && m_shape.has(column)
                    && isWritten(Captions));
        }
        if (!m_verdicts[indexOf(row)])
            continue;
        m_verdicts[indexOf(row)]->setVisible(hasMeter(row) && isWritten(Verdicts));
        m_differences[indexOf(row)]->setVisible(hasMeter(row) && isWritten(Differences));
    }
    m_legend->setVisible(!m_shape.isOne() && isWritten(Legend));
}

void StageTexts::show(const std::shared_ptr<const Frame>& frame,
    const std::vector<StagePane>& panes, const SceneOptions& options)
{
    if (m_shape.isOne())
        return;
    const Theme& colors = theme(options.theme);
    for (const StagePane& pane : panes)
        m_captions[placeOf(pane.row, pane.column)]->setText(
            captionText(*frame, *pane.picture, colors));
    for (const StageRow row : bothRows) {
        if (!hasMeter(row))
            continue;
        m_verdicts[indexOf(row)]->setText(verdictText(*frame, row, colors));
        m_differences[indexOf(row)]->setText(differencesText(*frame, row));
    }
    m_legend->show(frame, &frame->pictures.front(), options);
}

void StageTexts::clear(const SceneOptions& options)
{
    m_legend->show(nullptr, nullptr, options);
    const auto empty = [](QLabel* label) {
        if (label)
            label->clear();
    };
    std::ranges::for_each(m_captions, empty);
    std::ranges::for_each(m_verdicts, empty);
    std::ranges::for_each(m_differences, empty);
}

/// Of what stands under one row of panes; captions beside one another share their height.
int StageTexts::heightOf(StageRow row, int leftOut, int width) const
{
    int captions = 0;
    const bool isShared = m_shape.columns > 1 || m_sideBySide;
    for (const StageRow each : bothRows) {
        if (!m_shape.has(each) || (each != row && !m_sideBySide))
            continue;
        for (const StageColumn column : bothColumns) {
            const QLabel* caption
                = m_shape.has(column) ? m_captions[placeOf(each, column)] : nullptr;
            if (caption)
                captions
                    = std::max(captions, caption->heightForWidth(isShared ? width / 2 : width));
        }
    }
    const int gap = m_layout.verticalSpacing();
    const auto lineHeight = [&](const std::array<QLabel*, 2>& labels) {
        const QLabel* label = hasMeter(row) ? labels[indexOf(row)] : nullptr;
        return label ? label->heightForWidth(width) + gap : 0;
    };
    return (leftOut <= Captions ? captions + gap : 0)
        + (leftOut <= Differences ? lineHeight(m_differences) : 0)
        + (leftOut <= Verdicts ? lineHeight(m_verdicts) : 0);
}

int StageTexts::height(int leftOut, int width) const
{
    const int gap = m_layout.verticalSpacing();
    int sum = leftOut <= Legend ? m_legend->sizeHint().height() + gap : 0;
    for (const StageRow row : bothRows) {
        const bool isBesideTheOther = m_sideBySide && row == StageRow::Frictional;
        if (m_shape.has(row) && !isBesideTheOther)
            sum += heightOf(row, leftOut, width);
    }
    return sum;
}

bool StageTexts::isTooLow(int leftOut, QSize area) const
{
    const int rows = m_sideBySide ? 1 : m_shape.rows;
    const int left = area.height() - height(leftOut, area.width());
    if (left < rows * leastPane)
        return true;
    // What the differences say is told as long as there is any room.
    return leftOut < Verdicts
        && (left < shareOfPanes * area.height()
            || left < rows * linesOfAPane * m_legend->fontMetrics().height());
}

void StageTexts::fit(QSize area)
{
    if (m_shape.isOne())
        return;
    int leftOut = Captions;
    while (leftOut <= Verdicts && isTooLow(leftOut, area))
        ++leftOut;
    if (std::exchange(m_leftOut, leftOut) != leftOut)
        choose();
}

void StageTexts::render(QPainter& painter) const
{
    const auto draw = [&painter](QWidget* part) {
        if (part && !part->isHidden())
            part->render(&painter, part->pos());
    };
    std::ranges::for_each(m_captions, draw);
    std::ranges::for_each(m_verdicts, draw);
    std::ranges::for_each(m_differences, draw);
    draw(m_legend);
}

} // namespace dqm
