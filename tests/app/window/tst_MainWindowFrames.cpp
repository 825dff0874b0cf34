#include "app/dialogs/PictureOrder.h"
#include "app/experiments/ExperimentFile.h"
#include "app/window/MainWindow.h"
#include "core/setup/Parameters.h"
#include "support/OwnSettings.h"
#include "widgets/numbers/ReadoutTable.h"
#include "widgets/panels/paper/PaperPanel.h"
#include "widgets/panels/particles/ParticleReadouts.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/SceneView.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <qcustomplot.h>

#include <set>

using namespace dqm;

namespace {

constexpr int patience = 20000;

} // namespace

/// What is seen in the window is of one run and one moment, and time does what was asked for.
class TestMainWindowFrames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_MainWindowFrames"); }
    void init();
    void cleanup() { m_window.reset(); }

    void theStageIsWhatItsKeySays_data();
    void theStageIsWhatItsKeySays();
    void saysWhatTheStageCannotShow();
    void movingTheObserverKeepsTheOneView();
    void anotherExperimentLeavesNothingOfTheOneBefore();
    void panelsAreEmptyUntilTheirNumbersAreKnown();
    void aRestartBeginsTheCurvesAnew();
    void saysWhatIsBeingPrepared();
    void theNumbersAreOfThePictureThatIsSeen();
    void playedTimeStopsAtItsEndAndBeginsAgain();
    void playedTimeLoops();
    void homeRunsForwardAgain();
    void backspaceRunsBackwardFromAPause();
    void nothingComesBeforeTheStart();
    void aResizeRightAtTheStartLeavesAPicture();

private:
    QAction* command(CommandId id) const { return m_window->commands()[id]; }
    /// Opens a shipped one with another `until` and plays it.
    void playUntil(double until, TimeSettings::End end);
    bool comesTo(double time);
    std::vector<SceneView*> panes() const;
    static bool hasSurface(SceneView& view);
    double lastTimeOfCurves() const;

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestMainWindowFrames::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, patience);
}

bool TestMainWindowFrames::comesTo(double time)
{
    return QTest::qWaitFor(
        [&] { return m_window->frame() && m_window->frame()->time >= time; }, patience);
}

std::vector<SceneView*> TestMainWindowFrames::panes() const
{
    std::vector<SceneView*> shown;
    for (SceneView* view : m_window->scene().findChildren<SceneView*>())
        if (view->isVisible())
            shown.push_back(view);
    return shown;
}

/// Whether a density is drawn: more colours than background, lines and letters have.
bool TestMainWindowFrames::hasSurface(SceneView& view)
{
    const QImage image = view.grab().toImage();
    std::set<QRgb> colours;
    for (int y = image.height() / 4; y < 3 * image.height() / 4; ++y)
        for (int x = image.width() / 4; x < 3 * image.width() / 4; ++x)
            colours.insert(image.pixel(x, y));
    return colours.size() > 300;
}

double TestMainWindowFrames::lastTimeOfCurves() const
{
    double last = -1.0;
    for (const auto* plot : m_window->findChild<PlotPanel*>()->findChildren<QCustomPlot*>())
        for (int i = 0; plot->isVisible() && i < plot->graphCount(); ++i)
            for (const QCPGraphData& point : *plot->graph(i)->data())
                if (plot->graph(i)->visible() && point.value == point.value)
                    last = std::max(last, point.key);
    return last;
}

void TestMainWindowFrames::playUntil(double until, TimeSettings::End end)
{
    const QString path = m_folder.filePath("short.dqm");
    Experiment experiment = m_window->document().present();
    experiment.time.until = until;
    experiment.time.end = end;
    experiment.view.speed = 1.0;
    saveExperiment(experiment, path);
    QVERIFY(m_window->openExperimentNamed(path));
    m_window->setPlaying(true);
}

void TestMainWindowFrames::theStageIsWhatItsKeySays_data()
{
    QTest::addColumn<QString>("experiment");
    for (const char* name : {"free-spreading", "galilean-2x2", "boosted-spreading"})
        QTest::newRow(name) << QString(name);
}

void TestMainWindowFrames::theStageIsWhatItsKeySays()
{
    QFETCH(QString, experiment);
    QVERIFY(m_window->openExperimentNamed(experiment));
    m_window->setParameter("frame.velocity[0]", 0.75);
    m_window->setPlaying(true);
    const std::pair<Qt::Key, int> keys[] = {{Qt::Key_1, 1}, {Qt::Key_2, 2}, {Qt::Key_3, 2},
        {Qt::Key_4, 4}, {Qt::Key_1, 1}, {Qt::Key_4, 4}, {Qt::Key_3, 2}, {Qt::Key_1, 1}};
    for (const auto& [key, count] : keys) {
        QTest::keyClick(m_window.get(), key);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_window->frame() && m_window->frame()->stage == m_window->document().present().stage,
            patience);
        QCOMPARE(m_window->scene().paneCount(), count);
        QCOMPARE(int(panes().size()), count);
        if (count > 1)
            QCOMPARE(int(panesOf(*m_window->frame()).size()), count);
        for (SceneView* pane : panes())
            QTRY_VERIFY_WITH_TIMEOUT(hasSurface(*pane), patience);
    }
}

