#include "widgets/exhibits/OriginBadge.h"

#include "widgets/numbers/PanelTheme.h"

#include <QFontMetrics>
#include <QPainter>

namespace dqm {

namespace {

constexpr int sides = 5;

QFont badgeFont(QFont font)
{
    font.setPointSizeF(0.8 * font.pointSizeF());
    return font;
}

} // namespace

QString wordOf(Origin origin)
{
    switch (origin) {
    case Origin::Paper:
        return QObject::tr("paper");
    case Origin::Derived:
        return QObject::tr("derived");
    case Origin::Model:
        return QObject::tr("model");
    }
    return {};
}

QString sentenceOf(Origin origin, const QString& equation)
{
    const QString where = equation.isEmpty() ? QString() : QStringLiteral(" %1").arg(equation);
    switch (origin) {
    case Origin::Paper:
        return QObject::tr("Stands in the paper%1.").arg(where);
    case Origin::Derived:
        return QObject::tr(
            "Derived%1: follows from the paper’s equations, which do not spell it out.")
            .arg(where);
    case Origin::Model:
        return QObject::tr("Model assumption%1: the paper gives no formula.").arg(where);
    }
    return {};
}

QColor colorOf(Origin origin, const Theme& theme)
{
    switch (origin) {
    case Origin::Paper:
        return theme.drift;
    case Origin::Derived:
        return theme.potential;
    case Origin::Model:
        return theme.diffusion;
    }
    return theme.total;
}

QSize badgeSize(Origin origin, const QFont& font)
{
    const QFontMetrics letters(badgeFont(font));
    return {letters.horizontalAdvance(wordOf(origin)) + 2 * sides, letters.height() + 2};
}

void paintBadge(
    QPainter& painter, QPointF topLeft, Origin origin, const QFont& font, const Theme& theme)
{
    const QRectF plate = QRectF(topLeft, badgeSize(origin, font)).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor color = colorOf(origin, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = color;
    ground.setAlphaF(0.12F);
    painter.setPen(QPen(color, 1.0));
    painter.setBrush(ground);
    painter.drawRoundedRect(plate, 3.0, 3.0);
    painter.setFont(badgeFont(font));
    painter.setPen(color);
    painter.drawText(plate, Qt::AlignCenter, wordOf(origin));
}

OriginBadge::OriginBadge(Origin origin, const QString& equation, QWidget* parent)
    : QWidget(parent)
    , m_origin(origin)
{
    setToolTip(QStringLiteral("<p>%1</p>").arg(sentenceOf(origin, equation)));
    setAccessibleName(wordOf(origin));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void OriginBadge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBadge(painter, QPointF(0.0, 0.0), m_origin, font(), themeOf(*this));
}

} // namespace dqm
