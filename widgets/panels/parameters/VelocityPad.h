#pragma once

#include <QPointF>
#include <QWidget>

namespace dqm {

/// A square on which a velocity is dragged: centre 0, right and up positive, an arrow from the
/// centre to the value. Arrow keys move it, a double click or Home puts it back to zero.
class VelocityPad : public QWidget
{
    Q_OBJECT

public:
    explicit VelocityPad(QWidget* parent = nullptr);

    /// Largest size of either component and what an arrow key moves.
    void setReach(double reach, double step);
    /// Shows a velocity without emitting.
    void showVelocity(QPointF velocity);
    QPointF velocity() const { return m_velocity; }
    bool isDragged() const { return m_dragged; }
    /// Where a velocity lies on the pad, pixels.
    QPointF pixel(QPointF velocity) const;

signals:
    void velocityMoved(QPointF velocity);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double radius() const;
    void dragTo(QPointF pixel);
    void move(QPointF velocity);

    QPointF m_velocity;
    double m_reach = 1.0;
    double m_step = 0.1;
    bool m_dragged = false;
};

} // namespace dqm
