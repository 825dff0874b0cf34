#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

#include <string>

namespace dqm {

/// The object a JSON text holds.
/// @throws ExperimentError whose path is "line n, column n" if the text is not JSON, not an object,
///         of very many values (which a JSON parser would take any memory for), or says one key
///         twice (which it would settle in silence).
QJsonObject parseJsonObject(const QByteArray& text);

/// A JSON value in words, for messages: `the number 3`, `the text "abc"`, `a list of 2`.
std::string inWords(const QJsonValue& value);

} // namespace dqm
