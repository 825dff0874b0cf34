#include "app/teaching/LessonBar.h"

#include "app/lessons/Conditions.h"
#include "widgets/theme/TypeSize.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int mostLines = 7; ///< of text before it scrolls
constexpr double largerThanThePanels = 1.15; ///< letters: it is read from afar

} // namespace

LessonBar::LessonBar(QWidget* parent)
    : QWidget(parent)
    , m_count(new QLabel)
    , m_text(new QTextBrowser)
    , m_answers(new QHBoxLayout)
    , m_back(new QPushButton(tr("Back")))
    , m_next(new QPushButton(tr("Next")))
{
    setObjectName("lessonBar");
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_text->setObjectName("lessonText");
    m_text->setAccessibleName(tr("Lesson"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenExternalLinks(true);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setFocusPolicy(Qt::ClickFocus);
    m_back->setObjectName("lessonBack");
    m_next->setObjectName("lessonNext");
    auto* way = new QHBoxLayout;
    way->addWidget(m_count);
    way->addLayout(m_answers, 1);
    way->addWidget(m_back);
    way->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 6);
    column->setSpacing(4);
    column->addWidget(m_text);
    column->addLayout(way);
    connect(m_back, &QPushButton::clicked, this, &LessonBar::goBack);
    connect(m_next, &QPushButton::clicked, this, &LessonBar::goOn);
    withType(this, [this] {
        // A font of its own would be forgotten when the application's style sheet is set.
        m_text->setStyleSheet(QStringLiteral("font-size: %1pt")
                                  .arg(largerThanThePanels * QApplication::font().pointSizeF()));
        fitHeight();
    });
    hide();
}

void LessonBar::connectTo(Parts parts)
{
    m_parts.emplace(std::move(parts));
    connect(&m_parts->document, &Document::opened, this, &LessonBar::begin);
    connect(&m_parts->document, &Document::changed, this, &LessonBar::showState);
}

const std::vector<LessonStep>& LessonBar::steps() const { return m_shown; }

void LessonBar::begin()
{
    m_frame.reset();
    m_shown = m_parts->document.present().lesson;
    setVisible(isLesson());
    m_parts->allow({});
    if (isLesson())
        enter(0);
}

void LessonBar::goOn()
{
    if (m_isDone && m_step + 1 < steps().size())
        enter(m_step + 1);
}

void LessonBar::goBack()
{
    if (m_step > 0)
        enter(m_step - 1);
}

void LessonBar::enter(std::size_t step)
{
    m_step = step;
    m_answer.reset();
    m_isDone = false;
    const LessonStep& now = steps()[step];
    for (const auto& [id, value] : now.set)
        m_parts->document.setValue(QString::fromStdString(id), value);
    if (now.look)
        m_parts->lookAs(*now.look);
    if (!now.moment.empty())
        m_parts->showMoment(now.moment);
    else if (now.time)
        m_parts->goTo(*now.time);
    m_parts->setPlaying(now.play);
    m_parts->allow(now.allow);
    while (QLayoutItem* item = m_answers->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < now.answers.size(); ++i) {
        auto* button = new QPushButton(QString::fromStdString(now.answers[i]).replace('&', "&&"));
        button->setObjectName(QStringLiteral("answer%1").arg(i + 1));
        connect(button, &QPushButton::clicked, this,
            [this, number = static_cast<int>(i) + 1] { answer(number); });
        m_answers->addWidget(button);
    }
    m_answers->addStretch(1);
    showState();
}

void LessonBar::answer(int number)
{
    m_answer = number;
    showState();
}

void LessonBar::setFrame(const std::shared_ptr<const Frame>& frame)
{
    m_frame = frame;
    if (isLesson() && !m_isDone)
        showState();
}

void LessonBar::showState()
{
    if (!isLesson())
        return;
    const LessonStep& now = steps()[m_step];
    bool isDone = now.answers.empty() || m_answer.has_value();
    if (!now.check.empty() && !m_isDone) {
        try {
            isDone = isDone && m_frame
                && isTrue(now.check, conditionValues(m_parts->document.present(), *m_frame));
        } catch (const std::exception& error) {
            m_parts->complain(QString::fromUtf8(error.what()));
            isDone = true; // a lesson that errs holds nobody up
        }
    }
    m_isDone = m_isDone || isDone;
    m_count->setText(tr("Step %1 of %2").arg(m_step + 1).arg(steps().size()));
    m_back->setEnabled(m_step > 0);
    const bool isLast = m_step + 1 == steps().size();
    m_next->setEnabled(m_isDone && !isLast);
    m_next->setText(isLast && m_isDone ? tr("The end") : tr("Next"));
    for (int i = 0; i < m_answers->count(); ++i) {
        auto* button = qobject_cast<QPushButton*>(m_answers->itemAt(i)->widget());
        if (button)
            button->setEnabled(!m_answer);
    }
    showText();
}

void LessonBar::showText()
{
    const LessonStep& now = steps()[m_step];
    std::string text = now.say;
    if (!now.ask.empty())
        text += "\n\n**" + now.ask + "**";
    if (m_answer && now.right)
        text += *m_answer == *now.right
            ? "\n\n✓ **Yes.** "
            : "\n\n**No:** it is *" + now.answers[static_cast<std::size_t>(*now.right) - 1] + "*. ";
    if (m_isDone && !now.why.empty())
        text += (m_answer && now.right ? "" : "\n\n✓ ") + now.why;
    else if (m_isDone && !now.check.empty())
        text += "\n\n✓";
    const QString markdown = QString::fromStdString(text);
    if (m_text->property("shown").toString() == markdown)
        return;
    m_text->setProperty("shown", markdown);
    m_text->setMarkdown(markdown);
    fitHeight();
}

void LessonBar::fitHeight()
{
    const int line = m_text->fontMetrics().lineSpacing();
    m_text->document()->setTextWidth(std::max(200, m_text->viewport()->width()));
    const double wanted = m_text->document()->size().height() + 4.0;
    m_text->setFixedHeight(static_cast<int>(std::min(wanted, 1.0 * mostLines * line)));
}

void LessonBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

} // namespace dqm
