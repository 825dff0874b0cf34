#include "widgets/plots/SpreadPlot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

enum Index : std::size_t
{
    Frictionless,
    Frictional,
    FrictionlessLaw,
    FrictionalLaw,
    Crossing
};

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr int lawPoints = 400;

QString unlawful(const Experiment& experiment)
{
    const auto* packet = experiment.packets.size() == 1
        ? std::get_if<GaussianPacket>(&experiment.packets.front())
        : nullptr;
    if (!packet)
        return SpreadPlot::tr("not one Gaussian packet");
    if (packet->velocity != Vec2(0.0, 0.0))
        return SpreadPlot::tr("the packet is not at rest");
    if (packet->chirp != 0.0)
        return SpreadPlot::tr("the packet has a chirp");
    if (!experiment.potential.empty() && experiment.strength != 0.0)
        return SpreadPlot::tr("there is a potential");
    if (!experiment.grid.isTorus())
        return SpreadPlot::tr("there are walls");
    return {};
}

} // namespace

const PlotKind spreadPlot{.word = "spread",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Spread"),
    .keepsPast = true,
    .make = [] { return static_cast<Plot*>(new SpreadPlot); }};

SpreadPlot::SpreadPlot(QWidget* parent)
    : Plot(parent)
    , m_history(2000, 1)
    , m_unlawful(tr("no experiment is open"))
{
    m_followsTime = true;
    m_keyName = QStringLiteral("t");
    addCurve(tr("frictionless"), &Theme::total);
    addCurve(tr("frictional"), &Theme::rest);
    addCurve(tr("law"), &Theme::total, {Qt::DashLine, true, false}).fullName
        = tr("frictionless, law");
    addCurve(tr("law"), &Theme::rest, {Qt::DashLine, true, false}).fullName = tr("frictional, law");
    addCurve(tr("t* = 4ms₀²/ħ"), &Theme::mutedText, {Qt::DotLine, true, false});
    for (const std::size_t index : {Frictionless, Frictional}) {
        m_curves[index].marker = new QCPItemTracer(m_plot);
        m_curves[index].marker->setStyle(QCPItemTracer::tsCircle);
        m_curves[index].marker->setVisible(false);
    }
    setAccessibleName(tr("Spread over time"));
    setTheme(m_theme);
}

void SpreadPlot::setExperiment(const Experiment& experiment)
{
    m_unlawful = unlawful(experiment);
    if (m_unlawful.isEmpty())
        m_initialSigma = std::get<GaussianPacket>(experiment.packets.front()).sigma.x();
    redrawSoon();
}

void SpreadPlot::watchParameters(const Frame& frame)
{
    std::optional<ThermalMedium> medium;
    if (!frame.frictional.empty())
        medium = frame.frictional.front().medium;
    const bool isFirst = m_history.isEmpty() || frame.time == 0.0;
    const auto isSame = [](const PhysicalConstants& a, const PhysicalConstants& b) {
        return a.hbar == b.hbar && a.mass == b.mass;
    };
    if (isFirst)
        m_parametersChanged = false;
    else if (!isSame(m_constants, frame.constants)
        || (medium && m_medium
            && (medium->friction != m_medium->friction
                || medium->temperature != m_medium->temperature)))
        m_parametersChanged = true;
    m_constants = frame.constants;
    m_medium = medium;
    m_dissipation = frame.stage.dissipation;
    m_hasPotential = frame.pictures.front().V.size() > 0;
}

void SpreadPlot::append(const std::shared_ptr<const Frame>& frame)
{
    if (!frame || frame->pictures.empty())
        return;
    m_units = frame->units;
    m_axes = frame->axes;
    watchParameters(*frame);
    const auto variance = [](const Picture& picture) {
        const double sigma = picture.numbers.moments.sigma.x();
        return sigma * sigma;
    };
    // A twin that stands still while time runs backward has its own time and no place here.
    const double slack = 1e-9 * std::max(1.0, std::abs(frame->time));
    const bool hasTwin = !frame->frictional.empty()
        && std::abs(frame->frictional.front().numbers.time - frame->time) <= slack;
    m_history.append({frame->time,
        {variance(frame->pictures.front()),
            hasTwin ? variance(frame->frictional.front()) : nothing},
        frame->revision});
    redrawSoon();
}

