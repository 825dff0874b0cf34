#include "app/experiments/ExperimentFile.h"
#include "core/potentials/Potential.h"
#include "widgets/numbers/NumberBox.h"
#include "window/SceneHand.h"

#include <random>

using namespace dqm;
using test::areNear;

namespace {

void addViews()
{
    QTest::addColumn<bool>("isFlat");
    QTest::newRow("from above") << true;
    QTest::newRow("on the floor") << false;
}

const DrawnTerm* drawnOf(const Experiment& experiment)
{
    for (const PotentialTerm& term : experiment.potential)
        if (const auto* drawn = std::get_if<DrawnTerm>(&term))
            return drawn;
    return nullptr;
}

double V(const Experiment& experiment, Vec2 place)
{
    return Potential(experiment, experiment.grid).at(place, 0.0);
}

} // namespace

/// A hand that draws into the potential and wipes out, and one that does many things.
class TestHandWalls : public QObject, private test::SceneHand
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_HandWalls"); }
    void init() { begin(); }
    void cleanup() { m_window.reset(); }

    void aWallActsOnTheRunningState_data();
    void aWallActsOnTheRunningState();
    void withShiftAWallIsStraight();
    void theNumbersOfTheStripAreThoseOfTheWall();
    void theEraserWipesOnlyWhatWasDrawn();
    void escTakesAStrokeBack();
    void theRulerChangesNothing();
    void aScreenTakesWhatComesFromThenOn_data();
    void aScreenTakesWhatComesFromThenOn();
    void manyActsOfTheHandAreUndoneToTheBit();
};

void TestHandWalls::aWallActsOnTheRunningState_data() { addViews(); }

void TestHandWalls::aWallActsOnTheRunningState()
{
    QFETCH(bool, isFlat);
    flat(isFlat);
    const Experiment before = experiment();
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.1, 20000);
    tool("toolWall")->trigger();
    settle();
    const long long run = m_window->frame()->run;
    std::vector<QPoint> way;
    for (int k = 0; k <= 20; ++k)
        way.push_back(pixelOf({-4.0 + 0.4 * k, 5.0 + 0.1 * k}));
    const Vec2 begin = placeAt(way.front());
    const Vec2 end = placeAt(way.back());
    drag(way);
    const DrawnTerm* drawn = drawnOf(experiment());
    QVERIFY(drawn);
    QCOMPARE(int(drawn->strokes.size()), 1);
    QVERIFY(areNear(drawn->strokes[0].points.front(), begin));
    QVERIFY(areNear(drawn->strokes[0].points.back(), end, drawn->strokes[0].width));
    QVERIFY(V(experiment(), begin) > 0.9 * drawn->strokes[0].height);
    // The state goes on, in a potential that has it.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->pictures[0].V.size() > 0
            && m_window->frame()->pictures[0].V.maxCoeff() > 0.9 * drawn->strokes[0].height,
        20000);
    QCOMPARE(m_window->frame()->run, run);
    QVERIFY(m_window->frame()->time > 0.1);
    // What is saved is what is read.
    const QString path = m_folder.filePath("wall.dqm");
    saveExperiment(experiment(), path);
    QVERIFY(loadExperiment(path) == experiment());
    undo();
    QVERIFY2(experiment().potential == before.potential, "a stroke is one step");
}

void TestHandWalls::aScreenTakesWhatComesFromThenOn_data() { addViews(); }

void TestHandWalls::aScreenTakesWhatComesFromThenOn()
{
    QFETCH(bool, isFlat);
    flat(isFlat);
    const Experiment before = experiment();
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.1, 20000);
    const long long run = m_window->frame()->run;
    tool("toolScreen")->trigger();
    settle();
    // Beside the hill, so that its tail is taken.
    const std::vector<QPoint> way{pixelOf({2.0, -6.0}), pixelOf({2.0, 0.0}), pixelOf({2.5, 6.0})};
    const Vec2 from = placeAt(way.front());
    const Vec2 to = placeAt(way.back());
    drag(way, Qt::ShiftModifier);
    QCOMPARE(experiment().detectors.size(), std::size_t(1));
    const Detector& screen = experiment().detectors[0];
    QCOMPARE(screen.name, std::string("screen"));
    QVERIFY(areNear({screen.line[0], screen.line[1]}, from));
    QVERIFY2(areNear({screen.line[2], screen.line[3]}, {from.x(), to.y()}), "along an axis");
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame()->detectors && m_window->frame()->detectors->front().taken > 1e-3, 20000);
    QCOMPARE(m_window->frame()->run, run);
    m_window->setPlaying(false);
    settle();
    const double norm = m_window->frame()->pictures[0].numbers.moments.norm;
    QVERIFY(std::abs(norm + m_window->frame()->detectors->front().taken - 1.0) < 1e-9);
    // A second one has a name of its own.
    drag({pixelOf({-6.0, 6.0}), pixelOf({0.0, 8.0}), pixelOf({6.0, 8.0})});
    QCOMPARE(experiment().detectors.size(), std::size_t(2));
    QCOMPARE(experiment().detectors[1].name, std::string("screen-2"));
    undo();
    undo();
    QVERIFY(experiment() == before);
}

