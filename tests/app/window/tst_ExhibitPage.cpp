#include "app/dialogs/Settings.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/exports/Recording.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "core/exhibits/ExhibitKinds.h"
#include "widgets/exhibits/ChartDeck.h"
#include "widgets/exhibits/ExhibitNotes.h"
#include "widgets/exhibits/ExhibitReadouts.h"
#include "widgets/exhibits/scene/ExhibitSceneView.h"
#include "widgets/panels/paper/EquationChips.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QComboBox>
#include <QDirIterator>
#include <QDockWidget>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

/// A person at the window with an exhibit on the table: plays, moves sliders, saves, goes back.
class TestExhibitPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("dqmlab-test");
        QCoreApplication::setApplicationName("tst_ExhibitPage");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        ExhibitExperiment coin;
        coin.kind = "coin";
        coin.title = "A coin";
        coin.about = "About *coins*.";
        coin.equations = {"27"};
        coin.pace = 1000.0;
        saveExperiment(complete(coin), at("coin.dqm"));
    }

    void init()
    {
        QSettings().clear();
        m_window = std::make_unique<MainWindow>();
        QVERIFY(m_window->openExperimentNamed(at("coin.dqm")));
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY(page().frame());
    }

    void cleanup() { m_window.reset(); }

    void takesThePlaceOfTheWave()
    {
        QVERIFY(page().isActive());
        QVERIFY(child<ExhibitSceneView>("exhibitScene")->isVisible());
        QVERIFY(!m_window->scene().isVisible());
        QVERIFY(child<QWidget>("exhibitControls")->isVisible());
        QVERIFY(!child<QWidget>("resetToFile")->isVisible());
        QVERIFY(child<ExhibitReadouts>("exhibitReadouts")->isVisible());
        QTRY_COMPARE(child<ChartDeck>("chartDeck")->count(), std::size_t{2});
        QCOMPARE(m_window->windowTitle(), QString("A coin (coin.dqm)[*] — DQM Lab"));
        QVERIFY(m_window->message().isEmpty());
    }

    void playsWithTheSpaceKeyAndHolds()
    {
        key(Qt::Key_Space);
        QTRY_VERIFY(page().frame()->progress > 100.0);
        key(Qt::Key_Space);
        QTest::qWait(80);
        const double held = page().frame()->progress;
        QTest::qWait(120);
        QCOMPARE(page().frame()->progress, held);
    }

    void stepsOnceAndBeginsAnewByKeys()
    {
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 1.0);
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 2.0);
        key(Qt::Key_R); // a key of cameras, of which an exhibit has none
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 3.0);
        key(Qt::Key_Home);
        QTRY_COMPARE(page().frame()->progress, 0.0);
    }

    void aNewSeedBeginsAnew()
    {
        const auto before = page().document().present().seed;
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 1.0);
        key(Qt::Key_N, Qt::ShiftModifier);
        QTRY_COMPARE(page().frame()->progress, 0.0);
        QVERIFY(page().document().present().seed != before);
        QVERIFY(m_window->isWindowModified());
    }

    void aValueThatActsAtOnceKeepsTheProgress()
    {
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 1.0);
        edit("p.box", "0.25");
        QTRY_COMPARE(page().document().present().values.at("p"), 0.25);
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 2.0);
        QCOMPARE(page().frame()->readouts[0].expected, std::optional(0.25));
    }

    void anotherValueBeginsAnewAndSlidersMoveIt()
    {
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 1.0);
        auto* slider = child<QSlider>("balls.slider");
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Right);
        QTRY_COMPARE(page().frame()->progress, 0.0);
        QCOMPARE(page().document().present().values.at("balls"), 4.0);
        const auto& scene = std::get<BoxesScene>(page().frame()->scene);
        std::size_t balls = 0;
        for (const auto& box : scene.occupants)
            balls += box.size();
        QCOMPARE(balls, std::size_t{4});
    }

    void aChoiceIsMadeFromItsBox()
    {
        auto* box = child<QComboBox>("scene.choice");
        QCOMPARE(box->count(), 3);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(page().document().present().values.at("scene"), 1.0);
        QTRY_VERIFY(std::holds_alternative<PlaneScene>(page().frame()->scene));
        m_window->resetToFile();
        QCOMPARE(box->currentIndex(), 0);
        QTRY_VERIFY(std::holds_alternative<BoxesScene>(page().frame()->scene));
        QVERIFY(!m_window->isWindowModified());
    }

    void thePaceFollowsKeysAndIsNoChange()
    {
        key(Qt::Key_BracketRight);
        QCOMPARE(page().document().present().pace, 2000.0);
        key(Qt::Key_BracketLeft);
        key(Qt::Key_BracketLeft);
        QCOMPARE(page().document().present().pace, 500.0);
        QVERIFY(child<QLabel>("paceText")->text().startsWith("500"));
        QVERIFY(!m_window->isWindowModified());
    }

    void commandsOfWavesAreDisabledUntilOneIsBack()
    {
        const Commands& commands = m_window->commands();
        for (const CommandId id : {CommandId::Reverse, CommandId::Flat, CommandId::StageFour,
                 CommandId::RenderVideo, CommandId::NextColor})
            QVERIFY(!commands[id]->isEnabled());
        QVERIFY(commands[CommandId::NewSeed]->isEnabled());
        QVERIFY(m_window->openExperimentNamed("free-spreading"));
        QVERIFY(!page().isActive());
        QVERIFY(m_window->scene().isVisible());
        QVERIFY(!child<QWidget>("exhibitControls")->isVisible());
        QVERIFY(commands[CommandId::Reverse]->isEnabled());
        QVERIFY(commands[CommandId::NextColor]->isEnabled());
        QVERIFY(!commands[CommandId::NewSeed]->isEnabled());
        QTRY_VERIFY(m_window->frame());
        QVERIFY(m_window->openExperimentNamed(at("coin.dqm")));
        QVERIFY(page().isActive());
        QVERIFY(!m_window->scene().isVisible());
    }

    void isFilmedByItsKeyAndCarriesItself()
    {
        filmInto("films", FilmChoice::Area::Stage);
        const QSize page = child<QWidget>("exhibitSplit")->size(); // before a message takes of it
        key(Qt::Key_Space);
        key(Qt::Key_R, Qt::ControlModifier);
        auto* dot = child<QLabel>("exhibitRecorded");
        QVERIFY(dot->isVisible());
        QTest::qWait(400);
        key(Qt::Key_R, Qt::ControlModifier);
        QVERIFY(!dot->isVisible());
        QTRY_VERIFY(m_window->message().startsWith("Recorded "));
        const QStringList pictures = picturesIn("films");
        QVERIFY(pictures.size() >= 5);
        QCOMPARE(
            QImage(pictures.last()).size(), QSize(page.width() / 2 * 2, page.height() / 2 * 2));
        const auto carried = std::get<ExhibitExperiment>(openAnyExperiment(pictures.last()));
        QCOMPARE(carried, this->page().document().present());
        QVERIFY(carriedTime(pictures.last()).value() > carriedTime(pictures.first()).value());
    }

    /// With its numbers, if they are in view.
    void theAreaOfAFilmIsThatOfAWave()
    {
        const int page = child<QWidget>("exhibitSplit")->width();
        const auto filmed = [this](FilmChoice::Area area, const char* folder) {
            filmInto(folder, area);
            m_window->commands()[CommandId::RecordVideo]->setChecked(true);
            QTest::qWait(100);
            m_window->commands()[CommandId::RecordVideo]->setChecked(false);
            m_window->findChild<Recording*>()->finish();
            return QImage(picturesIn(folder).value(0)).width();
        };
        QVERIFY(filmed(FilmChoice::Area::StageAndPlots, "beside") > page + 200);
        QCOMPARE(filmed(FilmChoice::Area::Window, "window"), m_window->width() / 2 * 2);
    }

    void goingToAWaveEndsTheFilm()
    {
        filmInto("ends", FilmChoice::Area::Stage);
        m_window->commands()[CommandId::RecordVideo]->setChecked(true);
        QTest::qWait(100);
        QVERIFY(m_window->openExperimentNamed("free-spreading"));
        QVERIFY(!m_window->commands()[CommandId::RecordVideo]->isChecked());
        m_window->findChild<Recording*>()->finish();
        QVERIFY(!picturesIn("ends").isEmpty());
        // And back.
        filmInto("back", FilmChoice::Area::Stage);
        QTRY_VERIFY(m_window->frame());
        m_window->commands()[CommandId::RecordVideo]->setChecked(true);
        QVERIFY(m_window->commands()[CommandId::RecordVideo]->isChecked());
        QVERIFY(m_window->openExperimentNamed(at("coin.dqm")));
        QVERIFY(!m_window->commands()[CommandId::RecordVideo]->isChecked());
    }

    void everyCommandCanBeGivenWithoutHarm()
    {
        for (const CommandId id : allCommands()) {
            const bool opensADialog = id == CommandId::Open || id == CommandId::SaveAs
                || id == CommandId::ExportPicture || id == CommandId::SavePicture
                || id == CommandId::SaveWindowPicture || id == CommandId::SaveData
                || id == CommandId::RecordVideo || id == CommandId::RecordingOptions
                || id == CommandId::Keys || id == CommandId::Verify || id == CommandId::About
                || id == CommandId::Quit || id == CommandId::Save;
            if (!opensADialog)
                m_window->commands()[id]->trigger();
        }
        QTest::qWait(50);
        QVERIFY(page().isActive());
        QVERIFY(!m_window->scene().isVisible());
    }

    void savesAndReopensWithEverySlider()
    {
        edit("p.box", "0.3");
        edit("balls.box", "9");
        QVERIFY(m_window->isWindowModified());
        QVERIFY(m_window->saveTo(at("mine.dqm")));
        QVERIFY(!m_window->isWindowModified());
        const auto saved = std::get<ExhibitExperiment>(openAnyExperiment(at("mine.dqm")));
        QCOMPARE(saved.values.at("p"), 0.3);
        QCOMPARE(saved.values.at("balls"), 9.0);
        QVERIFY(m_window->openExperimentNamed(at("mine.dqm")));
        QCOMPARE(child<QLineEdit>("balls.box")->text(), QString("9"));
    }

    void picturesAndTablesCarryTheExperimentAndItsMoment()
    {
        key(Qt::Key_Period);
        QTRY_COMPARE(page().frame()->progress, 1.0);
        page().exports().savePicture(at("page.png"));
        QCOMPARE(QImageReader(at("page.png")).text("Time"), QString("1"));
        page().exports().savePicture(at("charts.pdf"));
        QVERIFY(QFile::exists(at("charts-sides.pdf")));
        page().exports().saveData(at("data.csv"));
        QVERIFY(QFile::exists(at("data-past.csv")));
        for (const char* name : {"page.png", "charts-sides.pdf", "data.csv", "data-sides.csv"})
            QCOMPARE(std::get<ExhibitExperiment>(openAnyExperiment(at(name))).title,
                std::string("A coin"));
        page().exports().saveData(at("data.vti"));
        QVERIFY(m_window->message().contains(".csv"));
        QVERIFY(m_window->openExperimentNamed(at("page.png")));
        QTRY_VERIFY(page().frame() && page().frame()->progress == 1.0);
    }

    void aFaultIsSaidAndHoldsTheExhibit()
    {
        key(Qt::Key_Space);
        auto* box = child<QComboBox>("fault.choice");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QTRY_COMPARE(m_window->message(), QString("the coin rolled away"));
        QVERIFY(!m_window->commands()[CommandId::Play]->isChecked());
    }

    void aBadFileLeavesTheExhibitWhereItIs()
    {
        QFile bad(at("bad.dqm"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("{\"dqmlab\": 1, \"kind\": \"coin\", \"parameters\": {\"p\": 2}}");
        bad.close();
        QVERIFY(!m_window->openExperimentNamed(at("bad.dqm")));
        QVERIFY(m_window->message().contains("parameters.p"));
        QCOMPARE(page().document().present().title, std::string("A coin"));
    }

    void chipsAndNotesOpenThePaper()
    {
        auto* paper = m_window->findChild<QDockWidget*>("paperDock");
        QVERIFY(!paper->isVisible());
        emit child<ExhibitNotes>("exhibitNotes")->equationClicked(27);
        QTRY_VERIFY(paper->isVisible());
        key(Qt::Key_Q);
        QTRY_VERIFY(!paper->isVisible());
    }

    void saysWhatEachNumberShouldBe()
    {
        Readout readout{.id = "a", .value = 0.79123, .unit = "E₀"};
        QCOMPARE(valueText(readout), QString("0.79123\u2009E₀"));
        readout.error = 0.0123;
        QCOMPARE(valueText(readout), QString("0.791 ± 0.012\u2009E₀"));
        readout.expected = 0.7875;
        readout.expectedFrom = "exact, (31)";
        QCOMPARE(expectedText(readout), QString("0.7875  exact, (31)"));
        readout.value = -1.2345e-7;
        readout.error = 2e-9;
        readout.unit.clear();
        QCOMPARE(valueText(readout), QString("(−1.235 ± 0.020) × 10⁻⁷"));
        QCOMPARE(readout.holds(), std::optional(false));
    }

    void chartsThatHaveNoRoomAreChosenByTheirNames()
    {
        auto* deck = child<ChartDeck>("chartDeck");
        QTRY_VERIFY(deck->isShown(0) && deck->isShown(1));
        m_window->resize(700, 600);
        deck->setFixedWidth(300);
        QTRY_VERIFY(deck->isShown(0) && !deck->isShown(1));
        deck->showChart(1);
        QVERIFY(!deck->isShown(0) && deck->isShown(1));
    }

private:
    QString at(const QString& name) const { return m_folder.path() + '/' + name; }

    /// Numbered pictures, which need no encoder.
    void filmInto(const QString& folder, FilmChoice::Area area)
    {
        FilmChoice choice = settings::filmChoice();
        choice.area = area;
        choice.size = QSize();
        choice.format = FilmFormat::Pictures;
        choice.folder = at(folder);
        QVERIFY(QDir().mkpath(choice.folder));
        settings::setFilmChoice(choice);
    }

    QStringList picturesIn(const QString& folder) const
    {
        QStringList found;
        QDirIterator it(at(folder), {"*.png"}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            found << it.next();
        found.sort();
        return found;
    }
    ExhibitPage& page() { return m_window->exhibits(); }
    void key(Qt::Key which, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(m_window.get(), which, with);
    }

    template <class T>
    T* child(const char* name)
    {
        T* found = m_window->findChild<T*>(name);
        Q_ASSERT(found);
        return found;
    }

    void edit(const char* name, const QString& text)
    {
        auto* box = child<QLineEdit>(name);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Return);
        m_window->centralWidget()->setFocus();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestExhibitPage)
#include "tst_ExhibitPage.moc"
