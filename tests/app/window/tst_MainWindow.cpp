#include "app/experiments/ExperimentFile.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "core/setup/Parameters.h"
#include "support/OwnSettings.h"
#include "widgets/panels/paper/EquationChips.h"
#include "widgets/panels/paper/PaperEntry.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace dqm;

/// A person at the window: opens, plays, moves sliders, drops files.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void opensTheDefaultExperimentAndShowsIt();
    void playsWithTheSpaceKeyAndReverses();
    void movesAreAppliedToTheRunningState();
    void aRefusedValueIsSaidAndNotKept();
    void resetRestoresTheFile();
    void aMovedFrameAddsWhatTheObserverInKPrimeSees();
    void everyShippedExperimentOpensWithoutAMessage();
    void savesAndReopensWithEverySlider();
    void aBadFileIsNamedInTheMessageBar();
    void aDroppedFileIsOpened();
    void foldsThePanelsAway();
    void everyCommandHasItsOwnKeyAndATip();
    void theStageIsChosenByKeysAndOffersItsMedium();
    void layersOfTheViewTravelWithTheExperiment();
    void theParticlesHaveAPanelOfTheirOwn();
    void aPlayThatRunsBackStopsAtTheStartAndSaysSo();
    void thePaperShowsNumbersOnlyWhileItIsInView();
    void aChipOpensThePaperAtItsEquation();
    void thePaperShowsWhatItSpeaksOf();
    void everyViewThePaperWantsCanBeShown();

private:
    bool sceneIsDrawn();

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestMainWindow::initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_MainWindow"); }

void TestMainWindow::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestMainWindow::cleanup() { m_window.reset(); }

bool TestMainWindow::sceneIsDrawn()
{
    return QTest::qWaitFor([this] { return m_window->scene().framesPerSecond() > 0.0; }, 20000);
}

void TestMainWindow::opensTheDefaultExperimentAndShowsIt()
{
    QVERIFY(sceneIsDrawn());
    QVERIFY(m_window->windowTitle().contains("Free spreading"));
    QVERIFY2(m_window->message().isEmpty(), qPrintable(m_window->message()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, 20000);
    QCOMPARE(m_window->frame()->time, 0.0);
}

void TestMainWindow::playsWithTheSpaceKeyAndReverses()
{
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->time > 0.2, 20000);
    QTest::keyClick(m_window.get(), Qt::Key_Backspace);
    const double turned = m_window->frame()->time;
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time < turned - 0.05, 20000);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QVERIFY(!m_window->commands()[CommandId::Play]->isChecked());
}

void TestMainWindow::movesAreAppliedToTheRunningState()
{
    m_window->commands()[CommandId::Play]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->time > 0.1, 20000);
    m_window->setParameter("constants.mass", 3.0);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->frame()->constants.mass, 3.0, 20000);
    QVERIFY2(m_window->frame()->time > 0.1, "a change of the mass must not restart the ensemble");
    QVERIFY(m_window->isWindowModified());
}

void TestMainWindow::aRefusedValueIsSaidAndNotKept()
{
    const Experiment before = m_window->document().present();
    m_window->setParameter("constants.mass", -1.0);
    QVERIFY2(m_window->message().contains("mass"), qPrintable(m_window->message()));
    QVERIFY(m_window->document().present() == before);
}

void TestMainWindow::resetRestoresTheFile()
{
    const Experiment file = m_window->document().asLoaded();
    m_window->setParameter("constants.mass", 2.5);
    m_window->setParameter("packets.width", 1.5);
    QVERIFY(m_window->document().isModified());
    m_window->resetToFile();
    QVERIFY(m_window->document().present() == file);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame() && m_window->frame()->constants.mass == file.constants.mass, 20000);
}

void TestMainWindow::aMovedFrameAddsWhatTheObserverInKPrimeSees()
{
    m_window->setParameter("frame.velocity[0]", 1.5);
    m_window->setParameter("frame.velocity[1]", -0.7);
    m_window->commands()[CommandId::Play]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame() && m_window->frame()->invariance && m_window->frame()->time > 0.2, 20000);
    const Frame& frame = *m_window->frame();
    QVERIFY(frame.pictures[1].hasFields());
    QVERIFY(!frame.pictures[0].hasFields());
    QVERIFY(frame.invariance->rho < 1e-9);

    m_window->commands()[CommandId::ObserveFromK]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->pictures[0].hasFields(), 20000);
}

