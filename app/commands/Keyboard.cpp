#include "app/commands/Keyboard.h"

#include "app/commands/Commands.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTextEdit>
#include <QWidget>

#include <string_view>

namespace dqm {

namespace {

/// One row of keys and the number of its first place.
struct Row
{
    quint32 first;
    std::string_view keys;
};

#if defined(Q_OS_WIN)
constexpr quint32 offset = 0; // set 1 of the codes that keyboards send
#else
constexpr quint32 offset = 8; // the same codes in Linux's order, as X11 shifts them
#endif

constexpr Row rows[] = {{2 + offset, "1234567890"}, {16 + offset, "QWERTYUIOP[]"},
    {30 + offset, "ASDFGHJKL"}, {44 + offset, "ZXCVBNM,."}};

bool isLatinOrDigit(int key)
{
    return (key >= Qt::Key_A && key <= Qt::Key_Z) || (key >= Qt::Key_0 && key <= Qt::Key_9);
}

bool isEditor(const QWidget* widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(widget))
        return !line->isReadOnly();
    if (const auto* text = qobject_cast<const QTextEdit*>(widget))
        return !text->isReadOnly();
    return qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

/// Whether it or what it lies in wants the letters, too (see GalleryPage).
bool keepsKeys(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (isEditor(widget) || widget->property("keepsKeys").toBool())
            return true;
    }
    return false;
}

} // namespace

Qt::Key keyByPlace(quint32 nativeScanCode)
{
    for (const Row& row : rows) {
        if (nativeScanCode >= row.first && nativeScanCode < row.first + row.keys.size())
            return static_cast<Qt::Key>(row.keys[nativeScanCode - row.first]);
    }
    return Qt::Key_unknown;
}

Keyboard::Keyboard(const Commands& commands, QWidget& window, std::function<QWidget*()> home)
    : QObject(&window)
    , m_commands(commands)
    , m_window(window)
    , m_home(std::move(home))
{
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &Keyboard::follow);
}

void Keyboard::follow(QWidget* old, QWidget* now)
{
    const auto isHere = [this](const QWidget* widget) {
        return widget && (widget == &m_window || m_window.isAncestorOf(widget));
    };
    if (!isHere(old) || !isHere(now) || old->window() != now->window())
        return;
    if (old->isVisible() && old->isEnabled())
        return;
    if (QWidget* home = m_home(); home && home != now)
        home->setFocus(Qt::OtherFocusReason);
}

/// The command whose shortcut lies where the key does, if the character itself is none that a
/// shortcut could have: a Latin letter always means itself.
QAction* Keyboard::meantBy(const QKeyEvent& event) const
{
    const Qt::Key place = keyByPlace(event.nativeScanCode());
    if (isLatinOrDigit(event.key()) || place == Qt::Key_unknown)
        return nullptr;
    const QKeySequence wanted(QKeyCombination(
        event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier), place));
    for (QAction* action : m_commands.all()) {
        if (action->isEnabled() && action->shortcuts().contains(wanted))
            return action;
    }
    return nullptr;
}

bool Keyboard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return false;
    // What comes here as a press was no shortcut; it comes first to the one that has the focus.
    QWidget* focus = m_window.focusWidget() ? m_window.focusWidget() : &m_window;
    if (watched != focus || keepsKeys(focus) || QApplication::activeModalWidget())
        return false;
    QAction* action = meantBy(*static_cast<QKeyEvent*>(event));
    if (action)
        action->trigger();
    return action != nullptr;
}

} // namespace dqm
