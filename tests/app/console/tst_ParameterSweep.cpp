#include "app/console/ParameterSweep.h"

#include <QTest>

using namespace dqm;

class TestParameterSweep : public QObject
{
    Q_OBJECT

private slots:
    void changesWithoutARangeMakeOneMember()
    {
        const auto members = sweep({"constants.mass=2", "packets[0].velocity=[1,0]"});
        QCOMPARE(members.size(), 1u);
        QCOMPARE(
            members[0].changes, QStringList({"constants.mass=2", "packets[0].velocity=[1,0]"}));
        QCOMPARE(members[0].fileName("a{mass}.png"), "a{mass}.png");
    }

    void aRangeHasBothItsEnds()
    {
        const auto members = sweep({"constants.mass=1:2:0.25"});
        QCOMPARE(members.size(), 5u);
        QCOMPARE(members.front().changes, QStringList{"constants.mass=1"});
        QCOMPARE(members[3].fileName("m{mass}.png"), "m1.75.png");
        QCOMPARE(members.back().changes, QStringList{"constants.mass=2"});
        QCOMPARE(sweep({"a.b=0:1:0.1"})[3].changes, QStringList{"a.b=0.3"});
        QCOMPARE(sweep({"a.b=1:-1:-0.5"}).size(), 5u);
    }

    void aKeyInQuotesMayHoldAnything()
    {
        const auto members = sweep({R"(parameters."a = b"=1:2:1)"});
        QCOMPARE(members.size(), 2u);
        QCOMPARE(members[1].changes, QStringList{R"(parameters."a = b"=2)"});
    }

    void severalRangesMakeEveryCombination()
    {
        const auto members = sweep({"constants.mass=1:2:1", "grid.kind=x", "time.step=1:3:1"});
        QCOMPARE(members.size(), 6u);
        QCOMPARE(
            members[1].changes, QStringList({"constants.mass=1", "grid.kind=x", "time.step=2"}));
        QCOMPARE(members[5].fileName("{mass}-{step}.csv"), "2-3.csv");
    }

    void refusesARangeWithoutAnEnd_data()
    {
        QTest::addColumn<QString>("range");
        for (const char* range :
            {"a=1:2:0", "a=1:2:-1", "a=2:1:1", "a=0:1:1e-9", "a=0:inf:1", "a=nan:1:1", "a=0:0:0"})
            QTest::newRow(range) << range;
    }

    void refusesARangeWithoutAnEnd()
    {
        QFETCH(const QString, range);
        QVERIFY_EXCEPTION_THROWN(sweep({range}), std::invalid_argument);
    }
};

QTEST_GUILESS_MAIN(TestParameterSweep)
#include "tst_ParameterSweep.moc"
