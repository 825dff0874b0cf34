#include "app/dialogs/PictureDialog.h"
#include "app/dialogs/PicturePreview.h"
#include "app/dialogs/Settings.h"
#include "app/dialogs/SizeChoice.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/exports/Exports.h"
#include "app/window/MainWindow.h"
#include "core/simulation/Simulation.h"
#include "support/OwnSettings.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace dqm;

namespace {

constexpr int patience = 60000; // ms

double meanDifference(const QImage& a, const QImage& b)
{
    double sum = 0.0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
    }
    return sum / (a.width() * a.height());
}

/// While it lives no file can grow, as on a full disc.
class NoRoom
{
public:
    NoRoom()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = 64;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~NoRoom() { setrlimit(RLIMIT_FSIZE, &m_before); }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

private:
    rlimit m_before{};
};

} // namespace

/// A person takes pictures and data out of the window and brings them back.
class TestExports : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aPictureHasTheChosenSizeAndCarriesTheExperimentAndItsMoment();
    void aPictureShowsWhatTheWindowShows();
    void aFrameThatComesWhileTimeIsHeldIsTheOneInThePicture();
    void colorsAndOverlaysAreChosenForThePictureAlone();
    void aPictureGoesToTheClipboardAtTheChosenSize();
    void eachPaneOfTheStageCanBeAloneInAPicture();
    void thePreviewHasTheProportionsOfThePicture();
    void choicesAreRemembered();
    void aTransparentPictureHasNothingBehindTheScene();
    void plotsLeaveInEveryFormatAndReopen_data();
    void plotsLeaveInEveryFormatAndReopen();
    void sizesAreTheUsualOnesOrAnyOther();
    void aFolderThatIsNotThereIsNamed();
    void aFullDiscIsSaidAndTheDialogStays();
    void aDeviceIsNeverReplaced();
    void dataReopenAtTheirMoment_data();
    void dataReopenAtTheirMoment();
    void aDroppedPictureIsOpenedAtItsMomentAsAFreshRunHasIt();
    void restartCallsOffTheWayToAMoment();
    void savingWhatCameFromAPictureNeverWritesOverIt();

private:
    void goTo(double time);
    PictureDialog* openDialog();
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Saves with the dialog; empty if it stayed.
    QImage savedBy(PictureDialog* dialog, const QString& name);

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestExports::initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Exports"); }

void TestExports::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 640);
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, patience);
}

void TestExports::cleanup() { m_window.reset(); }

void TestExports::goTo(double time)
{
    m_window->setPlaying(true);
    QVERIFY(QTest::qWaitFor([&] { return m_window->frame()->time > time; }, patience));
    m_window->setPlaying(false);
    double last = -1.0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const bool still = m_window->frame()->time == last;
            last = m_window->frame()->time;
            QTest::qWait(100);
            return still;
        },
        patience));
}

PictureDialog* TestExports::openDialog()
{
    m_window->commands()[CommandId::ExportPicture]->trigger();
    return m_window->findChild<PictureDialog*>("pictureDialog");
}

QImage TestExports::savedBy(PictureDialog* dialog, const QString& name)
{
    QSignalSpy saved(dialog, &PictureDialog::saved);
    dialog->saveTo(path(name));
    if (!QTest::qWaitFor([&] { return saved.count() == 1; }, patience))
        return {};
    return QImage(path(name));
}

void TestExports::aPictureHasTheChosenSizeAndCarriesTheExperimentAndItsMoment()
{
    goTo(0.2);
    m_window->setParameter("constants.mass", 1.5);
    PictureDialog* dialog = openDialog();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QSpinBox*>("width")->setValue(642);
    dialog->findChild<QSpinBox*>("height")->setValue(361);
    QCOMPARE(savedBy(dialog, "exact.png").size(), QSize(642, 361));
    QTRY_VERIFY(m_window->message().contains("exact.png"));

    Experiment carried = loadExperiment(path("exact.png"));
    QCOMPARE(carried.view.azimuth.value(), m_window->scene().camera().azimuth);
    carried.view = m_window->document().present().view;
    QVERIFY(carried == m_window->document().present());
    QCOMPARE(carriedTime(path("exact.png")).value(), m_window->frame()->time);
}

