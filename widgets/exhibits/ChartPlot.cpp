#include "widgets/exhibits/ChartPlot.h"

#include "widgets/exhibits/scene/SceneInk.h"
#include "widgets/plots/parts/PlotStyle.h"

#include <QFontMetrics>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double shareOfBars = 0.72; ///< of the distance between two places
constexpr double edge = 0.03; ///< of the range, beside points
constexpr double smallest = 1e-300;

Qt::PenStyle penStyle(CurveStyle style)
{
    return style == CurveStyle::Dashes ? Qt::DashLine : Qt::SolidLine;
}

/// A text in lines of at most a length, as far as its words allow.
QString broken(const QString& text, const QFontMetrics& letters, int length)
{
    QString lines;
    QString line;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (!line.isEmpty() && letters.horizontalAdvance(longer) > length) {
            lines += line + QLatin1Char('\n');
            line = word;
        } else {
            line = longer;
        }
    }
    return lines + line;
}

} // namespace

ChartPlot::ChartPlot(QWidget* parent)
    : Plot(parent)
{
    setMinimumSize(120, 100);
}

ChartPlot::~ChartPlot() = default;

void ChartPlot::setChart(std::shared_ptr<const ExhibitChart> chart)
{
    m_chart = std::move(chart);
    redrawSoon();
}

bool ChartPlot::hasSameCurves(const ExhibitChart& other) const
{
    return m_made && m_made->logarithmicX == other.logarithmicX
        && m_made->logarithmicY == other.logarithmicY && m_made->categories == other.categories
        && std::ranges::equal(
            m_made->curves, other.curves, [](const ExhibitCurve& a, const ExhibitCurve& b) {
                return a.name == b.name && a.role == b.role && a.style == b.style
                    && a.error.empty() == b.error.empty();
            });
}

void ChartPlot::makeCurves()
{
    showCurves({});
    for (QCPErrorBars* errors : m_errors) {
        if (errors)
            m_plot->removePlottable(errors);
    }
    m_errors.clear();
    for (const Curve& curve : m_curves)
        m_plot->removeGraph(curve.graph);
    m_curves.clear();
    std::vector<std::size_t> all;
    for (const ExhibitCurve& curve : m_chart->curves) {
        all.push_back(m_curves.size());
        Curve& made = addCurve(
            plainOf(curve.name), memberOf(curve.role), {penStyle(curve.style), false, false});
        QCPErrorBars* errors = nullptr;
        if (!curve.error.empty()) {
            errors = new QCPErrorBars(m_plot->xAxis, m_plot->yAxis);
            errors->setDataPlottable(made.graph);
            errors->setSymbolGap(0.0);
        }
        m_errors.push_back(errors);
    }
    showCurves(all);
    chooseAxes();
    m_made = m_chart;
    setTheme(m_theme);
}

void ChartPlot::chooseAxes()
{
    m_plot->xAxis->setLabel(plainOf(m_chart->xLabel));
    m_plot->yAxis->setLabel(plainOf(m_chart->yLabel));
    m_keyName = plainOf(m_chart->xLabel);
    setLogarithmic(m_chart->logarithmicY);
    QCPAxis& axis = *m_plot->xAxis;
    axis.setScaleType(m_chart->logarithmicX ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis.setTickLabelRotation(0.0);
    if (m_chart->logarithmicX) {
        axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    } else if (m_chart->categories.empty()) {
        axis.setTicker(QSharedPointer<QCPAxisTicker>::create());
    } else {
        const auto names = QSharedPointer<QCPAxisTickerText>::create();
        for (std::size_t i = 0; i < m_chart->categories.size(); ++i)
            names->addTick(static_cast<double>(i), plainOf(m_chart->categories[i]));
        axis.setTicker(names);
    }
}

void ChartPlot::fitNames()
{
    const auto fit = [](QCPAxis& axis, const std::string& name, int length) {
        const QString text = broken(plainOf(name), QFontMetrics(axis.labelFont()), length);
        if (axis.label() != text)
            axis.setLabel(text);
    };
    fit(*m_plot->xAxis, m_chart->xLabel, m_plot->axisRect()->width());
    fit(*m_plot->yAxis, m_chart->yLabel, m_plot->axisRect()->height());
}

void ChartPlot::applyTheme()
{
    if (!m_made)
        return;
    for (std::size_t i = 0; i < m_curves.size() && i < m_made->curves.size(); ++i) {
        QCPGraph& graph = *m_curves[i].graph;
        const CurveStyle style = m_made->curves[i].style;
        const QColor color = m_theme.*m_curves[i].color;
        graph.setBrush(Qt::NoBrush);
        graph.setScatterStyle(QCPScatterStyle());
        graph.setLineStyle(style == CurveStyle::Steps ? QCPGraph::lsStepCenter : QCPGraph::lsLine);
        if (style == CurveStyle::Points) {
            graph.setLineStyle(QCPGraph::lsNone);
            graph.setScatterStyle(
                QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 5.0 * m_theme.lineWidth));
        } else if (style == CurveStyle::Bars) {
            graph.setPen(QPen(color, 0.75 * m_theme.lineWidth));
            graph.setBrush(faded(color, 0.5));
        }
        if (m_errors[i])
            m_errors[i]->setPen(QPen(color, m_theme.lineWidth));
    }
}