void TestMainWindow::everyShippedExperimentOpensWithoutAMessage()
{
    for (const QString& name : m_window->shippedNames()) {
        QVERIFY2(m_window->openExperimentNamed(name), qPrintable(name));
        QCOMPARE(m_window->table().name(), name);
        m_window->commands()[CommandId::StepForward]->trigger();
        if (m_window->exhibits().isActive()) {
            const auto frame = [this] { return m_window->exhibits().frame(); };
            QTRY_VERIFY_WITH_TIMEOUT(frame() && frame()->progress > 0.0, 30000);
            QVERIFY2(m_window->message().isEmpty(), qPrintable(name + ": " + m_window->message()));
            continue;
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->steps == 1
                && m_window->frame()->pictures[0].grid.size
                    == m_window->document().present().grid.size,
            30000);
        QVERIFY2(m_window->message().isEmpty(), qPrintable(name + ": " + m_window->message()));
    }
}

void TestMainWindow::savesAndReopensWithEverySlider()
{
    m_window->setParameter("constants.mass", 1.75);
    m_window->setParameter("frame.velocity[0]", 0.5);
    const QString path = m_folder.filePath("saved.dqm");
    QVERIFY(m_window->saveTo(path));
    QVERIFY(!m_window->isWindowModified());
    const Experiment saved = m_window->document().present();

    QVERIFY(m_window->openExperimentNamed("double-slit"));
    QVERIFY(m_window->openExperimentNamed(path));
    QVERIFY(m_window->document().present() == saved);
}

void TestMainWindow::aBadFileIsNamedInTheMessageBar()
{
    const QString path = m_folder.filePath("bad.dqm");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"dqmlab\": 1, \"kind\": \"wave\", \"packets\": [{\"type\": \"gaussian\", "
               "\"sigma\": [-1, 1]}] }");
    file.close();
    const Experiment before = m_window->document().present();
    QVERIFY(!m_window->openExperimentNamed(path));
    QVERIFY2(m_window->message().contains("packets[0].sigma"), qPrintable(m_window->message()));
    QVERIFY(m_window->document().present() == before);
}

void TestMainWindow::aDroppedFileIsOpened()
{
    const QString path = m_folder.filePath("dropped.dqm");
    QVERIFY(m_window->openExperimentNamed("coherent-state"));
    QVERIFY(m_window->saveTo(path));
    QVERIFY(m_window->openExperimentNamed("free-spreading"));

    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    static_cast<QObject*>(m_window.get())->event(&drop);
    QCOMPARE(m_window->document().path(), path);
    QVERIFY(m_window->windowTitle().contains("Coherent state"));
}

void TestMainWindow::foldsThePanelsAway()
{
    const int narrow = m_window->scene().width();
    m_window->commands()[CommandId::SceneOnly]->trigger();
    QTRY_VERIFY(m_window->scene().width() > narrow);
    m_window->commands()[CommandId::SceneOnly]->trigger();
    QTRY_COMPARE(m_window->scene().width(), narrow);
}

void TestMainWindow::everyCommandHasItsOwnKeyAndATip()
{
    QSet<QKeySequence> seen;
    for (const QAction* action : m_window->commands().all()) {
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
        if (action->shortcut().isEmpty())
            continue;
        QVERIFY2(!seen.contains(action->shortcut()), qPrintable(action->text()));
        seen.insert(action->shortcut());
        QVERIFY(m_window->commands().keysPage().contains(action->statusTip().toHtmlEscaped()));
    }
}