void TestExports::aPictureShowsWhatTheWindowShows()
{
    m_window->commands()[CommandId::DriftLines]->setChecked(true);
    CameraState camera = m_window->scene().camera();
    camera.azimuth += 40.0;
    camera.zoom = 1.3;
    m_window->scene().setCamera(camera);
    goTo(0.2);
    PictureDialog* dialog = openDialog();
    dialog->findChild<SizeChoice*>()->setChosen({});
    const QImage window = m_window->scene().renderImage();
    dialog->setOrder({PictureOrder::What::Stage, 0, {}});
    const QImage saved = savedBy(dialog, "same.png");
    QCOMPARE(saved.size(), window.size());
    QVERIFY2(meanDifference(saved, window) < 0.5,
        qPrintable(QString::number(meanDifference(saved, window))));

    camera.azimuth -= 40.0;
    m_window->scene().setCamera(camera);
    const QImage turned = m_window->scene().renderImage();
    QVERIFY(meanDifference(saved, turned) > 2.0 * meanDifference(saved, window));
}

void TestExports::aFrameThatComesWhileTimeIsHeldIsTheOneInThePicture()
{
    PictureDialog* dialog = openDialog();
    QTest::qWait(100);
    goTo(0.2); // as if it had been on its way
    QTest::qWait(200);
    QVERIFY(!savedBy(dialog, "late.png").isNull());
    QCOMPARE(carriedTime(path("late.png")).value(), m_window->frame()->time);
}

void TestExports::colorsAndOverlaysAreChosenForThePictureAlone()
{
    const auto corner = [](const QImage& image) { return image.pixelColor(3, 3).lightness(); };
    const QSize size(480, 300);
    const PictureOrder light{PictureOrder::What::Stage, 0, size, true, PictureOrder::Colors::Light};
    PictureDialog* dialog = openDialog();
    dialog->setOrder(light);
    const QImage onPaper = savedBy(dialog, "light.png");
    dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, size, false, PictureOrder::Colors::Dark});
    const QImage plain = savedBy(dialog, "dark.png");
    QVERIFY(corner(onPaper) > 200);
    QVERIFY(corner(plain) < 60);
    dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, size, true, PictureOrder::Colors::Dark});
    QVERIFY(meanDifference(savedBy(dialog, "full.png"), plain) > 0.1);
    QVERIFY(m_window->scene().look().options.theme == ThemeKind::Dark);
    QVERIFY(m_window->scene().look().options.overlays);
}

void TestExports::aPictureGoesToTheClipboardAtTheChosenSize()
{
    PictureDialog* dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(500, 400)});
    dialog->findChild<QPushButton*>("copy")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), patience);
    QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), QSize(500, 400));
    QVERIFY(dialog->isVisible());
}

void TestExports::eachPaneOfTheStageCanBeAloneInAPicture()
{
    QTest::keyClick(m_window.get(), Qt::Key_4);
    QTRY_VERIFY_WITH_TIMEOUT(panesOf(*m_window->frame()).size() == 4, patience);
    PictureDialog* dialog = openDialog();
    const auto* what = dialog->findChild<QComboBox*>("what");
    QCOMPARE(what->count(), 7); // the stage, its four panes, the plot, the window
    const QSize size(400, 300);
    dialog->setOrder({PictureOrder::What::Scene, 3, size});
    QVERIFY(what->currentText().contains("frictional"));
    const QImage alone = savedBy(dialog, "alone.png");
    QCOMPARE(alone.size(), size);
    dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, size});
    QVERIFY(meanDifference(savedBy(dialog, "stage.png"), alone) > 1.0);
    dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Window});
    QCOMPARE(savedBy(dialog, "window.png").size(), m_window->size());
}

void TestExports::thePreviewHasTheProportionsOfThePicture()
{
    PictureDialog* dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(3840, 1280)});
    const auto* preview = dialog->findChild<PicturePreview*>();
    QVERIFY(preview);
    const auto hasProportion = [preview](double wanted) {
        const QSize size = preview->picture().size();
        return !size.isEmpty() && std::abs(double(size.width()) / size.height() - wanted) < 0.01;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasProportion(3.0), patience);
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(800, 800)});
    QTRY_VERIFY_WITH_TIMEOUT(hasProportion(1.0), patience);
}

