#include "widgets/plots/ScreenPlot.h"

#include <QActionGroup>
#include <QMenu>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

enum : std::size_t
{
    wave,
    hits
};

} // namespace

const PlotKind screenPlot{.word = "screen",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Screen"),
    .make = [] { return static_cast<Plot*>(new ScreenPlot); }};

ScreenPlot::ScreenPlot(QWidget* parent)
    : Plot(parent)
    , m_menu(new QMenu(this))
    , m_choices(new QActionGroup(this))
{
    m_keyName = QStringLiteral("s");
    addCurve(tr("n(s) of ρ"), &Theme::total);
    addCurve(tr("hits"), &Theme::selection);
    m_curves[hits].graph->setLineStyle(QCPGraph::lsStepCenter);
    m_errors = new QCPErrorBars(m_plot->xAxis, m_plot->yAxis);
    m_errors->removeFromLegend();
    m_errors->setDataPlottable(m_curves[hits].graph);
    m_errors->setAntialiased(false);
    m_errors->setWhiskerWidth(0.0);
    m_errors->setSymbolGap(0.0);
    showCurves({wave});
    setAccessibleName(tr("Hits along a detector"));
    connect(m_choices, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_chosen = action->data().value<std::size_t>();
        redrawSoon();
    });
    setTheme(m_theme);
}

void ScreenPlot::setExperiment(const Experiment& experiment)
{
    m_menu->clear();
    m_chosen = std::min(m_chosen, std::max<std::size_t>(1, experiment.detectors.size()) - 1);
    for (std::size_t d = 0; d < experiment.detectors.size(); ++d) {
        QAction* const action
            = m_menu->addAction(QString::fromStdString(experiment.detectors[d].name));
        action->setCheckable(true);
        action->setChecked(d == m_chosen);
        action->setData(QVariant::fromValue(d));
        m_choices->addAction(action);
    }
}

QMenu* ScreenPlot::options() { return m_choices->actions().size() > 1 ? m_menu : nullptr; }

void ScreenPlot::append(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    redrawSoon();
}

void ScreenPlot::clear()
{
    m_frame.reset();
    Plot::clear();
}

const DetectorReport* ScreenPlot::report() const
{
    if (!m_frame || !m_frame->detectors || m_chosen >= m_frame->detectors->size())
        return nullptr;
    return &(*m_frame->detectors)[m_chosen];
}

void ScreenPlot::applyTheme()
{
    if (!m_errors)
        return;
    QColor ink = m_theme.selection;
    ink.setAlphaF(0.55F);
    m_errors->setPen(QPen(ink, m_theme.lineWidth));
}

QString ScreenPlot::hitsName(const DetectorReport& report) const
{
    const DetectorReport::ChiSquared chi = report.chiSquared();
    QString name = report.hits() == 1 ? tr("1 hit") : tr("%1 hits").arg(report.hits());
    if (chi.dof > 0)
        name += tr(", χ²/dof %1").arg(chi.perDof, 0, 'f', 2);
    return name;
}

void ScreenPlot::drawHits(const DetectorReport& report)
{
    const double width = report.binWidth();
    const double each = 1.0 / (report.particles * width);
    QVector<QCPGraphData> points;
    QVector<QCPErrorBarsData> errors;
    for (std::size_t b = 0; b < report.counts.size(); ++b) {
        const double count = report.counts[b];
        points.append({(static_cast<double>(b) + 0.5) * width, count * each});
        errors.append(QCPErrorBarsData(count > 0.0 ? std::sqrt(count) * each : 0.0));
    }
    m_curves[hits].graph->data()->set(points, true);
    m_errors->data()->clear();
    *m_errors->data() = errors;
}

void ScreenPlot::draw()
{
    for (const Curve& curve : m_curves)
        curve.graph->data()->clear();
    m_errors->data()->clear();
    if (m_frame)
        m_units = m_frame->units;
    const DetectorReport* const seen = report();
    const bool showsHits = seen && seen->particles > 0;
    if (seen) {
        const double width = seen->binWidth();
        QVector<QCPGraphData> points;
        for (std::size_t b = 0; b < seen->expected.size(); ++b)
            points.append({(static_cast<double>(b) + 0.5) * width, seen->expected[b] / width});
        m_curves[wave].graph->data()->set(points, true);
    }
    if (showsHits)
        drawHits(*seen);
    if (showsHits) {
        m_curves[hits].graph->setName(hitsName(*seen));
        showCurves({wave, hits});
    } else {
        showCurves({wave});
    }
    m_errors->setVisible(showsHits);
    setNote(!m_frame          ? QString()
            : !seen           ? tr("This experiment has no detector (\"detectors\" in its file).")
            : seen->followRho ? QString()
                              : tr("This law does not keep ρ: hits may lie otherwise."));
    const QString length = unit(Quantity::Length);
    m_keyUnit = length;
    for (Curve& curve : m_curves)
        curve.unit = length + QStringLiteral("⁻¹");
    m_plot->xAxis->setLabel(seen
            ? tr("s along %1 / %2").arg(QString::fromStdString(seen->detector.name), length)
            : QStringLiteral("s / %1").arg(length));
    m_plot->yAxis->setLabel(tr("n / %1⁻¹").arg(length));
}

} // namespace dqm
