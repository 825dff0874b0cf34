#include "widgets/numbers/ValueSlider.h"

#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStyle>
#include <QStyleOptionSlider>

#include <algorithm>

namespace dqm {

ValueSlider::ValueSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QSlider::valueChanged, this,
        [this](int position) { emit valueMoved(m_scale.value(position)); });
}

void ValueSlider::setScale(const SliderScale& scale)
{
    const QSignalBlocker quiet(this);
    m_scale = scale;
    setRange(0, scale.positions());
    setSingleStep(scale.positionsPerPress());
    setPageStep(std::max(1, scale.positions() / 10));
}

void ValueSlider::showValue(double value)
{
    const QSignalBlocker quiet(this);
    setValue(m_scale.position(value));
}

void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect handle
        = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    // The handle goes under the cursor first; what follows is an ordinary drag.
    if (event->button() == Qt::LeftButton && !handle.contains(event->position().toPoint())) {
        const int travel = width() - handle.width();
        const int x = static_cast<int>(event->position().x()) - handle.width() / 2;
        setValue(QStyle::sliderValueFromPosition(minimum(), maximum(), x, travel));
    }
    QSlider::mousePressEvent(event);
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QSlider::wheelEvent(event);
    else
        event->ignore();
}

} // namespace dqm
