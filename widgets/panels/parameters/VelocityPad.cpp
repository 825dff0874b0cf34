#include "widgets/panels/parameters/VelocityPad.h"

#include "widgets/numbers/PanelTheme.h"
#include "widgets/theme/TypeSize.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double margin = 8.0;
constexpr double snapPixels = 3.0;
constexpr QSize usualSize(112, 112);
constexpr double mostGrown = 1.5; ///< with the type

void drawArrow(QPainter& painter, QPointF from, QPointF to, const QColor& color)
{
    painter.setPen(QPen(color, 2.0, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(from, to);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(to, 5.0, 5.0);
}

} // namespace

VelocityPad::VelocityPad(QWidget* parent)
    : QWidget(parent)
{
    withType(this, [this] { setFixedSize(usualSize * std::min(typeScale(), mostGrown)); });
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
}

void VelocityPad::setReach(double reach, double step)
{
    m_reach = reach > 0.0 ? reach : 1.0;
    m_step = step;
    update();
}

void VelocityPad::showVelocity(QPointF velocity)
{
    m_velocity = velocity;
    update();
}

double VelocityPad::radius() const { return 0.5 * std::min(width(), height()) - margin; }

QPointF VelocityPad::pixel(QPointF velocity) const
{
    const double scale = radius() / m_reach;
    return QPointF(0.5 * width(), 0.5 * height())
        + QPointF(scale * velocity.x(), -scale * velocity.y());
}

void VelocityPad::dragTo(QPointF pixel)
{
    // Near an axis the component is exactly zero: K' at rest is easy to hit.
    const auto component = [this](double pixels) {
        if (std::abs(pixels) <= snapPixels)
            return 0.0;
        const double value = std::clamp(pixels / radius(), -1.0, 1.0) * m_reach;
        return m_step > 0.0 ? std::clamp(std::round(value / m_step) * m_step, -m_reach, m_reach)
                            : value;
    };
    const QPointF offset = pixel - QPointF(0.5 * width(), 0.5 * height());
    move({component(offset.x()), component(-offset.y())});
}

void VelocityPad::move(QPointF velocity)
{
    m_velocity = velocity;
    update();
    emit velocityMoved(velocity);
}

void VelocityPad::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragged = true;
    dragTo(event->position());
}

void VelocityPad::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged)
        dragTo(event->position());
}

void VelocityPad::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_dragged = false;
}

void VelocityPad::mouseDoubleClickEvent(QMouseEvent*)
{
    m_dragged = false;
    move({0.0, 0.0});
}

void VelocityPad::keyPressEvent(QKeyEvent* event)
{
    const auto by = [this](double x, double y) {
        const QPointF moved = m_velocity + m_step * QPointF(x, y);
        move({std::clamp(moved.x(), -m_reach, m_reach), std::clamp(moved.y(), -m_reach, m_reach)});
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return by(-1.0, 0.0);
    case Qt::Key_Right:
        return by(1.0, 0.0);
    case Qt::Key_Up:
        return by(0.0, 1.0);
    case Qt::Key_Down:
        return by(0.0, -1.0);
    case Qt::Key_Home:
        return move({0.0, 0.0});
    default:
        QWidget::keyPressEvent(event);
    }
}

void VelocityPad::paintEvent(QPaintEvent*)
{
    const Theme& colors = themeOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? colors.selection : colors.line, 1.0));
    painter.setBrush(palette().base());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0);

    const QPointF center = pixel({0.0, 0.0});
    painter.setPen(QPen(colors.line, 1.0));
    painter.setBrush(Qt::NoBrush);
    for (const double part : {0.5, 1.0})
        painter.drawEllipse(center, part * radius(), part * radius());
    painter.drawLine(pixel({-m_reach, 0.0}), pixel({m_reach, 0.0}));
    painter.drawLine(pixel({0.0, -m_reach}), pixel({0.0, m_reach}));

    const QPointF tip = pixel(m_velocity);
    painter.setPen(QPen(colors.mutedText, 1.0, Qt::DotLine));
    painter.drawLine(QPointF(tip.x(), margin), QPointF(tip.x(), height() - margin));
    painter.drawLine(QPointF(margin, tip.y()), QPointF(width() - margin, tip.y()));
    drawArrow(painter, center, tip, isEnabled() ? colors.drift : colors.mutedText);
}

} // namespace dqm
