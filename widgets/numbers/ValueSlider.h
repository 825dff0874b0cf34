#pragma once

#include "widgets/numbers/SliderScale.h"

#include <QSlider>

namespace dqm {

/// A horizontal slider over a range of real values. A click jumps there; the wheel turns it only
/// while it has the focus, so that scrolling a panel changes no physics.
class ValueSlider : public QSlider
{
    Q_OBJECT

public:
    explicit ValueSlider(QWidget* parent = nullptr);

    void setScale(const SliderScale& scale);
    /// Moves the handle without emitting.
    void showValue(double value);

signals:
    /// A person moved the handle.
    void valueMoved(double value);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    SliderScale m_scale;
};

} // namespace dqm