void SpreadPlot::lookBack(const std::shared_ptr<const Frame>& frame)
{
    m_history.standAt(frame->time);
    redrawSoon();
}

void SpreadPlot::clear()
{
    m_history.clear();
    m_parametersChanged = false;
    Plot::clear();
}

QString SpreadPlot::hindrance() const
{
    if (!m_unlawful.isEmpty())
        return m_unlawful;
    if (m_hasPotential)
        return tr("there is a potential");
    if (m_parametersChanged)
        return tr("a parameter changed on the way");
    return {};
}

void SpreadPlot::drawLaws(double from, double to)
{
    const double s0 = m_initialSigma;
    const double D = m_constants.diffusionCoefficient();
    QVector<QCPGraphData> conservative;
    QVector<QCPGraphData> frictional;
    // Ahead of the samples too: a law says what is to come.
    for (int i = 0; i <= 2 * lawPoints; ++i) {
        const double t = from + (to - from) * i / lawPoints;
        conservative.append({t, conservativeVariance(s0, D, t)});
        if (!m_medium || t < 0.0)
            continue;
        const double variance = m_dissipation == StageSettings::Dissipation::Fick
            ? heatVariance(s0, m_medium->diffusion, t)
            : kramersVariance(s0, *m_medium, m_constants.mass, t);
        if (std::isfinite(variance))
            frictional.append({t, variance});
    }
    m_curves[FrictionlessLaw].graph->data()->set(conservative, true);
    m_curves[FrictionalLaw].graph->data()->set(frictional, true);
    QVector<QCPGraphData> crossing;
    const double meeting = crossingTime(s0, D);
    // With inertia the twin begins as slowly and stays behind.
    const bool cross = m_dissipation == StageSettings::Dissipation::Fick;
    if (cross && from <= meeting && meeting <= to)
        crossing = {{meeting, 0.0}, {meeting, 5.0 * s0 * s0}};
    m_curves[Crossing].graph->data()->set(crossing, true);
}

void SpreadPlot::draw()
{
    fill(m_curves[Frictionless], m_history, 0);
    fill(m_curves[Frictional], m_history, 1);
    const auto& samples = m_history.samples();
    const bool hasTwin = std::any_of(samples.begin(), samples.end(),
        [](const auto& sample) { return std::isfinite(sample.values[1]); });
    const QString reason = hindrance();
    for (const std::size_t index : {FrictionlessLaw, FrictionalLaw, Crossing})
        m_curves[index].graph->data()->clear();
    if (reason.isEmpty() && !samples.empty())
        drawLaws(samples.front().time, samples.back().time);

    std::vector<std::size_t> shown{Frictionless};
    if (hasTwin)
        shown.push_back(Frictional);
    for (const std::size_t index : {FrictionlessLaw, FrictionalLaw, Crossing}) {
        if (!m_curves[index].graph->data()->isEmpty())
            shown.push_back(index);
    }
    if (shown != m_shown) {
        m_shown = shown;
        showCurves(shown);
    }
    QString hint;
    QString note;
    if (!samples.empty() && !m_medium)
        hint = tr("For the twin choose frictionless | frictional on the stage.");
    if (!samples.empty() && !reason.isEmpty())
        note = tr("No laws: %1.").arg(reason);
    setNote(note, hint);

    const QString area = unit(Quantity::Length) + QStringLiteral("²");
    for (Curve& curve : m_curves)
        curve.unit = area;
    m_keyUnit = unit(Quantity::Time);
    m_plot->xAxis->setLabel(QStringLiteral("t / %1").arg(m_keyUnit));
    m_plot->yAxis->setLabel(
        QStringLiteral("σ%1² / %2").arg(QString::fromStdString(m_axes.subscript[0]), area));
    standAt(m_history.isEmpty() ? std::nullopt : std::optional(m_history.present().time));
}

} // namespace dqm
