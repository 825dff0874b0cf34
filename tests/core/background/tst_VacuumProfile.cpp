#include "core/background/VacuumProfile.h"
#include "support/Close.h"

#include <limits>
#include <numbers>

using namespace dqm;

namespace {

const FieldDip left{.center = Vec2(-2.5, 0.3), .depth = 0.4, .core = 0.8};
const FieldDip right{.center = Vec2(2.5, 0.0), .depth = 0.3, .core = 1.1};
const FieldDip trench{.shape = FieldDip::Shape::Trench, .depth = 0.5};

} // namespace

class TestVacuumProfile : public QObject
{
    Q_OBJECT

private slots:
    void isEvenWithoutMasses()
    {
        QCOMPARE(VacuumProfile().square(Vec2(1.0, 2.0)), 1.0);
        QCOMPARE(VacuumProfile().squareGradient(Vec2(1.0, 2.0)), Vec2(0.0, 0.0));
    }

    void risesEverywhereAwayFromAMass()
    {
        const VacuumProfile profile({left});
        double before = 0.0;
        for (double r = 0.0; r < 1e4; r = 1.3 * r + 0.01) {
            const double ratio = profile.ratio(left.center + Vec2(r, 0.0));
            QVERIFY(ratio > before);
            QVERIFY(ratio < 1.0);
            before = ratio;
        }
        QVERIFY(1.0 - before < 1e-4);
    }

    void addsTheDeficitsOfTwoMasses()
    {
        const Vec2 place(0.7, -1.3);
        const double both = 1.0 - VacuumProfile({left, right}).square(place);
        DQM_CLOSE(both,
            2.0 - VacuumProfile({left}).square(place) - VacuumProfile({right}).square(place),
            1e-15);
    }

    void hasTheSlopesOfItsValues()
    {
        const VacuumProfile profile({left, right, {.shape = trench.shape, .depth = 0.2}});
        const double h = 1e-5;
        for (const Vec2& place : {Vec2(0.3, 0.2), Vec2(-2.5, 1.0), Vec2(4.0, -3.0)}) {
            for (const Vec2& along : {Vec2(h, 0.0), Vec2(0.0, h)}) {
                const double s
                    = (profile.square(place + along) - profile.square(place - along)) / (2.0 * h);
                const double r
                    = (profile.ratio(place + along) - profile.ratio(place - along)) / (2.0 * h);
                DQM_CLOSE(profile.squareGradient(place).dot(along) / h, s, 1e-9);
                DQM_CLOSE(profile.ratioGradient(place).dot(along) / h, r, 1e-9);
            }
        }
    }

    void deficitIsTheIntegralOverTheBall()
    {
        const VacuumProfile profile({right});
        double sum = 0.0;
        const double radius = 7.0;
        const int shells = 20000;
        for (int i = 0; i < shells; ++i) {
            const double r = (i + 0.5) * radius / shells;
            sum += 4.0 * std::numbers::pi * r * r
                * (1.0 - profile.square(right.center + Vec2(0.0, r))) * radius / shells;
        }
        DQM_CLOSE(deficitWithin(radius, right), sum, 1e-5);
    }

    void deficitGrowsWithoutBound()
    {
        for (const double radius : {1e2, 1e4, 1e6})
            DQM_CLOSE(deficitWithin(2.0 * radius, right) / deficitWithin(radius, right), 4.0,
                20.0 / radius);
    }

    void refusesDipsThatAreNone_data()
    {
        QTest::addColumn<double>("depth");
        QTest::addColumn<double>("core");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("negative depth") << -0.1 << 1.0;
        QTest::newRow("depth of 1") << 1.0 << 1.0;
        QTest::newRow("no depth at all") << nan << 1.0;
        QTest::newRow("no core") << 0.5 << 0.0;
        QTest::newRow("endless core") << 0.5 << std::numeric_limits<double>::infinity();
    }
    void refusesDipsThatAreNone()
    {
        QFETCH(double, depth);
        QFETCH(double, core);
        const FieldDip dip{.depth = depth, .core = core};
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, VacuumProfile({dip}));
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument, VacuumProfile(FieldDips{{.depth = 0.5}, {.depth = 0.5}}));
    }
};

QTEST_APPLESS_MAIN(TestVacuumProfile)
#include "tst_VacuumProfile.moc"
