#include "app/session/ExhibitRunner.h"
#include "core/exhibits/ExhibitKinds.h"

#include <QElapsedTimer>
#include <QTest>

using namespace dqm;

namespace {

ExhibitExperiment coin(const ExhibitValues& values = {}, double pace = 100.0)
{
    ExhibitExperiment experiment;
    experiment.kind = "coin";
    experiment.values = values;
    experiment.pace = pace;
    return complete(experiment);
}

/// Frames until one is as wanted; null if none is for five seconds.
template <class Wanted>
std::shared_ptr<const ExhibitFrame> frameThat(ExhibitRunner& runner, Wanted wanted)
{
    std::shared_ptr<const ExhibitFrame> found;
    (void)QTest::qWaitFor([&] {
        auto frame = runner.takeFrame();
        if (frame && wanted(*frame))
            found = std::move(frame);
        return found != nullptr;
    });
    return found;
}

} // namespace

/// The thread between an exhibit and whoever looks at it.
class TestExhibitRunner : public QObject
{
    Q_OBJECT

private slots:
    void showsTheStartOfWhatIsOpened()
    {
        ExhibitRunner runner;
        runner.open(coin());
        const auto frame = frameThat(runner, [](const ExhibitFrame&) { return true; });
        QVERIFY(frame);
        QCOMPARE(frame->progress, 0.0);
        QTest::qWait(50);
        QVERIFY(!runner.takeFrame());
    }

    void neverHandsOutAFrameOfWhatWasOpenedBefore()
    {
        ExhibitRunner runner;
        for (int round = 0; round < 20; ++round) {
            runner.open(coin());
            runner.step(7.0);
            QTest::qWait(5); // its frame is made, and not taken
            runner.open(coin());
            const auto frame = frameThat(runner, [](const ExhibitFrame&) { return true; });
            QVERIFY(frame);
            QCOMPARE(frame->progress, 0.0);
        }
    }

    void followsThePaceOfTheClock()
    {
        ExhibitRunner runner;
        runner.open(coin({}, 200.0));
        runner.setPlaying(true);
        QElapsedTimer clock;
        clock.start();
        const auto frame
            = frameThat(runner, [](const ExhibitFrame& f) { return f.progress >= 100.0; });
        QVERIFY(frame);
        // Half a second is asked for; a busy machine may need longer, but never less.
        QVERIFY2(clock.elapsed() > 350, qPrintable(QString::number(clock.elapsed())));
        runner.setPlaying(false);
    }

    void doesNotRunAheadOfASlowPace()
    {
        ExhibitRunner runner;
        runner.open(coin({}, 4.0));
        runner.setPlaying(true);
        QTest::qWait(600);
        runner.setPlaying(false);
        QTest::qWait(50);
        const auto frame = runner.takeFrame();
        QVERIFY(frame);
        QVERIFY2(frame->progress <= 4.0, qPrintable(QString::number(frame->progress)));
    }

    void goesAsFarAsTheMachineCanAtAHugePaceAndStaysAwake()
    {
        ExhibitRunner runner;
        runner.open(coin({}, 1e12));
        runner.setPlaying(true);
        QVERIFY(frameThat(runner, [](const ExhibitFrame& f) { return f.progress > 1e5; }));
        QElapsedTimer clock;
        clock.start();
        runner.open(coin());
        runner.setPlaying(false);
        QVERIFY(frameThat(runner, [](const ExhibitFrame& f) { return f.progress == 0.0; }));
        QVERIFY(clock.elapsed() < 1000);
    }

    void makesSingleStepsWhileItIsHeld()
    {
        ExhibitRunner runner;
        runner.open(coin());
        runner.step(1.0);
        runner.step(1.0);
        QVERIFY(frameThat(runner, [](const ExhibitFrame& f) { return f.progress == 2.0; }));
    }

    void appliesAValueToTheRunningExhibit()
    {
        ExhibitRunner runner;
        runner.open(coin());
        runner.step(10.0);
        runner.setValue("p", 0.25);
        const auto frame = frameThat(
            runner, [](const ExhibitFrame& f) { return f.readouts[0].expected == 0.25; });
        QVERIFY(frame);
        QCOMPARE(frame->progress, 10.0);
    }

    void runsToAMomentWithoutFramesOnTheWay()
    {
        ExhibitRunner runner;
        runner.open(coin());
        runner.goTo(50000.0);
        const auto frame = frameThat(runner, [](const ExhibitFrame&) { return true; });
        QVERIFY(frame);
        QCOMPARE(frame->progress, 50000.0);
    }

    void saysWhatWentWrongAndLivesOn()
    {
        ExhibitRunner runner;
        runner.open(coin({{"fault", 1.0}}));
        runner.setPlaying(true);
        std::optional<std::string> error;
        QVERIFY(QTest::qWaitFor([&] { return (error = runner.takeError()).has_value(); }));
        QCOMPARE(*error, std::string("the coin rolled away"));
        QTest::qWait(100);
        QVERIFY(!runner.takeError());
        runner.open(coin());
        runner.step(1.0);
        QVERIFY(frameThat(runner, [](const ExhibitFrame& f) { return f.progress == 1.0; }));
    }

    void neverKeepsItsOwnerWaiting()
    {
        ExhibitRunner runner;
        runner.open(coin({{"fault", 2.0}}));
        runner.setPlaying(true);
        QTest::qWait(60);
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 100; ++i) {
            runner.setValue("p", 0.01 * i);
            runner.takeFrame();
        }
        QVERIFY2(clock.elapsed() < 50, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestExhibitRunner)
#include "tst_ExhibitRunner.moc"
