#pragma once

#include "app/carriers/Carrier.h"

#include <QString>

#include <vector>

namespace dqm {

/// Every format that carries an experiment, in the order in which a file is looked at; a new one is
/// a file in this folder and a line there.
const std::vector<const Carrier*>& carriers();

/// The format of a file that begins so; null if it carries nothing that we know of.
const Carrier* carrierOf(const QByteArray& start);

/// What a file carries, whatever its name: the file itself, if it is a text.
/// @param path  "-" is standard input.
/// @throws std::runtime_error if the file cannot be read, is no plain file, or holds no
///         experiment, with what it is found to be.
Carried readCarried(const QString& path);

/// The filters of a dialog that opens what carries an experiment: all of it, then texts, pictures,
/// videos and data apart.
QString carrierFilter();

} // namespace dqm
