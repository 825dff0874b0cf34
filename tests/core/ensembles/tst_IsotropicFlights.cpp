#include "core/ensembles/Estimate.h"
#include "core/ensembles/IsotropicFlights.h"
#include "support/Close.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

class TestIsotropicFlights : public QObject
{
    Q_OBJECT

private slots:
    void directionsAreUnitVectorsWithoutAPreferredAxis_data();
    void directionsAreUnitVectorsWithoutAPreferredAxis();
    void durationsAreExponential();
    void seedsOf64BitsDiffer();
    void sharesHaveAnErrorWhereNothingWasCounted();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
};

void TestIsotropicFlights::directionsAreUnitVectorsWithoutAPreferredAxis_data()
{
    QTest::addColumn<int>("dimensions");
    for (const int d : {1, 2, 3})
        QTest::addRow("%d", d) << d;
}

void TestIsotropicFlights::directionsAreUnitVectorsWithoutAPreferredAxis()
{
    QFETCH(int, dimensions);
    const IsotropicFlights flights(dimensions, 1.0, 3, 0);
    std::array<SampleSums, 3> means;
    std::array<SampleSums, 3> squares;
    for (std::uint64_t walker = 0; walker < 40000; ++walker) {
        const Place n = flights.direction(walker, 7);
        QVERIFY(std::abs(n.norm() - 1.0) < 1e-12);
        for (int axis = 0; axis < 3; ++axis) {
            means[size_t(axis)].add(n(axis));
            squares[size_t(axis)].add(n(axis) * n(axis));
        }
    }
    for (int axis = 0; axis < 3; ++axis) {
        const Estimate mean = means[size_t(axis)].mean();
        const Estimate square = squares[size_t(axis)].mean();
        DQM_CLOSE(mean.value, 0.0, 3.0 * mean.error);
        DQM_CLOSE(
            square.value, axis < dimensions ? 1.0 / dimensions : 0.0, 3.0 * square.error + 1e-12);
    }
}

void TestIsotropicFlights::durationsAreExponential()
{
    const IsotropicFlights flights(3, 4.0, 5, 1);
    SampleSums mean;
    double longer = 0.0;
    constexpr int count = 40000;
    for (std::uint64_t flight = 0; flight < count; ++flight) {
        const double duration = flights.duration(11, flight);
        QVERIFY(duration > 0.0 && std::isfinite(duration));
        mean.add(duration);
        longer += duration > 0.5 ? 1.0 : 0.0;
    }
    DQM_CLOSE(mean.mean().value, 0.25, 3.0 * mean.mean().error);
    const Estimate share = shareOf(longer, count);
    DQM_CLOSE(share.value, std::exp(-2.0), 3.0 * share.error);
}

void TestIsotropicFlights::seedsOf64BitsDiffer()
{
    const IsotropicFlights low(2, 1.0, 1, 0);
    const IsotropicFlights high(2, 1.0, 1 + (std::uint64_t(1) << 40), 0);
    const IsotropicFlights other(2, 1.0, 1, 1);
    QVERIFY(low.duration(0, 0) != high.duration(0, 0));
    QVERIFY(low.duration(0, 0) != other.duration(0, 0));
    QCOMPARE(low.duration(0, 0), IsotropicFlights(2, 1.0, 1, 0).duration(0, 0));
}

void TestIsotropicFlights::sharesHaveAnErrorWhereNothingWasCounted()
{
    QCOMPARE(shareOf(0.0, 100.0).value, 0.0);
    QVERIFY(shareOf(0.0, 100.0).error > 0.01);
    QVERIFY(shareOf(100.0, 100.0).error > 0.01);
    QCOMPARE(shareOf(0.0, 0.0).value, 0.0);
    DQM_CLOSE(shareOf(5000.0, 10000.0).error, 0.005, 1e-5);
}

void TestIsotropicFlights::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("rate");
    QTest::newRow("no dimension") << 0 << 1.0;
    QTest::newRow("four dimensions") << 4 << 1.0;
    QTest::newRow("no rate") << 2 << 0.0;
    QTest::newRow("negative rate") << 2 << -1.0;
    QTest::newRow("infinite rate") << 2 << HUGE_VAL;
    QTest::newRow("no number") << 2 << std::nan("");
}

void TestIsotropicFlights::refusesWhatIsOutOfRange()
{
    QFETCH(int, dimensions);
    QFETCH(double, rate);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, IsotropicFlights(dimensions, rate, 1, 0));
}

QTEST_APPLESS_MAIN(TestIsotropicFlights)
#include "tst_IsotropicFlights.moc"
