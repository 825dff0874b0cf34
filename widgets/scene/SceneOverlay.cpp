#include "widgets/scene/SceneOverlay.h"

#include "widgets/scene/ColorLegend.h"
#include "widgets/scene/FlowLegend.h"
#include "widgets/scene/MotionMarks.h"
#include "widgets/scene/OverlayStyle.h"
#include "widgets/scene/ParticleInk.h"
#include "widgets/scene/PictureTextures.h"
#include "widgets/scene/RichLine.h"
#include "widgets/scene/SceneAxes.h"
#include "widgets/scene/SceneMarks.h"
#include "widgets/scene/Ticks.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double legendGap = 12.0;

enum class Side
{
    Left,
    Right
};

struct ColoredLine
{
    RichLine line;
    QColor color;
};

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
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step))), 1, 4);
    QString number = QString::number(frame.time, 'f', decimals);
    number.replace(QLatin1Char('-'), QChar(0x2212));
    const QString name = frame.isCooling
        ? QCoreApplication::translate("SceneOverlay", "imaginary time (cooling) <i>τ</i> = ")
        : QStringLiteral("<i>t</i> = ");
    return name + withUnit(number, Quantity::Time, frame.units);
}

QString component(double value)
{
    QString text = QString::number(value, 'f', 2);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

std::vector<ColoredLine> titleLines(
    const SceneState& state, const Picture& picture, const OverlayStyle& style)
{
    const Frame& frame = *state.frame;
    std::vector<ColoredLine> lines;
    if (!picture.title.empty())
        lines.push_back(
            {RichLine(QString::fromStdString(picture.title), style.title), style.theme.total});
    lines.push_back({RichLine(timeText(frame), style.text), style.theme.total});
    const Vec2 w = picture.observerVelocity;
    if (w.norm() > 0.0)
        lines.push_back(
            {RichLine(QStringLiteral("<b>W</b> = (%1, %2)").arg(component(w.x()), component(w.y()))
                     + QChar(0x2009) + unit(Quantity::Velocity, frame.units),
                 style.small),
                style.theme.mutedText});
    return lines;
}

std::vector<ColoredLine> heightLines(const SceneState& state, const Picture& picture,
    const SceneScales& scales, const OverlayStyle& style)
{
    const UnitSystem units = state.frame->units;
    std::vector<ColoredLine> lines;
    if (state.options.particles && !picture.particles.empty())
        lines.push_back(
            {RichLine(particleLegend(picture, state.options.particleTrails), style.small),
                particleColor(picture, style.theme)});
    if (state.showsParticlesAlone())
        return lines;
    if (state.options.holdHeightScale)
        lines.push_back({RichLine(QStringLiteral("height held: ¼ side = ")
                                 + withUnit(numberText(scales.heightRho), Quantity::Density, units),
                             style.small),
            style.theme.mutedText});
    lines.push_back({RichLine(QStringLiteral("height <i>ρ</i>,  max = ")
                             + withUnit(numberText(picture.rhoMax), Quantity::Density, units),
                         style.small),
        style.theme.mutedText});
    return lines;
}

QString edgeText(BoundaryKind boundary)
{
    switch (boundary) {
    case BoundaryKind::Periodic:
        return QStringLiteral("periodic edge");
    case BoundaryKind::Absorbing:
        return QStringLiteral("absorbing edge");
    case BoundaryKind::Walls:
        return QStringLiteral("walls");
    }
    return {};
}

std::vector<ColoredLine> noteLines(const SceneState& state, const Picture& picture,
    const SceneScales& scales, const OverlayStyle& style)
{
    std::vector<ColoredLine> lines;
    const bool drawn = state.options.potentialContours || state.options.potentialSheet;
    if (drawn && scales.hasPotential())
        lines.push_back({RichLine(QStringLiteral("<i>V</i>  every ")
                                 + withUnit(numberText(scales.contourStep, 2), Quantity::Energy,
                                     state.frame->units),
                             style.small),
            style.theme.potential});
    lines.push_back(
        {RichLine(edgeText(picture.grid.boundary), style.small), style.theme.mutedText});
    return lines;
}

/// Lines one below another in a corner, on a plate; returns where the block begins.
double paintBlock(QPainter& painter, const OverlayStyle& style,
    const std::vector<ColoredLine>& lines, Side side, bool atTop)
{
    double width = 0.0;
    double height = 0.0;
    for (const ColoredLine& entry : lines) {
        width = std::max(width, entry.line.size().width());
        height += entry.line.size().height();
    }
    const double x = side == Side::Left ? style.margin : style.pane.width() - style.margin - width;
    const double top = atTop ? style.margin : style.pane.height() - style.margin - height;
    double y = top;
    paintPlate(painter, style, QRectF(x, y, width, height));
    for (const ColoredLine& entry : lines) {
        const double free = width - entry.line.size().width();
        entry.line.draw(painter, {side == Side::Left ? x : x + free, y}, entry.color);
        y += entry.line.size().height();
    }
    return top;
}

} // namespace

OverlayStyle::OverlayStyle(const QFont& base, const Theme& colors, QSizeF paneSize)
    : theme(colors)
    , pane(paneSize)
    , margin(paneSize.width() < 480.0 ? 8.0 : 16.0)
    , title(base)
    , text(base)
    , small(base)
{
    const double size = base.pointSizeF() > 0.0 ? base.pointSizeF() : 10.0;
    // Small panes carry as many words as large ones.
    const double factor = colors.textScale * (paneSize.width() < 480.0 ? 0.9 : 1.0);
    title.setPointSizeF(1.25 * size * factor);
    title.setBold(true);
    text.setPointSizeF(1.05 * size * factor);
    small.setPointSizeF(0.95 * size * factor);
}

void paintPlate(QPainter& painter, const OverlayStyle& style, const QRectF& block)
{
    QColor color = style.theme.background;
    color.setAlpha(150);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(block.adjusted(-6.0, -4.0, 6.0, 4.0), 4.0, 4.0);
}

double gridStep(const Picture& picture)
{
    return niceStep(std::max(picture.grid.size.x(), picture.grid.size.y()) / 10.0);
}

void paintOverlay(QPainter& painter, const SceneState& state, const SceneScales& scales)
{
    const Picture* picture = state.picture();
    if (!picture)
        return;
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const OverlayStyle style(state.font, theme(state.options.theme), QSizeF(state.size));
    paintAxes(painter, style, state, *picture);
    SceneScales heights = scales;
    if (state.showsParticlesAlone())
        heights.heightRho = 0.0;
    paintMotion(painter, style, state, *picture, heights);
    paintMarks(painter, style, state, *picture, heights);
    paintBlock(painter, style, titleLines(state, *picture, style), Side::Left, true);
    const double top = paintBlock(
        painter, style, heightLines(state, *picture, scales, style), Side::Left, false);
    paintFlowLegend(painter, style, state, scales, top - legendGap);
    paintBlock(painter, style, noteLines(state, *picture, scales, style), Side::Right, false);
    if (isColored(*picture, state.options.colorBy))
        paintColorLegend(painter, style, state.options.colorBy, scales, state.frame->units);
    painter.restore();
}

} // namespace dqm
