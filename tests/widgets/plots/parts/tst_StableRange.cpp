#include "widgets/plots/parts/StableRange.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace dqm;

class tst_StableRange : public QObject
{
    Q_OBJECT

private slots:
    void holdsItsData_data();
    void holdsItsData();
    void staysWhileDataFillIt();
    void growsInFewJumps();
    void shrinksOnlyWhenMostlyEmpty();
    void ignoresWhatIsNotFinite();
    void findsRoundSteps();
};

void tst_StableRange::holdsItsData_data()
{
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::newRow("unit") << 0.0 << 1.0;
    QTest::newRow("both signs") << -3.7 << 12.1;
    QTest::newRow("tiny") << 1e-12 << 3e-12;
    QTest::newRow("huge") << -1e200 << 1e200;
    QTest::newRow("a point") << 2.0 << 2.0;
    QTest::newRow("nothing") << 0.0 << 0.0;
    QTest::newRow("a narrow band far away") << 1e6 << 1e6 + 1e-3;
}

void tst_StableRange::holdsItsData()
{
    QFETCH(double, lower);
    QFETCH(double, upper);
    StableRange range(0.1, 0.5);
    range.follow(lower, upper);
    QVERIFY(range.lower() <= lower + 1e-9 * std::abs(lower));
    QVERIFY(range.upper() >= upper - 1e-9 * std::abs(upper));
    QVERIFY(range.upper() > range.lower());
}

void tst_StableRange::staysWhileDataFillIt()
{
    StableRange range(0.1, 0.5);
    range.follow(0.0, 1.0);
    const double upper = range.upper();
    for (double data = 1.0; data > 0.6; data -= 0.01) {
        range.follow(0.0, data);
        QCOMPARE(range.upper(), upper);
    }
}

void tst_StableRange::growsInFewJumps()
{
    StableRange range(0.4, 0.3);
    int jumps = 0;
    double upper = 0.0;
    for (int i = 1; i <= 10000; ++i) {
        range.follow(0.0, 0.01 * i);
        jumps += range.upper() != upper ? 1 : 0;
        upper = range.upper();
    }
    QVERIFY2(jumps < 40, qPrintable(QString::number(jumps)));
}

void tst_StableRange::shrinksOnlyWhenMostlyEmpty()
{
    StableRange range(0.0, 0.5);
    range.follow(0.0, 10.0);
    range.follow(0.0, 5.5);
    QCOMPARE(range.upper(), 10.0);
    range.follow(0.0, 4.0);
    QVERIFY(range.upper() < 5.0);
}

void tst_StableRange::ignoresWhatIsNotFinite()
{
    StableRange range(0.0, 0.5);
    range.follow(0.0, 2.0);
    range.follow(std::nan(""), 1.0);
    range.follow(0.0, std::numeric_limits<double>::infinity());
    QCOMPARE(range.lower(), 0.0);
    QCOMPARE(range.upper(), 2.0);
}

void tst_StableRange::findsRoundSteps()
{
    QCOMPARE(roundStep(1.0), 1.0);
    QCOMPARE(roundStep(1.1), 2.0);
    QCOMPARE(roundStep(0.03), 0.05);
    QCOMPARE(roundStep(7e5), 1e6);
}

QTEST_APPLESS_MAIN(tst_StableRange)
#include "tst_StableRange.moc"
