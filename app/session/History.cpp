#include "app/session/History.h"

#include "app/session/Document.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QUndoCommand>

#include <algorithm>
#include <array>
#include <utility>

namespace dqm {

namespace {

constexpr int stepsKept = 1000;
constexpr qint64 pauseThatEndsARun = 1000; // ms
constexpr int wheelInput = -1;
constexpr int pressInput = -2;
constexpr int typingInput = -3;

/// What is done again and again to reach one value.
bool isRepeated(int input)
{
    return input == wheelInput || input == typingInput
        || (input >= Qt::Key_Left && input <= Qt::Key_PageDown && input != Qt::Key_Home);
}

/// What writes into a line of text, or takes away from it.
bool isTyping(const QKeyEvent& event)
{
    const QObject* focus = QGuiApplication::focusObject();
    if (!focus || !focus->inherits("QLineEdit"))
        return false;
    const bool isWritten = !event.text().isEmpty() && event.text().front().isPrint();
    constexpr std::array others{Qt::Key_Backspace, Qt::Key_Delete, Qt::Key_Shift, Qt::Key_AltGr};
    return isWritten || std::ranges::find(others, event.key()) != others.end();
}

} // namespace

/// From one state of the table to the next.
class History::Step : public QUndoCommand
{
public:
    Step(History& history, State before, State after, int run)
        : m_history(history)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_run(run)
    {
    }

    void undo() override { m_history.put(m_before); }

    void redo() override
    {
        // What is noted has been done.
        if (!std::exchange(m_isNew, false))
            m_history.put(m_after);
    }

    int id() const override { return 1; }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const Step*>(other);
        if (next->m_run != m_run)
            return false;
        m_after = next->m_after;
        setObsolete(m_before.shows(m_after));
        return true;
    }

private:
    History& m_history;
    State m_before;
    State m_after;
    int m_run;
    bool m_isNew = true;
};

History::History(QObject* parent)
    : QObject(parent)
{
    m_steps.setUndoLimit(stepsKept);
    if (QCoreApplication::instance())
        QCoreApplication::instance()->installEventFilter(this);
}

History::~History() = default;

History::State History::stateOf(Document& document)
{
    return {
        &document, document.sheet(), std::make_shared<const AnyExperiment>(document.experiment())};
}

void History::note(Document& document, const QString& what, const QString& key)
{
    State before = std::exchange(m_now, stateOf(document));
    remember(m_now);
    // The first experiment is laid on an empty table.
    if (before.document && !before.shows(m_now)) {
        if (!goesOn(key))
            ++m_run;
        auto* step = new Step(*this, std::move(before), m_now, m_run);
        step->setText(what);
        m_steps.push(step);
    }
    m_lastKey = key;
    m_gestureOfLast = m_gesture;
    m_sinceLast.start();
    emit changed();
}

void History::remember(const State& state)
{
    const auto isIt = [&state](const auto& opened) { return opened.first == state.sheet; };
    if (std::ranges::any_of(m_opened, isIt))
        return;
    // One that was left as its file says, or saved, has nothing to lose.
    std::erase_if(m_opened, [](const auto& opened) { return !opened.first->isModified(); });
    m_opened.emplace_back(state.sheet, state.document);
}

bool History::goesOn(const QString& key) const
{
    if (key.isEmpty() || key != m_lastKey || m_gesture != m_gestureOfLast)
        return false;
    const auto* application = qobject_cast<QGuiApplication*>(QCoreApplication::instance());
    const bool isHeld = application && QGuiApplication::mouseButtons() != Qt::NoButton;
    // Who types a formula stops to think; leaving the line ends it.
    return isHeld || m_lastInput == typingInput || m_sinceLast.elapsed() < pauseThatEndsARun;
}

void History::amend(const Document& document)
{
    if (m_now.document == &document)
        m_now.experiment = std::make_shared<const AnyExperiment>(document.experiment());
}

void History::undo()
{
    m_steps.undo();
    emit changed();
}

void History::redo()
{
    m_steps.redo();
    emit changed();
}

void History::put(const State& state)
{
    const bool isOnTop = m_now.document == state.document && m_now.sheet == state.sheet;
    m_now = state;
    m_lastKey.clear();
    remember(state);
    if (isOnTop)
        state.document->replace(*state.experiment);
    else
        state.document->lay(state.sheet, *state.experiment);
}

std::vector<std::shared_ptr<Sheet>> History::unsaved() const
{
    std::vector<std::shared_ptr<Sheet>> sheets;
    for (const auto& [sheet, document] : m_opened) {
        if (sheet->isModified())
            sheets.push_back(sheet);
    }
    return sheets;
}

void History::layOnTop(const std::shared_ptr<Sheet>& sheet)
{
    const auto opened = std::ranges::find(m_opened, sheet, [](const auto& o) { return o.first; });
    if (opened == m_opened.end() || m_now.sheet == sheet)
        return;
    opened->second->open(sheet);
}

bool History::eventFilter(QObject*, QEvent* event)
{
    int input = 0;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        input = pressInput;
        break;
    case QEvent::Wheel:
        input = wheelInput;
        break;
    case QEvent::KeyPress:
        if (static_cast<QKeyEvent*>(event)->isAutoRepeat())
            return false;
        input = isTyping(*static_cast<QKeyEvent*>(event)) ? typingInput
                                                          : static_cast<QKeyEvent*>(event)->key();
        break;
    default:
        return false;
    }
    if (input != m_lastInput || !isRepeated(input))
        ++m_gesture;
    m_lastInput = input;
    return false;
}

} // namespace dqm
