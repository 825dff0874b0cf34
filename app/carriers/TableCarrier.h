#pragma once

#include "app/carriers/Carrier.h"

namespace dqm {

/// Tables (CSV): comment lines at the start, also as a spreadsheet leaves them that has read and
/// written the file: with a mark of the byte order, in quotes, cut into cells.
extern const Carrier tableCarrier;

/// What follows a word and a space at the beginning of a line of a text; empty if no line does.
QByteArray lineAfter(const QByteArray& text, const QByteArray& word);

} // namespace dqm
