#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <optional>

namespace dqm {

// How files of other formats carry an experiment; carriers/ reads them back.

/// What an SVG and a PDF carry, as a piece of XML (RDF): the experiment (JSON on one line), the
/// program's version and the time.
QByteArray carriedAsRdf(const QByteArray& experiment, double time);

/// What a GIF carries as its comment, one entry to a line.
QByteArray carriedAsComment(const QByteArray& experiment, double time);

/// The moment that a file shows: of a picture, a plot or its table, fields or particles, the first
/// one of a video; empty for other files, and for what cannot be read.
std::optional<double> carriedTime(const QString& path);

/// Writes a PNG that carries its experiment (JSON on one line), the program's version and the time.
/// @throws std::runtime_error if the file cannot be written; an older one is kept then.
void writePicture(
    const QImage& image, const QString& path, const QByteArray& experiment, double time);

/// Puts a picture on the clipboard that is its experiment when it comes back here.
/// @param experiment  JSON on one line.
void copyPicture(const QImage& image, const QByteArray& experiment, double time);

/// By which the clipboard knows them.
inline constexpr const char* mimeOfExperiment = "application/x-dqmlab-experiment";
inline constexpr const char* mimeOfTime = "application/x-dqmlab-time";

} // namespace dqm
