#include "app/dialogs/Settings.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/exports/Recording.h"
#include "app/films/Recorder.h"
#include "app/window/MainWindow.h"
#include "support/Ffprobe.h"
#include "support/OwnSettings.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <cmath>

using namespace dqm;

namespace {

constexpr int patience = 60000; // ms

QStringList probed(const QString& path)
{
    return test::probed(path, "codec_name,width,height,r_frame_rate,nb_read_frames");
}

QImage colored(QSize size, QColor color)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void aVideoHasTheSizeTheRateAndTheLengthOfTheClock_data();
    void aVideoHasTheSizeTheRateAndTheLengthOfTheClock();
    void picturesCarryTheTimeTheyWereSeenAt();
    void aPictureOfOtherProportionsKeepsThem();
    void aSlowWriterLeavesPicturesOutAndKeepsTheClock();
    void whatCannotBeWrittenIsSaidBeforeItBegins_data();
    void whatCannotBeWrittenIsSaidBeforeItBegins();
    void aMissingEncoderIsNamedWithTheWayOut();
    void aFullDiscEndsTheFilmWithItsReason();
    void whoeverLeavesGetsAWholeFile();
    void theWindowIsRecordedByItsKeyAndSaysWhere();
    void closingTheWindowFinishesTheFile();
    void theAreaIsTheStageItsPlotsOrTheWindow();
    void aRecordingDoesNotWidenTheWindow();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    FilmWriter::Settings film(const QString& name, double rate = 20.0) const
    {
        return {path(name), QSize(160, 96), rate, "{}", 0.5};
    }
    /// The window with films going to the test's folder.
    std::unique_ptr<MainWindow> window(FilmFormat format) const;

    QTemporaryDir m_folder;
};

void TestRecorder::initTestCase()
{
    if (QStandardPaths::findExecutable("ffmpeg").isEmpty())
        QSKIP("ffmpeg is not installed");
    test::keepSettingsIn(m_folder.path(), "tst_Recorder");
}

std::unique_ptr<MainWindow> TestRecorder::window(FilmFormat format) const
{
    QSettings().clear();
    FilmChoice choice;
    choice.size = QSize(320, 240);
    choice.framesPerSecond = 24;
    choice.format = format;
    choice.folder = path("films");
    QDir().mkpath(choice.folder);
    settings::setFilmChoice(choice);
    auto made = std::make_unique<MainWindow>();
    made->openExperimentNamed("free-spreading");
    made->show();
    return made;
}

void TestRecorder::aVideoHasTheSizeTheRateAndTheLengthOfTheClock_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("codec");
    QTest::newRow("mp4") << "a.mp4"
                         << "h264";
    QTest::newRow("webm") << "a.webm"
                          << "vp9";
    QTest::newRow("gif") << "a.gif"
                         << "gif";
}

void TestRecorder::aVideoHasTheSizeTheRateAndTheLengthOfTheClock()
{
    QFETCH(const QString, name);
    QFETCH(const QString, codec);
    Recorder recorder;
    QSignalSpy finished(&recorder, &Recorder::finished);
    QElapsedTimer clock;
    clock.start();
    recorder.start(
        film(name),
        [] {
            return Recorder::Sight{colored({160, 96}, Qt::red), 0.0};
        },
        Qt::black);
    const auto now = [&clock] { return 1e-3 * static_cast<double>(clock.elapsed()); };
    const double began = now();
    QVERIFY(recorder.isRecording());
    QTest::qWait(1000);
    const double ended = now();
    recorder.stop();
    const double seconds = now();
    QVERIFY(!recorder.isRecording());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    const auto report = finished[0][0].value<Recorder::Report>();
    QVERIFY(report.leftOut < qRound(20.0 * seconds)); // on a busy machine some are
    // As long as the clock ran, whatever a busy machine needs to begin and to end.
    constexpr double fewPictures = 0.25;
    QVERIFY(report.seconds > ended - began - fewPictures);
    QVERIFY(report.seconds < seconds + fewPictures);

    const QStringList facts = probed(path(name));
    QCOMPARE(facts.value(0), codec);
    QCOMPARE(facts.value(1) + 'x' + facts.value(2), QString("160x96"));
    QCOMPARE(facts.value(3), QString("20/1"));
    QCOMPARE(facts.value(4).toInt(), qRound(20.0 * report.seconds));
}