std::size_t ChartPlot::countOf(CurveStyle style) const
{
    return static_cast<std::size_t>(
        std::ranges::count(m_chart->curves, style, &ExhibitCurve::style));
}

double ChartPlot::pitch() const
{
    double smallestStep = 1.0;
    bool isFirst = true;
    for (const ExhibitCurve& curve : m_chart->curves) {
        if (curve.style != CurveStyle::Bars)
            continue;
        for (std::size_t i = 1; i < curve.x.size(); ++i) {
            const double step = std::abs(curve.x[i] - curve.x[i - 1]);
            if (step > 0.0 && (isFirst || step < smallestStep)) {
                smallestStep = step;
                isFirst = false;
            }
        }
    }
    return smallestStep;
}

void ChartPlot::fillBars(std::size_t index, double left, double width)
{
    const ExhibitCurve& curve = m_chart->curves[index];
    QVector<QCPGraphData> outline;
    outline.reserve(static_cast<qsizetype>(5 * curve.x.size()));
    // On a logarithmic axis the foot lies below all that is shown.
    const double foot = m_chart->logarithmicY ? smallest : 0.0;
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        const double from = curve.x[i] + left;
        for (const auto& [x, y] : {std::pair(from, foot), std::pair(from, curve.y[i]),
                 std::pair(from + width, curve.y[i]), std::pair(from + width, foot)})
            outline.append({x, y});
        outline.append({from + width, nothing});
    }
    m_curves[index].graph->data()->set(outline, true);
}

void ChartPlot::fillPoints(std::size_t index)
{
    const ExhibitCurve& curve = m_chart->curves[index];
    const bool isOrdered = std::ranges::is_sorted(curve.x);
    QVector<QCPGraphData> points;
    QVector<double> errors;
    points.reserve(static_cast<qsizetype>(curve.x.size()));
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        if (m_chart->logarithmicX && curve.x[i] <= 0.0)
            continue;
        points.append(
            {curve.x[i], m_chart->logarithmicY && curve.y[i] <= 0.0 ? nothing : curve.y[i]});
        if (i < curve.error.size())
            errors.append(curve.error[i]);
    }
    m_curves[index].graph->data()->set(points, isOrdered);
    if (m_errors[index])
        m_errors[index]->setData(errors);
}

void ChartPlot::draw()
{
    if (!m_chart) {
        for (const Curve& curve : m_curves)
            curve.graph->data()->clear();
        return;
    }
    if (!hasSameCurves(*m_chart))
        makeCurves();
    const std::size_t groups = std::max<std::size_t>(1, countOf(CurveStyle::Bars));
    const double whole = shareOfBars * pitch();
    const double width = whole / static_cast<double>(groups);
    std::size_t group = 0;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (std::size_t i = 0; i < m_chart->curves.size(); ++i) {
        if (m_chart->curves[i].style == CurveStyle::Bars)
            fillBars(i, -0.5 * whole + width * static_cast<double>(group++), width);
        else
            fillPoints(i);
        for (const double y : m_chart->curves[i].y) {
            lowest = std::min(lowest, y);
            highest = std::max(highest, y);
        }
    }
    // Zero belongs to bars, and to what comes near it.
    m_holdsZero = countOf(CurveStyle::Bars) > 0 || (lowest < 0.5 * highest && highest > 0.0);
    setNote(QString::fromStdString(m_chart->caption));
}

