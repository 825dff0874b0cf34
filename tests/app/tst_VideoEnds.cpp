#include "app/CarriedExperiment.h"
#include "app/CommandLine.h"
#include "app/ExperimentFile.h"
#include "support/Command.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
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
