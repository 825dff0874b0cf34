#include "app/films/VideoFormat.h"

#include "app/experiments/ExperimentFile.h"

#include <QFileInfo>

#include <vector>

namespace dqm {

namespace {

/// The pictures are sRGB. Unless it is told otherwise ffmpeg converts them by the matrix of old
/// television and says nothing of it, while players take high definition for BT.709: colours shift.
QStringList inTheColorsOfHighDefinition(const QStringList& coding)
{
    const QString scale = QStringLiteral("scale=in_range=pc:out_color_matrix=bt709:out_range=tv")
        + QStringLiteral(":flags=bicubic+accurate_rnd+full_chroma_int,format=yuv420p");
    return coding
        + QStringList{"-vf", scale, "-colorspace", "bt709", "-color_primaries", "bt709",
            "-color_trc", "iec61966-2-1", "-color_range", "tv"};
}

const std::vector<VideoFormat>& formats()
{
    static const std::vector<VideoFormat> all{
        {"mp4", "libx264",
            inTheColorsOfHighDefinition({"-preset", "veryfast", "-crf", "18", "-movflags",
                "+frag_keyframe+empty_moov+default_base_moof+use_metadata_tags"}),
            true, true},
        {"webm", "libvpx-vp9",
            inTheColorsOfHighDefinition({"-deadline", "realtime", "-cpu-used", "6", "-row-mt", "1",
                "-b:v", "0", "-crf", "28"}),
            true, false},
        // A palette for each picture: one for all would keep every picture in memory.
        {"gif", "gif",
            {"-filter_complex",
                "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1"},
            false, false}};
    return all;
}

const QStringList& always()
{
    static const QStringList all{"-hide_banner", "-nostdin", "-loglevel", "error", "-y"};
    return all;
}

QByteArray tag(const QByteArray& name, const QByteArray& value)
{
    QByteArray line = name + '=';
    for (const char letter : value) {
        if (letter == '=' || letter == ';' || letter == '#' || letter == '\\' || letter == '\n')
            line += '\\';
        line += letter;
    }
    return line + '\n';
}

} // namespace

const VideoFormat* videoFormatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const VideoFormat& format : formats()) {
        if (suffix == QLatin1String(format.suffix))
            return &format;
    }
    return nullptr;
}

QStringList encodingArguments(const VideoFormat& format, const VideoEncoder::Settings& settings,
    const QString& tags, const QString& place)
{
    QStringList arguments = always()
        + QStringList{"-f", "rawvideo", "-pix_fmt", "bgra", "-s",
            QStringLiteral("%1x%2").arg(settings.size.width()).arg(settings.size.height()), "-r",
            QString::number(settings.framesPerSecond, 'g', 10), "-i", "-", "-f", "ffmetadata", "-i",
            "file:" + tags, "-map_metadata", "1", "-an", "-c:v", format.encoder, "-g",
            QString::number(qMax(1, qRound(settings.framesPerSecond)))};
    arguments += format.arguments;
    return arguments + QStringList{"-flush_packets", "1", "-f", format.suffix, "file:" + place};
}

QStringList copyingArguments(const VideoFormat& format, const QString& from, const QString& to)
{
    return always()
        + QStringList{"-i", "file:" + from, "-map", "0", "-map_metadata", "0", "-c", "copy",
            "-movflags", "+faststart+use_metadata_tags", "-f", format.suffix, "file:" + to};
}

QByteArray tagsOf(const VideoEncoder::Settings& settings)
{
    return ";FFMETADATA1\n" + tag("encoded_by", "DQM Lab " DQM_VERSION)
        + tag(carriedExperimentKey, settings.experiment)
        + tag("dqm_time", QByteArray::number(settings.time, 'g', 17));
}

} // namespace dqm
