#include "widgets/plots/parts/Plot.h"

#include "widgets/plots/parts/CurveHistory.h"
#include "widgets/plots/parts/PlotStyle.h"
#include "widgets/plots/parts/SmoothCurve.h"

#include <QLabel>
#include <QMouseEvent>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace dqm {

namespace {

constexpr int redrawMilliseconds = 50;
constexpr double smoothPixels = 3.0; ///< of a piece of a curve between its samples

/// Draws a curve through its samples, at most `pieces` of it across the width of all.
void smoothen(QCPGraph& graph, double pieces)
{
    const auto data = graph.data();
    if (data->size() < 3)
        return;
    const double longest = ((data->constEnd() - 1)->key - data->constBegin()->key) / pieces;
    QVector<QCPGraphData> points;
    std::vector<CurvePoint> samples;
    for (const QCPGraphData& sample : *data)
        samples.push_back({sample.key, sample.value});
    for (const CurvePoint& point : smoothCurve(samples, longest))
        points.append({point.x, point.y});
    data->set(points, true);
}

QCPItemLine* uprightLine(QCustomPlot* plot)
{
    auto* line = new QCPItemLine(plot);
    for (QCPItemPosition* end : {line->start, line->end}) {
        end->setTypeX(QCPItemPosition::ptPlotCoords);
        end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->setVisible(false);
    return line;
}

void stand(QCPItemLine& line, double key, double share)
{
    line.start->setCoords(key, 1.0);
    line.end->setCoords(key, 1.0 - share);
}

double valueNear(const QCPGraph& graph, double key)
{
    const auto data = graph.data();
    double value = std::numeric_limits<double>::quiet_NaN();
    double nearest = std::numeric_limits<double>::infinity();
    for (auto point = data->findBegin(key); point != data->constEnd(); ++point) {
        if (point->key - key > nearest)
            break;
        if (!std::isnan(point->value) && std::abs(point->key - key) < nearest) {
            nearest = std::abs(point->key - key);
            value = point->value;
        }
    }
    return value;
}

} // namespace

Plot::Plot(QWidget* parent)
    : QWidget(parent)
    , m_theme(dqm::theme(ThemeKind::Light))
{
    m_plot = new QCustomPlot(this);
    m_plot->setPlottingHint(QCP::phFastPolylines);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->setMouseTracking(true);
    m_plot->axisRect()->setMinimumMargins({8, 8, 16, 4});
    m_plot->installEventFilter(this);
    m_strip = std::make_unique<LegendStrip>(*m_plot);
    m_legend = m_strip.get();
    m_now = uprightLine(m_plot);
    m_cursor = uprightLine(m_plot);
    m_note = new QLabel(this);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(8, 0, 8, 4);
    m_note->hide();
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_plot, 1);
    m_column->addWidget(m_note);
    setMinimumSize(240, 160);
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    m_timer->setInterval(redrawMilliseconds);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            drawNow();
    });
    applyStyle();
}

Plot::~Plot() = default;

void Plot::clear()
{
    m_keys.reset();
    m_left.reset();
    m_right.reset();
    m_time.reset();
    redrawSoon();
}

void Plot::setTheme(const Theme& theme)
{
    m_theme = theme;
    applyStyle();
    redrawSoon();
}

Plot::Curve& Plot::addCurve(const QString& name, QColor Theme::*color, Look look)
{
    Curve curve;
    curve.graph = m_plot->addGraph(m_plot->xAxis, look.onRight ? m_plot->yAxis2 : m_plot->yAxis);
    curve.graph->setName(name);
    curve.graph->setAdaptiveSampling(false); // it would bridge the breaks
    curve.color = color;
    curve.line = look.line;
    curve.isReference = look.isReference;
    m_curves.push_back(curve);
    return m_curves.back();
}

void Plot::showCurves(const std::vector<std::size_t>& indices)
{
    std::vector<QCPGraph*> shown;
    bool hasRight = false;
    for (const std::size_t index : indices) {
        shown.push_back(m_curves[index].graph);
        hasRight = hasRight || shown.back()->valueAxis() == m_plot->yAxis2;
    }
    for (const Curve& curve : m_curves)
        curve.graph->setVisible(std::find(shown.begin(), shown.end(), curve.graph) != shown.end());
    m_plot->yAxis2->setVisible(hasRight);
    m_named = std::move(shown);
    nameCurves();
}

