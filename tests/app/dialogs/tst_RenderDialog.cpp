#include "app/dialogs/RenderDialog.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/pictures/StagePicture.h"
#include "app/window/MainWindow.h"
#include "core/simulation/Simulation.h"
#include "support/Ffprobe.h"
#include "support/OwnSettings.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMessageBox>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <utility>

using namespace dqm;

namespace {

constexpr int patience = 60000; // ms

QStringList probed(const QString& path)
{
    return test::probed(path, "width,height,r_frame_rate,nb_read_frames");
}

double meanDifference(const QImage& a, const QImage& b)
{
    double sum = 0.0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
    }
    return sum / (a.width() * a.height());
}

} // namespace

/// A person orders films of exact moments.
class TestRenderDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void saysHowManyPicturesAndHowLong();
    void aVideoHasWhatWasOrderedWhileTheWindowStaysFree();
    void picturesAreExactMomentsAsTheWindowLooksAtThem();
    void theCameraTurnsOverTheFilm();
    void plotsStandBesideTheScene();
    void aSteppedParameterIsCarriedByItsPicture();
    void cancelKeepsAFileThatPlays();
    void theWindowClosesWhileItRenders();
    void noFilmIsCutShortWithoutAQuestion();
    void whatCannotBeIsSaid_data();
    void whatCannotBeIsSaid();

private:
    RenderDialog* open();
    /// A short order at a small size.
    RenderOrder shortOrder() const;
    bool isRendered(RenderDialog* dialog, const QString& name);
    QString path(const QString& name) const { return m_folder.filePath(name); }

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestRenderDialog::initTestCase()
{
    if (QStandardPaths::findExecutable("ffmpeg").isEmpty())
        QSKIP("ffmpeg is not installed");
    test::keepSettingsIn(m_folder.path(), "tst_RenderDialog");
}

void TestRenderDialog::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, patience);
}

void TestRenderDialog::cleanup() { m_window.reset(); }

RenderDialog* TestRenderDialog::open()
{
    m_window->commands()[CommandId::RenderVideo]->trigger();
    auto* dialog = m_window->findChild<RenderDialog*>("renderDialog");
    if (dialog)
        dialog->setOrder(shortOrder());
    return dialog;
}

RenderOrder TestRenderDialog::shortOrder() const
{
    RenderOrder order;
    order.to = 0.5;
    order.speed = 1.0;
    order.framesPerSecond = 24;
    order.size = QSize(320, 200);
    return order;
}

bool TestRenderDialog::isRendered(RenderDialog* dialog, const QString& name)
{
    QSignalSpy rendered(dialog, &RenderDialog::rendered);
    dialog->renderTo(path(name));
    return QTest::qWaitFor([&] { return rendered.count() == 1; }, patience)
        && rendered[0][1].toBool();
}

void TestRenderDialog::saysHowManyPicturesAndHowLong()
{
    RenderDialog* dialog = open();
    const auto* facts = dialog->findChild<QLabel*>("facts");
    QVERIFY2(facts->text().startsWith("12 pictures, 0.5 s"), qPrintable(facts->text()));
    dialog->findChild<QDoubleSpinBox*>("to")->setValue(8.0);
    dialog->findChild<QDoubleSpinBox*>("speed")->setValue(0.5);
    auto* rate = dialog->findChild<QComboBox*>("rate");
    rate->setCurrentIndex(rate->findData(60));
    QVERIFY2(facts->text().startsWith("960 pictures, 16.0 s"), qPrintable(facts->text()));
    QTRY_VERIFY_WITH_TIMEOUT(facts->text().contains("drawing takes about"), patience);
    dialog->findChild<QDoubleSpinBox*>("to")->setValue(-1.0);
    QVERIFY2(facts->text().contains("ends before it begins"), qPrintable(facts->text()));
}

