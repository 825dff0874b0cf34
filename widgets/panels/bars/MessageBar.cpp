#include "widgets/panels/bars/MessageBar.h"

#include "widgets/panels/bars/Icons.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QPropertyAnimation>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

namespace dqm {

namespace {

constexpr int hintMilliseconds = 6000;
constexpr int fadeMilliseconds = 150;

} // namespace

struct MessageBar::Implementation
{
    QLabel* text = nullptr;
    QHBoxLayout* line = nullptr;
    QToolButton* close = nullptr;
    std::vector<QPushButton*> answers;
    QTimer* timer = nullptr;
    bool isError = false;
};

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    setAttribute(Qt::WA_StyledBackground);
    auto& m = *m_implementation;
    m.text = new QLabel(this);
    m.text->setTextFormat(Qt::PlainText);
    m.text->setWordWrap(true);
    m.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("close"));
    close->setIcon(icon("close"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(12, 6, 6, 6);
    line->addWidget(m.text, 1);
    line->addWidget(close, 0, Qt::AlignTop);
    m.line = line;
    m.close = close;

    m.timer = new QTimer(this);
    m.timer->setSingleShot(true);
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(m.timer, &QTimer::timeout, this, &MessageBar::fade);
    hide();
}

MessageBar::~MessageBar() = default;

void MessageBar::showError(const QString& message)
{
    m_implementation->isError = true;
    present(message);
}

void MessageBar::ask(const QString& question, std::vector<Answer> answers)
{
    auto& m = *m_implementation;
    m.isError = false;
    present(question);
    m.close->hide();
    for (Answer& answer : answers) {
        auto* button = new QPushButton(answer.text, this);
        connect(button, &QPushButton::clicked, this, [this, action = std::move(answer.action)] {
            const auto chosen = action; // outlives its button
            clear();
            chosen();
        });
        m.line->insertWidget(m.line->count() - 1, button);
        m.answers.push_back(button);
    }
}

void MessageBar::removeAnswers()
{
    auto& m = *m_implementation;
    for (QPushButton* button : m.answers) {
        button->hide();
        button->deleteLater();
    }
    m.answers.clear();
    m.close->show();
}

void MessageBar::showHint(const QString& message)
{
    // An error that nobody has read yet is worth more than a hint.
    if (m_implementation->isError && isVisibleTo(parentWidget()))
        return;
    m_implementation->isError = false;
    present(message);
    m_implementation->timer->start(hintMilliseconds);
}

void MessageBar::present(const QString& message)
{
    m_implementation->timer->stop();
    setGraphicsEffect(nullptr);
    removeAnswers();
    setProperty("severity", m_implementation->isError ? "error" : "hint");
    style()->unpolish(this);
    style()->polish(this);
    m_implementation->text->setText(message);
    m_implementation->text->setAccessibleName(message);
    setVisible(!message.isEmpty());
}

void MessageBar::fade()
{
    // Styles report no duration when animations are switched off.
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) <= 0)
        return clear();
    auto* effect = new QGraphicsOpacityEffect(this);
    setGraphicsEffect(effect);
    auto* animation = new QPropertyAnimation(effect, "opacity", effect);
    animation->setDuration(fadeMilliseconds);
    animation->setStartValue(1.0);
    animation->setEndValue(0.0);
    connect(animation, &QPropertyAnimation::finished, this, &MessageBar::clear);
    animation->start();
}

void MessageBar::clear()
{
    m_implementation->timer->stop();
    m_implementation->isError = false;
    m_implementation->text->clear();
    removeAnswers();
    hide();
}

QString MessageBar::text() const { return m_implementation->text->text(); }

} // namespace dqm
