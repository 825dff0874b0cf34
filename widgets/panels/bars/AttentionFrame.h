#pragma once

#include <QTimer>
#include <QWidget>

namespace dqm {

/// Points at a part of the window: an amber frame around it for a few seconds. The mouse goes
/// through.
class AttentionFrame : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionFrame(QWidget* window);

    /// @param target  a visible descendant of the window; a hidden one is not pointed at.
    void pointAt(QWidget* target);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer m_timer;
};

} // namespace dqm
