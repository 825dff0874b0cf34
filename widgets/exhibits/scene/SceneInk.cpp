#include "widgets/exhibits/scene/SceneInk.h"

#include "core/exhibits/parts/PlainText.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStaticText>
#include <QTextOption>

#include <algorithm>

namespace dqm {

namespace {

constexpr double margin = 8.0;
constexpr double sampleWidth = 16.0;

QStaticText laidOut(const QString& text, const QFont& font, double width)
{
    QStaticText shape(text);
    shape.setTextFormat(Qt::RichText);
    QTextOption option;
    option.setWrapMode(width > 0.0 ? QTextOption::WordWrap : QTextOption::NoWrap);
    shape.setTextOption(option);
    shape.setTextWidth(width > 0.0 ? width : -1.0);
    shape.prepare(QTransform(), font);
    return shape;
}

} // namespace

QColor Theme::*memberOf(CurveRole role)
{
    switch (role) {
    case CurveRole::Plain:
        return &Theme::total;
    case CurveRole::Drift:
        return &Theme::drift;
    case CurveRole::Diffusion:
        return &Theme::diffusion;
    case CurveRole::Potential:
        return &Theme::potential;
    case CurveRole::Medium:
        return &Theme::rest;
    case CurveRole::Hint:
        return &Theme::selection;
    }
    return &Theme::total;
}

QColor inkOf(CurveRole role, const Theme& theme) { return theme.*memberOf(role); }

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(std::clamp(alpha, 0.0, 1.0)) * color.alphaF());
    return color;
}

QFont SceneInk::smallFont() const
{
    QFont small = font;
    small.setPointSizeF(0.88 * font.pointSizeF());
    return small;
}

double SceneInk::lineHeight() const { return QFontMetricsF(font).height(); }

void drawRich(QPainter& painter, QPointF topLeft, const QString& text, const QFont& font,
    const QColor& color, double width)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawStaticText(topLeft, laidOut(text, font, width));
}

QSizeF richSize(const QString& text, const QFont& font, double width)
{
    return laidOut(text, font, width).size();
}

QString plainOf(const std::string& rich) { return QString::fromStdString(plainText(rich)); }

QRectF drawSceneLegend(QPainter& painter, const QRectF& area,
    const std::vector<SceneLegendEntry>& entries, const SceneInk& ink)
{
    if (entries.empty())
        return area;
    const double lineHeight = QFontMetricsF(ink.smallFont()).height() + 2.0;
    QPointF corner(area.left() + margin, area.top() + 0.5 * margin);
    for (const SceneLegendEntry& entry : entries) {
        const QSizeF size = richSize(entry.name, ink.smallFont());
        if (corner.x() > area.left() + margin
            && corner.x() + sampleWidth + size.width() > area.right() - margin)
            corner = {area.left() + margin, corner.y() + lineHeight};
        const QPointF dot(corner.x() + 5.0, corner.y() + 0.5 * size.height());
        painter.setPen(entry.isRing ? QPen(entry.color, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(entry.isRing ? QBrush(Qt::NoBrush) : QBrush(entry.color));
        painter.drawEllipse(dot, 4.0, 4.0);
        drawRich(painter, {corner.x() + sampleWidth, corner.y()}, entry.name, ink.smallFont(),
            ink.theme.total);
        corner.rx() += sampleWidth + size.width() + 2.0 * margin;
    }
    return area.adjusted(0.0, corner.y() + lineHeight - area.top(), 0.0, 0.0);
}

QRectF drawSceneCaption(
    QPainter& painter, const QRectF& area, const std::string& caption, const SceneInk& ink)
{
    if (caption.empty())
        return area;
    const QString text = QString::fromStdString(caption);
    const double width = std::max(40.0, area.width() - 2.0 * margin);
    const QSizeF size = richSize(text, ink.smallFont(), width);
    drawRich(painter, {area.left() + margin, area.bottom() - size.height() - 4.0}, text,
        ink.smallFont(), ink.theme.mutedText, width);
    return area.adjusted(0.0, 0.0, 0.0, -size.height() - 8.0);
}

} // namespace dqm
