#include "app/VideoEncoder.h"

#include "app/CarriedExperiment.h"
#include "app/ExperimentFile.h"
#include "app/GifComment.h"

#include <QFileInfo>

#include <stdexcept>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace dqm {

namespace {

constexpr int picturesOnTheirWay = 3;
constexpr int startMilliseconds = 10'000;

struct Format
{
    const char* suffix;
    const char* encoder;
    QStringList arguments;
};

/// The pictures are sRGB. Unless it is told otherwise ffmpeg converts them by the matrix of old
/// television and says nothing of it, while players take high definition for BT.709: colours shift.
QStringList inTheColorsOfHighDefinition(const QStringList& coding)
{
    return coding
        + QStringList{"-vf",
            "scale=in_range=pc:out_color_matrix=bt709:out_range=tv:"
            "flags=bicubic+accurate_rnd+full_chroma_int,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "iec61966-2-1",
            "-color_range", "tv"};
}

const std::vector<Format>& formats()
{
    static const std::vector<Format> all{
        {"mp4", "libx264",
            inTheColorsOfHighDefinition({"-preset", "veryfast", "-crf", "18", "-movflags",
                "+frag_keyframe+empty_moov+default_base_moof+use_metadata_tags"})},
        {"webm", "libvpx-vp9",
            inTheColorsOfHighDefinition({"-deadline", "realtime", "-cpu-used", "6", "-row-mt", "1",
                "-b:v", "0", "-crf", "28"})},
        // A palette for each picture: one for all would keep every picture in memory.
        {"gif", "gif",
            {"-filter_complex",
                "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1"}}};
    return all;
}

const Format* formatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const Format& format : formats()) {
        if (suffix == QLatin1String(format.suffix)) {
            return &format;
        }
    }
    return nullptr;
}

void requireEncoder(const Format& format)
{
    QProcess question;
    question.start("ffmpeg", {"-hide_banner", "-loglevel", "error", "-encoders"});
    if (!question.waitForStarted(startMilliseconds)) {
        throw std::invalid_argument("a video needs the program ffmpeg, which is not installed; "
                                    "numbered pictures do without it: OUT_{n}.png");
    }
    question.waitForFinished(startMilliseconds);
    for (const QByteArray& line : question.readAllStandardOutput().split('\n')) {
        if (line.simplified().split(' ').value(1) == format.encoder) {
            return;
        }
    }
    throw std::invalid_argument(std::string("this ffmpeg has no encoder ") + format.encoder
        + " for ." + format.suffix + "; numbered pictures do without it: OUT_{n}.png");
}

void requireTarget(const QString& path)
{
    const QFileInfo target(path);
    const QFileInfo folder(target.path());
    if (!folder.isDir() || !folder.isWritable() || target.isDir()) {
        throw std::invalid_argument("cannot write " + path.toStdString()
            + (target.isDir()        ? ": it is a folder"
                    : folder.isDir() ? ": its folder is not writable"
                                     : ": there is no such folder"));
    }
}

} // namespace

bool VideoEncoder::isVideo(const QString& path) { return formatOf(path) != nullptr; }

void VideoEncoder::require(const QString& path, QSize size)
{
    const Format* format = formatOf(path);
    if (format == nullptr) {
        throw std::invalid_argument("found \"" + path.toStdString()
            + "\", expected a name that ends in .mp4, .webm, .gif, or in .png with {n} in it");
    }
    if (size.width() % 2 != 0 || size.height() % 2 != 0) {
        throw std::invalid_argument("a video needs even sides");
    }
    requireTarget(path);
    requireEncoder(*format);
}

VideoEncoder::VideoEncoder(const Settings& settings)
    : m_settings(settings)
{
    require(settings.path, settings.size);
    const Format* format = formatOf(settings.path);
    const QString rate = QString::number(settings.framesPerSecond, 'g', 10);
    QStringList arguments{"-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo",
        "-pix_fmt", "bgra", "-s",
        QStringLiteral("%1x%2").arg(settings.size.width()).arg(settings.size.height()), "-r", rate,
        "-i", "-", "-an", "-c:v", format->encoder, "-g",
        QString::number(qMax(1, qRound(settings.framesPerSecond)))};
    arguments += format->arguments;
    arguments << "-metadata" << QStringLiteral("encoded_by=DQM Lab %1").arg(DQM_VERSION)
              << "-metadata"
              << QString("%1=%2").arg(carriedExperimentKey, QString::fromUtf8(settings.experiment))
              << "-metadata"
              << "dqm_time=" + QString::number(settings.time, 'g', 17) << "-flush_packets"
              << "1"
              << "file:" + settings.path;
    m_process.setStandardOutputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    // Ctrl-C in a terminal goes to all of a group: ffmpeg is to go on until it has all pictures.
    m_process.setChildProcessModifier([] { setpgid(0, 0); });
#endif
    m_process.start("ffmpeg", arguments);
    if (!m_process.waitForStarted(startMilliseconds)) {
        throw std::invalid_argument("ffmpeg cannot be started");
    }
}

VideoEncoder::~VideoEncoder()
{
    // Whoever leaves early still gets a file that plays.
    if (m_process.state() != QProcess::NotRunning) {
        m_process.closeWriteChannel();
        m_process.waitForFinished(-1);
        try {
            carryInGif();
        } catch (const std::exception&) {
            return; // a GIF without its experiment is better than none
        }
    }
}

void VideoEncoder::carryInGif()
{
    if (QString(formatOf(m_settings.path)->suffix) == "gif") {
        appendGifComment(m_settings.path, carriedAsComment(m_settings.experiment, m_settings.time));
    }
}

void VideoEncoder::fail()
{
    m_process.waitForFinished(startMilliseconds);
    const QByteArray reason = m_process.readAllStandardError().trimmed().left(400);
    if (reason.isEmpty() && m_process.exitStatus() == QProcess::CrashExit) {
        throw std::runtime_error("ffmpeg was ended from outside while it wrote "
            + m_settings.path.toStdString() + "; the pictures up to then are kept");
    }
    throw std::runtime_error("ffmpeg cannot write " + m_settings.path.toStdString() + ": "
        + (reason.isEmpty() ? "it ended without a reason" : reason.toStdString()));
}

void VideoEncoder::write(const QImage& picture)
{
    if (picture.size() != m_settings.size) {
        throw std::invalid_argument("the pictures of a video must be of one size");
    }
    const QImage image = picture.convertToFormat(QImage::Format_RGB32);
    const qint64 bytes = image.sizeInBytes();
    if (m_process.state() != QProcess::Running
        || m_process.write(reinterpret_cast<const char*>(image.constBits()), bytes) != bytes) {
        fail();
    }
    do {
        if (!m_process.waitForBytesWritten(-1) && m_process.state() != QProcess::Running) {
            fail();
        }
    } while (m_process.bytesToWrite() > picturesOnTheirWay * bytes);
}

void VideoEncoder::finish()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.waitForFinished(-1);
    }
    if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0) {
        fail();
    }
    carryInGif();
}

} // namespace dqm
