#pragma once

#include "app/AnyExperiment.h"

#include <QObject>
#include <QString>

namespace dqm {

/// What lies on the table, a wave or an exhibit: as its file says, as it is now, and where it came
/// from. Says what changed and knows nothing of windows or threads.
class Document : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// @return  false after failed() has said why.
    bool save(const QString& path);
    /// Everything back to the file.
    virtual void resetToFile() = 0;

    /// As it is now.
    virtual AnyExperiment experiment() const = 0;
    virtual bool isModified() const = 0;
    /// Name of a shipped experiment, empty for a file.
    QString name() const { return m_name; }
    /// Path of the file, empty for a shipped experiment.
    QString path() const { return m_path; }

signals:
    /// Another experiment lies on the table (or the same one again): prepare it anew.
    void opened();
    /// A value of the present experiment changed.
    void changed();
    /// It was written to a file, or a value was changed or reset: titles may need an update.
    void titleChanged();
    void failed(const QString& reason);

protected:
    /// Notes where an opened experiment came from and says that it is there.
    void sayOpened(const QString& nameOrPath);
    /// What is now is what the file says.
    virtual void takeAsLoaded() = 0;

private:
    QString m_name;
    QString m_path;
};

} // namespace dqm
