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

constexpr int leastPane = 140; ///< height for which texts make room
constexpr StageRow bothRows[] = {StageRow::Frictionless, StageRow::Frictional};
constexpr StageColumn bothColumns[] = {StageColumn::K, StageColumn::KPrime};

int place(StageRow row) { return row == StageRow::Frictionless ? 0 : 1; }
int place(StageColumn column) { return column == StageColumn::K ? 0 : 1; }

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
        QLabel*& meter = m_meters[static_cast<std::size_t>(place(row))];
        if (hasMeter(row) && !meter) {
            meter = strip("stageMeter");
            m_layout.addWidget(meter, rowsOfGrid * place(row) + 2, 0, 1, 2);
        }
    }
    choose();
}

void StageTexts::choose()
{
    for (const StageRow row : bothRows) {
        for (const StageColumn column : bothColumns) {
            if (QLabel* caption = m_captions[placeOf(row, column)])
                caption->setVisible(
                    !m_shape.isOne() && m_shape.has(row) && m_shape.has(column) && m_leftOut < 1);
        }
        if (QLabel* meter = m_meters[static_cast<std::size_t>(place(row))])
            meter->setVisible(hasMeter(row) && m_leftOut < 3);
    }
    m_legend->setVisible(!m_shape.isOne() && m_leftOut < 2);
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
        if (hasMeter(row))
            m_meters[static_cast<std::size_t>(place(row))]->setText(meterText(*frame, row, colors));
    }
    m_legend->show(frame, &frame->pictures.front(), options);
}

void StageTexts::clear(const SceneOptions& options)
{
    m_legend->show(nullptr, nullptr, options);
    for (QLabel* caption : m_captions) {
        if (caption)
            caption->clear();
    }
    for (QLabel* meter : m_meters) {
        if (meter)
            meter->clear();
    }
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
    const QLabel* meter = hasMeter(row) ? m_meters[static_cast<std::size_t>(place(row))] : nullptr;
    return (leftOut < 1 ? captions : 0) + (leftOut < 3 && meter ? meter->heightForWidth(width) : 0);
}

int StageTexts::height(int leftOut, int width) const
{
    int sum = leftOut < 2 ? m_legend->sizeHint().height() : 0;
    for (const StageRow row : bothRows) {
        const bool isBesideTheOther = m_sideBySide && row == StageRow::Frictional;
        if (m_shape.has(row) && !isBesideTheOther)
            sum += heightOf(row, leftOut, width);
    }
    return sum;
}

void StageTexts::fit(QSize area)
{
    if (m_shape.isOne())
        return;
    const int rows = m_sideBySide ? 1 : m_shape.rows;
    int leftOut = 0;
    while (leftOut < 3 && area.height() - height(leftOut, area.width()) < rows * leastPane)
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
    std::ranges::for_each(m_meters, draw);
    draw(m_legend);
}

} // namespace dqm
