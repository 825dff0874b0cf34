#include "core/ensembles/LightSpeedWalk.h"
#include "core/ensembles/WalkLaw.h"
#include "support/Close.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

/// Nearly a thousand numbers are compared: some are beyond three standard errors.
#define DQM_WITHIN(estimate, expected)                                                             \
    DQM_CLOSE((estimate).value, expected, 4.0 * (estimate).error + 1e-9 * std::abs(expected))

class TestLightSpeedWalk : public QObject
{
    Q_OBJECT

private slots:
    void followsTheLaw_data();
    void followsTheLaw();
    void fillsTheDiskByTheExactDistribution();
    void directionsAreAberrated();
    void wayToATimeDoesNotMatter_data();
    void wayToATimeDoesNotMatter();
    void sameWhateverTheThreads();
    void seedsDiffer();
    void cornersAreOnTheWay();
    void neverLeavesTheLightCone();
    void refusesToGoBack();
};

void TestLightSpeedWalk::followsTheLaw_data()
{
    QTest::addColumn<WalkOptions>("options");
    for (const int d : {1, 2, 3}) {
        for (const double beta : {0.0, 0.6, 0.9}) {
            for (const auto frame : {Redirection::CoMoving, Redirection::Fixed}) {
                QTest::addRow("d=%d beta=%g %s", d, beta,
                    frame == Redirection::Fixed ? "fixed frame" : "own frame")
                    << WalkOptions{.dimensions = d,
                           .beta = beta,
                           .redirection = frame,
                           .walkers = 6000,
                           .seed = 2};
            }
        }
    }
    QTest::newRow("other constants") << WalkOptions{
        .restEnergy = 3.0, .c = 2.0, .hbar = 0.5, .beta = 0.3, .walkers = 6000, .seed = 5};
}

void TestLightSpeedWalk::followsTheLaw()
{
    QFETCH(WalkOptions, options);
    const WalkLaw law(options);
    LightSpeedWalk walk(options);
    for (const double time : {0.2, 1.0, 5.0, 25.0}) {
        walk.advanceTo(time, 2);
        const WalkReadings r = walk.readings(2);
        DQM_CLOSE(r.speedSquared.value, options.c * options.c, 1e-12 * options.c * options.c);
        DQM_WITHIN(r.meanVelocity, law.meanVelocity(time));
        DQM_WITHIN(r.along, law.along(time));
        DQM_WITHIN(r.across, law.across(time));
        DQM_WITHIN(r.total, law.total(time));
        DQM_WITHIN(r.diffusion, law.diffusion(time));
        DQM_WITHIN(r.front, law.front(time));
        DQM_WITHIN(r.turnRate, law.turnRate());
        DQM_WITHIN(r.flightEnergy, law.energyOfFlights());
        DQM_WITHIN(r.flightMomentum, law.momentumOfFlights());
        DQM_WITHIN(r.energy, law.energyAtOnce());
        DQM_WITHIN(r.momentum, law.momentumAtOnce(time));
    }
}

void TestLightSpeedWalk::fillsTheDiskByTheExactDistribution()
{
    const WalkOptions options{.walkers = 100000, .seed = 3};
    const WalkLaw law(options);
    LightSpeedWalk walk(options);
    const double time = 3.0;
    walk.advanceTo(time, 2);
    constexpr int bins = 50;
    std::array<double, bins> counts{};
    for (int k = 0; k < walk.count(); ++k) {
        const double share = walk.place(k).norm() / (options.c * time);
        counts[static_cast<size_t>(std::min(bins - 1, static_cast<int>(share * bins)))] += 1.0;
    }
    double chiSquared = 0.0;
    for (int k = 0; k < bins; ++k) {
        const double expected = options.walkers
            * (law.radialShare(time * (k + 1) / bins, time)
                - law.radialShare(time * k / bins, time));
        chiSquared += std::pow(counts[static_cast<size_t>(k)] - expected, 2) / expected;
    }
    qInfo("chi^2/dof %.3f", chiSquared / (bins - 1));
    QVERIFY(chiSquared / (bins - 1) < 1.6);
}

