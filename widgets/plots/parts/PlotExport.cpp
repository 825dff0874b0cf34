#include "widgets/plots/parts/Plot.h"

#include <QPaintEngine>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

// How a plot gets into a file: as a drawing and as columns of numbers.

namespace dqm {

namespace {

constexpr int textMargin = 8;

/// A line as far as it lies between the ends of its axes, with points where it enters and leaves:
/// not every device that draws lines can cut them off.
class CutLine
{
public:
    CutLine(const QCPRange& keys, const QCPRange& values, bool isLogarithmic)
        : m_keys(keys)
        , m_values(values)
        , m_isLogarithmic(isLogarithmic)
    {
    }

    void add(const QCPGraphData& point)
    {
        if (m_before)
            addCrossings(*m_before, point);
        if (isInside(point.key, point.value))
            m_kept.append(point);
        else
            breakOff(point.key);
        m_before = point;
    }
    const QVector<QCPGraphData>& points() const { return m_kept; }

private:
    /// Lines are straight in this height.
    double height(double value) const
    {
        return m_isLogarithmic ? std::log(std::max(value, 1e-300)) : value;
    }
    bool isInside(double key, double value) const
    {
        return key >= m_keys.lower && key <= m_keys.upper && value >= m_values.lower
            && value <= m_values.upper;
    }
    void breakOff(double key)
    {
        if (!m_kept.isEmpty() && !std::isnan(m_kept.back().value))
            m_kept.append({key, std::numeric_limits<double>::quiet_NaN()});
    }

    /// Shares of the way between two points (Liang and Barsky): where the line is inside.
    void addCrossings(const QCPGraphData& from, const QCPGraphData& to)
    {
        const double y = height(from.value);
        const double dx = to.key - from.key;
        const double dy = height(to.value) - y;
        double enters = 0.0;
        double leaves = 1.0;
        const auto cut = [&](double step, double room) {
            const double share = room / step;
            if (step < 0.0)
                enters = std::max(enters, share);
            else if (step > 0.0)
                leaves = std::min(leaves, share);
            else if (room < 0.0)
                enters = 2.0;
        };
        if (!std::isfinite(y) || !std::isfinite(dy))
            return;
        cut(-dx, from.key - m_keys.lower);
        cut(dx, m_keys.upper - from.key);
        cut(-dy, y - height(m_values.lower));
        cut(dy, height(m_values.upper) - y);
        if (enters > leaves)
            return;
        const auto place = [&](double share) {
            const double value = m_isLogarithmic ? std::exp(y + share * dy) : y + share * dy;
            m_kept.append(
                {from.key + share * dx, std::clamp(value, m_values.lower, m_values.upper)});
        };
        if (enters > 0.0)
            place(enters);
        if (leaves < 1.0) {
            place(leaves);
            breakOff(to.key);
        }
    }

    QCPRange m_keys;
    QCPRange m_values;
    bool m_isLogarithmic;
    std::optional<QCPGraphData> m_before;
    QVector<QCPGraphData> m_kept;
};

/// @param share  of the height that is for curves; the legend has the rest to itself.
void cutOff(QCPGraph& graph, double share)
{
    const QCPAxis& axis = *graph.valueAxis();
    const bool isLogarithmic = axis.scaleType() == QCPAxis::stLogarithmic;
    QCPRange values = axis.range();
    values.upper = isLogarithmic ? values.lower * std::pow(values.upper / values.lower, share)
                                 : values.lower + share * values.size();
    CutLine line(graph.keyAxis()->range(), values, isLogarithmic);
    for (const QCPGraphData& point : *graph.data())
        line.add(point);
    graph.data()->set(line.points(), true);
}

/// Samples in the legend are drawn a little too long and cut off, where that can be.
void fitSamples(QCPLegend& legend, bool areCut)
{
    const int extra = areCut ? 0 : 5;
    legend.setIconSize(LegendStrip::sampleWidth - extra, legend.iconSize().height());
    legend.setIconTextPadding(LegendStrip::sampleGap + extra);
}

} // namespace

void Plot::paint(QPaintDevice& device, const PlotPage& page)
{
    const Theme own = m_theme;
    const QSize shown = m_plot->size();
    m_cursor->setVisible(false);
    m_theme = page.theme;
    m_showsNow = page.showsNow;
    applyStyle();
    if (page.isTransparent)
        m_plot->setBackground(QBrush(Qt::NoBrush));
    fitSamples(*m_plot->legend, device.paintEngine()->type() != QPaintEngine::SVG);
    draw(); // only now is the note known

    const QFontMetrics letters(font());
    const QRect column(textMargin, 0, page.size.width() - 2 * textMargin, page.size.height());
    const int above = page.heading.isEmpty() ? 0 : letters.height() + textMargin;
    const QString& note = m_printedNote;
    const int below = note.isEmpty()
        ? 0
        : letters.boundingRect(column, Qt::TextWordWrap, note).height() + textMargin;
    const QSize canvas(page.size.width(), std::max(1, page.size.height() - above - below));
    layOut(canvas);
    for (const Curve& curve : m_curves) {
        if (curve.graph->visible() && curve.graph->brush().style() == Qt::NoBrush)
            cutOff(*curve.graph, curveShare());
    }

    QCPPainter painter(&device);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(page.scale, page.scale);
    if (!page.isTransparent)
        painter.fillRect(QRect(QPoint(0, 0), page.size), m_theme.background);
    painter.setFont(font());
    painter.setPen(m_theme.mutedText);
    painter.drawText(column.adjusted(0, textMargin / 2, 0, 0), Qt::AlignTop | Qt::AlignLeft,
        letters.elidedText(page.heading, Qt::ElideRight, column.width()));
    painter.drawText(column.adjusted(0, 0, 0, -textMargin / 2),
        Qt::AlignBottom | Qt::AlignLeft | Qt::TextWordWrap, note);
    painter.translate(0.0, above);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNonCosmetic);
    m_plot->toPainter(&painter, canvas.width(), canvas.height());
    painter.end();

    m_theme = own;
    m_showsNow = true;
    fitSamples(*m_plot->legend, true);
    applyStyle();
    layOut(shown);
}

double Plot::ownValue(std::size_t curve, int point) const
{
    return m_curves[curve].graph->data()->at(point)->value;
}

std::vector<PlotColumn> Plot::columns()
{
    layOut(m_plot->size(), Through::SamplesAlone);
    const QCPRange range = m_plot->xAxis->range();
    const double slack = 1e-9 * range.size();
    std::vector<PlotColumn> columns;
    std::vector<double> places;
    for (std::size_t index = 0; index < m_curves.size(); ++index) {
        const Curve& curve = m_curves[index];
        const auto points = curve.graph->data();
        if (!curve.graph->visible() || points->isEmpty())
            continue;
        PlotColumn keys{m_keyName, m_keyUnit, {}};
        PlotColumn values{
            curve.fullName.isEmpty() ? curve.graph->name() : curve.fullName, curve.unit, {}};
        for (int point = 0; point < points->size(); ++point) {
            const double key = points->at(point)->key;
            if (key < range.lower - slack || key > range.upper + slack)
                continue;
            keys.values.push_back(key);
            values.values.push_back(ownValue(index, point));
        }
        if (columns.empty() || keys.values != places) {
            places = keys.values;
            columns.push_back(std::move(keys));
        }
        columns.push_back(std::move(values));
    }
    layOut(m_plot->size()); // what is seen is smooth again
    return columns;
}

} // namespace dqm
