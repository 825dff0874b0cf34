#include "app/VideoEncoder.h"

#include "app/CarriedExperiment.h"
#include "app/ExperimentFile.h"
#include "app/GifComment.h"

#include <QFileInfo>
#include <QProcess>

#include <future>
#include <optional>
#include <stdexcept>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace dqm {

namespace {

constexpr std::size_t picturesOnTheirWay = 3;
constexpr int encodersNiceness = 10;
constexpr int bytesInPipe = 1 << 20;
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
    const QString scale = QStringLiteral("scale=in_range=pc:out_color_matrix=bt709:out_range=tv")
        + QStringLiteral(":flags=bicubic+accurate_rnd+full_chroma_int,format=yuv420p");
    return coding
        + QStringList{"-vf", scale, "-colorspace", "bt709", "-color_primaries", "bt709",
            "-color_trc", "iec61966-2-1", "-color_range", "tv"};
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

QStringList argumentsFor(const VideoEncoder::Settings& settings)
{
    const Format* format = formatOf(settings.path);
    QStringList arguments{"-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo",
        "-pix_fmt", "bgra", "-s",
        QStringLiteral("%1x%2").arg(settings.size.width()).arg(settings.size.height()), "-r",
        QString::number(settings.framesPerSecond, 'g', 10), "-i", "-", "-an", "-c:v",
        format->encoder, "-g", QString::number(qMax(1, qRound(settings.framesPerSecond)))};
    arguments += format->arguments;
    arguments << "-metadata" << QStringLiteral("encoded_by=DQM Lab %1").arg(DQM_VERSION)
              << "-metadata"
              << QString("%1=%2").arg(carriedExperimentKey, QString::fromUtf8(settings.experiment))
              << "-metadata"
              << "dqm_time=" + QString::number(settings.time, 'g', 17) << "-flush_packets"
              << "1"
              << "file:" + settings.path;
    return arguments;
}

} // namespace

/// What lives on the thread that feeds ffmpeg: the process belongs to it.
class VideoEncoder::Feed
{
public:
    explicit Feed(VideoEncoder& encoder)
        : m_encoder(encoder)
    {
        m_process.setStandardOutputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
        // Ctrl-C in a terminal goes to all of a group: ffmpeg is to go on until it has all
        // pictures.
        m_process.setChildProcessModifier([] { setpgid(0, 0); });
#endif
        m_process.start("ffmpeg", argumentsFor(encoder.m_settings));
        if (!m_process.waitForStarted(startMilliseconds)) {
            throw std::invalid_argument("ffmpeg cannot be started");
        }
    }

    void run()
    {
        std::unique_lock lock(m_encoder.m_mutex);
        for (;;) {
            m_encoder.m_changed.wait(
                lock, [this] { return m_encoder.m_isEnded || !m_encoder.m_pictures.empty(); });
            if (m_encoder.m_pictures.empty()) {
                break;
            }
            // It counts as on its way until ffmpeg has it.
            const QImage picture = m_encoder.m_pictures.front();
            lock.unlock();
            write(picture);
            lock.lock();
            m_encoder.m_pictures.pop_front();
            m_encoder.m_changed.notify_all();
        }
        lock.unlock();
        finish();
    }

private:
    void write(const QImage& picture)
    {
        const qint64 bytes = picture.sizeInBytes();
        if (m_process.state() != QProcess::Running
            || m_process.write(reinterpret_cast<const char*>(picture.constBits()), bytes)
                != bytes) {
            fail();
        }
        while (m_process.bytesToWrite() > 0) {
            if (!m_process.waitForBytesWritten(-1) && m_process.state() != QProcess::Running) {
                fail();
            }
        }
    }

    void finish()
    {
        m_process.closeWriteChannel();
        if (m_process.state() != QProcess::NotRunning) {
            m_process.waitForFinished(-1);
        }
        if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0) {
            fail();
        }
    }

    [[noreturn]] void fail()
    {
        m_process.waitForFinished(startMilliseconds);
        const QByteArray reason = m_process.readAllStandardError().trimmed().left(400);
        const std::string path = m_encoder.m_settings.path.toStdString();
        if (reason.isEmpty() && m_process.exitStatus() == QProcess::CrashExit) {
            throw std::runtime_error("ffmpeg was ended from outside while it wrote " + path
                + "; the pictures up to then are kept");
        }
        throw std::runtime_error("ffmpeg cannot write " + path + ": "
            + (reason.isEmpty() ? "it ended without a reason" : reason.toStdString()));
    }

    VideoEncoder& m_encoder;
    QProcess m_process;
};

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
    std::promise<void> started;
    std::future<void> start = started.get_future();
    m_thread = std::thread([this, started = std::move(started)]() mutable {
        std::optional<Feed> feed;
        try {
            feed.emplace(*this);
            started.set_value();
        } catch (...) {
            started.set_exception(std::current_exception());
            return;
        }
        try {
            feed->run();
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_failure = std::current_exception();
            m_pictures.clear();
            m_changed.notify_all();
        }
    });
    try {
        start.get();
    } catch (...) {
        m_thread.join();
        throw;
    }
}

VideoEncoder::~VideoEncoder()
{
    // Whoever leaves early still gets a file that plays.
    if (!m_thread.joinable()) {
        return;
    }
    end();
    try {
        if (!m_failure) {
            carryInGif();
        }
    } catch (const std::exception&) {
        return; // a GIF without its experiment is better than none
    }
}

void VideoEncoder::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnded = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void VideoEncoder::carryInGif()
{
    if (QString(formatOf(m_settings.path)->suffix) == "gif") {
        appendGifComment(m_settings.path, carriedAsComment(m_settings.experiment, m_settings.time));
    }
}

void VideoEncoder::write(const QImage& picture)
{
    if (picture.size() != m_settings.size) {
        throw std::invalid_argument("the pictures of a video must be of one size");
    }
    QImage image = picture.convertToFormat(QImage::Format_RGB32);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_failure || m_pictures.size() < picturesOnTheirWay; });
    if (m_failure) {
        std::rethrow_exception(m_failure);
    }
    m_pictures.push_back(std::move(image));
    m_changed.notify_all();
}

void VideoEncoder::finish()
{
    end();
    if (m_failure) {
        std::rethrow_exception(m_failure);
    }
    carryInGif();
}

} // namespace dqm
