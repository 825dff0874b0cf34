#include "widgets/scene/overlay/OverlayWords.h"

#include "core/frames/DetectedShare.h"
#include "widgets/scene/layers/ParticleInk.h"
#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/text/RichLine.h"
#include "widgets/theme/ShareText.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

struct ColoredLine
{
    RichLine line;
    QColor color;
};

QString tr(const char* text) { return QCoreApplication::translate("SceneOverlay", text); }

QString unit(Quantity quantity, UnitSystem units)
{
    return QString::fromStdString(unitSymbol(quantity, units));
}

QString withUnit(const QString& number, Quantity quantity, UnitSystem units)
{
    // A thin space between number and unit.
    return number + QChar(0x2009) + unit(quantity, units);
}

QString timeText(const Frame& frame)
{
    const double step = 5.0 * std::max(std::abs(frame.stepSize), 1e-12);
    // A time that was gone to lies between steps; the play bar says as much of it.
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step))), 3, 4);
    QString number = QString::number(frame.time, 'f', decimals);
    number.replace(QLatin1Char('-'), QChar(0x2212));
    const QString name = frame.isCooling ? tr("imaginary time (cooling) <i>τ</i> = ")
                                         : QStringLiteral("<i>t</i> = ");
    return name + withUnit(number, Quantity::Time, frame.units);
}

QString component(double value)
{
    QString text = QString::number(value, 'f', 2);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

/// Lines one below another.
OverlayBlock lineBlock(OverlayPart part, const std::vector<ColoredLine>& lines, bool alignsRight)
{
    OverlayBlock block{part, {}, {}};
    for (const ColoredLine& entry : lines) {
        block.size.setWidth(std::max(block.size.width(), entry.line.size().width()));
        block.size.rheight() += entry.line.size().height();
    }
    block.paint = [lines, alignsRight, width = block.size.width()](QPainter& painter, QPointF at) {
        for (const ColoredLine& entry : lines) {
            const double free = alignsRight ? width - entry.line.size().width() : 0.0;
            entry.line.draw(painter, at + QPointF(free, 0.0), entry.color);
            at.ry() += entry.line.size().height();
        }
    };
    return block;
}

/// Title and time, if there is one, in one line.
OverlayBlock titleLine(const RichLine& time, const Picture& picture, const OverlayStyle& style)
{
    const double between = time.size().width() > 0.0 ? 12.0 : 0.0;
    const double free = style.pane.width() - 2.0 * style.margin - time.size().width() - between;
    const RichLine name(
        QFontMetricsF(style.title)
            .elidedText(QString::fromStdString(picture.title), Qt::ElideRight, std::max(free, 0.0)),
        style.title);
    const double height = std::max(name.size().height(), time.size().height());
    const double x = name.size().width() > 0.0 ? name.size().width() + between : 0.0;
    return {OverlayPart::Title, QSizeF(x + time.size().width(), height),
        [=, ink = style.theme.total](QPainter& painter, QPointF at) {
            name.draw(painter, at, ink);
            time.draw(painter, at + QPointF(x, 0.5 * (height - time.size().height())), ink);
        }};
}

QString edgeText(BoundaryKind boundary)
{
    switch (boundary) {
    case BoundaryKind::Periodic:
        return tr("periodic edge");
    case BoundaryKind::Absorbing:
        return tr("absorbing edge");
    case BoundaryKind::Walls:
        return tr("walls");
    }
    return {};
}

QString potentialText(const SceneState& state, const SceneScales& scales)
{
    const UnitSystem units = state.frame->units;
    const QString steps
        = tr("every %1")
              .arg(withUnit(legendNumber(scales.contourStep, 2), Quantity::Energy, units));
    if (!scales.hasWalls)
        return QStringLiteral("<i>V</i>  ") + steps;
    const QString walls
        = tr("walls to %1")
              .arg(withUnit(legendNumber(scales.wallHeight, 2), Quantity::Energy, units));
    // Lines in what rises above all that the ensemble can feel would stand in its edge.
    const bool hasLines
        = state.options.potentialContours && scales.wallHeight <= scales.potentialTop * 1.001;
    return QStringLiteral("<i>V</i>  ") + walls
        + (hasLines ? QStringLiteral(", ") + steps : QString());
}

} // namespace