void TestExports::choicesAreRemembered()
{
    const PictureOrder order{
        PictureOrder::What::Stage, 0, QSize(1280, 720), false, PictureOrder::Colors::Light};
    PictureDialog* dialog = openDialog();
    dialog->setOrder(order);
    dialog->close();
    QTRY_VERIFY(!m_window->findChild<PictureDialog*>("pictureDialog"));
    dialog = openDialog();
    QVERIFY(dialog->order() == order);
    QVERIFY(!dialog->findChild<QCheckBox*>("overlays")->isChecked());
}

void TestExports::aTransparentPictureHasNothingBehindTheScene()
{
    PictureOrder order;
    order.size = QSize(400, 300);
    order.transparent = true;
    PictureDialog* dialog = openDialog();
    dialog->setOrder(order);
    const QImage image = savedBy(dialog, "clear.png");
    QCOMPARE(qAlpha(image.pixel(2, 150)), 0);
    QCOMPARE(qAlpha(image.pixel(200, 150)), 255);
}

void TestExports::plotsLeaveInEveryFormatAndReopen_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("png") << static_cast<int>(PictureOrder::Format::Png) << QByteArray("\x89PNG");
    QTest::newRow("svg") << static_cast<int>(PictureOrder::Format::Svg) << QByteArray("<?xml");
    QTest::newRow("pdf") << static_cast<int>(PictureOrder::Format::Pdf) << QByteArray("%PDF");
    QTest::newRow("csv") << static_cast<int>(PictureOrder::Format::Csv) << QByteArray("#");
}

void TestExports::plotsLeaveInEveryFormatAndReopen()
{
    QFETCH(const int, format);
    QFETCH(const QByteArray, start);
    goTo(0.2);
    PictureOrder order;
    order.what = PictureOrder::What::Plot;
    order.format = static_cast<PictureOrder::Format>(format);
    order.size = QSize(640, 400);
    PictureDialog* dialog = openDialog();
    dialog->setOrder(order);
    const QString name = path("plot" + suffixOf(order.format));
    QSignalSpy saved(dialog, &PictureDialog::saved);
    dialog->saveTo(path("plot.txt"));
    QVERIFY(dialog->findChild<QLabel*>("state")->text().contains("must end in"));
    dialog->saveTo(name);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, patience);
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.peek(16).startsWith(start));
    QCOMPARE(carriedTime(name).value_or(-1.0), m_window->frame()->time);
    QVERIFY(loadExperiment(name).packets == m_window->document().present().packets);
}

void TestExports::sizesAreTheUsualOnesOrAnyOther()
{
    SizeChoice choice({811, 613}, {{1280, 720}, {1920, 1080}}, 2);
    QCOMPARE(choice.size(), QSize(810, 612));
    QVERIFY(choice.chosen().isEmpty());
    auto* usual = choice.findChild<QComboBox*>("usualSizes");
    usual->setCurrentIndex(2);
    emit usual->activated(2);
    QCOMPARE(choice.chosen(), QSize(1920, 1080));
    choice.findChild<QSpinBox*>("width")->setValue(1001);
    QCOMPARE(choice.chosen(), QSize(1000, 1080));
    QCOMPARE(usual->currentIndex(), usual->count() - 1);
    choice.setChosen({100000, 5});
    QCOMPARE(choice.size(), QSize(8192, 64));
}

void TestExports::aFolderThatIsNotThereIsNamed()
{
    PictureDialog* dialog = openDialog();
    dialog->saveTo(path("none/a.png"));
    const QString state = dialog->findChild<QLabel*>("state")->text();
    QVERIFY2(state.contains("none/a.png") && state.contains("no such folder"), qPrintable(state));
    QVERIFY(dialog->isVisible());
}

void TestExports::aFullDiscIsSaidAndTheDialogStays()
{
    PictureDialog* dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(320, 200)});
    {
        const NoRoom noRoom;
        dialog->saveTo(path("nospace.png"));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), patience);
    }
    const QString state = dialog->findChild<QLabel*>("state")->text();
    QVERIFY2(state.contains("nospace.png"), qPrintable(state));
    QVERIFY(dialog->isVisible());
    QVERIFY(!QFileInfo::exists(path("nospace.png")));
}

