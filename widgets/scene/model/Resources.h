#pragma once

#include <QByteArray>
#include <QString>

namespace dqm {

/// The text of a file compiled into this library, e.g. ":/shaders/surface.vert.glsl".
/// @throws std::runtime_error if there is none.
QByteArray resourceText(const QString& path);

/// A shader's source by its file name.
QByteArray shaderSource(const char* name);

} // namespace dqm
