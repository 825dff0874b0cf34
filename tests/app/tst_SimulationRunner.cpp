#include "app/SimulationRunner.h"

#include <QTest>

using namespace dqm;

namespace {

Experiment smallExperiment()
{
    Experiment experiment;
    experiment.title = "Runner";
    experiment.grid.nx = 48;
    experiment.grid.ny = 48;
    experiment.grid.size = Vec2(24.0, 24.0);
    experiment.packets = {GaussianPacket{}};
    experiment.view.speed = 2.0;
    return experiment;
}

/// The first frame that satisfies a condition; null if none comes in time.
std::shared_ptr<const Frame> frameWhere(
    SimulationRunner& runner, const std::function<bool(const Frame&)>& holds)
{
    std::shared_ptr<const Frame> found;
    const bool came = QTest::qWaitFor(
        [&] {
            found = runner.takeFrame();
            return found && holds(*found);
        },
        20000);
    return came ? found : nullptr;
}

std::shared_ptr<const Frame> nextFrame(SimulationRunner& runner)
{
    return frameWhere(runner, [](const Frame&) { return true; });
}

} // namespace

class TestSimulationRunner : public QObject
{
    Q_OBJECT

private slots:
    void showsTheFirstFrameWithoutPlaying();
    void followsTheClockWhilePlaying();
    void runsBackwardWhenReversed();
    void stopsWhenTimeHasRunBackToTheStart();
    void appliesOnlyTheLastOfManyChanges();
    void stepsForwardAndBackToTheSameState();
    void reportsAnErrorAndGoesOn();
    void carriesTheTwinWhileTheFrameMoves();
    void equationsCatchUpWhenTimeRests();
    void stopsAtOnceWhenDestroyedWhilePlaying();
    void goesToATimeAsExactlyAsASimulationDoes();
    void aRestartCallsOffTheWay();
    void handsTheSimulationOut();
};

void TestSimulationRunner::showsTheFirstFrameWithoutPlaying()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    const auto frame = nextFrame(runner);
    QVERIFY(frame);
    QCOMPARE(frame->time, 0.0);
    QVERIFY(frame->pictures.front().hasFields());
    QTest::qWait(80);
    QVERIFY2(!runner.takeFrame(), "a frame was made though nothing changed");
}

void TestSimulationRunner::followsTheClockWhilePlaying()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    runner.setPlaying(true);
    const auto later = frameWhere(runner, [](const Frame& frame) { return frame.time > 0.2; });
    QVERIFY(later && later->steps > 0);
    QTRY_VERIFY_WITH_TIMEOUT(runner.stepsPerSecond() > 0.0, 5000);
    runner.setPlaying(false);
    QTRY_COMPARE_WITH_TIMEOUT(runner.stepsPerSecond(), 0.0, 5000);
}

void TestSimulationRunner::runsBackwardWhenReversed()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    runner.setReversed(true);
    runner.setPlaying(true);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time < -0.1; }));
}

void TestSimulationRunner::stopsWhenTimeHasRunBackToTheStart()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    runner.step(20);
    runner.setReversed(true);
    runner.setPlaying(true);
    const auto back
        = frameWhere(runner, [](const Frame& frame) { return frame.returnError.has_value(); });
    QVERIFY(back);
    QCOMPARE(back->time, 0.0);
    QVERIFY(*back->returnError < 1e-10);
    QTest::qWait(100);
    const auto later = runner.takeFrame();
    QVERIFY2(!later || later->time == 0.0, "time ran on by itself");
    // A person may go further back.
    runner.setPlaying(true);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time < 0.0; }));
}

void TestSimulationRunner::appliesOnlyTheLastOfManyChanges()
{
    SimulationRunner runner;
    Experiment experiment = smallExperiment();
    runner.open(experiment);
    for (int i = 1; i <= 200; ++i) {
        experiment.constants.mass = 1.0 + 0.01 * i;
        runner.apply(experiment);
    }
    const auto frame = frameWhere(runner, [](const Frame& f) { return f.constants.mass > 2.999; });
    QVERIFY(frame);
    QCOMPARE(frame->constants.mass, 3.0);
}

void TestSimulationRunner::stepsForwardAndBackToTheSameState()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    const auto start = nextFrame(runner);
    runner.step(20);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time > 0.0; }));
    runner.step(-20);
    const auto back
        = frameWhere(runner, [](const Frame& frame) { return std::abs(frame.time) < 1e-12; });
    QVERIFY(start && back);
    const FloatField difference = (back->pictures[0].rho - start->pictures[0].rho).abs();
    QVERIFY(difference.maxCoeff() < 1e-6F * start->pictures[0].rhoMax);
}