void TestExports::aDeviceIsNeverReplaced()
{
    QFile::remove(path("pipe.png"));
    QCOMPARE(mkfifo(qPrintable(path("pipe.png")), 0600), 0);
    PictureDialog* dialog = openDialog();
    dialog->saveTo(path("pipe.png"));
    const QString state = dialog->findChild<QLabel*>("state")->text();
    QVERIFY2(state.contains("no ordinary file"), qPrintable(state));
    QVERIFY(!QFileInfo(path("pipe.png")).isFile());
}

void TestExports::dataReopenAtTheirMoment_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("fields") << "f.vti";
    QTest::newRow("arrays") << "f.npz";
    QTest::newRow("curves") << "f.csv";
}

void TestExports::dataReopenAtTheirMoment()
{
    QFETCH(const QString, name);
    goTo(0.2);
    const double time = m_window->frame()->time;
    auto* exports = m_window->findChild<Exports*>();
    exports->saveData(path("f.txt"));
    QVERIFY(m_window->message().contains(".npz"));
    exports->saveData(path(name));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(path(name)), patience);
    QTRY_COMPARE_WITH_TIMEOUT(carriedTime(path(name)).value_or(-1.0), time, patience);

    QVERIFY(m_window->openExperimentNamed("coherent-state"));
    QVERIFY(m_window->openExperimentNamed(path(name)));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->time == time, patience);
}

void TestExports::aDroppedPictureIsOpenedAtItsMomentAsAFreshRunHasIt()
{
    goTo(0.3);
    PictureDialog* dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(320, 200)});
    QVERIFY(!savedBy(dialog, "moment.png").isNull());
    const double time = carriedTime(path("moment.png")).value();

    QVERIFY(m_window->openExperimentNamed("coherent-state"));
    m_window->setPlaying(true);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("moment.png"))});
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    static_cast<QObject*>(m_window.get())->event(&drop);
    QVERIFY(!m_window->commands()[CommandId::Play]->isChecked());
    Simulation fresh(loadExperiment(path("moment.png")));
    fresh.advanceTo(time);
    const auto frame = fresh.frame();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame() && m_window->frame()->steps == frame->steps, patience);
    QCOMPARE(m_window->frame()->time, time);

    const Picture& expected = frame->pictures.front();
    const Picture& found = m_window->frame()->pictures.front();
    QVERIFY((found.rho - expected.rho).abs().maxCoeff() < 1e-5F * expected.rhoMax);
    QTest::qWait(100);
    QCOMPARE(m_window->frame()->time, time);
}

void TestExports::restartCallsOffTheWayToAMoment()
{
    PictureDialog* dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(320, 200)});
    const QImage image = savedBy(dialog, "far.png");
    // A free ensemble would be there in one step.
    writePicture(
        image, path("far.png"), formatExperimentOnOneLine(openExperiment("tunnelling")), 5e4);
    QVERIFY(m_window->openExperimentNamed(path("far.png")));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->message().contains("Running to t = 50000"), patience);
    m_window->commands()[CommandId::Restart]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->message().isEmpty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, patience);
    QTest::qWait(100);
    QCOMPARE(m_window->frame()->time, 0.0);
}

void TestExports::savingWhatCameFromAPictureNeverWritesOverIt()
{
    PictureDialog* dialog = openDialog();
    dialog->setOrder({PictureOrder::What::Stage, 0, QSize(320, 200)});
    savedBy(dialog, "kept.png");
    QVERIFY(m_window->openExperimentNamed(path("kept.png")));
    // The dialog for another name appears instead; it is closed at once.
    QTimer::singleShot(500, [] {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* asked = qobject_cast<QDialog*>(top); asked && asked->isVisible())
                asked->reject();
        }
    });
    m_window->commands()[CommandId::Save]->trigger();
    QVERIFY(!QImage(path("kept.png")).isNull());
}

QTEST_MAIN(TestExports)
#include "tst_Exports.moc"
