#pragma once

#include "app/films/VideoEncoder.h"

#include <QStringList>

namespace dqm {

/// One kind of video: how ffmpeg is asked for it.
struct VideoFormat
{
    const char* suffix; ///< which is also ffmpeg's name of the format
    const char* encoder;
    QStringList arguments;
    bool needsEvenSides = true;
    /// Written piece by piece, it is copied once more when it is whole, so that its length and an
    /// index stand at its front.
    bool isCopiedWhenWhole = false;
};

/// The one of a file's suffix; null if there is none.
const VideoFormat* videoFormatOf(const QString& path);

/// Takes raw pictures (BGRA) from standard input. What the video carries is read from a file: an
/// argument is seen by everybody and may not be long.
/// @param tags   see tagsOf.
/// @param place  the file that is written.
QStringList encodingArguments(const VideoFormat& format, const VideoEncoder::Settings& settings,
    const QString& tags, const QString& place);

/// Copies a film that is whole.
QStringList copyingArguments(const VideoFormat& format, const QString& from, const QString& to);

/// The experiment and the time, as ffmpeg reads tags from a file.
QByteArray tagsOf(const VideoEncoder::Settings& settings);

} // namespace dqm
