#include "widgets/plots/SectionPlot.h"

#include "core/frames/FrameRequest.h"
#include "widgets/plots/parts/PictureInView.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int sampleCount = 401;
constexpr double denseShare = 1e-3; ///< of the largest rho: what the right axis fits

enum Index : std::size_t
{
    Density,
    DriftVelocity,
    DiffusionVelocity,
    PotentialEnergy,
    QuantumPotential
};

} // namespace

const PlotKind sectionPlot{.word = "section",
    .name = QT_TRANSLATE_NOOP("PlotKind", "Section"),
    .followsSection = true,
    .make = [] { return static_cast<Plot*>(new SectionPlot); }};

SectionPlot::SectionPlot(QWidget* parent)
    : Plot(parent)
{
    m_keyName = tr("distance");
    const Look right{Qt::SolidLine, false, true};
    addCurve(QStringLiteral("ρ"), &Theme::total);
    addCurve(QStringLiteral("v∥"), &Theme::drift, right);
    addCurve(QStringLiteral("u∥"), &Theme::diffusion, right);
    addCurve(QStringLiteral("V"), &Theme::potential, right);
    addCurve(QStringLiteral("Q"), &Theme::mutedText, {Qt::DashLine, false, true});
    setAccessibleName(tr("Section through the fields"));
    setTheme(m_theme);
}

void SectionPlot::append(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    redrawSoon();
}

void SectionPlot::ask(FrameRequest& request) const { request.fields = true; }

void SectionPlot::clear()
{
    m_frame.reset();
    Plot::clear();
}

void SectionPlot::setSection(const SectionLine& line)
{
    m_line = line;
    redrawSoon();
}

void SectionPlot::draw()
{
    for (const Curve& curve : m_curves)
        curve.graph->data()->clear();
    const Picture* picture
        = m_frame && !m_frame->pictures.empty() ? &pictureInView(*m_frame) : nullptr;
    const bool hasLine = m_line && (m_line->to - m_line->from).norm() > 0.0;
    if (!picture || !picture->hasFields() || !hasLine) {
        setNote(hasLine ? QString() : tr("Draw a section in the scene."));
        return;
    }
    setNote({});
    m_units = m_frame->units;
    const SectionSamples samples = sampleSection(*picture, *m_line, sampleCount);
    const std::array<const std::vector<double>*, 5> values{
        &samples.rho, &samples.drift, &samples.diffusion, &samples.V, &samples.Q};
    std::vector<std::size_t> shown;
    for (std::size_t index = 0; index < values.size(); ++index) {
        QVector<QCPGraphData> points;
        for (std::size_t k = 0; k < samples.distance.size(); ++k)
            points.append({samples.distance[k], (*values[index])[k]});
        m_curves[index].graph->data()->set(points, true);
        const bool isThere = std::any_of(values[index]->begin(), values[index]->end(),
            [](double value) { return std::isfinite(value); });
        if (isThere && (index != PotentialEnergy || picture->V.size() > 0))
            shown.push_back(index);
    }
    if (shown != m_shown) {
        m_shown = shown;
        showCurves(shown);
    }
    const QString length = unit(Quantity::Length);
    const QString velocity = unit(Quantity::Velocity);
    const QString energy = unit(Quantity::Energy);
    m_curves[Density].unit = length + QStringLiteral("⁻²");
    m_curves[DriftVelocity].unit = m_curves[DiffusionVelocity].unit = velocity;
    m_curves[PotentialEnergy].unit = m_curves[QuantumPotential].unit = energy;
    m_keyUnit = length;
    m_plot->xAxis->setLabel(tr("distance / %1").arg(length));
    m_plot->yAxis->setLabel(QStringLiteral("ρ / %1").arg(m_curves[Density].unit));
    m_plot->yAxis2->setLabel(tr("v, u / %1; V, Q / %2").arg(velocity, energy));
}

std::optional<Plot::Extent> SectionPlot::extent(const Curve& curve) const
{
    if (curve.graph == m_curves[Density].graph)
        return Plot::extent(curve);
    const auto density = m_curves[Density].graph->data();
    const auto values = curve.graph->data();
    double densest = 0.0;
    for (const QCPGraphData& point : *density)
        densest = std::isfinite(point.value) ? std::max(densest, point.value) : densest;
    std::optional<Extent> found;
    auto rho = density->constBegin();
    for (auto point = values->constBegin();
         point != values->constEnd() && rho != density->constEnd(); ++point, ++rho) {
        if (!std::isfinite(point->value) || !(rho->value > denseShare * densest))
            continue;
        found = found
            ? Extent{std::min(found->lower, point->value), std::max(found->upper, point->value)}
            : Extent{point->value, point->value};
    }
    return found;
}

} // namespace dqm