void TestLightSpeedWalk::directionsAreAberrated()
{
    for (const int d : {1, 2, 3}) {
        const WalkOptions options{.dimensions = d, .beta = 0.6, .walkers = 40000, .seed = 4};
        const WalkLaw law(options);
        LightSpeedWalk walk(options);
        walk.advanceTo(2.0, 2);
        double forward = 0.0;
        for (int k = 0; k < walk.count(); ++k)
            forward += walk.velocity(k).x() > 0.0 ? 1.0 : 0.0;
        const Estimate share = shareOf(forward, walk.count());
        DQM_WITHIN(share, law.directionShare(0.0, std::acos(0.0), 2.0));
    }
}

void TestLightSpeedWalk::wayToATimeDoesNotMatter_data()
{
    QTest::addColumn<WalkOptions>("options");
    QTest::newRow("at rest") << WalkOptions{.walkers = 500};
    QTest::newRow("moving") << WalkOptions{.dimensions = 3, .beta = 0.8, .walkers = 500};
    QTest::newRow("fixed frame") << WalkOptions{
        .dimensions = 1, .beta = 0.8, .redirection = Redirection::Fixed, .walkers = 500};
}

void TestLightSpeedWalk::wayToATimeDoesNotMatter()
{
    QFETCH(WalkOptions, options);
    LightSpeedWalk once(options);
    LightSpeedWalk often(options);
    once.advanceTo(7.0, 1);
    for (int k = 1; k <= 700; ++k)
        often.advanceTo(k * 0.01, 1);
    for (int k = 0; k < once.count(); ++k) {
        QVERIFY(once.place(k) == often.place(k));
        QVERIFY(once.velocity(k) == often.velocity(k));
    }
}

void TestLightSpeedWalk::sameWhateverTheThreads()
{
    const WalkOptions options{.beta = 0.5, .walkers = 9000};
    LightSpeedWalk one(options);
    LightSpeedWalk four(options);
    one.advanceTo(4.0, 1);
    four.advanceTo(4.0, 4);
    for (int k = 0; k < one.count(); ++k)
        QVERIFY(one.place(k) == four.place(k));
    QCOMPARE(one.readings(1).total.value, four.readings(4).total.value);
    QCOMPARE(one.readings(1).flightEnergy.error, four.readings(4).flightEnergy.error);
}

void TestLightSpeedWalk::seedsDiffer()
{
    LightSpeedWalk one({.walkers = 10, .seed = 1});
    LightSpeedWalk two({.walkers = 10, .seed = 2});
    one.advanceTo(1.0, 1);
    two.advanceTo(1.0, 1);
    QVERIFY(one.place(0) != two.place(0));
}

void TestLightSpeedWalk::cornersAreOnTheWay()
{
    LightSpeedWalk walk({.restEnergy = 2.0, .beta = 0.4, .walkers = 400});
    walk.advanceTo(10.0, 2);
    for (int k = 0; k < LightSpeedWalk::tracedWalkers; ++k) {
        const auto& corners = walk.corners(k);
        QVERIFY(!corners.empty());
        for (size_t n = 1; n < corners.size(); ++n) {
            const double way = (corners[n].place - corners[n - 1].place).norm();
            DQM_CLOSE(way, corners[n].time - corners[n - 1].time, 1e-12);
        }
        DQM_CLOSE((walk.place(k) - corners.back().place).norm(), 10.0 - corners.back().time, 1e-12);
        QCOMPARE(walk.hasTurned(k), corners.size() > 1);
    }
}

void TestLightSpeedWalk::neverLeavesTheLightCone()
{
    LightSpeedWalk walk({.c = 3.0, .dimensions = 3, .beta = 0.9, .walkers = 2000});
    for (const double time : {0.1, 1.0, 10.0}) {
        walk.advanceTo(time, 2);
        for (int k = 0; k < walk.count(); ++k)
            QVERIFY(walk.place(k).norm() <= 3.0 * time * (1.0 + 1e-12));
    }
}

void TestLightSpeedWalk::refusesToGoBack()
{
    LightSpeedWalk walk({.walkers = 1});
    walk.advanceTo(1.0, 1);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, walk.advanceTo(0.5, 1));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, walk.advanceTo(std::nan(""), 1));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, LightSpeedWalk({.beta = 1.0}));
}

QTEST_APPLESS_MAIN(TestLightSpeedWalk)
#include "tst_LightSpeedWalk.moc"
