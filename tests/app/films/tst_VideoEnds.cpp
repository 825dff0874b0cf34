#include "app/console/CommandLine.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/films/VideoEncoder.h"
#include "support/Command.h"
#include "support/MessageOf.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

// How films end before their time: what was drawn until then must play.

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr int patience = 60'000; // milliseconds

QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(patience);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
        ? process.readAllStandardOutput().trimmed() + process.readAllStandardError().trimmed()
        : QByteArray("failed: ") + process.readAllStandardError().trimmed();
}

/// Pictures that ffprobe counts and ffmpeg decodes without a word of complaint.
int picturesThatPlay(const QString& path)
{
    const QByteArray complaint = outputOf("ffmpeg", {"-v", "error", "-i", path, "-f", "null", "-"});
    if (!complaint.isEmpty()) {
        qWarning("%s", complaint.constData());
        return -1;
    }
    return outputOf("ffprobe",
        {"-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0",
            path})
        .toInt();
}

/// The child of a process, as the system lists it.
qint64 childOf(qint64 parent)
{
    return outputOf("ps", {"-o", "pid=", "--ppid", QString::number(parent)}).toLongLong();
}

} // namespace

class TestVideoEnds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QByteArray bytesOf(const QString& name) const
    {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QString& name, const QByteArray& bytes) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    /// A program by the name of ffmpeg that knows its encoders and then does nothing for ever, nor
    /// hears when it is asked to end.
    void fakeEncoder() const
    {
        QVERIFY(QDir(m_folder.path()).mkpath("fake"));
        QFile::remove(at("fake/pid"));
        put("fake/ffmpeg",
            "#!/bin/sh\ncase \"$*\" in *-encoders*) echo ' V..... libx264 '; exit 0;; esac\n"
            "trap '' TERM\necho $$ > \"$(dirname \"$0\")/pid\"\nwhile :; do sleep 1000; done\n");
        QVERIFY(QFile::setPermissions(
            at("fake/ffmpeg"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    /// A film of ten minutes, which is long enough to be ended early.
    static void film(QProcess& process, const QString& path)
    {
        QFile::remove(path);
        process.start(DQM_PROGRAM,
            {"render", "free-spreading", "--video", path, "--size", "320x200", "--seconds", "600",
                "--quiet", "--set", "grid.points=[64,64]"});
        QVERIFY(process.waitForStarted());
        // Until some of it is in the file.
        QElapsedTimer clock;
        clock.start();
        while (QFileInfo(path).size() < 40'000 && clock.elapsed() < patience)
            QTest::qWait(20);
        QVERIFY(process.state() == QProcess::Running);
        QVERIFY(QFileInfo(path).size() >= 40'000);
    }

    void verifyPlays(const QString& path)
    {
        // ffmpeg writes what it has when nobody feeds it any more.
        QElapsedTimer clock;
        clock.start();
        qint64 size = -1;
        while (QFileInfo(path).size() != size && clock.elapsed() < patience) {
            size = QFileInfo(path).size();
            QTest::qWait(500);
        }
        const int pictures = picturesThatPlay(path);
        QVERIFY2(pictures > 10, qPrintable(QString::number(pictures)));
        QCOMPARE(carriedTime(path).value(), 0.0);
        QCOMPARE(loadExperiment(path).grid.nx, 64);
    }

    static void videos()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("mp4") << "f.mp4";
        QTest::newRow("webm") << "f.webm";
    }

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable("ffmpeg").isEmpty())
            QSKIP("ffmpeg is not installed");
    }
    void whatAKilledProgramLeavesPlays_data() { videos(); }
    void whatAKilledProgramLeavesPlays()
    {
        QFETCH(const QString, name);
        QProcess process;
        film(process, at(name));
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished(patience));
        verifyPlays(at(name));
    }

    void whatAKilledEncoderLeavesPlaysAndOneLineSaysSo_data() { videos(); }
    void whatAKilledEncoderLeavesPlaysAndOneLineSaysSo()
    {
        QFETCH(const QString, name);
        QProcess process;
        film(process, at(name));
        const qint64 encoder = childOf(process.processId());
        QVERIFY(encoder > 0);
        ::kill(static_cast<pid_t>(encoder), SIGKILL);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), int(exitFailed));
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(isOneLine(said) && said.contains("from outside"), qPrintable(said));
        QVERIFY(
            outputOf("ffprobe",
                {"-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", at(name)})
                .size()
            < 10);
        QVERIFY(QFileInfo(at(name)).size() >= 40'000);
        QCOMPARE(loadExperiment(at(name)).grid.nx, 64);
        // The last piece may be cut; all before it is there.
        const int pictures = outputOf("ffprobe",
            {"-v", "quiet", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of",
                "csv=p=0", at(name)})
                                 .toInt();
        QVERIFY2(pictures > 10, qPrintable(QString::number(pictures)));
    }

    void ctrlCEndsAFilmThatPlays_data() { videos(); }
    void ctrlCEndsAFilmThatPlays()
    {
        QFETCH(const QString, name);
        // As in a terminal: the signal goes to all of the program's group.
        QProcess process;
        process.setChildProcessModifier([] { ::setpgid(0, 0); });
        film(process, at(name));
        ::kill(-static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), int(exitInterrupted));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        verifyPlays(at(name));
    }

    void whatIsRefusedLeavesTheEarlierFilm()
    {
        put("nothing.dqm",
            R"({"dqmlab": 1, "grid": {"points": [32, 32], "size": [20, 20]},
                "packets": [{"type": "gaussian"}, {"type": "gaussian", "phase": 3.141592653589793}],
                "time": {"until": 0.1}})");
        put("old.mp4", "precious");
        QProcess process;
        process.start(DQM_PROGRAM,
            {"render", at("nothing.dqm"), "--video", at("old.mp4"), "--seconds", "1", "--quiet"});
        QVERIFY(process.waitForFinished(patience));
        QVERIFY(process.exitCode() != exitDone);
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(isOneLine(said), qPrintable(said));
        QCOMPARE(bytesOf("old.mp4"), QByteArray("precious"));
        QCOMPARE(
            QDir(m_folder.path()).entryList({"old*"}, QDir::AllEntries | QDir::Hidden).size(), 1);
    }

    void aFinishedFilmHasItsIndexAtItsFront()
    {
        QFile::remove(at("whole.mp4"));
        put("whole.mp4", "old");
        QProcess process;
        process.start(DQM_PROGRAM,
            {"render", "free-spreading", "--video", at("whole.mp4"), "--size", "160x96",
                "--seconds", "2", "--fps", "10", "--quiet", "--set", "grid.points=[64,64]"});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(picturesThatPlay(at("whole.mp4")), 20);
        const QByteArray film = bytesOf("whole.mp4");
        QVERIFY(film.indexOf("moov") > 0 && film.indexOf("moov") < film.indexOf("mdat"));
        QCOMPARE(film.indexOf("moof"), -1);
        QVERIFY(std::abs(outputOf("ffprobe",
                             {"-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0",
                                 at("whole.mp4")})
                             .toDouble()
                    - 2.0)
            < 1e-6);
        QCOMPARE(loadExperiment(at("whole.mp4")).grid.nx, 64);
        QCOMPARE(
            QDir(m_folder.path()).entryList({"*whole*", ".*lab*"}, QDir::AllEntries | QDir::Hidden),
            QStringList("whole.mp4"));
    }

    void aLongTextIsFilmedAndSeenByNobody()
    {
        const QByteArray about(300'000, 'w');
        put("long.dqm",
            "{\"dqmlab\": 1, \"about\": \"" + about
                + "=;#\\\\\\n\", \"grid\": {\"points\": [32, 32], \"size\": [20, 20]}, "
                  "\"packets\": [{\"type\": \"gaussian\", \"sigma\": [2, 2]}]}");
        for (const char* name : {"long.mp4", "long.webm", "long.gif"}) {
            QProcess process;
            process.start(DQM_PROGRAM,
                {"render", at("long.dqm"), "--video", at(name), "--size", "128x96", "--seconds",
                    "0.5", "--quiet"});
            QVERIFY(process.waitForFinished(patience));
            QCOMPARE(process.readAllStandardError(), QByteArray());
            QVERIFY2(loadExperiment(at(name)) == loadExperiment(at("long.dqm")), name);
        }
        QProcess process;
        process.start(DQM_PROGRAM,
            {"render", at("long.dqm"), "--video", at("list.mp4"), "--size", "128x96", "--seconds",
                "600", "--quiet"});
        qint64 encoder = 0;
        QTRY_VERIFY_WITH_TIMEOUT((encoder = childOf(process.processId())) > 0, patience);
        QFile line(QString("/proc/%1/cmdline").arg(encoder));
        if (line.open(QIODevice::ReadOnly))
            QVERIFY(line.readAll().size() < 4000);
        process.terminate();
        QVERIFY(process.waitForFinished(patience));
    }

    void aGifMayHaveOddSides()
    {
        QProcess process;
        process.start(DQM_PROGRAM,
            {"render", "free-spreading", "--video", at("odd.gif"), "--size", "131x97", "--seconds",
                "0.3", "--fps", "10", "--quiet", "--set", "grid.points=[64,64]"});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(picturesThatPlay(at("odd.gif")), 3);
        QCOMPARE(QImage(at("odd.gif")).size(), QSize(131, 97));
    }

    void aFilmThatDoesNotFitIsNoSuccess_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("mp4") << "full.mp4";
        QTest::newRow("webm") << "full.webm";
        QTest::newRow("gif") << "full.gif";
    }

    void aFilmThatDoesNotFitIsNoSuccess()
    {
        QFETCH(const QString, name);
        QProcess process;
        process.setChildProcessModifier([] {
            const rlimit most{60'000, 60'000};
            ::setrlimit(RLIMIT_FSIZE, &most);
        });
        process.start(DQM_PROGRAM,
            {"render", "free-spreading", "--video", at(name), "--size", "320x200", "--seconds",
                "20", "--quiet", "--orbit", "360", "--set", "grid.points=[64,64]"});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), int(exitFailed));
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(isOneLine(said) && said.contains("File too large"), qPrintable(said));
    }

    void aHungEncoderEndsWithTheProgram()
    {
        fakeEncoder();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", at("fake") + ':' + environment.value("PATH"));
        process.setProcessEnvironment(environment);
        process.start(DQM_PROGRAM,
            {"render", "free-spreading", "--video", at("hung.mp4"), "--size", "640x480",
                "--seconds", "600", "--quiet", "--set", "grid.points=[64,64]"});
        QTRY_VERIFY_WITH_TIMEOUT(!bytesOf("fake/pid").isEmpty(), patience);
        const auto encoder = static_cast<pid_t>(bytesOf("fake/pid").trimmed().toInt());
        QCOMPARE(::kill(encoder, 0), 0);
        QTest::qWait(200); // until the pipe to it is full
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), int(exitInterrupted));
        QTRY_VERIFY(::kill(encoder, 0) != 0);
    }

    void aHungReaderOfFilmsEndsWithTheProgram()
    {
        QVERIFY(QDir(m_folder.path()).mkpath("hung"));
        put("hung/ffprobe", "#!/bin/sh\necho $$ > \"$(dirname \"$0\")/pid\"\nexec sleep 1000\n");
        QVERIFY(QFile::setPermissions(
            at("hung/ffprobe"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        put("film.mp4",
            QByteArray("\0\0\0\x18"
                       "ftypisom",
                12)
                + QByteArray(100, '\0'));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", at("hung") + ':' + environment.value("PATH"));
        process.setProcessEnvironment(environment);
        process.start(DQM_PROGRAM, {"check", at("film.mp4")});
        QTRY_VERIFY_WITH_TIMEOUT(!bytesOf("hung/pid").isEmpty(), patience);
        const auto reader = static_cast<pid_t>(bytesOf("hung/pid").trimmed().toInt());
        process.terminate();
        QVERIFY(process.waitForFinished(patience));
        QTRY_VERIFY(::kill(reader, 0) != 0);
    }

    void anEncoderThatTakesNothingIsGivenUp()
    {
        fakeEncoder();
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", QFile::encodeName(at("fake")) + ':' + path);
        QImage image(640, 480, QImage::Format_RGB32);
        image.fill(Qt::red);
        VideoEncoder::Settings settings{at("given-up.mp4"), image.size(), 30.0, "{}", 0.0};
        settings.patience = 300;
        QString message;
        {
            VideoEncoder encoder(settings);
            message = messageOf([&] {
                for (int i = 0; i < 100; ++i)
                    encoder.write(image);
                encoder.finish();
            });
        }
        qputenv("PATH", path);
        QVERIFY2(message.contains("takes no more pictures"), qPrintable(message));
        const auto encoder = static_cast<pid_t>(bytesOf("fake/pid").trimmed().toInt());
        QTRY_VERIFY(::kill(encoder, 0) != 0);
    }

    void ctrlCEndsAGifThatStillCarriesItsExperiment()
    {
        QProcess process;
        process.setChildProcessModifier([] { ::setpgid(0, 0); });
        film(process, at("f.gif"));
        ::kill(-static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), int(exitInterrupted));
        verifyPlays(at("f.gif"));
    }
};

QTEST_MAIN(TestVideoEnds)
#include "tst_VideoEnds.moc"