/// All that was before goes by one name.
void Plot::nameCurves()
{
    std::vector<QCPGraph*> named = m_named;
    if (!m_before.empty())
        named.push_back(m_before.front().graph);
    m_strip->show(std::move(named));
}

void Plot::keepBefore()
{
    dropBefore();
    if (!m_followsTime)
        return;
    layOut(m_plot->size());
    for (const Curve& curve : m_curves) {
        const bool isDrawn = curve.graph->visible() && !curve.isReference
            && curve.graph->lineStyle() != QCPGraph::lsNone && !curve.graph->data()->isEmpty();
        if (!isDrawn)
            continue;
        QCPGraph* graph = m_plot->addGraph(curve.graph->keyAxis(), curve.graph->valueAxis());
        graph->setAdaptiveSampling(false);
        graph->data()->set(*curve.graph->data());
        m_before.push_back({graph, curve.color, curve.unit});
    }
    for (const Before& before : m_before)
        before.graph->setName(tr("before"));
    styleBefore();
    nameCurves();
    redrawSoon();
}

void Plot::dropBefore()
{
    const std::vector<Before> gone = std::exchange(m_before, {});
    // The legend first: it holds on to what it names.
    nameCurves();
    for (const Before& before : gone)
        m_plot->removeGraph(before.graph);
    redrawSoon();
}

void Plot::styleBefore()
{
    constexpr float faint = 0.65F;
    for (const Before& before : m_before) {
        QColor color = m_theme.*before.color;
        color.setAlphaF(faint);
        QPen pen = curvePen(color, m_theme);
        pen.setStyle(Qt::DashLine);
        before.graph->setPen(pen);
    }
}

void Plot::fill(const Curve& curve, const CurveHistory& history, std::size_t value)
{
    const auto& samples = history.samples();
    QVector<QCPGraphData> points;
    points.reserve(static_cast<qsizetype>(samples.size()));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (history.breaksBefore(i))
            points.append({samples[i].time, std::numeric_limits<double>::quiet_NaN()});
        points.append({samples[i].time, samples[i].values[value]});
    }
    curve.graph->data()->set(points, true);
}

void Plot::setNote(const QString& note, const QString& hint)
{
    const QString text = note.isEmpty() || hint.isEmpty() ? hint + note : hint + ' ' + note;
    if (m_note->text() != text)
        m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_printedNote = note;
}

void Plot::setLogarithmic(bool on)
{
    m_isLogarithmic = on;
    m_plot->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (on)
        m_plot->yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    else
        m_plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
    m_left.reset();
}

QString Plot::unit(Quantity quantity) const
{
    return QString::fromStdString(unitSymbol(quantity, m_units));
}

void Plot::applyStyle()
{
    stylePlot(*m_plot, m_theme, font());
    for (const Curve& curve : m_curves) {
        QPen pen = curvePen(m_theme.*curve.color, m_theme);
        pen.setStyle(curve.line);
        if (curve.isReference)
            pen.setWidthF(0.75 * m_theme.lineWidth);
        curve.graph->setPen(pen);
        if (curve.marker) {
            curve.marker->setPen(Qt::NoPen);
            curve.marker->setBrush(m_theme.*curve.color);
            curve.marker->setSize(5.0 * m_theme.lineWidth);
        }
    }
    styleBefore();
    m_now->setPen(QPen(m_theme.mutedText, 1.0));
    m_cursor->setPen(QPen(m_theme.mutedText, 1.0, Qt::DotLine));
    QPalette colors = m_note->palette();
    colors.setColor(QPalette::WindowText, m_theme.mutedText);
    m_note->setPalette(colors);
    QPalette paper = palette();
    paper.setColor(QPalette::Window, m_theme.background);
    setPalette(paper);
    setAutoFillBackground(true);
    applyTheme();
}

