#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <optional>

namespace dqm {

/// Whether a file begins as an MP4 or a WebM does.
bool beginsAsVideo(const QByteArray& start);

/// The experiment's JSON in the metadata of a video; empty if it has none.
/// @throws std::runtime_error if ffprobe, which reads it, is not installed.
QByteArray experimentInVideo(const QString& path);

/// The moment that a picture, or the first one of a video, shows, or that fields are of; empty for
/// other files.
std::optional<double> carriedTime(const QString& path);

/// Writes a PNG that carries its experiment (JSON on one line), the program's version and the time.
/// @throws std::runtime_error if the file cannot be written; an older one is kept then.
void writePicture(
    const QImage& image, const QString& path, const QByteArray& experiment, double time);

} // namespace dqm
