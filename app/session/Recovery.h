#pragma once

#include "app/session/Sheet.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace dqm {

class History;

/// Keeps what is not saved safe from a crash: a second after a change it is written to a file of
/// this run of the program, which goes when the program ends in order. What it finds of runs that
/// did not is handed out once; each run holds a lock on its file, so that none takes another's.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// @param folder  where the files lie; empty: the program's own data folder.
    explicit Recovery(History& history, QObject* parent = nullptr, const QString& folder = {});
    ~Recovery() override;

    /// What runs that ended without warning had not saved; empty if there are none. They stay
    /// claimed by this run until it ends or settle() is called.
    std::vector<std::shared_ptr<Sheet>> claim();
    /// What was claimed is restored or not wanted: its files go.
    void settle();
    /// Writes at once what waits for the end of the second.
    void flush();

signals:
    /// Changes cannot be kept safe; said once.
    void failed(const QString& reason);

private:
    struct Claimed
    {
        QString path;
        std::unique_ptr<QLockFile> lock;
    };

    void write();

    History& m_history;
    const QString m_folder;
    QString m_path; ///< of this run's file
    std::unique_ptr<QLockFile> m_lock; ///< null before the first file is written
    std::vector<Claimed> m_claimed;
    QTimer m_delay;
    bool m_hasFailed = false;
};

} // namespace dqm