void TestRecorder::picturesCarryTheTimeTheyWereSeenAt()
{
    Recorder recorder;
    double time = 0.0;
    recorder.start(
        film("shots/{n}.png"),
        [&time] {
            return Recorder::Sight{colored({160, 96}, Qt::blue), time += 0.125};
        },
        Qt::black);
    QTest::qWait(300);
    recorder.wait();
    const QStringList names = QDir(path("shots")).entryList({"*.png"}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 3);
    QCOMPARE(carriedTime(path("shots/" + names.first())).value(), 0.125);
    QCOMPARE(carriedTime(path("shots/" + names.last())).value(), time);
    QCOMPARE(QImage(path("shots/" + names.last())).size(), QSize(160, 96));
}

void TestRecorder::aPictureOfOtherProportionsKeepsThem()
{
    Recorder recorder;
    recorder.start(
        film("tall/{n}.png"),
        [] {
            return Recorder::Sight{colored({48, 96}, Qt::white), 0.0};
        },
        Qt::black);
    recorder.wait();
    const QImage image(path("tall/00000.png"));
    QCOMPARE(image.pixelColor(80, 48), QColor(Qt::white));
    QCOMPARE(image.pixelColor(80, 1), QColor(Qt::white));
    QCOMPARE(image.pixelColor(50, 48), QColor(Qt::black));
    QCOMPARE(image.pixelColor(110, 48), QColor(Qt::black));
}

void TestRecorder::aSlowWriterLeavesPicturesOutAndKeepsTheClock()
{
    Recorder recorder;
    QSignalSpy finished(&recorder, &Recorder::finished);
    FilmWriter::Settings settings = film("slow/{n}.png", 120.0);
    settings.size = QSize(2400, 1600);
    // Noise, which a PNG takes long to pack.
    QImage noise(settings.size, QImage::Format_RGB32);
    unsigned state = 1;
    for (int y = 0; y < noise.height(); ++y) {
        auto* line = reinterpret_cast<quint32*>(noise.scanLine(y));
        for (int x = 0; x < noise.width(); ++x)
            line[x] = 0xff000000U | (state = state * 1664525U + 1013904223U) >> 8U;
    }
    recorder.start(
        settings,
        [&noise] {
            return Recorder::Sight{noise, 0.0};
        },
        Qt::black);
    QTest::qWait(400);
    recorder.wait();
    QCOMPARE(finished.count(), 1);
    const auto report = finished[0][0].value<Recorder::Report>();
    QVERIFY(report.leftOut > 0);
    QVERIFY(report.pictures <= 60);
    const auto written = QDir(path("slow")).entryList({"*.png"}).size();
    QCOMPARE(static_cast<int>(written), qRound(report.seconds * 120.0));
}

void TestRecorder::whatCannotBeWrittenIsSaidBeforeItBegins_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("part");
    QTest::newRow("no folder") << "none/a.mp4" << QSize(160, 96) << "no such folder";
    QTest::newRow("no format") << "a.avi" << QSize(160, 96) << ".mp4";
    QTest::newRow("odd") << "a.mp4" << QSize(161, 96) << "even";
}

void TestRecorder::whatCannotBeWrittenIsSaidBeforeItBegins()
{
    QFETCH(const QString, name);
    QFETCH(const QSize, size);
    QFETCH(const QString, part);
    Recorder recorder;
    FilmWriter::Settings settings = film(name);
    settings.size = size;
    try {
        recorder.start(
            settings, [] { return Recorder::Sight(); }, Qt::black);
        QFAIL("it began");
    } catch (const std::invalid_argument& error) {
        QVERIFY2(QString(error.what()).contains(part), error.what());
    }
    QVERIFY(!recorder.isRecording());
}

void TestRecorder::aMissingEncoderIsNamedWithTheWayOut()
{
    const QByteArray old = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    Recorder recorder;
    QString said;
    try {
        recorder.start(
            film("b.mp4"), [] { return Recorder::Sight(); }, Qt::black);
    } catch (const std::invalid_argument& error) {
        said = QString::fromUtf8(error.what());
    }
    qputenv("PATH", old);
    QVERIFY2(said.contains("ffmpeg") && said.contains("png"), qPrintable(said));
}