QString leftOfStart(double peak, double startPeak)
{
    constexpr double worthSaying = 0.1;
    constexpr double least = 1e-6;
    if (!(startPeak > 0.0) || peak >= worthSaying * startPeak)
        return {};
    const double share = peak / startPeak;
    if (share < least)
        return tr("less than %1 of the start").arg(powerOfTen(-6));
    const QString digits = QString::number(share, 'e', 0);
    return tr("%1·%2 of the start")
        .arg(digits.section('e', 0, 0), powerOfTen(digits.section('e', 1).toInt()));
}

OverlayBlock titleBlock(const SceneState& state, const OverlayStyle& style, TitleLines wanted)
{
    const Frame& frame = *state.frame;
    const Picture& picture = *state.picture();
    const RichLine time(timeText(frame), style.text);
    const RichLine name(QString::fromStdString(picture.title), style.title);
    if (wanted == TitleLines::One)
        return titleLine(time, picture, style);
    if (wanted == TitleLines::Name && !picture.title.empty())
        return titleLine(RichLine({}, style.text), picture, style);
    std::vector<ColoredLine> lines;
    if (!picture.title.empty())
        lines.push_back({name, style.theme.total});
    lines.push_back({time, style.theme.total});
    const Vec2 w = picture.observerVelocity;
    if (w.norm() > 0.0)
        lines.push_back(
            {RichLine(QStringLiteral("<b>W</b> = (%1, %2)").arg(component(w.x()), component(w.y()))
                     + QChar(0x2009) + unit(Quantity::Velocity, frame.units),
                 style.small),
                style.theme.mutedText});
    return lineBlock(OverlayPart::Title, lines, false);
}

OverlayBlock heightBlock(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style)
{
    const Picture& picture = *state.picture();
    const UnitSystem units = state.frame->units;
    std::vector<ColoredLine> lines;
    const auto add = [&](const QString& text, const QColor& color) {
        lines.push_back({RichLine(text, style.small), color});
    };
    if (state.options.particles) {
        const int trails
            = state.options.particleTrails ? trailsShown(picture, QSizeF(state.size)) : 0;
        const QString legend = particleLegend(picture, trails);
        if (!legend.isEmpty())
            add(legend, particleColor(picture, style.theme));
        const QString gone = particlesGone(*state.frame, picture);
        if (!gone.isEmpty())
            add(gone, style.theme.mutedText);
    }
    if (state.showsParticlesAlone())
        return lineBlock(OverlayPart::Heights, lines, false);
    if (state.legends) {
        const QString quarter = withUnit(legendNumber(scales.heightRho), Quantity::Density, units);
        add(state.options.followsPeak ? tr("¼ side: <i>ρ</i> = %1, follows the peak").arg(quarter)
                                      : tr("¼ side: <i>ρ</i> = %1").arg(quarter),
            style.theme.mutedText);
    }
    const QString left = leftOfStart(picture.rhoMax, scales.startRho);
    if (picture.rhoMax < 1e-6 * scales.startRho)
        add(tr("<i>ρ</i> is %1").arg(left), style.theme.mutedText);
    else if (state.legends)
        add(tr("<i>ρ</i> max = %1")
                    .arg(withUnit(legendNumber(picture.rhoMax), Quantity::Density, units))
                + (left.isEmpty() ? QString() : QStringLiteral(", ") + left),
            style.theme.mutedText);
    return lineBlock(OverlayPart::Heights, lines, false);
}

OverlayBlock noteBlock(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style)
{
    const Picture& picture = *state.picture();
    std::vector<ColoredLine> lines;
    const bool drawn = state.options.potentialContours || state.options.potentialSheet;
    if (drawn && scales.hasPotential())
        lines.push_back(
            {RichLine(potentialText(state, scales), style.small), style.theme.potential});
    QString edge = edgeText(picture.grid.boundary);
    const double gone = 1.0 - picture.numbers.moments.norm;
    constexpr double worthSaying = 0.005;
    const double detected = picture.isFrictional() ? 0.0 : detectedShare(*state.frame);
    const double left = gone - detected;
    const bool isKnown = gone > worthSaying && picture.numbers.moments.norm > 0.0;
    if (picture.grid.boundary == BoundaryKind::Absorbing && isKnown && left > worthSaying)
        edge = tr("left the picture: %1").arg(shareText(left));
    if (isKnown && detected > worthSaying)
        edge += tr(", detected: %1").arg(shareText(detected));
    lines.push_back({RichLine(edge, style.small), style.theme.mutedText});
    return lineBlock(OverlayPart::Notes, lines, true);
}

} // namespace dqm
