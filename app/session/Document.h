#pragma once

#include "app/session/Sheet.h"

#include <QObject>
#include <QString>

#include <memory>

namespace dqm {

class History;

/// What lies on the table, a wave or an exhibit: as its file says, as it is now, and where it came
/// from. Says what changed, notes it in the history, and knows nothing of windows or threads.
class Document : public QObject
{
    Q_OBJECT

public:
    /// @param empty  of its kind: what lies there before anything is opened.
    Document(History& history, AnyExperiment empty, QObject* parent = nullptr);

    /// Puts an experiment on the table; a step that can be undone.
    /// @param nameOrPath  of the shipped experiment or the file that says so.
    /// @pre the experiment is complete and of this document's kind.
    void open(AnyExperiment experiment, const QString& nameOrPath);
    /// The same for one that was opened before, with its changes.
    void open(const std::shared_ptr<Sheet>& sheet);
    /// @return  false after failed() has said why.
    bool save(const QString& path);
    /// Everything back to the file; a step that can be undone.
    virtual void resetToFile() = 0;

    /// The history's way back within one experiment: the running state goes on where it can.
    virtual void replace(const AnyExperiment& experiment) = 0;
    /// The history's way back to another experiment.
    void lay(const std::shared_ptr<Sheet>& sheet, const AnyExperiment& experiment);

    /// As it is now.
    const AnyExperiment& experiment() const { return m_sheet->present; }
    bool isModified() const { return m_sheet->isModified(); }
    /// Name of a shipped experiment, empty for a file.
    QString name() const { return m_sheet->name; }
    /// Path of the file, empty for a shipped experiment.
    QString path() const { return m_sheet->path; }
    const std::shared_ptr<Sheet>& sheet() const { return m_sheet; }

signals:
    /// Another experiment lies on the table (or the same one again): prepare it anew.
    void opened();
    /// Undo or redo put values back: whoever shows one shows it anew. Comes before what says which.
    void restored();
    /// A value of the present experiment changed.
    void changed();
    /// It was written to a file, or a value was changed or reset: titles may need an update.
    void titleChanged();
    void failed(const QString& reason);

protected:
    Sheet& table() { return *m_sheet; }
    const Sheet& table() const { return *m_sheet; }
    History& history() { return m_history; }

private:
    History& m_history;
    std::shared_ptr<Sheet> m_sheet;
};

} // namespace dqm
