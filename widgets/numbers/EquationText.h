#pragma once

#include <QString>

namespace dqm {

/// What an equation of the paper says, one line of rich text; empty for an unknown number.
/// @param number  as in experiment files: "2", "16".
QString equationText(const QString& number);

/// The text, with the sentence about Nelson's opposite sign added if it speaks of u.
QString withOsmoticNote(const QString& text);

} // namespace dqm
