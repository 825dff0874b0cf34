#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QToolButton;

namespace dqm {

/// Tools at the left edge of a scene, one below the other; in a low window in as many columns as
/// they need, so that it never asks for height.
class ToolBar : public QWidget
{
public:
    /// @param actions  checkable, one of them checked; each has a drawing of its object name.
    explicit ToolBar(const QList<QAction*>& actions, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();

    QList<QToolButton*> m_buttons;
};

} // namespace dqm
