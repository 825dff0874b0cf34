#pragma once

#include "core/Experiment.h"

#include <QObject>

namespace dqm {

/// The experiment on the table: as its file says, as it is now with every slider moved, and where
/// it came from. Says what changed and knows nothing of windows or threads.
class ExperimentDocument : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A shipped experiment's name or a file's path. Nothing changes if it cannot be opened.
    /// @return  false after failed() has said why.
    bool open(const QString& nameOrPath);
    /// @return  false after failed() has said why.
    bool save(const QString& path);

    /// Sets one entry of core/Parameters. A refused value is reported by failed() and not kept.
    void setValue(const QString& id, double value);
    /// Sets what stands side by side; a refused one is reported by failed() and not kept.
    void setStage(const StageSettings& stage);
    /// Sets the particles' law, noise, start and seed; refused ones are reported likewise.
    void setEnsemble(const EnsembleSettings& ensemble);
    /// Everything back to the file.
    void resetToFile();
    /// Notes how it is looked at, so that a saved file opens with the same view.
    void setView(const ViewSettings& view);

    const Experiment& present() const { return m_present; }
    const Experiment& asLoaded() const { return m_loaded; }
    /// Name of a shipped experiment, empty for a file.
    QString name() const { return m_name; }
    /// Path of the file, empty for a shipped experiment.
    QString path() const { return m_path; }
    bool isModified() const;

signals:
    /// Another experiment lies on the table (or the same one again): prepare it anew.
    void opened();
    /// A value of the present experiment changed.
    void changed();
    /// It was written to a file, or a value was changed or reset: titles may need an update.
    void titleChanged();
    void failed(const QString& reason);

private:
    void change(Experiment next);

    Experiment m_loaded;
    Experiment m_present;
    QString m_name;
    QString m_path;
};

} // namespace dqm