void TestMainWindow::theStageIsChosenByKeysAndOffersItsMedium()
{
    auto* friction = m_window->findChild<QSlider*>("medium.friction.slider");
    QVERIFY(friction && !friction->isVisible());
    const auto panes = [this](Qt::Key key, int count) {
        QTest::keyClick(m_window.get(), key);
        return QTest::qWaitFor(
            [this, count] { return m_window->scene().paneCount() == count; }, 20000);
    };
    QVERIFY(panes(Qt::Key_2, 2));
    QVERIFY(panes(Qt::Key_4, 4));
    QVERIFY(friction->isVisible());
    m_window->setParameter("medium.friction", 1.25);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->frictional.size() == 2
            && m_window->frame()->frictional[0].medium->friction == 1.25,
        20000);
    QVERIFY(panes(Qt::Key_3, 2));
    QVERIFY(panes(Qt::Key_1, 1));
    QVERIFY(!friction->isVisible());
    QVERIFY2(m_window->message().isEmpty(), qPrintable(m_window->message()));
}

void TestMainWindow::layersOfTheViewTravelWithTheExperiment()
{
    m_window->commands()[CommandId::DriftArrows]->setChecked(true);
    m_window->commands()[CommandId::DiffusionFlux]->setChecked(true);
    m_window->commands()[CommandId::Vortices]->setChecked(true);
    const ViewSettings& view = m_window->document().present().view;
    QVERIFY(view.drift.arrows && view.diffusion.flux && view.vortices && !view.drift.tracers);
    const QString path = m_folder.filePath("layers.dqm");
    QVERIFY(m_window->saveTo(path));
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    QVERIFY(!m_window->commands()[CommandId::DriftArrows]->isChecked());
    QVERIFY(m_window->openExperimentNamed(path));
    QVERIFY(m_window->commands()[CommandId::DriftArrows]->isChecked());
    QVERIFY(m_window->commands()[CommandId::DiffusionFlux]->isChecked());
}

void TestMainWindow::aPlayThatRunsBackStopsAtTheStartAndSaysSo()
{
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->time > 0.1, 20000);
    QTest::keyClick(m_window.get(), Qt::Key_Backspace);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->commands()[CommandId::Play]->isChecked(), 20000);
    QCOMPARE(m_window->frame()->time, 0.0);
    QVERIFY2(m_window->message().contains("Back at the start"), qPrintable(m_window->message()));
}

void TestMainWindow::thePaperShowsNumbersOnlyWhileItIsInView()
{
    auto* dock = m_window->findChild<QDockWidget*>("paperDock");
    QVERIFY(dock && !dock->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame(), 20000);
    QVERIFY(!m_window->frame()->equations);

    QTest::keyClick(m_window.get(), Qt::Key_Q);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->equations, 20000);
    const auto* schroedinger = dock->findChild<PaperEntry*>("equation16");
    QTRY_COMPARE_WITH_TIMEOUT(schroedinger->findChild<QLabel*>("mark")->text(), "✓", 20000);
    QVERIFY(dock->findChild<QLabel*>("status")->text().contains("hold"));

    auto* numbers = m_window->findChild<QDockWidget*>("numbersDock");
    numbers->raise();
    QTRY_VERIFY(!m_window->commands()[CommandId::Paper]->isChecked());
    m_window->commands()[CommandId::StepForward]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->frame()->equations, 20000);

    // Behind the numbers: the key brings it to the front; in front, it closes it.
    QTest::keyClick(m_window.get(), Qt::Key_Q);
    QTRY_VERIFY(!dock->visibleRegion().isEmpty());
    QTest::keyClick(m_window.get(), Qt::Key_Q);
    QVERIFY(!dock->isVisible());
}

void TestMainWindow::aChipOpensThePaperAtItsEquation()
{
    auto* chips = m_window->findChild<EquationChips*>();
    QTest::mouseClick(chips, Qt::LeftButton, {}, QPoint(8, 8));
    auto* dock = m_window->findChild<QDockWidget*>("paperDock");
    QTRY_VERIFY(dock->isVisible());
    auto* first = dock->findChild<PaperEntry*>("equation1");
    QTRY_VERIFY(first->findChild<QLabel*>("says")->isVisible());
    QVERIFY(m_window->commands()[CommandId::Paper]->isChecked());
    m_window->commands()[CommandId::SceneOnly]->trigger();
    QVERIFY(!dock->isVisible());
    m_window->commands()[CommandId::SceneOnly]->trigger();
    QVERIFY(dock->isVisible());
}

