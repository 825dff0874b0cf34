#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>

class QAction;
class QKeyEvent;
class QWidget;

namespace dqm {

class Commands;

/// Who gets a key. An editor that has the focus comes first and keeps what it refuses (see
/// NumberBox), then the shortcuts of the commands act, by the character that the key writes; where
/// that can be none of theirs, as on a Cyrillic layout or in the digits' row of a French one, they
/// act by the key's place on a keyboard with Latin letters.
///
/// And who gets the focus: when the one that has it vanishes or is disabled, it goes home to the
/// scene instead of to the next control, which would take the keys that follow.
class Keyboard : public QObject
{
    Q_OBJECT

public:
    /// @param home  the widget that has the focus when no control has.
    Keyboard(const Commands& commands, QWidget& window, std::function<QWidget*()> home);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* old, QWidget* now);
    QAction* meantBy(const QKeyEvent& event) const;

    const Commands& m_commands;
    QWidget& m_window;
    std::function<QWidget*()> m_home;
};

/// The key of a keyboard with Latin letters that lies where this one does, by the numbers that X11
/// and Wayland, or Windows, give the places; Qt::Key_unknown for other keys.
Qt::Key keyByPlace(quint32 nativeScanCode);

} // namespace dqm
