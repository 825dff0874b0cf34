#include "widgets/scene/ColorLegend.h"

#include "widgets/scene/ColorMaps.h"
#include "widgets/scene/RichLine.h"
#include "widgets/scene/Ticks.h"

#include <QConicalGradient>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

namespace {

template <class Gradient>
void addStops(Gradient& gradient, const ColorMap& map)
{
    constexpr int stops = 64;
    for (int k = 0; k <= stops; ++k)
        gradient.setColorAt(static_cast<double>(k) / stops, map.at(static_cast<double>(k) / stops));
}

void drawCentered(QPainter& painter, const RichLine& line, QPointF center, const QColor& color)
{
    const QSizeF size = line.size();
    line.draw(painter, center - QPointF(0.5 * size.width(), 0.5 * size.height()), color);
}

void paintWheel(QPainter& painter, const OverlayStyle& style)
{
    const RichLine name(QStringLiteral("arg <i>ψ</i>"), style.small);
    const double radius = 0.72 * name.size().width() + 2.0;
    const double thickness = 0.32 * radius;
    const std::array<RichLine, 4> labels{RichLine(QStringLiteral("0"), style.small),
        RichLine(QStringLiteral("π/2"), style.small), RichLine(QStringLiteral("±π"), style.small),
        RichLine(QStringLiteral("−π/2"), style.small)};
    const double outer = radius + thickness;
    const double gap = 4.0;
    const double aside = labels[2].size().width() + gap;
    const double above = labels[1].size().height();
    const QRectF block(style.pane.width() - style.margin - 2.0 * (outer + aside), style.margin,
        2.0 * (outer + aside), 2.0 * (outer + above));
    const QPointF center = block.center();
    paintPlate(painter, style, block);

    QConicalGradient gradient(center, 0.0);
    addStops(gradient, phaseMap());
    QPainterPath ring;
    ring.addEllipse(center, outer, outer);
    ring.addEllipse(center, radius, radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawPath(ring);

    const QColor& ink = style.theme.mutedText;
    drawCentered(painter, name, center, style.theme.total);
    drawCentered(painter, labels[0],
        center + QPointF(outer + gap + 0.5 * labels[0].size().width(), 0.0), ink);
    drawCentered(painter, labels[1], center - QPointF(0.0, outer + 0.5 * above), ink);
    drawCentered(painter, labels[2],
        center - QPointF(outer + gap + 0.5 * labels[2].size().width(), 0.0), ink);
    drawCentered(painter, labels[3], center + QPointF(0.0, outer + 0.5 * above), ink);
}

struct Quantified
{
    QString symbol;
    Quantity quantity;
    bool isRate = false; ///< of the quantity, in time
};

Quantified quantified(ColorBy by)
{
    switch (by) {
    case ColorBy::DriftSpeed:
        return {QStringLiteral("drift speed |<b>v</b>|"), Quantity::Velocity};
    case ColorBy::DiffusionSpeed:
        return {QStringLiteral("diffusion speed |<b>u</b>|"), Quantity::Velocity};
    case ColorBy::QuantumPotential:
        return {QStringLiteral("quantum potential <i>Q</i>"), Quantity::Energy};
    case ColorBy::LocalEnergy:
        return {QStringLiteral("½<i>mv</i>² + <i>V</i> + <i>Q</i> − mean"), Quantity::Energy};
    case ColorBy::ResidualHamiltonJacobi:
        return {QStringLiteral("(13): ∂<i>S</i>/∂<i>t</i> + ½<i>mv</i>² + <i>V</i> + <i>Q</i>"),
            Quantity::Energy};
    case ColorBy::ResidualContinuity:
        return {QStringLiteral("(14): ∂<i>ρ</i>/∂<i>t</i> + ∇·(<i>ρ</i><b>v</b>)"),
            Quantity::Density, true};
    case ColorBy::Phase:
    case ColorBy::Density:
        break;
    }
    return {QStringLiteral("density <i>ρ</i>"), Quantity::Density};
}

QString unitText(const Quantified& what, UnitSystem units)
{
    const QString unit = QString::fromStdString(unitSymbol(what.quantity, units));
    return what.isRate
        ? unit + QChar('/') + QString::fromStdString(unitSymbol(Quantity::Time, units))
        : unit;
}

void paintBar(QPainter& painter, const OverlayStyle& style, ColorBy by, const SceneScales& scales,
    UnitSystem units)
{
    const Quantified what = quantified(by);
    // What should vanish is told by its power of ten: the ticks stand for the digits.
    const int power
        = isResidual(by) ? static_cast<int>(std::floor(std::log10(scales.colorHigh))) : 0;
    const double digits = std::pow(10.0, power);
    const RichLine name(what.symbol
            + QStringLiteral("  (%1)").arg(
                (power == 0 ? QString() : powerOfTen(power) + QChar(0x2009))
                + unitText(what, units)),
        style.small);
    const double line = name.size().height();
    // Half a tick label stands out on either side.
    const double inset = 16.0;
    const double width = std::clamp(0.22 * style.pane.width(), name.size().width(), 260.0);
    const double right = style.pane.width() - style.margin - inset;
    const QRectF bar(right - width, style.margin + line + 4.0, width, 10.0);
    paintPlate(painter, style,
        QRectF(bar.left() - inset, style.margin, width + 2.0 * inset, 2.0 * line + 20.0));

    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    addStops(gradient, isSigned(by) ? signedMap() : densityMap());
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 2.0, 2.0);
    name.draw(painter, {bar.right() - name.size().width(), style.margin}, style.theme.total);

    const double low = scales.colorLow / digits;
    const double range = (scales.colorHigh - scales.colorLow) / digits;
    if (!(range > 0.0))
        return;
    const double step = niceStep(range / 4.0);
    double reached = bar.left() - 1e3;
    for (const double value : ticksBetween(low, low + range, step)) {
        const double x = bar.left() + bar.width() * (value - low) / range;
        const RichLine label(tickText(value, step), style.small);
        painter.setPen(QPen(style.theme.mutedText, style.theme.lineWidth));
        painter.drawLine(QPointF(x, bar.bottom() + 1.0), QPointF(x, bar.bottom() + 4.0));
        const double left = x - 0.5 * label.size().width();
        if (left < reached + 6.0)
            continue;
        label.draw(painter, {left, bar.bottom() + 5.0}, style.theme.mutedText);
        reached = left + label.size().width();
    }
}

} // namespace

void paintColorLegend(QPainter& painter, const OverlayStyle& style, ColorBy colorBy,
    const SceneScales& scales, UnitSystem units)
{
    if (colorBy == ColorBy::Phase)
        paintWheel(painter, style);
    else
        paintBar(painter, style, colorBy, scales, units);
}

} // namespace dqm
