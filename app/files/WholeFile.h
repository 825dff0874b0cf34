#pragma once

#include <QByteArray>
#include <QString>

namespace dqm {

/// Writes a file, or replaces one, only if all of it could be written.
/// @throws std::runtime_error with the reason; an older file is kept then.
void writeWholeFile(const QString& path, const QByteArray& content);

} // namespace dqm
