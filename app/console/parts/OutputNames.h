#pragma once

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace dqm {

/// An option and the file that it names; "-" and an empty name are none, and a name with {n} stands
/// for all that have a number in that place.
using OutputName = std::pair<const char*, QString>;

/// Looks at the files that a command is to write before anything is computed.
/// @param source  the experiment that is read.
/// @param others  files that it reads besides.
/// @throws std::invalid_argument, naming the option, if one cannot be written, is the experiment
///         itself or what it reads (also under another name), or is named twice.
void requireOutputs(
    const std::vector<OutputName>& outputs, const QString& source, const QStringList& others = {});

} // namespace dqm
