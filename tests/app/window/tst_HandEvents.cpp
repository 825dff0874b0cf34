#include "app/experiments/ExperimentFile.h"
#include "core/simulation/Simulation.h"
#include "widgets/scene/tools/parts/PacketHand.h"
#include "window/SceneHand.h"

#include <QLineEdit>

using namespace dqm;
using test::areNear;

/// A hand that kicks the running ensemble and measures it: what is done becomes an event of the
/// experiment, happens at once, is taken back with undo, and happens again from the file.
class TestHandEvents : public QObject, private test::SceneHand
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_HandEvents"); }
    void init() { begin(); }
    void cleanup() { m_window.reset(); }

    void aKickIsAnEventOfTheInstantThatIsSeen_data();
    void aKickIsAnEventOfTheInstantThatIsSeen();
    void aKickAtTheStartPreparesAnew();
    void aKickWhileTimeIsPlayedActsWhereItWasSeen();
    void measuringIsTwoEventsAndNarrows();
    void withShiftThePlaceUnderThePointerIsFound();
    void whatWasDoneByHandHappensAgainFromTheFile();

private:
    const Frame& frame() const { return *m_window->frame(); }
    Vec2 momentum() const { return frame().pictures[0].numbers.moments.momentum; }
    std::size_t done() const { return frame().events ? frame().events->size() : 0; }
    /// Time goes on to an instant and rests there.
    void goOnTo(double time)
    {
        auto* box = m_window->findChild<QLineEdit*>("goToTime");
        QTest::mouseClick(box, Qt::LeftButton);
        QTest::keyClicks(box, QString::number(time));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(frame().time - time) < 1e-9, 20000);
        settle();
    }
};

void TestHandEvents::aKickIsAnEventOfTheInstantThatIsSeen_data()
{
    QTest::addColumn<bool>("isFlat");
    QTest::newRow("from above") << true;
    QTest::newRow("on the floor") << false;
}

void TestHandEvents::aKickIsAnEventOfTheInstantThatIsSeen()
{
    QFETCH(bool, isFlat);
    flat(isFlat);
    goOnTo(1.0);
    const Experiment before = experiment();
    const Observables alone = frame().pictures[0].numbers;
    const long long run = frame().run;
    tool("toolKick")->trigger();
    const QPoint from = pixelOf({-2.0, 1.0});
    const QPoint to = pixelOf({2.0, 3.0});
    const Vec2 kick = (placeAt(to) - placeAt(from)) / arrowTime(before);
    drag({from, (from + to) / 2, to});
    QCOMPARE(experiment().events.size(), std::size_t(1));
    QVERIFY(experiment().events[0].kick);
    QVERIFY(areNear(*experiment().events[0].kick, kick));
    QCOMPARE(experiment().events[0].time, 1.0);
    QTRY_VERIFY_WITH_TIMEOUT(done() == 1, 20000);
    QCOMPARE(frame().run, run);
    QCOMPARE(frame().time, 1.0);
    QVERIFY(areNear(momentum(), alone.moments.momentum + kick, 1e-6));
    QVERIFY(
        std::abs(frame().pictures[0].numbers.energies.diffusion - alone.energies.diffusion) < 1e-9);
    QVERIFY(m_window->message().contains("kicked"));
    undo();
    QVERIFY(experiment() == before);
    QTRY_VERIFY_WITH_TIMEOUT(done() == 0 && std::abs(frame().time - 1.0) < 1e-9, 20000);
    QVERIFY(areNear(momentum(), alone.moments.momentum, 1e-6));
}

void TestHandEvents::aKickAtTheStartPreparesAnew()
{
    flat(true);
    tool("toolKick")->trigger();
    drag({pixelOf({0.0, 0.0}), pixelOf({1.0, 0.0}), pixelOf({3.0, 0.0})});
    QCOMPARE(experiment().events.size(), std::size_t(1));
    const Vec2 kick = *experiment().events[0].kick;
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing() && done() == 1, 20000);
    QCOMPARE(frame().time, 0.0);
    QVERIFY(areNear(momentum(), kick, 1e-6));
    // And once more, on top of it.
    drag({pixelOf({0.0, 0.0}), pixelOf({0.0, 1.0}), pixelOf({0.0, 2.0})});
    QCOMPARE(experiment().events.size(), std::size_t(2));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing() && done() == 2, 20000);
    QVERIFY(areNear(momentum(), kick + *experiment().events[1].kick, 1e-6));
    undo();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing() && done() == 1, 20000);
    QVERIFY(areNear(momentum(), kick, 1e-6));
}

