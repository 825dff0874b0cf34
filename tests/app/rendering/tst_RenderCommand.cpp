#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "support/Renders.h"

#include <QImageReader>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

QString said(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput().trimmed());
}

/// Signal to noise of the brightness (BT.709) of two pictures, dB.
double lumaPsnr(const QImage& one, const QImage& other)
{
    if (one.isNull() || one.size() != other.size())
        return 0.0;
    const auto luma = [](QRgb pixel) {
        return 0.2126 * qRed(pixel) + 0.7152 * qGreen(pixel) + 0.0722 * qBlue(pixel);
    };
    double sum = 0.0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const double difference = luma(one.pixel(x, y)) - luma(other.pixel(x, y));
            sum += difference * difference;
        }
    }
    return 10.0 * std::log10(255.0 * 255.0 * one.width() * one.height() / std::max(sum, 1e-9));
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
        QTest::newRow("gif") << "v.gif"
                             << "gif,bgra,5";
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
        QCOMPARE(
            said("ffprobe",
                {"-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", at(name)})
                .toDouble(),
            0.5);
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
        row("view", {"--image", "@a.png", "--view", "moon"}, "\"stage\", \"scene\"");
        row("plot", {"--image", "@a.png", "--view", "plots", "--plot", "pie"}, "energies, spread");
        row("many plots",
            {"--image", "@a.png", "--view", "plots", "--plot", "section,section,section,section"},
            "at most three");
        row("plot of a scene", {"--image", "@a.png", "--plot", "energies"}, "--with-plots");
        row("vector scene", {"--image", "@a.svg"}, "--view plots");
        row("vector plots", {"--image", "@a.pdf", "--view", "plots", "--plot", "energies,spread"},
            "one plot");
        row("plots beside plots", {"--image", "@a.png", "--view", "plots", "--with-plots"},
            "needs a scene");
        row("table", {"--plot-data", "@a.txt"}, "ends in .csv");
        row("no table folder", {"--plot-data", "@none/a.csv"}, "no such folder");
        row("clear video", {"--video", "@a.mp4", "--transparent"}, "numbered pictures");
        row("orbit of an image", {"--image", "@a.png", "--orbit", "90"}, "--video only");
        row("orbit of plots", {"--video", "@a.mp4", "--orbit", "90", "--view", "plots"},
            "needs a scene");
        row("no angle", {"--video", "@a.mp4", "--orbit", "round"}, "degrees");
        row("orbit from above", {"--video", "@a.mp4", "--orbit", "9", "--set", "view.flat=true"},
            "from above");
        row("no range", {"--video", "@a.mp4", "--step-parameter", "constants.mass=1"},
            "PATH=FIRST:LAST:STEP");
        row("endless range", {"--video", "@a.mp4", "--step-parameter", "constants.mass=1:2:-1"},
            "--step-parameter: found the range");
        row("stepped out of range",
            {"--video", "@a.mp4", "--step-parameter", "constants.mass=1:-1:-1"}, "constants.mass");
        row("no such key", {"--video", "@a.mp4", "--step-parameter", "constants.mas=1:2:1"},
            "constants.mas");
        row("steps and time",
            {"--video", "@a.mp4", "--step-parameter", "constants.mass=1:2:1", "--to", "1"},
            "exclude");
        row("steps of an image", {"--image", "@a.png", "--step-parameter", "constants.mass=1:2:1"},
            "--video only");
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

    void aClearGroundHasNoDarkFringe()
    {
        const QStringList small = QStringList{"free-spreading", "--size", "480x300"} + smallGrid;
        QCOMPARE(renders(small + QStringList{"--image", at("solid.png"), "--plain"}).status,
            int(exitDone));
        QCOMPARE(
            renders(small + QStringList{"--image", at("clear.png"), "--plain", "--transparent"})
                .status,
            int(exitDone));
        const QImage solid(at("solid.png"));
        const QImage clear(at("clear.png"));
        QCOMPARE(qAlpha(clear.pixel(2, 150)), 0);
        QCOMPARE(qAlpha(clear.pixel(240, 150)), 255);
        int partly = 0;
        for (int y = 0; y < clear.height(); ++y) {
            for (int x = 0; x < clear.width(); ++x) {
                const int alpha = qAlpha(clear.pixel(x, y));
                partly += alpha > 0 && alpha < 255;
            }
        }
        QVERIFY(partly > 100);
        // Laid over the ground of the theme it is the picture with that ground, to rounding.
        QImage laid(clear.size(), QImage::Format_RGB32);
        laid.fill(solid.pixel(2, 150));
        QPainter(&laid).drawImage(0, 0, clear);
        int largest = 0;
        for (int y = 0; y < clear.height(); ++y) {
            for (int x = 0; x < clear.width(); ++x) {
                const QRgb a = laid.pixel(x, y);
                const QRgb b = solid.pixel(x, y);
                largest = std::max({largest, std::abs(qRed(a) - qRed(b)),
                    std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
            }
        }
        QVERIFY2(largest <= 3, qPrintable(QString::number(largest)));
    }

    void lettersStayOnAClearGround()
    {
        const QStringList small
            = QStringList{"free-spreading", "--size", "480x300", "--transparent"} + smallGrid;
        QCOMPARE(renders(small + QStringList{"--image", at("words.png")}).status, int(exitDone));
        QCOMPARE(renders(small + QStringList{"--image", at("none.png"), "--plain"}).status,
            int(exitDone));
        const auto drawn = [](const QImage& image) {
            int count = 0;
            for (int y = 0; y < 60; ++y) {
                for (int x = 0; x < 120; ++x)
                    count += qAlpha(image.pixel(x, y)) > 200;
            }
            return count;
        };
        QCOMPARE(drawn(QImage(at("none.png"))), 0);
        QVERIFY(drawn(QImage(at("words.png"))) > 20);
    }

    void theSceneAloneIsOneOfTheStage()
    {
        const QStringList wanted
            = QStringList{"galilean-2x2", "--at", "0.5", "--size", "480x300", "--plain"}
            + smallGrid;
        for (const char* view : {"stage", "scene"})
            QCOMPARE(
                renders(wanted + QStringList{"--view", view, "--image", at(view) + ".png"}).status,
                int(exitDone));
        const QImage stage(at("stage.png"));
        const QImage scene(at("scene.png"));
        QVERIFY(stage != scene);
        // Lines between its panes.
        QVERIFY(stage.pixel(240, 5) != stage.pixel(200, 5));
        QCOMPARE(scene.pixel(240, 5), scene.pixel(200, 5));
        // Not an empty pane: the packet's colour is in the middle.
        QVERIFY(scene.pixelColor(240, 130).hslSaturationF() > 0.2);
    }

    void plotsStandBesideTheSceneAndGrowWithTime()
    {
        const QStringList wanted
            = QStringList{"free-spreading", "--video", at("p{n}.png"), "--with-plots", "--plot",
                  "energies,spread", "--to", "0.4", "--every", "0.4", "--size", "640x400"}
            + smallGrid;
        const Outcome outcome = renders(wanted);
        QCOMPARE(outcome.err, QString());
        const QImage first(at("p0.png"));
        const QImage last(at("p1.png"));
        QCOMPARE(first.size(), QSize(640, 400));
        const QRect plots(450, 0, 190, 400);
        QVERIFY(first.copy(plots) != last.copy(plots));
    }

    /// Axes of a film stay put: what is written beside the curves is the same from its first
    /// picture to its last.
    void theAxesOfAFilmStandStill_data()
    {
        QTest::addColumn<QString>("plot");
        QTest::newRow("energies") << "energies";
        QTest::newRow("spread") << "spread";
        QTest::newRow("section") << "section";
    }
    void theAxesOfAFilmStandStill()
    {
        QFETCH(const QString, plot);
        const QStringList wanted
            = QStringList{"free-spreading", "--video", at("axes-" + plot + "-{n}.png"), "--view",
                  "plots", "--plot", plot, "--to", "6", "--every", "3", "--size", "640x400",
                  "--plain"}
            + smallGrid;
        QCOMPARE(renders(wanted).err, QString());
        const auto picture = [&](const char* n) {
            return QImage(at(QStringLiteral("axes-%1-%2.png").arg(plot, QLatin1String(n))));
        };
        const QImage first = picture("0");
        const QImage last = picture("2");
        QVERIFY(!first.isNull() && !last.isNull());
        QVERIFY(first != last);
        // The strip with the numbers and the name of the horizontal axis, and the vertical one's.
        QCOMPARE(first.copy(0, 362, 640, 38), last.copy(0, 362, 640, 38));
        QCOMPARE(first.copy(0, 0, 40, 400), last.copy(0, 0, 40, 400));
    }

    void anOrbitEndsWhereItBegan()
    {
        const auto film = [&](const QString& name, const QString& degrees) {
            return renders(QStringList{"free-spreading", "--video", at(name), "--orbit", degrees,
                               "--to", "1e-9", "--seconds", "1", "--fps", "4", "--size", "128x96"}
                + smallGrid)
                .status;
        };
        QCOMPARE(film("o{n}.png", "360"), int(exitDone));
        QCOMPARE(film("h{n}.png", "180"), int(exitDone));
        QVERIFY(QImage(at("o0.png")) != QImage(at("o1.png")));
        // A quarter of the circle is half of the half one.
        QCOMPARE(QImage(at("o1.png")), QImage(at("h2.png")));
    }

    void aSteppedParameterHasOnePictureForEachValue()
    {
        const Outcome outcome
            = renders(QStringList{"free-spreading", "--video", at("m{n}.png"), "--step-parameter",
                          "constants.mass=1:2:0.5", "--at", "0.5", "--size", "320x200"}
                + smallGrid);
        QCOMPARE(outcome.err, QString());
        QVERIFY(QFile::exists(at("m2.png")) && !QFile::exists(at("m3.png")));
        QCOMPARE(loadExperiment(at("m1.png")).constants.mass, 1.5);
        QCOMPARE(carriedTime(at("m1.png")).value(), 0.5);
        QVERIFY(QImage(at("m0.png")) != QImage(at("m2.png")));
    }

    void theFirstPictureOfAVideoHasItsColors_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("mp4") << "colors.mp4";
        QTest::newRow("webm") << "colors.webm";
    }

    void theFirstPictureOfAVideoHasItsColors()
    {
        if (!hasFfmpeg())
            QSKIP("ffmpeg is not installed");
        QFETCH(const QString, name);
        const QStringList wanted
            = QStringList{"two-packets-meeting", "--size", "640x360"} + smallGrid;
        QCOMPARE(
            renders(wanted + QStringList{"--video", at(name), "--to", "0.2", "--seconds", "0.2"})
                .status,
            int(exitDone));
        QCOMPARE(renders(wanted + QStringList{"--image", at("color.png"), "--at", "0"}).status,
            int(exitDone));
        const QStringList tags = said("ffprobe",
            {"-v", "error", "-show_entries",
                "stream=color_range,color_space,color_transfer,color_primaries", "-of",
                "default=nk=1:nw=1", at(name)})
                                     .split('\n');
        QCOMPARE(tags, (QStringList{"tv", "bt709", "iec61966-2-1", "bt709"}));
        said("ffmpeg",
            {"-v", "error", "-y", "-i", at(name), "-frames:v", "1", "-vf",
                "scale=in_color_matrix=bt709:in_range=tv:out_range=pc:"
                "flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24",
                at("decoded.png")});
        const double decibels = lumaPsnr(QImage(at("decoded.png")), QImage(at("color.png")));
        QVERIFY2(decibels > 40.0, qPrintable(QString::number(decibels)));
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

    void aFullDiscIsReportedInOneLine_data()
    {
        QTest::addColumn<QStringList>("options");
        const QStringList film{"--size", "320x200", "--seconds", "1", "--video"};
        QTest::newRow("mp4") << film + QStringList{at("full.mp4")};
        QTest::newRow("webm") << film + QStringList{at("full.webm")};
        QTest::newRow("gif") << film + QStringList{at("full.gif")};
        QTest::newRow("picture") << QStringList{"--image", at("full.png")};
        QTest::newRow("plot") << QStringList{"--view", "plots", "--image", at("full.svg")};
        QTest::newRow("page") << QStringList{"--view", "plots", "--image", at("full.pdf")};
        QTest::newRow("table") << QStringList{"--at", "0.1", "--plot-data", at("full.csv")};
    }

    void aFullDiscIsReportedInOneLine()
    {
        QFETCH(const QStringList, options);
        if (!hasFfmpeg() || !QFile::exists("/dev/full"))
            QSKIP("needs ffmpeg and /dev/full");
        QVERIFY(QFile::link("/dev/full", options.last()));
        const Outcome outcome = renders(QStringList{"free-spreading"} + options + smallGrid);
        QCOMPARE(outcome.status, int(exitFailed));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("No space left"), qPrintable(outcome.err));
    }
};

QTEST_MAIN(TestRenderCommand)
#include "tst_RenderCommand.moc"