void TestSimulationRunner::reportsAnErrorAndGoesOn()
{
    SimulationRunner runner;
    Experiment bad = smallExperiment();
    bad.packets.clear();
    runner.open(bad);
    std::optional<std::string> error;
    QVERIFY(QTest::qWaitFor([&] { return (error = runner.takeError()).has_value(); }, 20000));
    QVERIFY2(QString::fromStdString(*error).contains("packets"), error->c_str());

    runner.open(smallExperiment());
    QVERIFY(nextFrame(runner) != nullptr);
}

void TestSimulationRunner::carriesTheTwinWhileTheFrameMoves()
{
    SimulationRunner runner;
    Experiment experiment = smallExperiment();
    experiment.frameVelocity = Vec2(1.5, -0.7);
    runner.setEvolveInKPrime(true);
    runner.open(experiment);
    runner.setPlaying(true);
    const auto frame
        = frameWhere(runner, [](const Frame& f) { return f.invariance && f.time > 0.3; });
    QVERIFY(frame);
    QVERIFY(frame->invariance->rho < 1e-9);
    runner.setEvolveInKPrime(false);
    QVERIFY(frameWhere(runner, [](const Frame& f) { return !f.invariance; }));
}

/// They may lag while time runs, and are those of the instant on show once it rests.
void TestSimulationRunner::equationsCatchUpWhenTimeRests()
{
    SimulationRunner runner;
    runner.setRequest({.equations = true});
    runner.open(smallExperiment());
    runner.setPlaying(true);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time > 0.1; }));
    int lagging = 0;
    QVERIFY(frameWhere(runner, [&](const Frame& frame) {
        lagging += frame.equations->front().time < frame.time;
        return frame.time > 1.0;
    }));
    QVERIFY2(lagging > 0, "they were computed for every frame");
    runner.setPlaying(false);
    QVERIFY(frameWhere(
        runner, [](const Frame& frame) { return frame.equations->front().time == frame.time; }));
    QTest::qWait(300);
    runner.takeFrame();
    QTest::qWait(600);
    QVERIFY2(!runner.takeFrame(), "frames went on without need");
}

void TestSimulationRunner::stopsAtOnceWhenDestroyedWhilePlaying()
{
    for (int i = 0; i < 5; ++i) {
        SimulationRunner runner;
        runner.open(smallExperiment());
        runner.setPlaying(true);
    }
}

void TestSimulationRunner::goesToATimeAsExactlyAsASimulationDoes()
{
    for (const double time : {0.7371, -0.31}) {
        SimulationRunner runner;
        runner.open(smallExperiment());
        runner.goTo(time);
        std::vector<double> times;
        QVERIFY(QTest::qWaitFor(
            [&] {
                if (const auto frame = runner.takeFrame())
                    times.push_back(frame->time);
                return !times.empty() && times.back() == time;
            },
            20000));
        QVERIFY(!runner.isUnderWay());
        QVERIFY2(times.size() <= 2, "there were frames on the way");

        runner.setRequest({});
        const auto found = nextFrame(runner);
        Simulation expected(smallExperiment());
        expected.advanceTo(time);
        const auto frame = expected.frame();
        QCOMPARE(found->steps, frame->steps);
        QVERIFY((found->pictures[0].rho - frame->pictures[0].rho).abs().maxCoeff()
            < 1e-6F * frame->pictures[0].rhoMax);
    }
}

void TestSimulationRunner::aRestartCallsOffTheWay()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    runner.goTo(1e4);
    QTRY_VERIFY_WITH_TIMEOUT(runner.wayDone() > 0.0 && runner.isUnderWay(), 20000);
    runner.restart();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isUnderWay(), 20000);
    QTest::qWait(100);
    const auto frame = frameWhere(runner, [](const Frame& f) { return f.time == 0.0; });
    QVERIFY(frame);
    QTest::qWait(100);
    const auto later = runner.takeFrame();
    QVERIFY(!later || later->time == 0.0);
}

void TestSimulationRunner::handsTheSimulationOut()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    std::atomic<double> time = -1.0;
    runner.step(3);
    runner.inspect([&time](Simulation& simulation) { time = simulation.time(); });
    QTRY_VERIFY_WITH_TIMEOUT(time > 0.0, 20000);
    runner.inspect([](Simulation&) { throw std::runtime_error("nothing to see"); });
    std::optional<std::string> error;
    QVERIFY(QTest::qWaitFor([&] { return (error = runner.takeError()).has_value(); }, 20000));
    QCOMPARE(*error, std::string("nothing to see"));
}

QTEST_GUILESS_MAIN(TestSimulationRunner)
#include "tst_SimulationRunner.moc"
