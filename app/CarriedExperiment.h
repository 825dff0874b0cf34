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

/// What an SVG and a PDF carry, as a piece of XML (RDF): the experiment (JSON on one line), the
/// program's version and the time.
QByteArray carriedAsRdf(const QByteArray& experiment, double time);
/// The experiment's JSON in a text that holds such a piece; empty if there is none.
QByteArray experimentInRdf(const QByteArray& text);

/// What a GIF carries as its comment, one entry to a line.
QByteArray carriedAsComment(const QByteArray& experiment, double time);
/// The experiment's JSON in the comment of a GIF; empty if there is none.
QByteArray experimentInComment(const QByteArray& comment);

/// The moment that a file shows: of a picture, a plot or its table, fields or particles, the first
/// one of a video; empty for other files.
std::optional<double> carriedTime(const QString& path);

/// Writes a PNG that carries its experiment (JSON on one line), the program's version and the time.
/// @throws std::runtime_error if the file cannot be written; an older one is kept then.
void writePicture(
    const QImage& image, const QString& path, const QByteArray& experiment, double time);

} // namespace dqm