void TestRenderDialog::aVideoHasWhatWasOrderedWhileTheWindowStaysFree()
{
    RenderDialog* dialog = open();
    QSignalSpy rendered(dialog, &RenderDialog::rendered);
    dialog->renderTo(path("a.mp4"));
    QVERIFY(dialog->isRendering());
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.05, patience);
    QTRY_COMPARE_WITH_TIMEOUT(rendered.count(), 1, patience);
    QVERIFY(!dialog->isRendering());
    QCOMPARE(probed(path("a.mp4")).join(' '), QString("320 200 24/1 12"));
    QCOMPARE(carriedTime(path("a.mp4")).value(), 0.0);
    QVERIFY(loadExperiment(path("a.mp4")).packets == m_window->document().present().packets);
}

void TestRenderDialog::picturesAreExactMomentsAsTheWindowLooksAtThem()
{
    CameraState camera = m_window->scene().camera();
    camera.azimuth += 50.0;
    camera.panX = 0.3;
    m_window->scene().setCamera(camera);
    m_window->commands()[CommandId::PotentialSheet]->setChecked(true);
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.format = FilmFormat::Pictures;
    dialog->setOrder(order);
    QVERIFY(isRendered(dialog, "shots.png"));
    QCOMPARE(QDir(m_folder.path()).entryList({"shots-*.png"}).size(), 12);
    QCOMPARE(carriedTime(path("shots-00006.png")).value(), 0.25);

    const Experiment& experiment = m_window->document().present();
    Simulation simulation(experiment);
    simulation.advanceTo(0.25);
    const SceneLook look = m_window->scene().look();
    StagePicture picture(look.options, look.camera, order.size);
    const QImage expected = picture.draw(simulation.frame(StagePicture::request(experiment)));
    QVERIFY(meanDifference(QImage(path("shots-00006.png")), expected) < 0.05);
}

void TestRenderDialog::theCameraTurnsOverTheFilm()
{
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.to = 1e-6;
    order.speed = 4e-6;
    order.format = FilmFormat::Pictures;
    dialog->setOrder(order);
    dialog->findChild<QDoubleSpinBox*>("speed")->setMinimum(1e-9);
    for (const char* name : {"from", "to", "speed"})
        dialog->findChild<QDoubleSpinBox*>(name)->setDecimals(9);
    dialog->setOrder(order);
    QVERIFY(isRendered(dialog, "still.png"));
    order.orbit = 90.0;
    dialog->setOrder(order);
    QVERIFY(isRendered(dialog, "turned.png"));
    const auto between = [this](const char* name) {
        return meanDifference(
            QImage(path(QString(name) + "-00000.png")), QImage(path(QString(name) + "-00005.png")));
    };
    QVERIFY(between("still") < 0.1);
    QVERIFY(between("turned") > 1.0);
}

void TestRenderDialog::plotsStandBesideTheScene()
{
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.format = FilmFormat::Pictures;
    order.size = QSize(640, 320);
    order.withPlot = true;
    dialog->setOrder(order);
    QVERIFY(isRendered(dialog, "plots.png"));
    order.withPlot = false;
    dialog->setOrder(order);
    QVERIFY(isRendered(dialog, "alone.png"));
    const QRect right(440, 0, 200, 320);
    QVERIFY(meanDifference(QImage(path("plots-00011.png")).copy(right),
                QImage(path("alone-00011.png")).copy(right))
        > 0.5);
    // The curves grow.
    QVERIFY(meanDifference(QImage(path("plots-00011.png")).copy(right),
                QImage(path("plots-00001.png")).copy(right))
        > 0.05);
}

