#include "widgets/numbers/NumberBox.h"

#include "widgets/numbers/LimitNote.h"
#include "widgets/numbers/NumberText.h"

#include <QKeyEvent>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <optional>

namespace dqm {

NumberBox::NumberBox(QWidget* parent)
    : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight);
    setFont(tabularFont(font()));
    connect(this, &QLineEdit::editingFinished, this, &NumberBox::take);
    write();
}

void NumberBox::setWord(double value, const QString& word)
{
    m_wordValue = value;
    m_word = word;
    write();
}

void NumberBox::showValue(double value)
{
    m_value = value;
    if (!(isModified() && hasFocus()))
        write();
}

void NumberBox::take()
{
    if (!isModified())
        return;
    const bool isWord = !m_word.isEmpty() && text().trimmed().toLower() == m_word;
    const auto value = isWord ? m_wordValue : numberIn(text());
    if (!value) {
        const QString typed = text().trimmed();
        write();
        if (!typed.isEmpty())
            say(tr("“%1” is no number, %2 stays").arg(typed, text()));
        return;
    }
    change(m_scale.clamped(*value));
    if (*value == m_value)
        return;
    const QString what
        = *value < m_value ? tr("%1 is below the least, %2") : tr("%1 is above the most, %2");
    say(what.arg(shortNumber(*value), shortNumber(m_value)));
}

void NumberBox::say(const QString& reason)
{
    // Not from within the loss of the focus: the window may be about to go.
    QTimer::singleShot(0, this, [this, reason] {
        delete m_note;
        if (isVisible())
            m_note = new LimitNote(reason, *this);
    });
}

void NumberBox::step(int presses)
{
    take();
    change(m_scale.stepped(m_value, presses));
}

void NumberBox::change(double value)
{
    delete m_note;
    const bool isNew = value != m_value;
    m_value = value;
    write();
    if (isNew)
        emit valueEdited(value);
}

void NumberBox::write()
{
    const bool isWord = !m_word.isEmpty() && m_value == m_wordValue;
    // Counts are written out: "100000", not "1e+05".
    const bool isCount = std::abs(m_value) < 1e7 && m_value == std::round(m_value);
    setText(isWord ? m_word : shortNumber(m_value, isCount ? 7 : 5));
    setModified(false);
}

bool NumberBox::event(QEvent* event)
{
    // A line edit keeps every character from the shortcuts, and so does this one; but while nothing
    // is being typed there is nothing of its own to undo, and Space lets time run as everywhere.
    if (event->type() == QEvent::ShortcutOverride && !isModified()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space || key->matches(QKeySequence::Undo)
            || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QLineEdit::event(event);
}

bool NumberBox::isMeant(const QString& typed) const
{
    const QString meant = QStringLiteral("0123456789.,+-−eE") + m_word;
    return std::ranges::all_of(typed,
        [&meant](QChar character) { return !character.isPrint() || meant.contains(character); });
}

void NumberBox::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return step(1);
    case Qt::Key_Down:
        return step(-1);
    case Qt::Key_PageUp:
        return step(10);
    case Qt::Key_PageDown:
        return step(-10);
    case Qt::Key_Escape:
        if (isModified())
            return write();
        break;
    default:
        break;
    }
    const bool isCommand = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier);
    if (isCommand || isMeant(event->text()))
        QLineEdit::keyPressEvent(event);
}

void NumberBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus() && event->angleDelta().y() != 0)
        step(event->angleDelta().y() > 0 ? 1 : -1);
    else
        event->ignore();
}

} // namespace dqm
