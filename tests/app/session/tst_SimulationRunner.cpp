#include "app/session/SimulationRunner.h"

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
    void nothingComesBeforeTheStart();
    void playedTimeEndsExactlyWhereTheExperimentSays();
    void playedTimeEndsWhereTheExperimentSays_data();
    void playedTimeEndsWhereTheExperimentSays();
    void neverHandsOutAFrameOfAnEarlierRun();
    void aChangeBeginsARunOnlyWhereItPreparesAnew();
    void nothingGoesOnWhereAnExperimentCannotBeOpened();
    void saysWhenAFrameCanBeTaken();
    void appliesOnlyTheLastOfManyChanges();
    void stepsForwardAndBackToTheSameState();
    void reportsAnErrorAndGoesOn();
    void carriesTheTwinWhileTheFrameMoves();
    void equationsCatchUpWhenTimeRests();
    void stopsAtOnceWhenDestroyedWhilePlaying();
    void goesToATimeAsExactlyAsASimulationDoes();
    void aRestartCallsOffTheWay();
    void whatIsChangedOnTheWayIsSeen();
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
    runner.goTo(1.0);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time == 1.0; }));
    runner.setReversed(true);
    runner.setPlaying(true);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time < 0.9; }));
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
    QVERIFY(runner.hasEnded());
}

void TestSimulationRunner::nothingComesBeforeTheStart()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    runner.step(3);
    runner.step(-7);
    runner.setReversed(true);
    runner.setPlaying(true);
    double earliest = 0.0;
    QVERIFY(frameWhere(runner, [&](const Frame& frame) {
        earliest = std::min(earliest, frame.time);
        return runner.hasEnded();
    }) || runner.hasEnded());
    runner.step(-1);
    const auto last = frameWhere(runner, [](const Frame& frame) { return frame.time <= 0.0; });
    QVERIFY(last);
    QCOMPARE(std::min(earliest, last->time), 0.0);
}

// Whole steps that add up to the end but for their rounding once stood beside it, and whoever asked
// whether the end was reached heard no.
void TestSimulationRunner::playedTimeEndsExactlyWhereTheExperimentSays()
{
    SimulationRunner runner;
    for (int steps = 3; steps < 40; ++steps) {
        Experiment experiment = smallExperiment();
        experiment.time.step = 0.1;
        experiment.time.until = 0.1 * steps;
        experiment.time.end = TimeSettings::End::Stop;
        experiment.view.speed = 20.0;
        runner.open(experiment);
        runner.setPlaying(true);
        const auto last = frameWhere(
            runner, [&](const Frame& frame) { return frame.time > experiment.time.until - 1e-9; });
        QVERIFY(last);
        QVERIFY2(last->time == experiment.time.until,
            qPrintable(QString("%1 steps: %2").arg(steps).arg(last->time - experiment.time.until)));
    }
}

void TestSimulationRunner::playedTimeEndsWhereTheExperimentSays_data()
{
    using End = TimeSettings::End;
    QTest::addColumn<int>("end");
    QTest::addColumn<bool>("stops");
    QTest::newRow("stop") << int(End::Stop) << true;
    QTest::newRow("loop") << int(End::Loop) << true; // whoever looks begins again
    QTest::newRow("go on") << int(End::GoOn) << false;
}

void TestSimulationRunner::playedTimeEndsWhereTheExperimentSays()
{
    QFETCH(int, end);
    QFETCH(bool, stops);
    Experiment experiment = smallExperiment();
    experiment.time.until = 0.25;
    experiment.time.end = static_cast<TimeSettings::End>(end);
    SimulationRunner runner;
    runner.open(experiment);
    runner.setPlaying(true);
    const auto last = frameWhere(runner, [](const Frame& frame) { return frame.time >= 0.25; });
    QVERIFY(last);
    if (!stops) {
        QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time > 0.4; }));
        QVERIFY(!runner.hasEnded());
        return;
    }
    QCOMPARE(last->time, 0.25);
    QTRY_VERIFY(runner.hasEnded());
    QTRY_COMPARE(runner.stepsPerSecond(), 0.0);
    // Steps are a person's own, and so is the way back.
    runner.step(1);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time > 0.25; }));
    runner.setReversed(true);
    runner.setPlaying(true);
    QVERIFY(frameWhere(runner, [](const Frame& frame) { return frame.time < 0.2; }));
}