void TestRenderDialog::aSteppedParameterIsCarriedByItsPicture()
{
    RenderDialog* dialog = open();
    auto* subject = dialog->findChild<QComboBox*>("subject");
    subject->setCurrentIndex(subject->findData("constants.mass"));
    QVERIFY(dialog->order().to > dialog->order().from);
    RenderOrder order = dialog->order();
    order.from = 1.0;
    order.to = 3.0;
    order.seconds = 5.0 / 24.0;
    order.at = 0.1;
    order.format = FilmFormat::Pictures;
    order.size = QSize(320, 200);
    dialog->setOrder(order);
    QVERIFY(isRendered(dialog, "mass.png"));
    QCOMPARE(QDir(m_folder.path()).entryList({"mass-*.png"}).size(), 5);
    QCOMPARE(loadExperiment(path("mass-00000.png")).constants.mass, 1.0);
    QCOMPARE(loadExperiment(path("mass-00002.png")).constants.mass, 2.0);
    QCOMPARE(loadExperiment(path("mass-00004.png")).constants.mass, 3.0);
    QCOMPARE(carriedTime(path("mass-00004.png")).value(), 0.1);
}

void TestRenderDialog::cancelKeepsAFileThatPlays()
{
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.to = 50.0;
    dialog->setOrder(order);
    QSignalSpy rendered(dialog, &RenderDialog::rendered);
    dialog->renderTo(path("cut.mp4"));
    const auto* progress = dialog->findChild<QProgressBar*>("progress");
    QTRY_VERIFY_WITH_TIMEOUT(progress->value() >= 2, patience);
    QVERIFY(progress->isVisible());
    dialog->findChild<QPushButton*>("close")->click();
    QTRY_COMPARE_WITH_TIMEOUT(rendered.count(), 1, patience);
    QVERIFY(!rendered[0][1].toBool());
    QVERIFY(dialog->isVisible());
    const int pictures = probed(path("cut.mp4")).value(3).toInt();
    QVERIFY(pictures >= 2 && pictures < 1200);
}

void TestRenderDialog::theWindowClosesWhileItRenders()
{
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.to = 50.0;
    order.withPlot = true;
    dialog->setOrder(order);
    dialog->renderTo(path("left.mp4"));
    const auto* progress = dialog->findChild<QProgressBar*>("progress");
    QTRY_VERIFY_WITH_TIMEOUT(progress->value() >= 1, patience);
    m_window.reset();
    QVERIFY(probed(path("left.mp4")).value(3).toInt() >= 1);
}

void TestRenderDialog::noFilmIsCutShortWithoutAQuestion()
{
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.to = 50.0;
    dialog->setOrder(order);
    dialog->renderTo(path("asked.mp4"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isRendering(), patience);
    const auto answer = [this](QMessageBox::StandardButton button) {
        bool wasAsked = false;
        QTimer::singleShot(200, m_window.get(), [&wasAsked, button] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            wasAsked = box != nullptr;
            if (box)
                box->button(button)->click();
        });
        const bool isClosed = m_window->close();
        return std::pair(wasAsked, isClosed);
    };
    QCOMPARE(answer(QMessageBox::Cancel), std::pair(true, false));
    QVERIFY(m_window->isVisible() && dialog->isRendering());
    QCOMPARE(answer(QMessageBox::Close), std::pair(true, true));
}

void TestRenderDialog::whatCannotBeIsSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("part");
    QTest::newRow("no folder") << "none/a.mp4" << 0.5 << "no such folder";
    QTest::newRow("another format") << "a.webm" << 0.5 << "must end in .mp4";
    QTest::newRow("no length") << "a.mp4" << 0.0 << "ends before it begins";
    QTest::newRow("endless") << "a.mp4" << 1e6 << "million";
}

void TestRenderDialog::whatCannotBeIsSaid()
{
    QFETCH(const QString, name);
    QFETCH(const double, to);
    QFETCH(const QString, part);
    RenderDialog* dialog = open();
    RenderOrder order = shortOrder();
    order.to = to;
    dialog->setOrder(order);
    dialog->renderTo(path(name));
    QVERIFY(!dialog->isRendering());
    const QString said = dialog->findChild<QLabel*>("state")->text();
    QVERIFY2(said.contains(part), qPrintable(said));
}

QTEST_MAIN(TestRenderDialog)
#include "tst_RenderDialog.moc"
