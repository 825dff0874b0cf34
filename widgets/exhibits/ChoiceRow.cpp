#include "widgets/exhibits/ChoiceRow.h"

#include "widgets/exhibits/scene/SceneInk.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace dqm {

ChoiceRow::ChoiceRow(const ExhibitParameter& parameter, QWidget* parent)
    : QWidget(parent)
    , m_box(new QComboBox(this))
    , m_line(new QHBoxLayout)
{
    m_box->setObjectName(QString::fromStdString(parameter.id) + QStringLiteral(".choice"));
    m_box->setAccessibleName(QString::fromStdString(parameter.label));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setFocusPolicy(Qt::StrongFocus);
    for (const ExhibitChoice& choice : parameter.choices)
        m_box->addItem(plainOf(choice.label));
    QString label = QString::fromStdString(parameter.label);
    if (!parameter.symbol.empty())
        label += QStringLiteral("&nbsp; ") + QString::fromStdString(parameter.symbol);
    if (!parameter.actsAtOnce)
        label += QStringLiteral("&nbsp; <span style='font-size:small'>↺</span>");
    m_line->setSpacing(6);
    auto* words = new QLabel(label, this);
    words->setTextFormat(Qt::RichText);
    words->setWordWrap(true);
    m_line->addWidget(words, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(m_line);
    column->addWidget(m_box);
    connect(m_box, &QComboBox::activated, this, &ChoiceRow::chosen);
}

void ChoiceRow::showChoice(int index)
{
    const QSignalBlocker quiet(m_box);
    m_box->setCurrentIndex(index);
}

void ChoiceRow::addBadge(QWidget* badge) { m_line->addWidget(badge); }

} // namespace dqm
