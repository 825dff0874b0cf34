#include "widgets/panels/paper/EquationChips.h"

#include "widgets/numbers/EquationText.h"
#include "widgets/numbers/PanelTheme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace dqm {

namespace {

constexpr int gap = 4;

QString chipText(const QString& number) { return QStringLiteral("(%1)").arg(number); }

} // namespace

EquationChips::EquationChips(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMouseTracking(true);
}

void EquationChips::setEquations(const QStringList& numbers)
{
    m_numbers.clear();
    for (QString number : numbers)
        m_numbers << number.remove(QLatin1Char('(')).remove(QLatin1Char(')')).trimmed();
    setVisible(!m_numbers.isEmpty());
    setAccessibleName(tr("Equations %1").arg(m_numbers.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

std::vector<QRect> EquationChips::places(int width) const
{
    std::vector<QRect> rects;
    const int height = fontMetrics().height() + 4;
    QPoint corner(0, 0);
    for (const QString& number : m_numbers) {
        const int chipWidth = fontMetrics().horizontalAdvance(chipText(number)) + 12;
        if (corner.x() > 0 && corner.x() + chipWidth > width)
            corner = {0, corner.y() + height + gap};
        rects.emplace_back(corner, QSize(chipWidth, height));
        corner.rx() += chipWidth + gap;
    }
    return rects;
}

int EquationChips::heightForWidth(int width) const
{
    const auto rects = places(width);
    return rects.empty() ? 0 : rects.back().bottom() + 1;
}

QSize EquationChips::sizeHint() const { return {200, heightForWidth(200)}; }

int EquationChips::chipAt(QPoint position) const
{
    const auto rects = places(width());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        if (rects[i].contains(position))
            return static_cast<int>(i);
    }
    return -1;
}

bool EquationChips::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int chip = chipAt(help->pos());
    const QString text = chip < 0 ? QString() : equationText(m_numbers.at(chip));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
            tr("<p>Equation %1: %2</p>").arg(chipText(m_numbers.at(chip)), text), this,
            places(width())[static_cast<std::size_t>(chip)]);
    return true;
}

void EquationChips::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(chipAt(event->position().toPoint()) < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void EquationChips::mouseReleaseEvent(QMouseEvent* event)
{
    const int chip = chipAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && chip >= 0)
        emit equationClicked(m_numbers.at(chip).toInt());
}

void EquationChips::paintEvent(QPaintEvent*)
{
    const Theme& colors = themeOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto rects = places(width());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const QRectF chip = QRectF(rects[i]).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(colors.line);
        painter.setBrush(palette().alternateBase());
        painter.drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
        painter.setPen(colors.total);
        painter.drawText(chip, Qt::AlignCenter, chipText(m_numbers.at(static_cast<qsizetype>(i))));
    }
}

} // namespace dqm
