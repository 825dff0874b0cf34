#include "widgets/theme/Style.h"

#include <QFontMetrics>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QWidget>

#include <cmath>

namespace dqm {

namespace {

constexpr double shareOfLine = 0.85; ///< of the height of a line of letters
constexpr double stroke = 1.4; ///< of the outline, pixels

class ControlStyle : public QProxyStyle
{
public:
    ControlStyle()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }

    int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        switch (metric) {
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
            if (option || widget) {
                const QFontMetrics letters = option ? option->fontMetrics : widget->fontMetrics();
                return static_cast<int>(std::lround(shareOfLine * letters.height()));
            }
            break;
        default:
            break;
        }
        return QProxyStyle::pixelMetric(metric, option, widget);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override
    {
        if (element == PE_IndicatorCheckBox)
            drawBox(*option, *painter);
        else if (element == PE_IndicatorRadioButton)
            drawCircle(*option, *painter);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

private:
    static QRectF prepare(const QStyleOption& option, QPainter& painter)
    {
        const bool isHeld = option.state & (State_HasFocus | State_MouseOver);
        const auto group = option.state & State_Enabled ? QPalette::Active : QPalette::Disabled;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(isHeld ? option.palette.color(group, QPalette::Highlight)
                                   : option.palette.color(group, QPalette::PlaceholderText),
            stroke));
        painter.setBrush(option.palette.color(group, QPalette::Base));
        return QRectF(option.rect).adjusted(stroke, stroke, -stroke, -stroke);
    }

    static QColor ink(const QStyleOption& option)
    {
        return option.palette.color(
            option.state & State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::Text);
    }

    static void drawBox(const QStyleOption& option, QPainter& painter)
    {
        painter.save();
        const QRectF box = prepare(option, painter);
        painter.drawRoundedRect(box, 2.0, 2.0);
        painter.setPen(
            QPen(ink(option), 0.14 * box.width(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&box](double x, double y) {
            return box.topLeft() + QPointF(x * box.width(), y * box.height());
        };
        if (option.state & State_On)
            painter.drawPolyline(QPolygonF({at(0.22, 0.52), at(0.42, 0.74), at(0.8, 0.27)}));
        else if (option.state & State_NoChange)
            painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
        painter.restore();
    }

    static void drawCircle(const QStyleOption& option, QPainter& painter)
    {
        painter.save();
        const QRectF circle = prepare(option, painter);
        painter.drawEllipse(circle);
        if (option.state & State_On) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(ink(option));
            painter.drawEllipse(circle.center(), 0.26 * circle.width(), 0.26 * circle.height());
        }
        painter.restore();
    }
};

} // namespace

QStyle* makeStyle() { return new ControlStyle; }

} // namespace dqm