std::optional<Plot::Extent> ChartPlot::extent(const Curve& curve) const
{
    const auto index = static_cast<std::size_t>(&curve - m_curves.data());
    const ExhibitCurve& shown = m_chart->curves[index];
    std::optional<Extent> range;
    for (std::size_t i = 0; i < shown.y.size(); ++i) {
        if (!std::isfinite(shown.y[i]) || (m_chart->logarithmicY && shown.y[i] <= 0.0))
            continue;
        const double error
            = i < shown.error.size() && !m_chart->logarithmicY ? shown.error[i] : 0.0;
        range = range ? Extent{std::min(range->lower, shown.y[i] - error),
                    std::max(range->upper, shown.y[i] + error)}
                      : Extent{shown.y[i] - error, shown.y[i] + error};
    }
    return range;
}

void ChartPlot::setRanges()
{
    if (!m_chart)
        return;
    fitNames();
    Plot::setRanges();
    QCPAxis& axis = *m_plot->xAxis;
    const std::size_t bars = countOf(CurveStyle::Bars);
    const bool hasPoints = countOf(CurveStyle::Points) > 0;
    if (!m_chart->categories.empty()) {
        axis.setRange(-0.6, static_cast<double>(m_chart->categories.size()) - 0.4);
        // Names that have no room lie askew.
        const QFontMetrics letters(axis.tickLabelFont());
        int widest = 1;
        for (const std::string& name : m_chart->categories)
            widest = std::max(widest, letters.horizontalAdvance(plainOf(name)) + 6);
        const auto count = static_cast<int>(m_chart->categories.size());
        axis.setTickLabelRotation(widest * count > m_plot->axisRect()->width() ? -60.0 : 0.0);
    } else if (m_chart->logarithmicX) {
        const double factor
            = std::pow(axis.range().upper / std::max(smallest, axis.range().lower), edge);
        // Within a decade numbers stand closer and closer.
        const int widest = QFontMetrics(axis.tickLabelFont()).horizontalAdvance("0.0888");
        axis.ticker()->setTickCount(std::clamp(m_plot->axisRect()->width() / (3 * widest), 2, 5));
        axis.setRange(axis.range().lower / factor, axis.range().upper * factor);
    } else if (bars > 0 || hasPoints) {
        const double room = edge * axis.range().size();
        axis.setRange(axis.range().lower - room, axis.range().upper + room);
    }
}

QString ChartPlot::nameAt(double x) const
{
    const auto index = static_cast<long long>(std::lround(x));
    return index >= 0 && index < static_cast<long long>(m_chart->categories.size())
        ? plainOf(m_chart->categories[static_cast<std::size_t>(index)])
        : QString();
}

QString ChartPlot::valuesAt(double x) const
{
    if (!m_chart || m_curves.size() != m_chart->curves.size())
        return {};
    QString text;
    for (std::size_t i = 0; i < m_chart->curves.size(); ++i) {
        const ExhibitCurve& curve = m_chart->curves[i];
        const auto nearest = std::ranges::min_element(
            curve.x, {}, [x](double place) { return std::abs(place - x); });
        if (nearest == curve.x.end())
            continue;
        const auto index = static_cast<std::size_t>(nearest - curve.x.begin());
        if (std::isfinite(curve.y[index]))
            text += row(m_curves[i], curve.y[index]);
    }
    const QString name = nameAt(x);
    return name.isEmpty() || text.isEmpty()
        ? text
        : QStringLiteral("<tr><td colspan='2'><b>%1</b></td></tr>").arg(name.toHtmlEscaped())
            + text;
}

} // namespace dqm
