#include "widgets/scene/overlay/ColorLegend.h"

#include "widgets/scene/model/ColorMaps.h"
#include "widgets/scene/model/Colourings.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/text/RichLine.h"

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

struct Wheel
{
    explicit Wheel(const QFont& font)
        : name(QStringLiteral("arg <i>ψ</i>"), font)
        , labels{RichLine(QStringLiteral("0"), font), RichLine(QStringLiteral("π/2"), font),
              RichLine(QStringLiteral("±π"), font), RichLine(QStringLiteral("−π/2"), font)}
        , radius(0.72 * name.size().width() + 2.0)
        , outer(1.32 * radius)
        , aside(labels[2].size().width() + labelGap)
        , above(labels[1].size().height())
    {
    }
    QSizeF size() const { return {2.0 * (outer + aside), 2.0 * (outer + above)}; }

    static constexpr double labelGap = 4.0;
    RichLine name;
    std::array<RichLine, 4> labels;
    double radius;
    double outer;
    double aside;
    double above;
};

void paintWheel(QPainter& painter, const Wheel& wheel, const Theme& theme, QPointF topLeft)
{
    const QPointF center = QRectF(topLeft, wheel.size()).center();
    QConicalGradient gradient(center, 0.0);
    addStops(gradient, phaseMap());
    QPainterPath ring;
    ring.addEllipse(center, wheel.outer, wheel.outer);
    ring.addEllipse(center, wheel.radius, wheel.radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawPath(ring);

    const QColor& ink = theme.mutedText;
    const auto beside = [&wheel](const RichLine& label) {
        return QPointF(wheel.outer + Wheel::labelGap + 0.5 * label.size().width(), 0.0);
    };
    const QPointF up(0.0, wheel.outer + 0.5 * wheel.above);
    drawCentered(painter, wheel.name, center, theme.total);
    drawCentered(painter, wheel.labels[0], center + beside(wheel.labels[0]), ink);
    drawCentered(painter, wheel.labels[1], center - up, ink);
    drawCentered(painter, wheel.labels[2], center - beside(wheel.labels[2]), ink);
    drawCentered(painter, wheel.labels[3], center + up, ink);
}

QString unitText(const Colouring& what, UnitSystem units)
{
    const QString unit = QString::fromStdString(unitSymbol(what.quantity, units));
    return what.isRate
        ? unit + QChar('/') + QString::fromStdString(unitSymbol(Quantity::Time, units))
        : unit;
}

/// The power of ten that ticks leave to the name.
int powerOf(double value)
{
    if (!(value > 0.0) || !std::isfinite(value))
        return 0;
    const int power = static_cast<int>(std::floor(std::log10(value)));
    return power >= -2 && power <= 3 ? 0 : power;
}

struct Bar
{
    static constexpr double thickness = 10.0;
    static constexpr double inset = 16.0; ///< half a tick label stands out on either side
    static constexpr double ticks = 6.0;

    RichLine name;
    QFont font;
    double length;
    double low;
    double high;
    QSizeF size() const
    {
        return {length + 2.0 * inset, 2.0 * name.size().height() + thickness + ticks + 4.0};
    }
};

void paintBar(
    QPainter& painter, const Bar& bar, const ColorMap& map, const Theme& theme, QPointF topLeft)
{
    const double line = bar.name.size().height();
    const QRectF strip(
        topLeft + QPointF(Bar::inset, line + 4.0), QSizeF(bar.length, Bar::thickness));
    QLinearGradient gradient(strip.topLeft(), strip.topRight());
    addStops(gradient, map);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(strip, 2.0, 2.0);
    bar.name.draw(
        painter, {strip.center().x() - 0.5 * bar.name.size().width(), topLeft.y()}, theme.total);

    const double range = bar.high - bar.low;
    if (!(range > 0.0))
        return;
    const double step = niceStep(range / 4.0);
    double reached = strip.left() - 1e3;
    for (const double value : ticksBetween(bar.low, bar.high, step)) {
        const double x = strip.left() + strip.width() * (value - bar.low) / range;
        const RichLine label(tickText(value, step), bar.font);
        painter.setPen(QPen(theme.mutedText, theme.lineWidth));
        painter.drawLine(QPointF(x, strip.bottom() + 1.0), QPointF(x, strip.bottom() + 4.0));
        const double half = 0.5 * label.size().width();
        const double left
            = std::clamp(x - half, topLeft.x(), topLeft.x() + bar.size().width() - 2.0 * half);
        if (left < reached + 6.0)
            continue;
        label.draw(painter, {left, strip.bottom() + 5.0}, theme.mutedText);
        reached = left + 2.0 * half;
    }
}

} // namespace

OverlayBlock colorBlock(
    const OverlayStyle& style, ColorBy colorBy, const SceneScales& scales, UnitSystem units)
{
    const Theme& theme = style.theme;
    const Colouring& what = colouring(colorBy);
    if (what.map == Colouring::Map::Phase) {
        const Wheel wheel(style.small);
        return {OverlayPart::Color, wheel.size(), [wheel, &theme](QPainter& painter, QPointF at) {
                    paintWheel(painter, wheel, theme, at);
                }};
    }
    const int power = powerOf(scales.colorHigh);
    const double digits = std::pow(10.0, power);
    const RichLine name(QString::fromUtf8(what.symbol)
            + QStringLiteral("  (%1)").arg(
                (power == 0 ? QString() : powerOfTen(power) + QChar(0x2009))
                + unitText(what, units)),
        style.small);
    // As long as its name, which says what it is, and long enough for a few ticks.
    const Bar bar{name, style.small, std::max(name.size().width(), 8.0 * name.size().height()),
        scales.colorLow / digits, scales.colorHigh / digits};
    return {OverlayPart::Color, bar.size(),
        [bar, map = colorMap(colorBy, theme), &theme](
            QPainter& painter, QPointF at) { paintBar(painter, bar, map, theme, at); }};
}

} // namespace dqm
