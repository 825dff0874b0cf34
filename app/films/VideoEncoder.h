#pragma once

#include "app/files/OutputFile.h"

#include <QImage>
#include <QString>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace dqm {

/// A video file in the making: pictures go in one by one, ffmpeg encodes them beside the caller.
///
/// Formats  by the file's suffix: .mp4 (H.264, yuv420p), .webm (VP9, yuv420p), .gif.
/// Colours  sRGB in, BT.709 out, and tagged so.
/// Carries  the experiment and the time of the first picture: MP4 and WebM as tags, a GIF as its
///          comment once it is finished.
/// Target   untouched until the first picture comes; then as OutputFile says of a film: an older
///          one is replaced when the new one is whole.
/// Ctrl-C   in a terminal does not reach ffmpeg: whoever makes the video decides how it ends.
/// Thread   one of its own feeds ffmpeg, so that drawing and encoding never wait for each other
///          but for memory: write() waits while more than three pictures are on their way.
/// Killed   an MP4 is written in fragments of a second, so that what was encoded stays playable; a
///          finished one has its length and an index at its front.
/// Hanging  an encoder that neither takes pictures nor writes for a minute is ended, with an error.
class VideoEncoder
{
public:
    struct Settings
    {
        QString path;
        QSize size; ///< even sides, as yuv420p needs, but of a GIF
        double framesPerSecond = 30.0;
        QByteArray experiment; ///< JSON on one line, kept as metadata
        double time = 0.0; ///< of the first picture, kept as metadata
        /// From any thread: there is no time left to encode what waits; may be empty.
        std::function<bool()> isCalledOff{};
        int patience = 60'000; ///< milliseconds with an encoder that does nothing
    };

    static bool isVideo(const QString& path);
    /// Looks for what can be known before a video begins.
    /// @throws std::invalid_argument if the format, the size, the folder, ffmpeg or its encoder
    ///         will not do.
    static void require(const QString& path, QSize size);

    /// @throws as require; nothing is written then.
    explicit VideoEncoder(Settings settings);
    ~VideoEncoder();

    /// @throws std::runtime_error with the reason, and where the pictures up to then are.
    void write(const QImage& picture);
    /// Ends the file. @throws as write.
    void finish();

private:
    class Feed;

    void start();
    void end();
    [[noreturn]] void fail();
    bool isCalledOff() const { return m_settings.isCalledOff && m_settings.isCalledOff(); }

    Settings m_settings;
    std::optional<OutputFile> m_output; ///< from the first picture on
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QImage> m_pictures; ///< on their way
    bool m_isEnded = false; ///< no more will come
    std::exception_ptr m_failure; ///< what the thread ended with
    std::thread m_thread;
};

} // namespace dqm
