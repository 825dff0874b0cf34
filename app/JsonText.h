#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

#include <string>

namespace dqm {

/// The object a JSON text holds.
/// @throws ExperimentError whose path is "line n, column n" if the text is not JSON, not an object,
///         or says one key twice (which a JSON parser would settle in silence).
QJsonObject parseJsonObject(const QByteArray& text);

/// A JSON value in words, for messages: `the number 3`, `the text "abc"`, `a list of 2`.
std::string inWords(const QJsonValue& value);

} // namespace dqm
