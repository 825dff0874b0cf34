#include "widgets/plots/parts/PlotStyle.h"

#include <qcustomplot.h>

namespace dqm {

namespace {

void styleAxis(QCPAxis& axis, const Theme& theme, const QFont& font)
{
    const QPen line(theme.line, theme.lineWidth);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTicks(false);
    axis.setTickLengthIn(0);
    axis.setTickLengthOut(4);
    axis.setTickLabelColor(theme.mutedText);
    axis.setTickLabelFont(font);
    axis.setLabelColor(theme.total);
    axis.setLabelFont(font);
    axis.setLabelPadding(4);
    axis.setNumberFormat(QStringLiteral("gb"));
    axis.setNumberPrecision(4);
    QColor faint = theme.line;
    faint.setAlphaF(0.5F);
    axis.grid()->setPen(QPen(faint, 1.0));
    axis.grid()->setZeroLinePen(QPen(theme.line, 1.0));
}

} // namespace

void stylePlot(QCustomPlot& plot, const Theme& theme, const QFont& font)
{
    plot.setBackground(theme.background);
    styleAxis(*plot.xAxis, theme, font);
    styleAxis(*plot.yAxis, theme, font);
    styleAxis(*plot.yAxis2, theme, font);
    plot.yAxis2->grid()->setVisible(false);
    plot.legend->setBrush(Qt::NoBrush);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setFont(font);
    plot.legend->setTextColor(theme.total);
}

QPen curvePen(const QColor& color, const Theme& theme)
{
    return QPen(color, 1.5 * theme.lineWidth);
}

} // namespace dqm
