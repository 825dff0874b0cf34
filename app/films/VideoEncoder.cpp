#include "app/films/VideoEncoder.h"

#include "app/carriers/GifCarrier.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/files/Leftovers.h"
#include "app/films/EncoderProcess.h"
#include "app/films/VideoFormat.h"
#include "core/values/Printable.h"

#include <QTemporaryFile>

#include <future>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::size_t picturesOnTheirWay = 3;
constexpr auto look = std::chrono::milliseconds(50); // for a reason to stop waiting

void requireEncoder(const VideoFormat& format)
{
    QByteArray encoders;
    try {
        encoders
            = EncoderProcess::answer("ffmpeg", {"-hide_banner", "-loglevel", "error", "-encoders"});
    } catch (const std::invalid_argument&) {
        throw std::invalid_argument("a video needs the program ffmpeg, which is not installed; "
                                    "numbered pictures do without it: OUT_{n}.png");
    }
    if (encoders.isEmpty()) {
        throw std::invalid_argument("a video needs the program ffmpeg, which does not answer; "
                                    "numbered pictures do without it: OUT_{n}.png");
    }
    for (const QByteArray& line : encoders.split('\n')) {
        if (line.simplified().split(' ').value(1) == format.encoder)
            return;
    }
    throw std::invalid_argument(std::string("this ffmpeg has no encoder ") + format.encoder
        + " for ." + format.suffix + "; numbered pictures do without it: OUT_{n}.png");
}

/// Of a video that is whole; nothing if nobody can count them.
std::optional<long long> picturesIn(const QString& path)
{
    try {
        bool isNumber = false;
        const long long count = EncoderProcess::answer("ffprobe",
            {"-v", "error", "-count_packets", "-select_streams", "v:0", "-show_entries",
                "stream=nb_read_packets", "-of", "csv=p=0", "file:" + path})
                                    .trimmed()
                                    .split(',')
                                    .value(0)
                                    .toLongLong(&isNumber);
        return isNumber ? std::optional(count) : std::nullopt;
    } catch (const std::invalid_argument&) {
        return std::nullopt;
    }
}

} // namespace

/// What lives on the thread that feeds ffmpeg: the process belongs to it.
class VideoEncoder::Feed
{
public:
    explicit Feed(VideoEncoder& encoder)
        : m_encoder(encoder)
        , m_format(*videoFormatOf(encoder.m_settings.path))
    {
        const QByteArray tags = tagsOf(encoder.m_settings);
        if (!m_tags.open() || m_tags.write(tags) != tags.size() || !m_tags.flush())
            throw std::runtime_error(m_tags.errorString().toStdString());
        leftovers::addFile(m_tags.fileName());
        m_process.emplace(
            encodingArguments(m_format, encoder.m_settings, m_tags.fileName(), place()),
            watch(place()));
    }

    ~Feed() { leftovers::removeFile(m_tags.fileName()); }
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    void run()
    {
        std::unique_lock lock(m_encoder.m_mutex);
        bool isCalledOff = false;
        while (!isCalledOff) {
            m_encoder.m_changed.wait(
                lock, [this] { return m_encoder.m_isEnded || !m_encoder.m_pictures.empty(); });
            if (m_encoder.m_pictures.empty())
                break;
            // It counts as on its way until ffmpeg has it.
            const QImage picture = m_encoder.m_pictures.front();
            lock.unlock();
            isCalledOff = !m_process->feed(
                reinterpret_cast<const char*>(picture.constBits()), picture.sizeInBytes());
            m_written += isCalledOff ? 0 : 1;
            lock.lock();
            m_encoder.m_pictures.pop_front();
            m_encoder.m_changed.notify_all();
        }
        lock.unlock();
        m_process->finish();
        finishFile(isCalledOff || m_encoder.isCalledOff());
    }

private:
    const QString& place() const { return m_encoder.m_output->place(); }
    EncoderProcess::Watch watch(const QString& file) const
    {
        return {file, m_encoder.m_settings.patience, m_encoder.m_settings.isCalledOff};
    }

