#pragma once

#include <QString>

namespace dqm::leftovers {

// What must not outlive the program when it is ended before its time: temporary files, and
// processes that it started, each the head of a group of its own. From any thread.

void addFile(const QString& path);
void removeFile(const QString& path);
void addProcess(qint64 id);
void removeProcess(qint64 id);

/// Removes the files and asks the processes to end; those that do not within `milliseconds` are
/// made to.
void clear(int milliseconds);

} // namespace dqm::leftovers
