#include "widgets/plots/parts/LegendStrip.h"

#include <qcustomplot.h>

#include <algorithm>

namespace dqm {

namespace {

constexpr double gapBelow = 8.0;

} // namespace

LegendStrip::LegendStrip(QCustomPlot& plot)
    : m_plot(plot)
{
    plot.setAutoAddPlottableToLegend(false);
    QCPLegend* legend = plot.legend;
    legend->setVisible(true);
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setMargins({4, 2, 4, 2});
    legend->setColumnSpacing(12);
    legend->setRowSpacing(0);
    legend->setIconSize(sampleWidth, 8);
    legend->setIconTextPadding(sampleGap);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    plot.axisRect()->insetLayout()->setMargins({0, 0, 4, 0});
}

void LegendStrip::show(std::vector<QCPGraph*> graphs)
{
    m_graphs = std::move(graphs);
    fill();
}

void LegendStrip::fill()
{
    // Anew each time: only what is added obeys the wrap.
    m_plot.legend->clearItems();
    m_plot.legend->simplify();
    for (QCPGraph* graph : m_graphs)
        graph->addToLegend();
}

void LegendStrip::fit()
{
    QCPLegend* legend = m_plot.legend;
    const int gap = legend->columnSpacing();
    int row = -gap;
    int widest = 1;
    for (const QCPGraph* graph : m_graphs) {
        const QCPLayoutElement* item = legend->itemWithPlottable(graph);
        const int width = item->minimumOuterSizeHint().width();
        row += width + gap;
        widest = std::max(widest, width);
    }
    const QMargins around = legend->margins() + m_plot.axisRect()->insetLayout()->margins();
    const int room = m_plot.axisRect()->width() - around.left() - around.right();
    const int wrap = row <= room ? 0 : std::max(1, (room + gap) / (widest + gap));
    if (legend->wrap() != wrap) {
        legend->setWrap(wrap);
        fill();
    }
}

double LegendStrip::height() const
{
    return m_plot.legend->minimumOuterSizeHint().height() + gapBelow;
}

} // namespace dqm
