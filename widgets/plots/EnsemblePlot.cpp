#include "widgets/plots/EnsemblePlot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <limits>

namespace dqm {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
/// Above it a linear axis would show a wrong law only.
constexpr double largestLinear = 12.0;

} // namespace

EnsemblePlot::EnsemblePlot(Shows shows, QWidget* parent)
    : Plot(parent)
    , m_shows(shows)
    , m_history(1000, 1)
{
    m_followsTime = true;
    m_keyName = QStringLiteral("t");
    if (m_shows == Shows::ChiSquared) {
        addCurve(tr("χ²/dof"), &Theme::total);
        addCurve(tr("expected: 1"), &Theme::mutedText, {Qt::DashLine, true, false});
        showCurves({0, 1});
        setAccessibleName(tr("χ² of the histogram over time"));
    } else {
        addCurve({}, &Theme::total);
        addCurve({}, &Theme::selection);
        addCurve({}, &Theme::total, {Qt::DashLine, true, false});
        addCurve({}, &Theme::selection, {Qt::DashLine, true, false});
        nameCurves();
        showCurves({0, 1, 2, 3});
        setAccessibleName(tr("Correlation with the start over time"));
    }
    setMinimumSize(240, 136);
    setTheme(m_theme);
}

void EnsemblePlot::nameCurves()
{
    for (std::size_t axis = 0; axis < 2; ++axis) {
        m_curves[axis].graph->setName(axisName(axis));
        m_curves[2 + axis].graph->setName(tr("law, %1").arg(axisName(axis)));
    }
}

void EnsemblePlot::append(const std::shared_ptr<const Frame>& frame)
{
    if (!frame || !frame->ensemble)
        return;
    const EnsembleReport& report = *frame->ensemble;
    m_units = frame->units;
    if (m_shows == Shows::Correlation && m_axes != frame->axes) {
        m_axes = frame->axes;
        nameCurves();
    }
    // An ensemble drawn anew has another past.
    if (frame->steps == 0)
        m_history.clear();
    if (m_shows == Shows::ChiSquared) {
        m_history.append({report.time, {report.histogram.chiSquaredPerDof, 1.0}, frame->revision});
    } else {
        const auto law = report.expectedCorrelation;
        m_history.append({report.time,
            {report.correlation[0].value, report.correlation[1].value, law ? (*law)[0] : nothing,
                law ? (*law)[1] : nothing},
            frame->revision});
    }
    redrawSoon();
}

void EnsemblePlot::clear()
{
    m_history.clear();
    Plot::clear();
}

void EnsemblePlot::draw()
{
    m_plot->xAxis->setLabel(QStringLiteral("t / %1").arg(unit(Quantity::Time)));
    m_plot->yAxis->setLabel(m_shows == Shows::ChiSquared ? tr("χ²/dof") : tr("corr(x₀, x)"));
    double largest = 0.0;
    bool hasLaw = m_shows == Shows::ChiSquared;
    for (const CurveHistory::Sample& sample : m_history.samples()) {
        largest = std::max(largest, sample.values[0]);
        hasLaw = hasLaw || std::isfinite(sample.values.back());
    }
    if (m_shows == Shows::ChiSquared)
        setLogarithmic(largest > largestLinear);
    for (std::size_t index = 0; index < m_curves.size(); ++index)
        fill(m_curves[index], m_history, index);
    if (m_shows == Shows::Correlation) {
        if (hasLaw)
            showCurves({0, 1, 2, 3});
        else
            showCurves({0, 1});
        setNote(hasLaw || m_history.isEmpty()
                ? QString()
                : tr("No closed form here: exp(−ν arctan θ) holds for one free Gaussian that was "
                     "drawn from ρ."));
    }
    if (!m_history.isEmpty())
        standAt(m_history.present().time);
}

} // namespace dqm
