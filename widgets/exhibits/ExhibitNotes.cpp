#include "widgets/exhibits/ExhibitNotes.h"

#include "widgets/exhibits/OriginBadge.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>

#include <algorithm>

namespace dqm {

namespace {

bool isSame(const ExhibitNote& a, const ExhibitNote& b)
{
    return a.origin == b.origin && a.equation == b.equation && a.text == b.text;
}

/// "(29)" leads to the equation, "X10" is the name of an erratum.
QString numberText(const QString& equation)
{
    static const QRegularExpression number(R"(^\((\d+)\)$)");
    const auto match = number.match(equation);
    return match.hasMatch() ? QStringLiteral("<a href='%1'>%2</a>").arg(match.captured(1), equation)
                            : equation.toHtmlEscaped();
}

} // namespace

ExhibitNotes::ExhibitNotes(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("exhibitNotes"));
    m_column->setContentsMargins(12, 4, 12, 8);
    m_column->setSpacing(10);
}

void ExhibitNotes::setNotes(const std::vector<ExhibitNote>& notes)
{
    if (std::ranges::equal(notes, m_notes, isSame))
        return;
    m_notes = notes;
    for (QWidget* old : m_entries)
        delete old;
    m_entries.clear();
    for (const ExhibitNote& note : notes) {
        m_entries.push_back(entry(note));
        m_column->addWidget(m_entries.back());
    }
}

QWidget* ExhibitNotes::entry(const ExhibitNote& note)
{
    const QString equation = QString::fromStdString(note.equation);
    auto* widget = new QWidget(this);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new OriginBadge(note.origin, equation, widget));
    auto* number = new QLabel(numberText(equation), widget);
    number->setTextFormat(Qt::RichText);
    number->setForegroundRole(QPalette::PlaceholderText);
    connect(number, &QLabel::linkActivated, this,
        [this](const QString& link) { emit equationClicked(link.toInt()); });
    head->addWidget(number);
    head->addStretch();
    auto* text = new QLabel(QString::fromStdString(note.text), widget);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(text);
    return widget;
}

} // namespace dqm
