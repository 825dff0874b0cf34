#pragma once

#include "app/films/VideoEncoder.h"

#include <QString>

#include <optional>

namespace dqm {

/// What a film is written as; a plain value that is remembered between two starts.
enum class FilmFormat
{
    Mp4,
    WebM,
    Gif,
    Pictures ///< numbered PNGs in a folder of their own
};

/// ".mp4", ".webm", ".gif", and ".png" for pictures.
QString suffixOf(FilmFormat format);
/// Whether a format needs the program ffmpeg.
bool needsEncoder(FilmFormat format);

/// Pictures one after another, into a video by ffmpeg or into numbered PNGs, each of which carries
/// the experiment and its own time.
///
/// Threads  made, used and destroyed on one thread.
class FilmWriter
{
public:
    struct Settings
    {
        QString path; ///< a video's name, or PNG's with {n}, whose folder is made
        QSize size; ///< even sides
        double framesPerSecond = 30.0;
        QByteArray experiment; ///< JSON on one line
        double time = 0.0; ///< of the first picture
    };

    /// Looks for all that can be known before a film begins: folder, format, size, ffmpeg and its
    /// encoder. @throws std::invalid_argument
    static void require(const Settings& settings);

    /// @throws as require.
    explicit FilmWriter(const Settings& settings);

    /// @param experiment  of this picture, if it is another than the film's; a video has one only.
    /// @throws std::runtime_error with the reason, such as a full disc.
    void write(const QImage& picture, double time, const QByteArray& experiment = {});
    /// Ends the file. @throws as write.
    void finish();
    long long written() const { return m_written; }

private:
    Settings m_settings;
    std::optional<VideoEncoder> m_encoder;
    long long m_written = 0;
};

} // namespace dqm
