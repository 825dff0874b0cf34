#pragma once

#include "app/carriers/Carrier.h"

namespace dqm {

/// GIF: one of its comments, see carriedAsComment.
extern const Carrier gifCarrier;

/// The last comment of a GIF, read from its start; empty if it has none.
QByteArray gifComment(InputFile& file);

} // namespace dqm