void TestMainWindowFrames::saysWhatTheStageCannotShow()
{
    QVERIFY(m_window->openExperimentNamed("box-revival"));
    Experiment experiment = m_window->document().present();
    experiment.stage.columns = StageSettings::Columns::KAndKPrime;
    const QString path = m_folder.filePath("walls.dqm");
    saveExperiment(experiment, path);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing(), patience);
    QVERIFY(!m_window->message().contains("stage"));
    QVERIFY(m_window->openExperimentNamed(path));
    QTRY_VERIFY2_WITH_TIMEOUT(m_window->message().contains("K is shown alone"),
        qPrintable(m_window->message()), patience);
    QCOMPARE(int(panes().size()), 1);
}

void TestMainWindowFrames::movingTheObserverKeepsTheOneView()
{
    m_window->setPlaying(true);
    for (const double w : {0.5, 1.0, -1.5, 0.0, 2.0}) {
        m_window->setParameter("frame.velocity[0]", w);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_window->frame() && m_window->frame()->frameVelocity.x() == w, patience);
        QCOMPARE(m_window->scene().paneCount(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(hasSurface(*panes().front()), patience);
    }
}

void TestMainWindowFrames::anotherExperimentLeavesNothingOfTheOneBefore()
{
    m_window->setPlaying(true);
    for (int round = 0; round < 2; ++round) {
        QVERIFY(comesTo(0.3));
        QTRY_VERIFY_WITH_TIMEOUT(lastTimeOfCurves() > 0.2, patience);
        const long long before = m_window->frame()->run;
        QVERIFY(
            m_window->openExperimentNamed(round % 2 == 0 ? "coherent-state" : "free-spreading"));
        QVERIFY(!m_window->frame() && m_window->isPreparing());
        double latest = -1.0;
        QSignalSpy taken(m_window.get(), &MainWindow::frameTaken);
        QTRY_VERIFY_WITH_TIMEOUT(taken.count() >= 3, patience);
        QVERIFY(m_window->frame()->run > before);
        latest = m_window->frame()->time;
        QTRY_VERIFY(lastTimeOfCurves() >= 0.0);
        QVERIFY2(lastTimeOfCurves() <= std::max(latest, m_window->frame()->time) + 1e-12,
            "a point of the run before is left");
    }
}

void TestMainWindowFrames::panelsAreEmptyUntilTheirNumbersAreKnown()
{
    QVERIFY(m_window->openExperimentNamed("particles-through-a-double-slit"));
    command(CommandId::ParticlePanel)->trigger();
    command(CommandId::Paper)->trigger();
    const auto* readouts = m_window->findChild<ParticleReadouts*>();
    const auto* status = m_window->findChild<PaperPanel*>()->findChild<QLabel*>("status");
    QVERIFY(status != nullptr);
    const auto isKnown = [&] { return readouts->table().plainText().contains("of 20000"); };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(status->text().contains("0.000"), patience);
    QVERIFY(m_window->openExperimentNamed("what-if-v-plus-u"));
    QVERIFY(!isKnown());
    QVERIFY2(!status->text().contains("0.000"), "the rows of another experiment");
}

void TestMainWindowFrames::aRestartBeginsTheCurvesAnew()
{
    m_window->setPlaying(true);
    QVERIFY(comesTo(0.5));
    m_window->setPlaying(false);
    const long long before = m_window->frame()->run;
    QTest::keyClick(m_window.get(), Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->run > before, patience);
    QCOMPARE(m_window->frame()->time, 0.0);
    QTRY_VERIFY_WITH_TIMEOUT(lastTimeOfCurves() <= 0.0, patience);
}

void TestMainWindowFrames::saysWhatIsBeingPrepared()
{
    Experiment large = m_window->document().present();
    large.grid.nx = large.grid.ny = 1024;
    const QString path = m_folder.filePath("large.dqm");
    saveExperiment(large, path);
    QVERIFY(m_window->openExperimentNamed(path));
    auto* words = m_window->scene().findChild<QLabel*>("preparingVeil");
    QVERIFY(words);
    QVERIFY2(words->isVisible(), "the old scene stands under the new title");
    bool said = false;
    QTRY_VERIFY_WITH_TIMEOUT(
        (said = said || words->text().startsWith("Preparing")) || m_window->frame(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && !words->isVisible(), patience);
    QCOMPARE(int(m_window->frame()->pictures.front().rho.cols()), 1024);
}

void TestMainWindowFrames::theNumbersAreOfThePictureThatIsSeen()
{
    m_window->setPlaying(true);
    QSignalSpy taken(m_window.get(), &MainWindow::frameTaken);
    connect(m_window.get(), &MainWindow::frameTaken, this, [this] {
        const auto shown = m_window->findChild<QLabel*>("time")->text();
        QVERIFY2(
            shown.contains(QString::number(m_window->frame()->time, 'f', 3)), qPrintable(shown));
    });
    QVERIFY(comesTo(0.3));
    QVERIFY(taken.count() > 3);
}

void TestMainWindowFrames::playedTimeStopsAtItsEndAndBeginsAgain()
{
    playUntil(0.4, TimeSettings::End::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(!command(CommandId::Play)->isChecked(), patience);
    QCOMPARE(m_window->frame()->time, 0.4);
    QTRY_COMPARE_WITH_TIMEOUT(lastTimeOfCurves(), 0.4, patience);
    QTRY_VERIFY2_WITH_TIMEOUT(m_window->scene().accessibleDescription().contains("At t = 0.4 "),
        "what a screen reader hears is old", patience);
    const long long before = m_window->frame()->run;
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->run > before, patience);
    QVERIFY(m_window->frame()->time < 0.4);
    command(CommandId::GoOnAtEnd)->trigger();
    QVERIFY(m_window->document().present().time.end == TimeSettings::End::GoOn);
    QVERIFY(comesTo(0.6));
    QVERIFY(command(CommandId::Play)->isChecked());
}

void TestMainWindowFrames::playedTimeLoops()
{
    playUntil(0.3, TimeSettings::End::Loop);
    QVERIFY(command(CommandId::LoopAtEnd)->isChecked());
    long long first = 0;
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && (first = m_window->frame()->run) > 0, patience);
    double latest = 0.0;
    const bool comes = QTest::qWaitFor(
        [&] {
            latest = std::max(latest, m_window->frame()->time);
            return m_window->frame()->run >= first + 2;
        },
        patience);
    QVERIFY(comes);
    QVERIFY(latest <= 0.3);
    QVERIFY(command(CommandId::Play)->isChecked());
}

void TestMainWindowFrames::homeRunsForwardAgain()
{
    m_window->setPlaying(true);
    QVERIFY(comesTo(0.5));
    QTest::keyClick(m_window.get(), Qt::Key_Backspace);
    QVERIFY(command(CommandId::Reverse)->isChecked());
    QTest::keyClick(m_window.get(), Qt::Key_Home);
    QVERIFY(!command(CommandId::Reverse)->isChecked());
    const long long run = m_window->frame()->run;
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame()->run > run && m_window->frame()->time > 0.1, patience);
}

