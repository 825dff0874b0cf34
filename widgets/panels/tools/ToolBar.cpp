#include "widgets/panels/tools/ToolBar.h"

#include "widgets/panels/bars/Icons.h"

#include <QAction>
#include <QEvent>
#include <QToolButton>

#include <algorithm>

namespace dqm {

namespace {

constexpr int sideOfIcon = 18;
constexpr int margin = 2;

} // namespace

ToolBar::ToolBar(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("toolBar"));
    setAccessibleName(tr("Tools of the scene"));
    for (QAction* action : actions) {
        QToolButton* button = actionButton(action, icon(action->objectName()), sideOfIcon, this);
        button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
        button->setAccessibleDescription(action->statusTip());
        m_buttons << button;
    }
    arrange();
}

void ToolBar::arrange()
{
    int side = 1;
    for (const QToolButton* button : m_buttons)
        side = std::max(side, button->width());
    const int inColumn = std::max(1, (height() - 2 * margin) / side);
    const int count = static_cast<int>(m_buttons.size());
    const int columns = std::max(1, (count + inColumn - 1) / inColumn);
    for (int k = 0; k < count; ++k)
        m_buttons[k]->move(margin + k / inColumn * side, margin + k % inColumn * side);
    setFixedWidth(columns * side + 2 * margin);
}

void ToolBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool ToolBar::event(QEvent* event)
{
    // The buttons have grown or shrunk with the type.
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

} // namespace dqm
