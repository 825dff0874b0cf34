#pragma once

#include <QProcess>
#include <QStringList>

namespace dqm::test {

/// What ffprobe says of a film's stream, which it decodes for that.
/// @param entries  "width,height,r_frame_rate", say; the answers come in ffprobe's own order.
inline QStringList probed(const QString& path, const QString& entries)
{
    QProcess probe;
    probe.start("ffprobe",
        {"-v", "error", "-count_frames", "-show_entries", "stream=" + entries, "-of", "csv=p=0",
            path});
    probe.waitForFinished();
    return QString::fromUtf8(probe.readAllStandardOutput().trimmed()).split(',');
}

} // namespace dqm::test