void TestMainWindowFrames::backspaceRunsBackwardFromAPause()
{
    m_window->setPlaying(true);
    QVERIFY(comesTo(0.5));
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTest::keyClick(m_window.get(), Qt::Key_Backspace);
    QVERIFY(command(CommandId::Play)->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time < 0.4, patience);
}

void TestMainWindowFrames::nothingComesBeforeTheStart()
{
    QTest::keyClick(m_window.get(), Qt::Key_Backspace);
    QVERIFY(!command(CommandId::Play)->isChecked() && !command(CommandId::Reverse)->isChecked());
    QVERIFY2(m_window->message().contains("start"), qPrintable(m_window->message()));
    command(CommandId::StepBack)->trigger();
    m_window->setPlaying(true);
    QVERIFY(comesTo(0.2));
    QTest::keyClick(m_window.get(), Qt::Key_Backspace);
    QTRY_VERIFY_WITH_TIMEOUT(!command(CommandId::Play)->isChecked(), patience);
    QCOMPARE(m_window->frame()->time, 0.0);
    // There is one way from here.
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QVERIFY(comesTo(0.1));
}

void TestMainWindowFrames::aResizeRightAtTheStartLeavesAPicture()
{
    for (int round = 0; round < 2; ++round) {
        m_window = std::make_unique<MainWindow>();
        QVERIFY(m_window->openExperimentNamed(round % 2 == 0 ? "galilean-2x2" : "double-slit"));
        m_window->show();
        m_window->setPlaying(true);
        QTest::qWait(40 * round);
        m_window->resize(1500, 1000);
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QTest::qWait(20);
        m_window->resize(1300, 820);
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QTRY_VERIFY_WITH_TIMEOUT(!panes().empty() && m_window->frame(), patience);
        for (SceneView* pane : panes())
            QTRY_VERIFY_WITH_TIMEOUT(hasSurface(*pane), patience);
    }
}

QTEST_MAIN(TestMainWindowFrames)
#include "tst_MainWindowFrames.moc"
