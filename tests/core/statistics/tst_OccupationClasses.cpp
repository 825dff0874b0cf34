#include "core/statistics/OccupationClasses.h"
#include "support/Close.h"

#include <QTest>

#include <set>

using namespace dqm;

class TestOccupationClasses : public QObject
{
    Q_OBJECT

private slots:
    void threeInFour();
    void namesAreShortWhereThereAreManyStates();
    void membersAreAllOccupations_data();
    void membersAreAllOccupations();
    void indexFollowsTheOrder_data();
    void indexFollowsTheOrder();
    void tooManyClassesAreNone();
    void keysTellClassesApart();
};

void TestOccupationClasses::threeInFour()
{
    const auto classes = occupationClasses(3, 4, 15);
    QCOMPARE(classes.size(), size_t(3));
    QCOMPARE(classes[0].name(), std::string("{3,0,0,0}"));
    QCOMPARE(classes[1].name(), std::string("{2,1,0,0}"));
    QCOMPARE(classes[2].name(), std::string("{1,1,1,0}"));
    QCOMPARE(classes[0].members, 4.0);
    QCOMPARE(classes[1].members, 12.0);
    QCOMPARE(classes[2].members, 4.0);
}

void TestOccupationClasses::namesAreShortWhereThereAreManyStates()
{
    QCOMPARE(occupationClasses(3, 8, 15)[1].name(), std::string("2+1"));
}

void TestOccupationClasses::membersAreAllOccupations_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("states");
    QTest::addColumn<double>("all");
    QTest::newRow("3 in 4") << 3 << 4 << 20.0;
    QTest::newRow("5 in 8") << 5 << 8 << 792.0;
    QTest::newRow("10 in 10") << 10 << 10 << 92378.0;
    QTest::newRow("4 in 20") << 4 << 20 << 8855.0;
    QTest::newRow("1 in 2") << 1 << 2 << 2.0;
}

void TestOccupationClasses::membersAreAllOccupations()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    QFETCH(double, all);
    double members = 0.0;
    for (const OccupationClass& each : occupationClasses(particles, states, 1000))
        members += each.members;
    QCOMPARE(members, all);
    QCOMPARE(OccupationIndex(particles, states).size(), all);
}

void TestOccupationClasses::indexFollowsTheOrder_data() { membersAreAllOccupations_data(); }

void TestOccupationClasses::indexFollowsTheOrder()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    QFETCH(double, all);
    const OccupationIndex index(particles, states);
    int next = 0;
    index.forEach([&](const Occupations& n) {
        if (index.indexOf(n) != next)
            qFatal("out of order");
        ++next;
    });
    QCOMPARE(double(next), all);
}

void TestOccupationClasses::tooManyClassesAreNone()
{
    QVERIFY(occupationClasses(40, 40, 15).empty());
    QCOMPARE(occupationClasses(7, 40, 15).size(), size_t(15));
}

void TestOccupationClasses::keysTellClassesApart()
{
    std::set<std::uint64_t> keys;
    const auto classes = occupationClasses(20, 20, 1000);
    for (const OccupationClass& each : classes) {
        Occupations turned(each.n.rbegin(), each.n.rend());
        QCOMPARE(classKey(turned), classKey(each.n));
        keys.insert(classKey(each.n));
    }
    QCOMPARE(keys.size(), classes.size());
}

QTEST_APPLESS_MAIN(TestOccupationClasses)
#include "tst_OccupationClasses.moc"