void TestRecorder::aFullDiscEndsTheFilmWithItsReason()
{
    const QFileInfo full("/dev/full");
    if (!full.exists() || full.isFile())
        QSKIP("needs the device /dev/full");
    QVERIFY(QFile::link("/dev/full", path("full.mp4")));
    Recorder recorder;
    QSignalSpy failed(&recorder, &Recorder::failed);
    QImage image = colored({160, 96}, Qt::red);
    recorder.start(
        film("full.mp4", 60.0),
        [&image] {
            return Recorder::Sight{image, 0.0};
        },
        Qt::black);
    QTest::qWait(1500);
    recorder.stop();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QVERIFY2(failed[0][0].toString().contains("full.mp4"), qPrintable(failed[0][0].toString()));
    QVERIFY(!recorder.isRecording());
}

void TestRecorder::whoeverLeavesGetsAWholeFile()
{
    {
        Recorder recorder;
        recorder.start(
            film("left.mp4"),
            [] {
                return Recorder::Sight{colored({160, 96}, Qt::green), 0.0};
            },
            Qt::black);
        QTest::qWait(500);
    }
    QVERIFY(probed(path("left.mp4")).value(4).toInt() >= 8);
}

void TestRecorder::theWindowIsRecordedByItsKeyAndSaysWhere()
{
    const auto window = this->window(FilmFormat::Mp4);
    QTRY_VERIFY_WITH_TIMEOUT(window->frame() != nullptr, patience);
    window->setPlaying(true);
    QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window->commands()[CommandId::RecordVideo]->isChecked());
    auto* dot = window->findChild<QLabel*>("recorded");
    QVERIFY(dot && dot->isVisible());
    QTest::qWait(1200);
    QVERIFY2(dot->text().contains("0:01"), qPrintable(dot->text()));
    QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!dot->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(window->message().contains(".mp4"), patience);

    const QString file = QDirIterator(path("films"), {"*.mp4"}).next();
    const QStringList facts = probed(file);
    QCOMPARE(facts.value(1) + 'x' + facts.value(2), QString("320x240"));
    QCOMPARE(facts.value(3), QString("24/1"));
    QVERIFY(facts.value(4).toInt() >= 24);
    QVERIFY(loadExperiment(file).title == window->document().present().title);
    QVERIFY(carriedTime(file).has_value());
    QVERIFY(QFile::remove(file));
}

void TestRecorder::closingTheWindowFinishesTheFile()
{
    auto window = this->window(FilmFormat::WebM);
    QTRY_VERIFY_WITH_TIMEOUT(window->frame() != nullptr, patience);
    window->commands()[CommandId::RecordVideo]->setChecked(true);
    QTest::qWait(600);
    window->close();
    window.reset();
    const QString file = QDirIterator(path("films"), {"*.webm"}).next();
    QVERIFY(probed(file).value(4).toInt() >= 10);
}

void TestRecorder::theAreaIsTheStageItsPlotsOrTheWindow()
{
    const auto window = this->window(FilmFormat::Pictures);
    QTRY_VERIFY_WITH_TIMEOUT(window->frame() != nullptr, patience);
    const auto widthOf = [&](FilmChoice::Area area) {
        FilmChoice choice = settings::filmChoice();
        choice.area = area;
        choice.size = QSize();
        choice.folder = path(QStringLiteral("area%1").arg(static_cast<int>(area)));
        QDir().mkpath(choice.folder);
        settings::setFilmChoice(choice);
        window->commands()[CommandId::RecordVideo]->setChecked(true);
        QTest::qWait(100);
        window->commands()[CommandId::RecordVideo]->setChecked(false);
        window->findChild<Recording*>()->finish();
        QDirIterator pictures(choice.folder, {"*.png"}, QDir::Files, QDirIterator::Subdirectories);
        return pictures.hasNext() ? QImage(pictures.next()).width() : 0;
    };
    const int stage = window->scene().width() / 2 * 2;
    const int all = window->width() / 2 * 2;
    QCOMPARE(widthOf(FilmChoice::Area::Stage), stage);
    QCOMPARE(widthOf(FilmChoice::Area::Window), all);
    const int withPlots = widthOf(FilmChoice::Area::StageAndPlots);
    QVERIFY(withPlots > stage + 300 && withPlots < all);
}

void TestRecorder::aRecordingDoesNotWidenTheWindow()
{
    const auto window = this->window(FilmFormat::Pictures);
    window->resize(window->minimumSizeHint());
    const int before = window->width();
    window->commands()[CommandId::RecordVideo]->setChecked(true);
    QTest::qWait(100);
    QVERIFY(window->findChild<QLabel*>("recorded")->isVisible());
    QCOMPARE(window->width(), before);
}

QTEST_MAIN(TestRecorder)
#include "tst_Recorder.moc"