void Plot::placeMarkers()
{
    const std::optional<double> time = m_showsNow ? m_time : std::nullopt;
    m_now->setVisible(time.has_value());
    if (time)
        stand(*m_now, *time, curveShare());
    for (const Curve& curve : m_curves) {
        if (!curve.marker)
            continue;
        const double value
            = time ? valueNear(*curve.graph, *time) : std::numeric_limits<double>::quiet_NaN();
        const bool isShown = std::isfinite(value) && curve.graph->visible();
        curve.marker->setVisible(isShown);
        curve.marker->position->setAxes(m_plot->xAxis, curve.graph->valueAxis());
        if (time)
            curve.marker->position->setCoords(*time, isShown ? value : 0.0);
    }
}

void Plot::layOut(QSize size, Through through)
{
    if (m_plot->viewport().size() != size)
        m_plot->setViewport(QRect(QPoint(0, 0), size));
    draw();
    // Of the whole plot: the room of the axes is known only once their labels are drawn.
    const double pixels = std::max(1, size.width());
    for (const Curve& curve : m_curves) {
        if (through == Through::SmoothCurves && m_followsTime && !curve.isReference
            && curve.graph->lineStyle() != QCPGraph::lsNone)
            smoothen(*curve.graph, pixels / smoothPixels);
    }
    // Tick labels decide how much room is left, and the room decides where the legend breaks.
    for (int pass = 0; pass < 3; ++pass) {
        const QSize room = m_plot->axisRect()->size();
        m_legend->fit();
        if (m_isFixed)
            setFixedRanges();
        else
            setRanges();
        placeMarkers();
        m_plot->replot(QCustomPlot::rpQueuedRefresh);
        if (m_plot->axisRect()->size() == room)
            break;
    }
}

void Plot::drawNow()
{
    layOut(m_plot->size());
    m_isStale = false;
}

QString Plot::row(const Curve& curve, double value) const
{
    return QStringLiteral("<tr><td><span style='color:%1'>■</span> %2</td>"
                          "<td align='right'>&nbsp;%3 %4</td></tr>")
        .arg((m_theme.*curve.color).name(), curve.graph->name(), QString::number(value, 'g', 6),
            curve.unit);
}

QString Plot::valuesAt(double x) const
{
    QString text;
    for (const Curve& curve : m_curves) {
        const double value = valueNear(*curve.graph, x);
        if (curve.graph->visible() && std::isfinite(value))
            text += row(curve, value);
    }
    return text;
}

QString Plot::valuesBefore(double x) const
{
    QString text;
    for (const Before& before : m_before) {
        const double value = valueNear(*before.graph, x);
        if (std::isfinite(value))
            text += QStringLiteral("<tr><td><span style='color:%1'>□</span> %2</td>"
                                   "<td align='right'>&nbsp;%3 %4</td></tr>")
                        .arg((m_theme.*before.color).name(), before.graph->name(),
                            QString::number(value, 'g', 6), before.unit);
    }
    return text;
}

void Plot::redrawSoon()
{
    m_isStale = true;
    if (isVisible() && !m_timer->isActive())
        m_timer->start();
}

void Plot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        redrawSoon();
}

void Plot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    redrawSoon();
}

void Plot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_timer) {
        applyStyle();
        redrawSoon();
    }
}

bool Plot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Leave) {
        m_cursor->setVisible(false);
        redrawSoon();
    } else if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const double x = m_plot->xAxis->pixelToCoord(mouse->position().x());
        const QString now = valuesAt(x);
        const QString values = now.isEmpty() ? now : now + valuesBefore(x);
        m_cursor->setVisible(!values.isEmpty());
        stand(*m_cursor, x, curveShare());
        if (!values.isEmpty())
            QToolTip::showText(mouse->globalPosition().toPoint(),
                QStringLiteral("<table><tr><td>%1</td><td align='right'>&nbsp;%2 %3</td></tr>%4"
                               "</table>")
                    .arg(m_keyName, QString::number(x, 'g', 5), m_keyUnit, values),
                m_plot);
        redrawSoon();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace dqm
