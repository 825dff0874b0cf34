#include "widgets/numbers/LimitNote.h"

#include "widgets/numbers/PanelTheme.h"

#include <QEvent>
#include <QTimer>

#include <algorithm>

namespace dqm {

namespace {

constexpr int milliseconds = 6000;

} // namespace

LimitNote::LimitNote(const QString& reason, QWidget& box)
    : QLabel(reason, box.window())
    , m_box(box)
{
    setObjectName(QStringLiteral("limitNote"));
    setAccessibleName(reason);
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    const Theme& colours = themeOf(box);
    setStyleSheet(
        QStringLiteral("color: %1; background: %2; border: 1px solid %1; padding: 2px 6px;")
            .arg(colours.selection.name(), colours.panel.name()));
    adjustSize();
    place();
    // A box in a panel that scrolls must not leave its note behind.
    for (QWidget* widget = &box; widget && widget != parentWidget();
         widget = widget->parentWidget())
        widget->installEventFilter(this);
    QTimer::singleShot(milliseconds, this, &QObject::deleteLater);
    show();
    raise();
}

void LimitNote::place()
{
    const QPoint below = m_box.mapTo(parentWidget(), QPoint(m_box.width(), m_box.height() + 2));
    const int right = std::min(below.x(), parentWidget()->width());
    const int y = std::min(below.y(), parentWidget()->height() - height());
    move(std::max(0, right - width()), std::max(0, y));
}

bool LimitNote::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Hide:
        deleteLater();
        break;
    case QEvent::Move:
    case QEvent::Resize:
        place();
        break;
    default:
        break;
    }
    return false;
}

} // namespace dqm