void TestMainWindow::thePaperShowsWhatItSpeaksOf()
{
    auto* dock = m_window->findChild<QDockWidget*>("paperDock");
    const auto show = [dock](int number) {
        dock->findChild<PaperEntry*>(QStringLiteral("equation%1").arg(number))
            ->findChild<QToolButton*>("show")
            ->click();
    };
    const auto* attention = m_window->findChild<QWidget*>("attention");
    show(6);
    QCOMPARE(m_window->document().name(), "quantised-vortex");
    QCOMPARE(m_window->document().present().view.colorBy, std::string("drift"));
    QVERIFY(m_window->commands()[CommandId::DriftLines]->isChecked());
    QVERIFY(m_window->commands()[CommandId::Play]->isChecked());
    QVERIFY2(m_window->message().startsWith("Look at: "), qPrintable(m_window->message()));
    QTRY_VERIFY(attention->isVisible());
    QCOMPARE(attention->size(), m_window->scene().size());

    show(22);
    QCOMPARE(m_window->document().name(), "free-fall");
    QCOMPARE(m_window->document().present().view.plot, std::string("momentum"));
    QTRY_VERIFY(!m_window->findChild<PlotPanel*>()->visibleRegion().isEmpty());
    QTRY_COMPARE(attention->size(), m_window->findChild<PlotPanel*>()->size());

    // The experiment that lies there goes on.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->time > 0.0, 20000);
    show(21);
    QVERIFY(m_window->frame());
    QCOMPARE(m_window->document().present().view.colorBy, std::string("density"));
}

void TestMainWindow::everyViewThePaperWantsCanBeShown()
{
    auto* dock = m_window->findChild<QDockWidget*>("paperDock");
    for (const PaperSection& section : paperContents()) {
        for (const PaperEquation& equation : section.equations) {
            if (equation.show.experiment.isEmpty())
                continue;
            const QString number = QString::number(equation.number);
            dock->findChild<PaperEntry*>("equation" + number)
                ->findChild<QToolButton*>("show")
                ->click();
            QCOMPARE(m_window->table().name(), equation.show.experiment);
            QVERIFY2(m_window->message().startsWith("Look at: "), qPrintable(number));
            if (m_window->exhibits().isActive())
                continue;
            for (const QString& key : equation.show.view.keys())
                QVERIFY2(QString::fromUtf8(formatExperiment(m_window->document().present()))
                             .contains('"' + key + '"')
                        || equation.show.view[key] == "phase"
                        || equation.show.view[key] == "energies",
                    qPrintable(number + ' ' + key));
        }
    }
}

void TestMainWindow::theParticlesHaveAPanelOfTheirOwn()
{
    auto* dock = m_window->findChild<QDockWidget*>("particlesDock");
    QVERIFY(dock && dock->isHidden());
    QTest::keyClick(m_window.get(), Qt::Key_P);
    QVERIFY(dock->isVisible());
    QVERIFY(m_window->commands()[CommandId::Particles]->isChecked());
    // Its slider begins an ensemble where there is none.
    m_window->setParameter("ensemble.particles", 2000);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->ensemble, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->frame()->pictures.front().particles.places.size(), std::size_t(2000), 20000);
    m_window->commands()[CommandId::Play]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.1, 20000);
    m_window->setParameter("ensemble.noise", 0.5);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->ensemble->noise == 0.5, 20000);
    QVERIFY2(m_window->frame()->time > 0.1, "another noise must not restart the ensemble");
    m_window->commands()[CommandId::SceneOnly]->trigger();
    QVERIFY(dock->isHidden());
    m_window->commands()[CommandId::SceneOnly]->trigger();
    QVERIFY(!dock->isHidden());
    QTest::keyClick(m_window.get(), Qt::Key_P);
    QVERIFY(dock->isHidden());
    QVERIFY(!m_window->commands()[CommandId::Particles]->isChecked());
}

QTEST_MAIN(TestMainWindow)
#include "tst_MainWindow.moc"
