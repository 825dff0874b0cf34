#pragma once

#include <QByteArray>
#include <QString>

namespace dqm {

// A GIF has no named texts, but comments that programs pass over.

/// Appends a comment to a finished GIF.
/// @throws std::runtime_error if the file is no finished GIF or cannot be written.
void appendGifComment(const QString& path, const QByteArray& comment);

} // namespace dqm