/// One that lies in the mailbox while the next run is asked for, or is made after that.
void TestSimulationRunner::neverHandsOutAFrameOfAnEarlierRun()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    for (int round = 0; round < 20; ++round) {
        runner.goTo(1.0);
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isUnderWay(), 20000); // its frame was made, and not taken
        runner.setPlaying(round % 2 == 1);
        if (round % 3 == 0)
            runner.restart();
        else
            runner.open(smallExperiment());
        runner.setPlaying(false);
        QVERIFY(runner.isPreparing());
        const auto first = nextFrame(runner);
        QVERIFY(first);
        QCOMPARE(first->time, 0.0);
        QCOMPARE(first->run, runner.run());
        QVERIFY(!runner.isPreparing());
    }
}

void TestSimulationRunner::aChangeBeginsARunOnlyWhereItPreparesAnew()
{
    SimulationRunner runner;
    Experiment experiment = smallExperiment();
    runner.open(experiment);
    const long long opened = runner.run();
    experiment.constants.mass = 2.0;
    runner.apply(experiment);
    QCOMPARE(runner.run(), opened);
    experiment.time.end = TimeSettings::End::Loop;
    runner.apply(experiment);
    QCOMPARE(runner.run(), opened);
    std::get<GaussianPacket>(experiment.packets.front()).sigma = Vec2(2.0, 2.0);
    runner.apply(experiment);
    QVERIFY(runner.run() > opened);
    const auto frame = nextFrame(runner);
    QVERIFY(frame);
    QCOMPARE(frame->run, runner.run());
    QVERIFY(std::abs(frame->pictures.front().numbers.moments.sigma.x() - 2.0) < 1e-4);
}

void TestSimulationRunner::nothingGoesOnWhereAnExperimentCannotBeOpened()
{
    SimulationRunner runner;
    runner.open(smallExperiment());
    runner.setPlaying(true);
    QVERIFY(nextFrame(runner));
    Experiment bad = smallExperiment();
    bad.packets.clear();
    runner.open(bad);
    QVERIFY(QTest::qWaitFor([&] { return runner.takeError().has_value(); }, 20000));
    QTest::qWait(100);
    QVERIFY2(!runner.takeFrame(), "the one before runs on under another title");
}

void TestSimulationRunner::saysWhenAFrameCanBeTaken()
{
    std::atomic<int> said = 0;
    SimulationRunner runner(1, [&said] { ++said; });
    runner.open(smallExperiment());
    QTRY_COMPARE_WITH_TIMEOUT(said.load(), 1, 20000);
    QVERIFY(runner.takeFrame());
    runner.setPlaying(true);
    for (int before = said; said < before + 10;)
        QVERIFY(QTest::qWaitFor([&] { return runner.takeFrame() != nullptr; }, 20000));
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

void TestSimulationRunner::whatIsChangedOnTheWayIsSeen()
{
    using Moment = SimulationRunner::Taken::Moment;
    constexpr double far = 1e6;
    SimulationRunner runner;
    Experiment experiment = smallExperiment();
    runner.open(experiment);
    QVERIFY(nextFrame(runner));
    runner.goTo(far);
    QTRY_VERIFY_WITH_TIMEOUT(runner.wayDone() > 0.0, 5000);
    QVERIFY2(!runner.takeFrame(), "of the way itself nothing is");
    const long long before = runner.terms();
    experiment.constants.mass *= 2.0;
    runner.apply(experiment);
    QVERIFY(runner.terms() > before);
    SimulationRunner::Taken taken;
    QVERIFY(QTest::qWaitFor([&] { return (taken = runner.take()).frame != nullptr; }, 5000));
    QCOMPARE(taken.moment, Moment::OnTheWay);
    QCOMPARE(taken.terms, runner.terms());
    QCOMPARE(taken.frame->constants.mass, experiment.constants.mass);
    QVERIFY(taken.frame->time > 0.0 && taken.frame->time < far);
    QVERIFY(runner.isUnderWay());
    const double near = taken.frame->time;
    runner.goTo(near);
    QVERIFY(QTest::qWaitFor([&] { return (taken = runner.take()).frame != nullptr; }, 5000));
    QCOMPARE(taken.moment, Moment::Arrival);
    QCOMPARE(taken.frame->time, near);
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
