#include "core/background/Smoluchowski.h"
#include "support/Close.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

class TestSmoluchowski : public QObject
{
    Q_OBJECT

private slots:
    void isTheTable_data();
    void isTheTable();
    void agreesWithTwentyDigits_data();
    void agreesWithTwentyDigits();
    void solvesTheBackwardEquation_data();
    void solvesTheBackwardEquation();
    void nobodyHasMetAtTheStart();
    void neverRisesAndStaysAShare_data();
    void neverRisesAndStaysAShare();
    void inSpaceSomeNeverMeet();
    void inThePlaneTheLastMeetLate();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
};

void TestSmoluchowski::isTheTable_data()
{
    QTest::addColumn<double>("r0");
    QTest::addColumn<double>("time");
    QTest::addColumn<double>("plane");
    QTest::addColumn<double>("space");
    QTest::newRow("1.5, 1") << 1.5 << 1.0 << 0.39378146 << 0.51755093;
    QTest::newRow("1.5, 10") << 1.5 << 10.0 << 0.21628364 << 0.39268047;
    QTest::newRow("1.5, 100") << 1.5 << 100.0 << 0.14010346 << 0.35213574;
    QTest::newRow("3, 1") << 3.0 << 1.0 << 0.90547890 << 0.94756693;
    QTest::newRow("3, 10") << 3.0 << 10.0 << 0.57793720 << 0.78175972;
    QTest::newRow("3, 100") << 3.0 << 100.0 << 0.37922554 << 0.70415431;
}

void TestSmoluchowski::isTheTable()
{
    QFETCH(double, r0);
    QFETCH(double, time);
    QFETCH(double, plane);
    QFETCH(double, space);
    DQM_CLOSE(smoluchowskiSurvival(2, r0, 1.0, 1.0, time), plane, 1e-6);
    DQM_CLOSE(smoluchowskiSurvival(3, r0, 1.0, 1.0, time), space, 6e-9);
}

void TestSmoluchowski::agreesWithTwentyDigits_data()
{
    // The integral in arithmetic of twenty digits, its lower end e^-60.
    QTest::addColumn<double>("r0");
    QTest::addColumn<double>("time");
    QTest::addColumn<double>("survival");
    QTest::newRow("near, early") << 1.01 << 1e-5 << 0.9747784267597;
    QTest::newRow("near, late") << 1.01 << 1e4 << 0.0019495875580554;
    QTest::newRow("middle") << 1.5 << 1.0 << 0.39378116413987;
    QTest::newRow("late") << 3.0 << 100.0 << 0.37922473220733;
    QTest::newRow("far, early") << 20.0 << 10.0 << 0.99999477444118;
    QTest::newRow("very late") << 5.0 << 1e6 << 0.21825152928165;
    QTest::newRow("very far") << 200.0 << 1e4 << 0.97455398099419;
}

void TestSmoluchowski::agreesWithTwentyDigits()
{
    QFETCH(double, r0);
    QFETCH(double, time);
    QFETCH(double, survival);
    DQM_CLOSE(smoluchowskiSurvival(2, r0, 1.0, 1.0, time), survival, 1e-11);
    // Only r0/a and Dt/a^2 matter.
    DQM_CLOSE(smoluchowskiSurvival(2, 3.0 * r0, 3.0, 0.5, 18.0 * time), survival, 1e-11);
}

void TestSmoluchowski::solvesTheBackwardEquation_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("r0");
    QTest::addColumn<double>("time");
    for (const int d : {2, 3})
        for (const double r0 : {1.3, 2.0, 5.0})
            for (const double t : {0.5, 3.0, 40.0})
                QTest::addRow("d=%d r0=%g t=%g", d, r0, t) << d << r0 << t;
}

