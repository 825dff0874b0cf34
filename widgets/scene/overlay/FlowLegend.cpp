#include "widgets/scene/overlay/FlowLegend.h"

#include "widgets/scene/layers/FlowLayers.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/text/RichLine.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <vector>

namespace dqm {

namespace {

constexpr double sampleLength = 30.0;
constexpr double sampleGap = 8.0;

struct Entry
{
    RichLine text;
    QColor color;
};

QString flowName(FlowKind kind)
{
    switch (kind) {
    case FlowKind::Drift:
        return QStringLiteral("drift <b>v</b>");
    case FlowKind::Diffusion:
        return QStringLiteral("diffusion <b>u</b>");
    case FlowKind::DriftFlux:
        return QStringLiteral("flux <i>ρ</i><b>v</b>");
    case FlowKind::DiffusionFlux:
        return QStringLiteral("flux <i>ρ</i><b>u</b>");
    }
    return {};
}

std::vector<Entry> entries(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style)
{
    std::vector<Entry> result;
    const auto add = [&](FlowKind kind, double speed, const QColor& color) {
        result.push_back(
            {RichLine(flowLegendText(kind, speed, state.frame->units), style.small), color});
    };
    if (state.options.drift.isShown())
        add(shownKind(FlowKind::Drift, state.options.drift), scales.driftSpeed, style.theme.drift);
    if (state.options.diffusion.isShown())
        add(shownKind(FlowKind::Diffusion, state.options.diffusion), scales.diffusionSpeed,
            style.theme.diffusion);
    return result;
}

/// From faint to full strength, as the lines are drawn.
void paintSample(QPainter& painter, QPointF left, const QColor& color, double thickness)
{
    constexpr int parts = 3;
    for (int k = 0; k < parts; ++k) {
        const double strength = static_cast<double>(k + 1) / parts;
        QColor faded = color;
        faded.setAlphaF(static_cast<float>(0.35 + 0.65 * strength));
        painter.setPen(QPen(faded, thickness * (0.8 + 1.2 * strength), Qt::SolidLine, Qt::FlatCap));
        const double part = (sampleLength - 6.0) / parts;
        painter.drawLine(left + QPointF(k * part, 0.0), left + QPointF((k + 1) * part, 0.0));
    }
    const QPointF tip = left + QPointF(sampleLength, 0.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(std::array<QPointF, 3>{tip, tip + QPointF(-8.0, -3.5) * thickness,
                            tip + QPointF(-8.0, 3.5) * thickness}
                            .data(),
        3);
}

} // namespace

QString flowLegendText(FlowKind kind, double fullSpeed, UnitSystem units)
{
    const QString name = flowName(kind);
    if (!(fullSpeed > 0.0))
        return name + QStringLiteral(" = 0");
    const bool isFlux = kind == FlowKind::DriftFlux || kind == FlowKind::DiffusionFlux;
    return name + QStringLiteral(",  strongest from ") + legendNumber(fullSpeed, 2) + QChar(0x2009)
        + QString::fromStdString(unitSymbol(isFlux ? Quantity::Flux : Quantity::Velocity, units));
}

OverlayBlock flowBlock(
    const OverlayStyle& style, const SceneState& state, const SceneScales& scales)
{
    OverlayBlock block{OverlayPart::Flows, {}, {}};
    const std::vector<Entry> lines = entries(state, scales, style);
    if (lines.empty())
        return block;
    double width = 0.0;
    for (const Entry& entry : lines)
        width = std::max(width, entry.text.size().width());
    const double line = lines.front().text.size().height();
    block.size = {sampleLength + sampleGap + width, line * static_cast<double>(lines.size())};
    block.paint = [lines, line, &theme = style.theme](QPainter& painter, QPointF at) {
        for (const Entry& entry : lines) {
            paintSample(painter, at + QPointF(0.0, 0.5 * line), entry.color, theme.lineWidth);
            entry.text.draw(painter, at + QPointF(sampleLength + sampleGap, 0.0), theme.mutedText);
            at.ry() += line;
        }
    };
    return block;
}

} // namespace dqm
