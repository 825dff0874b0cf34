#pragma once

#include <QByteArray>

#include <optional>

namespace dqm {

/// How what deflate packed is wrapped.
enum class Wrapping
{
    Zlib, ///< with a head and a checksum, as in PNG and VTK
    None ///< as in a zip archive
};

/// What deflate packed; empty if it is damaged or would be longer than `longest`, which is known
/// before more than that is asked for.
std::optional<QByteArray> inflated(const QByteArray& packed, qint64 longest, Wrapping wrapping);

} // namespace dqm
