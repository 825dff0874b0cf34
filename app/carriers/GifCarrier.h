#pragma once

#include "app/carriers/Carrier.h"

#include <QString>

namespace dqm {

/// GIF: it has no named texts, but comments that programs pass over, see carriedAsComment.
extern const Carrier gifCarrier;

/// The last comment of a GIF, read from its start; empty if it has none.
QByteArray gifComment(InputFile& file);

/// Appends a comment to a finished GIF.
/// @throws std::runtime_error if the file is no finished GIF or cannot be written.
void appendGifComment(const QString& path, const QByteArray& comment);

} // namespace dqm
