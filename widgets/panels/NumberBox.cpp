#include "widgets/panels/NumberBox.h"

#include "widgets/panels/NumberText.h"

#include <QKeyEvent>
#include <QLocale>
#include <QWheelEvent>

#include <cmath>
#include <optional>

namespace dqm {

namespace {

/// Both decimal signs and both minus signs are understood.
std::optional<double> parsed(QString text)
{
    text = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.'));
    text.replace(QChar(0x2212), QLatin1Char('-'));
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace

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
    const auto value = isWord ? m_wordValue : parsed(text());
    if (value)
        change(m_scale.clamped(*value));
    else
        write();
}

void NumberBox::step(int presses)
{
    take();
    change(m_scale.stepped(m_value, presses));
}

void NumberBox::change(double value)
{
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
    if (event->type() == QEvent::ShortcutOverride) {
        const QString typed = static_cast<QKeyEvent*>(event)->text();
        const QString meant = QStringLiteral("0123456789.,+-−eE") + m_word;
        if (!typed.isEmpty() && typed.at(0).isPrint() && !meant.contains(typed.at(0))) {
            event->ignore();
            return false;
        }
    }
    return QLineEdit::event(event);
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
