#include "widgets/panels/cards/FormulaField.h"

#include "widgets/numbers/PanelTheme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

namespace {

constexpr int pauseThatTakes = 350; // ms
constexpr int caretHeight = 6; // pixels
constexpr int longestFormula = 10'000; // as core reads it

/// Characters of the text, of which those beyond 16 bits are two of a QString's.
qsizetype indexOf(const QString& text, std::size_t character)
{
    qsizetype index = 0;
    for (std::size_t k = 0; k < character && index < text.size(); ++k)
        index += text.at(index).isHighSurrogate() ? 2 : 1;
    return std::min(index, text.size());
}

} // namespace

int FormulaLine::xOf(qsizetype character) const
{
    const QFontMetrics metrics(font());
    // The cursor tells how far the line is scrolled.
    const int start
        = cursorRect().center().x() - metrics.horizontalAdvance(text().left(cursorPosition()));
    return std::clamp(start + metrics.horizontalAdvance(text().left(character)), 4, width() - 4);
}

bool FormulaLine::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && !m_isPending) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QLineEdit::event(event);
}

void FormulaLine::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_isPending)
        emit forgotten();
    else
        QLineEdit::keyPressEvent(event);
}

FormulaField::FormulaField(const Words& words, QWidget* parent)
    : QWidget(parent)
    , m_line(new FormulaLine(this))
    , m_caretRoom(new QWidget(this))
    , m_fault(new QLabel(this))
{
    m_line->setObjectName(words.name);
    m_line->setAccessibleName(words.accessibleName);
    m_line->setMaxLength(longestFormula);
    m_line->setPlaceholderText(QStringLiteral("0.05*x^2 + 0.1*y^2"));
    m_caretRoom->setFixedHeight(caretHeight);
    m_caretRoom->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_caretRoom->hide();
    m_fault->setObjectName(words.name + QStringLiteral(".fault"));
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    auto* label = new QLabel(words.label, this);
    label->setBuddy(m_line);
    row->addWidget(label);
    row->addWidget(m_line, 1);
    column->addLayout(row);
    column->addWidget(m_caretRoom);
    column->addWidget(m_fault);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseThatTakes);
    connect(&m_pause, &QTimer::timeout, this, &FormulaField::settle);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_line->setPending(true);
        m_pause.start();
    });
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (m_pause.isActive())
            settle();
    });
    connect(m_line, &QLineEdit::cursorPositionChanged, this, qOverload<>(&QWidget::update));
    connect(m_line, &FormulaLine::forgotten, this, &FormulaField::forget);
}

void FormulaField::settle()
{
    m_pause.stop();
    emit typed();
}

void FormulaField::forget()
{
    m_pause.stop();
    m_line->setText(m_given);
    m_line->setPending(false);
    showFault({});
    // What had been taken before is shown with what belongs to it.
    emit typed();
}

void FormulaField::showText(const QString& text)
{
    const bool isNew = text != m_given;
    m_given = text;
    if (text == m_line->text()) {
        // What is being typed goes on while the pause runs.
        m_line->setPending(m_pause.isActive());
        return;
    }
    if (!isNew)
        return;
    m_pause.stop();
    m_line->setText(text);
    m_line->setCursorPosition(0);
    m_line->setToolTip(text);
    m_line->setPending(false);
    showFault({});
}

void FormulaField::showFault(const QString& what, std::optional<std::size_t> position)
{
    m_faultAt.reset();
    if (position)
        m_faultAt = indexOf(m_line->text(), *position);
    m_caretRoom->setVisible(m_faultAt.has_value());
    m_fault->setText(what);
    m_fault->setVisible(!what.isEmpty());
    m_line->setAccessibleDescription(what);
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, themeOf(*this).error);
    m_fault->setPalette(ink);
    update();
}

void FormulaField::paintEvent(QPaintEvent*)
{
    if (!m_faultAt)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect room = m_caretRoom->geometry();
    const double x = m_line->x() + m_line->xOf(*m_faultAt);
    QPainterPath caret(QPointF(x, room.top()));
    caret.lineTo(x + room.height(), room.bottom() + 1);
    caret.lineTo(x - room.height(), room.bottom() + 1);
    caret.closeSubpath();
    painter.fillPath(caret, themeOf(*this).error);
}

} // namespace dqm
