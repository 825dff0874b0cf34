#include "app/CarriedExperiment.h"
#include "app/ExperimentFile.h"
#include "app/ExperimentLibrary.h"
#include "app/RenderCommand.h"
#include "support/Command.h"

#include <QImageReader>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

Outcome renders(const QStringList& arguments)
{
    std::ostringstream out;
    std::ostringstream err;
    const int status = runAction(render, arguments, out, err);
    return {status, QByteArray::fromStdString(out.str()), QString::fromStdString(err.str())};
}

const QStringList smallGrid{"--set", "grid.points=[64,64]", "--quiet"};

} // namespace

class TestRenderCommand : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString& name) const { return m_folder.filePath(name); }
    static bool hasFfmpeg() { return !QStandardPaths::findExecutable("ffmpeg").isEmpty(); }

private slots:
    void drawsAPictureOfTheExactSizeThatReopensAtItsMoment()
    {
        const Outcome outcome = renders(QStringList{"free-spreading", "--image", at("a.png"),
                                            "--at", "0.25", "--size", "321x203"}
            + smallGrid);
        QCOMPARE(outcome.err, QString());
        QCOMPARE(outcome.status, int(exitDone));
        QCOMPARE(QImage(at("a.png")).size(), QSize(321, 203));
        QVERIFY(loadExperiment(at("a.png"))
            == openExperiment("free-spreading", {"grid.points=[64,64]"}));
        QCOMPARE(carriedTime(at("a.png")).value(), 0.25);
        QCOMPARE(renders({at("a.png"), "--image", at("b.png"), "--size", "321x203"}).status,
            int(exitDone));
        QCOMPARE(QImage(at("b.png")), QImage(at("a.png")));
    }

    void drawsAMomentAlikeAloneAndAmongOthers()
    {
        const QStringList small = QStringList{"--size", "320x200"} + smallGrid;
        QCOMPARE(renders(QStringList{"free-spreading", "--video", at("n{n}.png"), "--from", "0",
                             "--to", "0.4", "--every", "0.2"}
                     + small)
                     .status,
            int(exitDone));
        QCOMPARE(
            renders(QStringList{"free-spreading", "--image", at("one.png"), "--at", "0"} + small)
                .status,
            int(exitDone));
        QCOMPARE(QImage(at("n0.png")), QImage(at("one.png")));
        QVERIFY(QImage(at("n2.png")) != QImage(at("n0.png")));
        QCOMPARE(carriedTime(at("n2.png")).value(), 0.4);
    }

    void videosHaveTheirPicturesAndReopen_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("codec");
        QTest::newRow("mp4") << "v.mp4"
                             << "h264,yuv420p,5";
        QTest::newRow("webm") << "v.webm"
                              << "vp9,yuv420p,5";
    }

    void videosHaveTheirPicturesAndReopen()
    {
        if (!hasFfmpeg())
            QSKIP("ffmpeg is not installed");
        QFETCH(const QString, name);
        QFETCH(const QString, codec);
        const Outcome outcome
            = renders(QStringList{"free-spreading", "--video", at(name), "--to", "0.4", "--seconds",
                          "0.5", "--fps", "10", "--size", "320x200"}
                + smallGrid);
        QCOMPARE(outcome.err, QString());
        QVERIFY(
            loadExperiment(at(name)) == openExperiment("free-spreading", {"grid.points=[64,64]"}));
        QCOMPARE(carriedTime(at(name)).value(), 0.0);
        QProcess probe;
        probe.start("ffprobe",
            {"-v", "error", "-count_frames", "-show_entries",
                "stream=codec_name,pix_fmt,nb_read_frames", "-of", "csv=p=0", at(name)});
        QVERIFY(probe.waitForFinished());
        QCOMPARE(QString::fromUtf8(probe.readAllStandardOutput().trimmed()), codec);
    }

    void refusesWhatMakesNoSenseInOneLine_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("part");
        const auto row = [this](const char* name, const QStringList& options, const char* part) {
            QTest::newRow(name) << QStringList(options).replaceInStrings("@", m_folder.path() + '/')
                                << part;
        };
        row("nothing to draw", {}, "needs --image");
        row("wrong picture", {"--image", "@a.jpg"}, "ends in .png");
        row("wrong video", {"--video", "@a.avi"}, ".mp4, .webm");
        row("unnumbered pictures", {"--video", "@a.png"}, "{n}");
        row("no folder", {"--image", "@none/a.png"}, "no such folder");
        row("no video folder", {"--video", "@none/a.mp4"}, "no such folder");
        row("no size", {"--image", "@a.png", "--size", "big"}, "WIDTHxHEIGHT");
        row("tiny", {"--image", "@a.png", "--size", "3x3"}, "WIDTHxHEIGHT");
        row("huge", {"--image", "@a.png", "--size", "9000x100"}, "WIDTHxHEIGHT");
        row("odd video", {"--video", "@a.mp4", "--size", "321x200"}, "even");
        row("no time", {"--image", "@a.png", "--at", "noon"}, "a time");
        row("no finite time", {"--image", "@a.png", "--at", "inf"}, "a time");
        row("ends early", {"--video", "@a.mp4", "--from", "1", "--to", "0.5"}, "before it begins");
        row("no rate", {"--video", "@a.mp4", "--fps", "0"}, "> 0");
        row("too fast", {"--video", "@a.mp4", "--fps", "1000"}, "at most 240");
        row("two lengths", {"--video", "@a.mp4", "--every", "1", "--seconds", "1"}, "exclude");
        row("too many", {"--video", "@a.mp4", "--every", "1e-9"}, "million");
        row("at of a video", {"--video", "@a.mp4", "--at", "1"}, "or --step-parameter only");
        row("fps of an image", {"--image", "@a.png", "--fps", "30"}, "--video only");
        row("theme", {"--image", "@a.png", "--theme", "pink"}, "\"light\"");
        row("misspelled", {"--imagee", "@a.png"}, "no option");
        row("twice", {"--image", "@a.png", "--image", "@b.png"}, "twice");
        row("bad change", {"--image", "@a.png", "--set", "constants.mass=-1"}, "constants.mass");
    }

    void refusesWhatMakesNoSenseInOneLine()
    {
        QFETCH(const QStringList, options);
        QFETCH(const QString, part);
        const Outcome outcome = renders(QStringList{"free-spreading"} + options);
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains(part), qPrintable(outcome.err));
        QVERIFY(!QFile::exists(at("a.mp4")));
    }

    void namesAMissingFfmpegAndTheWayOut()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const Outcome outcome = renders({"free-spreading", "--video", at("a.mp4")});
        qputenv("PATH", path);
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY(outcome.err.contains("ffmpeg") && outcome.err.contains("{n}.png"));
    }

    void aFullDiscIsReported()
    {
        if (!hasFfmpeg() || !QFile::exists("/dev/full"))
            QSKIP("needs ffmpeg and /dev/full");
        QVERIFY(QFile::link("/dev/full", at("full.mp4")));
        const Outcome outcome = renders(QStringList{"free-spreading", "--video", at("full.mp4"),
                                            "--size", "320x200", "--seconds", "1"}
            + smallGrid);
        QCOMPARE(outcome.status, int(exitFailed));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
    }
};

QTEST_MAIN(TestRenderCommand)
#include "tst_RenderCommand.moc"
