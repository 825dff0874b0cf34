#pragma once

#include "app/experiments/AnyExperiment.h"

#include <QByteArray>
#include <QString>

namespace dqm {

/// One experiment that was opened: where it came from, what its file says and what became of it.
/// Every step that was made on it shares it, so that undoing a change does not undo its saving.
struct Sheet
{
    QString name; ///< of a shipped experiment, empty for a file
    QString path; ///< of the file, empty for a shipped experiment
    AnyExperiment loaded; ///< as the file says
    AnyExperiment present; ///< as it is, or as it was when another was laid on the table
    QByteArray fingerprint; ///< of the file when it was read or written last; empty: none is known

    /// Whether it has changes that are not saved. How it is looked at is none.
    bool isModified() const;
    /// Whether its file holds something else than when it was read or written last.
    bool isChangedOnDisk() const;
};

/// What distinguishes the content of an experiment's own file; empty for other files and none.
QByteArray fingerprintOf(const QString& path);

/// A picture or a table that carries an experiment must not be overwritten by it.
bool isExperimentFile(const QString& path);

} // namespace dqm