    void finishFile(bool isShort)
    {
        const VideoEncoder::Settings& settings = m_encoder.m_settings;
        if (QString(m_format.suffix) == "gif") {
            appendGifComment(place(), carriedAsComment(settings.experiment, settings.time));
        } else if (!isShort) {
            requireAll(place());
        }
        if (m_format.isCopiedWhenWhole && !isShort) {
            copyWhole();
        } else {
            m_encoder.m_output->commit();
        }
    }

    void requireAll(const QString& file) const
    {
        const auto pictures = picturesIn(file);
        if (pictures && *pictures < m_written) {
            throw std::runtime_error("only " + std::to_string(*pictures) + " of "
                + std::to_string(m_written) + " pictures are in it");
        }
    }

    void copyWhole()
    {
        OutputFile copy(m_encoder.m_settings.path, OutputFile::Kind::Named);
        EncoderProcess process(
            copyingArguments(m_format, place(), copy.place()), watch(copy.place()));
        process.finish();
        if (m_encoder.isCalledOff()) {
            m_encoder.m_output->commit(); // it may not be whole, but what it was made of is
            return;
        }
        requireAll(copy.place());
        copy.commit();
        if (m_encoder.m_output->isInPlace()) {
            m_encoder.m_output->keep(); // the copy stands there now
        }
    }

    VideoEncoder& m_encoder;
    const VideoFormat& m_format;
    QTemporaryFile m_tags;
    std::optional<EncoderProcess> m_process;
    long long m_written = 0;
};

bool VideoEncoder::isVideo(const QString& path) { return videoFormatOf(path) != nullptr; }

void VideoEncoder::require(const QString& path, QSize size)
{
    const VideoFormat* format = videoFormatOf(path);
    if (format == nullptr) {
        throw std::invalid_argument("found \"" + path.toStdString()
            + "\", expected a name that ends in .mp4, .webm, .gif, or in .png with {n} in it");
    }
    if (format->needsEvenSides && (size.width() % 2 != 0 || size.height() % 2 != 0)) {
        throw std::invalid_argument(
            std::string("a video in .") + format->suffix + " needs even sides, a GIF does not");
    }
    if (const std::string reason = whyNoFile(path); !reason.empty())
        throw std::invalid_argument("cannot write " + path.toStdString() + ": " + reason);
    requireEncoder(*format);
}

VideoEncoder::VideoEncoder(Settings settings)
    : m_settings(std::move(settings))
{
    require(m_settings.path, m_settings.size);
}

void VideoEncoder::start()
{
    m_output.emplace(m_settings.path, OutputFile::Kind::Film);
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
        m_output.reset();
        throw;
    }
}

VideoEncoder::~VideoEncoder()
{
    // Whoever leaves early still gets a file that plays.
    if (m_thread.joinable())
        end();
    if (m_failure)
        m_output->keep();
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

void VideoEncoder::fail()
{
    const std::string place = m_output->place().toStdString();
    m_output->keep();
    try {
        std::rethrow_exception(m_failure);
    } catch (const std::exception& failure) {
        throw std::runtime_error("cannot write " + m_settings.path.toStdString() + ": "
            + sentenceOf(failure) + "; the pictures up to then are kept in " + place);
    }
}

void VideoEncoder::write(const QImage& picture)
{
    if (picture.size() != m_settings.size)
        throw std::invalid_argument("the pictures of a video must be of one size");
    if (!m_output)
        start();
    QImage image = picture.convertToFormat(QImage::Format_RGB32);
    std::unique_lock lock(m_mutex);
    const auto isDue = [this] { return m_failure || m_pictures.size() < picturesOnTheirWay; };
    while (!m_changed.wait_for(lock, look, isDue)) {
        if (isCalledOff())
            return;
    }
    if (m_failure) {
        lock.unlock();
        end();
        fail();
    }
    m_pictures.push_back(std::move(image));
    m_changed.notify_all();
}

void VideoEncoder::finish()
{
    if (!m_thread.joinable()) {
        return; // there was no picture
    }
    end();
    if (m_failure)
        fail();
}

} // namespace dqm