void TestSmoluchowski::solvesTheBackwardEquation()
{
    QFETCH(int, dimensions);
    QFETCH(double, r0);
    QFETCH(double, time);
    const auto S
        = [&](double r, double t) { return smoluchowskiSurvival(dimensions, r, 1.0, 0.7, t); };
    const double h = 0.01;
    const double first = (S(r0 + h, time) - S(r0 - h, time)) / (2.0 * h);
    const double second = (S(r0 + h, time) - 2.0 * S(r0, time) + S(r0 - h, time)) / (h * h);
    const double dt = 1e-3 * time;
    const double rate = (S(r0, time + dt) - S(r0, time - dt)) / (2.0 * dt);
    DQM_CLOSE(rate, 0.7 * (second + (dimensions - 1) / r0 * first), 2e-4);
}

void TestSmoluchowski::nobodyHasMetAtTheStart()
{
    for (const int d : {2, 3}) {
        QCOMPARE(smoluchowskiSurvival(d, 2.0, 1.0, 1.0, 0.0), 1.0);
        QCOMPARE(smoluchowskiSurvival(d, 2.0, 1.0, 1.0, 1e-9), 1.0);
        QCOMPARE(smoluchowskiSurvival(d, 1.0, 1.0, 1.0, 0.0), 0.0);
        QCOMPARE(smoluchowskiSurvival(d, 0.5, 1.0, 1.0, 3.0), 0.0);
    }
}

void TestSmoluchowski::neverRisesAndStaysAShare_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("r0");
    for (const int d : {2, 3})
        for (const double r0 : {1.0 + 1e-9, 1.001, 1.5, 10.0, 1000.0})
            QTest::addRow("d=%d r0=%.12g", d, r0) << d << r0;
}

void TestSmoluchowski::neverRisesAndStaysAShare()
{
    QFETCH(int, dimensions);
    QFETCH(double, r0);
    double before = 1.0;
    for (double t = 1e-12; t < 1e12; t *= 3.0) {
        const double S = smoluchowskiSurvival(dimensions, r0, 1.0, 1.0, t);
        QVERIFY2(S >= 0.0 && S <= before + 1e-10, qPrintable(QString::number(t)));
        before = S;
    }
}

void TestSmoluchowski::inSpaceSomeNeverMeet()
{
    DQM_CLOSE(smoluchowskiSurvival(3, 4.0, 1.0, 1.0, 1e12), 0.75, 1e-5);
    QCOMPARE(smoluchowskiSurvival(3, 4.0, 1.0, 1.0, HUGE_VAL), 0.75);
}

void TestSmoluchowski::inThePlaneTheLastMeetLate()
{
    QCOMPARE(smoluchowskiSurvival(2, 4.0, 1.0, 1.0, HUGE_VAL), 0.0);
    for (const double t : {1e8, 1e16}) {
        const double late = 2.0 * std::log(2.0) / std::log(4.0 * t);
        DQM_CLOSE(smoluchowskiSurvival(2, 2.0, 1.0, 1.0, t) / late, 1.0, 1.3 / std::log(t));
    }
}

void TestSmoluchowski::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("a");
    QTest::addColumn<double>("D");
    QTest::addColumn<double>("time");
    QTest::newRow("one dimension") << 1 << 1.0 << 1.0 << 1.0;
    QTest::newRow("no radius") << 2 << 0.0 << 1.0 << 1.0;
    QTest::newRow("no D") << 2 << 1.0 << 0.0 << 1.0;
    QTest::newRow("no number") << 3 << 1.0 << std::nan("") << 1.0;
    QTest::newRow("before the start") << 3 << 1.0 << 1.0 << -1.0;
}

void TestSmoluchowski::refusesWhatIsOutOfRange()
{
    QFETCH(int, dimensions);
    QFETCH(double, a);
    QFETCH(double, D);
    QFETCH(double, time);
    QVERIFY_THROWS_EXCEPTION(
        std::invalid_argument, smoluchowskiSurvival(dimensions, 2.0, a, D, time));
}

QTEST_APPLESS_MAIN(TestSmoluchowski)
#include "tst_Smoluchowski.moc"
