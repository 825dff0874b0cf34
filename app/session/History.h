#pragma once

#include "app/session/Sheet.h"

#include <QElapsedTimer>
#include <QObject>
#include <QUndoStack>

#include <memory>
#include <vector>

namespace dqm {

class Document;

/// Every step that was made on the experiments of this run of the program, openings among them, and
/// the way back. Both documents note what they did; undo and redo put it on the table again.
///
/// Steps  what is changed in one go is one step: a drag until the button is released, a run of
///        wheel steps or of one arrow key without a pause, what is typed into one line of text.
///        Another key or press of the mouse begins another step, as does another thing that is
///        changed.
/// Memory the last 1000 steps are kept; neighbours share the experiment between them.
class History : public QObject
{
    Q_OBJECT

public:
    explicit History(QObject* parent = nullptr);
    ~History() override;

    /// Notes that a document shows something else than at the last note.
    /// @param what  words for "Undo …".
    /// @param key   what was changed, for steps that may be parts of one; empty: a step of its own.
    void note(Document& document, const QString& what, const QString& key = {});
    /// Notes a change that is no step, such as the view that a window makes of a file.
    void amend(const Document& document);

    void undo();
    void redo();
    bool canUndo() const { return m_steps.canUndo(); }
    bool canRedo() const { return m_steps.canRedo(); }
    QString undoText() const { return m_steps.undoText(); }
    QString redoText() const { return m_steps.redoText(); }

    /// What has changes that are not saved, in the order of opening, on the table or below it.
    std::vector<std::shared_ptr<Sheet>> unsaved() const;
    /// Lays one that is below others on the table again; itself a step.
    void layOnTop(const std::shared_ptr<Sheet>& sheet);

signals:
    /// Something was noted, undone, done again or saved.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What lies on the table.
    struct State
    {
        Document* document = nullptr;
        std::shared_ptr<Sheet> sheet;
        std::shared_ptr<const AnyExperiment> experiment;

        bool shows(const State& other) const
        {
            return document == other.document && sheet == other.sheet
                && *experiment == *other.experiment;
        }
    };
    class Step;

    static State stateOf(Document& document);
    void remember(const State& state);
    void put(const State& state);
    bool goesOn(const QString& key) const;

    QUndoStack m_steps;
    State m_now;
    /// Everything opened, with the document that showed it.
    std::vector<std::pair<std::shared_ptr<Sheet>, Document*>> m_opened;
    QString m_lastKey;
    QElapsedTimer m_sinceLast;
    int m_run = 0; ///< of steps that may be parts of one
    int m_gesture = 0;
    int m_gestureOfLast = 0;
    int m_lastInput = 0; ///< a key, typing, or one of the two kinds of the mouse
};

} // namespace dqm
