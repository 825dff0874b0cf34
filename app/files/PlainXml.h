#pragma once

#include <QByteArray>

#include <string>

namespace dqm {

/// Why a text is not given to a parser of XML: it has a DOCTYPE, or is deeper, of more elements or
/// of more attributes in one than any file of ours, which a parser pays for with the square of
/// their number or a multiple of their length.
/// @return empty if it may be given.
std::string whyNoPlainXml(const QByteArray& xml);

} // namespace dqm