void TestHandWalls::withShiftAWallIsStraight()
{
    flat(true);
    tool("toolWall")->trigger();
    settle();
    const std::vector<QPoint> way{
        pixelOf({-4.0, 0.0}), pixelOf({0.0, 4.0}), pixelOf({2.0, -3.0}), pixelOf({4.0, 0.0})};
    drag(way, Qt::ShiftModifier);
    const DrawnTerm* drawn = drawnOf(experiment());
    QVERIFY(drawn);
    QCOMPARE(int(drawn->strokes[0].points.size()), 2);
    QVERIFY(areNear(drawn->strokes[0].points[0], placeAt(way.front())));
    QVERIFY(areNear(drawn->strokes[0].points[1], placeAt(way.back())));
}

void TestHandWalls::theNumbersOfTheStripAreThoseOfTheWall()
{
    flat(true);
    auto* strip = m_window->findChild<QWidget*>("toolStrip");
    QVERIFY(!strip->isVisible());
    tool("toolWall")->trigger();
    QVERIFY(strip->isVisible());
    const auto type = [&](const char* name, const QString& text) {
        auto* box = strip->findChild<NumberBox*>(name);
        QVERIFY(box);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Return);
    };
    type("stroke.height", "-2.5");
    type("stroke.width", "1.75");
    settle();
    drag({pixelOf({1.0, 1.0})});
    const DrawnTerm* drawn = drawnOf(experiment());
    QVERIFY(drawn);
    QCOMPARE(drawn->strokes[0].height, -2.5);
    QCOMPARE(drawn->strokes[0].width, 1.75);
    tool("toolMove")->trigger();
    QVERIFY(!strip->isVisible());
}

void TestHandWalls::theEraserWipesOnlyWhatWasDrawn()
{
    QVERIFY(m_window->openExperimentNamed("double-slit"));
    settle();
    flat(true);
    const Experiment before = experiment();
    tool("toolErase")->trigger();
    settle();
    drag({pixelOf({0.0, 0.0}), pixelOf({0.0, 2.0})});
    QVERIFY(experiment() == before);
    QVERIFY2(m_window->message().contains("only what was drawn"), qPrintable(m_window->message()));

    tool("toolWall")->trigger();
    settle();
    const Vec2 place = placeAt(pixelOf({-8.0, 2.0}));
    drag({pixelOf({-8.0, 2.0}), pixelOf({-8.0, 6.0})});
    const double height = drawnOf(experiment())->strokes[0].height;
    QVERIFY(std::abs(V(experiment(), place) - V(before, place)) > 0.5 * height);
    tool("toolErase")->trigger();
    settle();
    drag({pixelOf({-8.0, 1.0}), pixelOf({-8.0, 3.0})});
    QVERIFY(std::abs(V(experiment(), place) - V(before, place)) < 0.1 * height);
    QVERIFY(std::abs(V(experiment(), {-8.0, 6.0}) - V(before, {-8.0, 6.0})) > 0.2 * height);
    undo();
    QVERIFY(std::abs(V(experiment(), place) - V(before, place)) > 0.5 * height);
}

void TestHandWalls::escTakesAStrokeBack()
{
    flat(true);
    const Experiment before = experiment();
    tool("toolWall")->trigger();
    settle();
    pane()->setFocus();
    const QPoint from = pixelOf({-5.0, 5.0});
    QTest::mousePress(pane(), Qt::LeftButton, {}, from);
    for (int k = 1; k < 8; ++k) {
        QTest::qWait(10);
        move(from + QPoint(12 * k, 0));
    }
    QVERIFY2(drawnOf(experiment()), "what is drawn acts before it is finished");
    QTest::keyClick(pane(), Qt::Key_Escape);
    QVERIFY(experiment() == before);
    QTest::mouseRelease(pane(), Qt::LeftButton, {}, from);
    QVERIFY(experiment() == before);
}

void TestHandWalls::theRulerChangesNothing()
{
    const Experiment before = experiment();
    const CameraState camera = m_window->scene().camera();
    const bool couldUndo = m_window->commands()[CommandId::Undo]->isEnabled();
    tool("toolRuler")->trigger();
    drag({pixelOf({-4.0, 0.0}), pixelOf({4.0, 2.0})});
    QVERIFY(experiment() == before);
    QVERIFY(m_window->scene().camera() == camera);
    QCOMPARE(m_window->commands()[CommandId::Undo]->isEnabled(), couldUndo);
}

void TestHandWalls::manyActsOfTheHandAreUndoneToTheBit()
{
    flat(true);
    const Experiment before = experiment();
    std::mt19937 random(7);
    const auto place = [&random] {
        std::uniform_real_distribution<double> side(-9.0, 9.0);
        const double x = side(random);
        return Vec2(x, side(random));
    };
    const QList<QAction*>& tools = m_window->commands().tools();
    std::vector<Experiment> after;
    for (int k = 0; k < 30; ++k) {
        tools[static_cast<int>(random() % static_cast<unsigned>(tools.size()))]->setChecked(true);
        QTest::qWait(1);
        const QPoint from = pixelOf(place());
        const Experiment was = experiment();
        drag({from, pixelOf(place())}, random() % 2 == 0 ? Qt::ShiftModifier : Qt::NoModifier);
        if (experiment() != was)
            after.push_back(was);
        m_window->scene().setCamera([] {
            CameraState camera;
            camera.flat = true;
            return camera;
        }());
    }
    QVERIFY(after.size() > 8);
    for (auto was = after.rbegin(); was != after.rend(); ++was) {
        undo();
        QVERIFY(experiment() == *was);
    }
    QVERIFY(experiment() == before);
}

QTEST_MAIN(TestHandWalls)
#include "tst_HandWalls.moc"
