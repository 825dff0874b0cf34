#include "app/carriers/VideoCarrier.h"

#include "app/carriers/InputFile.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <algorithm>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace dqm {

namespace {

constexpr int patience = 10'000; // milliseconds
#ifdef Q_OS_UNIX
constexpr rlim_t memoryOfProbe = 1UL << 30;
#endif
// JSON writes some characters as six.
constexpr qint64 longestAnswer = 4 * longestExperiment;

/// @throws std::runtime_error if ffprobe is missing, or does not come to an end.
QByteArray answerOf(InputFile& file, const char* format)
{
    QProcess probe;
    probe.setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    probe.setChildProcessModifier([] {
        const rlimit most{memoryOfProbe, memoryOfProbe};
        ::setrlimit(RLIMIT_AS, &most);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // it is of no use to anybody else
#endif
    });
#endif
    // Told what it reads, it looks for no other kind of file, such as a list of files.
    probe.start("ffprobe",
        {"-v", "error", "-protocol_whitelist", "file", "-f", format, "-show_entries", "format_tags",
            "-of", "json", "file:" + file.path()});
    if (!probe.waitForStarted(patience)) {
        throw file.unreadable(
            "the experiment in a video is read by ffprobe, which is not installed (ffmpeg)");
    }
    QByteArray answer;
    QElapsedTimer clock;
    clock.start();
    while (probe.state() != QProcess::NotRunning) {
        const qint64 left = patience - clock.elapsed();
        const bool isQuick = left > 0 && answer.size() <= longestAnswer;
        if (!isQuick) {
            probe.kill();
            probe.waitForFinished(patience);
            throw file.unreadable(
                left > 0 ? "ffprobe says too much of it" : "ffprobe does not come to an end");
        }
        probe.waitForReadyRead(static_cast<int>(std::min<qint64>(left, 100)));
        answer += probe.readAllStandardOutput();
    }
    return answer + probe.readAllStandardOutput();
}

Carried read(InputFile& file, const char* format)
{
    const QJsonObject tags = QJsonDocument::fromJson(answerOf(file, format))
                                 .object()["format"]
                                 .toObject()["tags"]
                                 .toObject();
    Carried carried;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        // WebM writes the names of its tags in capitals.
        const QString name = tag.key().toLower();
        if (name == carriedExperimentKey) {
            carried.experiment = tag.value().toString().toUtf8();
        } else if (name == "dqm_time") {
            bool isNumber = false;
            const double time = tag.value().toString().toDouble(&isNumber);
            if (isNumber)
                carried.time = time;
        }
    }
    return carried;
}

} // namespace

const Carrier mp4Carrier{"a video (MP4)", Carrier::Sort::Video, "*.mp4",
    [](const QByteArray& start) { return start.mid(4, 4) == "ftyp"; },
    [](InputFile& file) { return read(file, "mov"); }};
const Carrier webMCarrier{"a video (WebM)", Carrier::Sort::Video, "*.webm",
    [](const QByteArray& start) { return start.startsWith("\x1A\x45\xDF\xA3"); },
    [](InputFile& file) { return read(file, "matroska"); }};

} // namespace dqm