void TestHandEvents::aKickWhileTimeIsPlayedActsWhereItWasSeen()
{
    flat(true);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(frame().time > 0.5, 20000);
    tool("toolKick")->trigger();
    const long long run = frame().run;
    drag({pixelOf({0.0, 0.0}), pixelOf({1.0, 0.0}), pixelOf({4.0, 0.0})});
    QCOMPARE(experiment().events.size(), std::size_t(1));
    const double at = experiment().events[0].time;
    QVERIFY(at > 0.4);
    QTRY_VERIFY_WITH_TIMEOUT(done() == 1 && frame().time > at + 0.2, 20000);
    QCOMPARE(frame().run, run);
    m_window->setPlaying(false);
    settle();
    // The mean stood still until then, and has the kick's velocity since.
    const Vec2 kick = *experiment().events[0].kick;
    const Vec2 mean = frame().pictures[0].numbers.moments.mean;
    QVERIFY2(areNear(mean, kick * (frame().time - at), 1e-3),
        qPrintable(QString::number(mean.x() - kick.x() * (frame().time - at))));
}

void TestHandEvents::measuringIsTwoEventsAndNarrows()
{
    flat(true);
    goOnTo(2.0);
    const double before = frame().pictures[0].numbers.energies.diffusion;
    tool("toolMeasure")->trigger();
    drag({pixelOf({0.0, 0.0})});
    QCOMPARE(experiment().events.size(), std::size_t(2));
    const double width = experiment().events[0].measure->width;
    QVERIFY(!experiment().events[0].measure->outcome);
    QTRY_VERIFY_WITH_TIMEOUT(done() == 2, 20000);
    QVERIFY(frame().pictures[0].numbers.moments.sigma.maxCoeff() < width);
    QVERIFY(frame().pictures[0].numbers.energies.diffusion > before);
    undo();
    QVERIFY(experiment().events.empty());
    QTRY_VERIFY_WITH_TIMEOUT(done() == 0 && std::abs(frame().time - 2.0) < 1e-9, 20000);
    QVERIFY(std::abs(frame().pictures[0].numbers.energies.diffusion - before) < 1e-6);
}

void TestHandEvents::withShiftThePlaceUnderThePointerIsFound()
{
    flat(true);
    goOnTo(2.0);
    tool("toolMeasure")->trigger();
    const QPoint at = pixelOf({1.0, -1.0});
    const Vec2 place = placeAt(at);
    drag({at}, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(done() == 2, 20000);
    QVERIFY(std::abs(*frame().events->at(0).outcome - place.x()) < 1e-9);
    QVERIFY(std::abs(*frame().events->at(1).outcome - place.y()) < 1e-9);
}

void TestHandEvents::whatWasDoneByHandHappensAgainFromTheFile()
{
    flat(true);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(frame().time > 0.3, 20000);
    tool("toolKick")->trigger();
    drag({pixelOf({0.0, 0.0}), pixelOf({1.0, 1.0}), pixelOf({3.0, 2.0})});
    QTRY_VERIFY_WITH_TIMEOUT(done() == 1 && frame().time > 1.0, 20000);
    tool("toolMeasure")->trigger();
    drag({pixelOf({1.0, 0.0})});
    QTRY_VERIFY_WITH_TIMEOUT(done() == 3 && frame().time > 1.5, 20000);
    m_window->setPlaying(false);
    settle();
    QTest::qWait(100);
    settle();
    const QString path = m_folder.filePath("by-hand.dqm");
    saveExperiment(experiment(), path);
    Simulation again(loadExperiment(path));
    again.advanceTo(frame().time);
    const Observables there = again.observables(Route::Rest);
    const Observables& here = frame().pictures[0].numbers;
    QVERIFY(areNear(there.moments.mean, here.moments.mean, 1e-6));
    QVERIFY(areNear(there.moments.sigma, here.moments.sigma, 1e-6));
    QVERIFY(areNear(there.moments.momentum, here.moments.momentum, 1e-6));
    for (std::size_t n = 0; n < 3; ++n) {
        const EventReport& a = again.frame()->events->at(n);
        const EventReport& b = frame().events->at(n);
        QCOMPARE(a.outcome.has_value(), b.outcome.has_value());
        QVERIFY(std::abs(a.outcome.value_or(0.0) - b.outcome.value_or(0.0)) < 1e-6);
    }
}

QTEST_MAIN(TestHandEvents)
#include "tst_HandEvents.moc"
