#include "core/statistics/BallThrower.h"
#include "core/statistics/ThrowTally.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

namespace {

ThrowTally throwTimes(const ThrowOptions& options, int times, std::uint64_t seed)
{
    BallThrower thrower(options);
    ThrowTally tally(options.particles, options.states);
    RandomNumbers random(seed);
    for (int k = 0; k < times; ++k) {
        thrower.throwBalls(random);
        tally.add(thrower.occupations());
    }
    return tally;
}

} // namespace

class TestBallThrower : public QObject
{
    Q_OBJECT

private slots:
    void throwsFollowTheirLaw_data();
    void throwsFollowTheirLaw();
    void sharingIsSeen();
    void groupsHaveTheirVariances();
    void urnIsTersoffAndBayer();
    void exclusionHoldsForAnyWeights_data();
    void exclusionHoldsForAnyWeights();
    void occupationsAreThoseOfTheBalls_data();
    void occupationsAreThoseOfTheBalls();
    void chiSquaredCountsTheUnexpected();
    void badArgumentsAreRefused_data();
    void badArgumentsAreRefused();
};

void TestBallThrower::throwsFollowTheirLaw_data()
{
    QTest::addColumn<ThrowOptions>("options");
    using enum BallWeights;
    QTest::newRow("equal") << ThrowOptions{.weights = Equal};
    QTest::newRow("fresh") << ThrowOptions{.weights = Fresh};
    QTest::newRow("fresh, alpha 0.5") << ThrowOptions{.weights = Fresh, .alpha = 0.5};
    QTest::newRow("shared") << ThrowOptions{.weights = Shared};
    QTest::newRow("shared, alpha 0.5") << ThrowOptions{.weights = Shared, .alpha = 0.5};
    QTest::newRow("shared, alpha 20") << ThrowOptions{.weights = Shared, .alpha = 20.0};
    QTest::newRow("shared, 3 cells") << ThrowOptions{.cells = 3, .weights = Shared};
    QTest::newRow("groups of 2") << ThrowOptions{.weights = Groups, .group = 2};
    QTest::newRow("5 in groups of 2, alpha 2")
        << ThrowOptions{.particles = 5, .weights = Groups, .group = 2, .alpha = 2.0};
    QTest::newRow("urn") << ThrowOptions{.weights = Urn};
    QTest::newRow("urn, 2 cells, alpha 0.7")
        << ThrowOptions{.cells = 2, .weights = Urn, .alpha = 0.7};
    QTest::newRow("many balls") << ThrowOptions{.particles = 40, .states = 10, .weights = Shared};
    QTest::newRow("many states") << ThrowOptions{.particles = 6, .states = 40, .weights = Shared};
}

void TestBallThrower::throwsFollowTheirLaw()
{
    QFETCH(ThrowOptions, options);
    const OccupationLaw law = lawOf(options);
    const ThrowTally tally = throwTimes(options, 40000, 11);
    const ChiSquared chi = tally.against(countedProbabilities(law));
    qInfo("chi^2 %.1f for %d", chi.value, chi.dof);
    QVERIFY(chi.dof >= 3);
    QVERIFY(chi.value < chi.dof + 3.5 * std::sqrt(2.0 * chi.dof));
    const double T = tally.throws();
    DQM_CLOSE(tally.allInOne(), law.allInOne(),
        4.0 * std::sqrt(law.allInOne() * (1.0 - law.allInOne()) / T) + 1e-12);
    DQM_CLOSE(tally.variance(), law.variance(), 0.05 * law.variance());
    DQM_CLOSE(tally.covariance(), law.covariance(), 0.05 * law.variance());
}

/// The same balls and boxes: {3,0,0,0} goes from 6 % to 20 %, and no law but the own fits.
void TestBallThrower::sharingIsSeen()
{
    const auto mb = countedProbabilities({3, 4, maxwellBoltzmann()});
    const auto be = countedProbabilities({3, 4, boseEinstein()});
    const ThrowTally fresh = throwTimes({.weights = BallWeights::Fresh}, 50000, 5);
    const ThrowTally shared = throwTimes({.weights = BallWeights::Shared}, 50000, 5);
    DQM_CLOSE(fresh.classCounts()[0] / fresh.throws(), 0.0625, 0.005);
    DQM_CLOSE(shared.classCounts()[0] / shared.throws(), 0.2, 0.008);
    DQM_CLOSE(shared.entropy(), std::log(20.0), 0.001);
    DQM_CLOSE(fresh.entropy(), 2.86900387, 0.01);
    QVERIFY(fresh.against(mb).perDof() < 2.0 && fresh.against(be).perDof() > 100.0);
    QVERIFY(shared.against(be).perDof() < 2.0 && shared.against(mb).perDof() > 100.0);
}

void TestBallThrower::groupsHaveTheirVariances()
{
    const std::array expected{0.5625, 0.6375, 0.7875};
    for (int group = 1; group <= 3; ++group) {
        const ThrowTally tally
            = throwTimes({.weights = BallWeights::Groups, .group = group}, 200000, 21);
        DQM_CLOSE(tally.variance(), expected[size_t(group - 1)], 0.008);
    }
}

/// The law of the urn is the law of the shared weights, state by state.
void TestBallThrower::urnIsTersoffAndBayer()
{
    const ThrowOptions urn{.particles = 4, .states = 5, .weights = BallWeights::Urn, .alpha = 0.8};
    ThrowOptions shared = urn;
    shared.weights = BallWeights::Shared;
    QCOMPARE(stateProbabilities(lawOf(urn)), stateProbabilities(lawOf(shared)));
    const ThrowTally a = throwTimes(urn, 100000, 1);
    const ThrowTally b = throwTimes(shared, 100000, 2);
    double chi = 0.0;
    for (size_t k = 0; k < a.stateCounts().size(); ++k) {
        const double difference = a.stateCounts()[k] - b.stateCounts()[k];
        chi += difference * difference / (a.stateCounts()[k] + b.stateCounts()[k]);
    }
    const double dof = double(a.stateCounts().size()) - 1.0;
    QVERIFY(chi < dof + 3.5 * std::sqrt(2.0 * dof));
}

void TestBallThrower::exclusionHoldsForAnyWeights_data()
{
    QTest::addColumn<BallWeights>("weights");
    QTest::addColumn<int>("cells");
    using enum BallWeights;
    for (const int cells : {1, 3}) {
        QTest::addRow("equal, %d cells", cells) << Equal << cells;
        QTest::addRow("fresh, %d cells", cells) << Fresh << cells;
        QTest::addRow("shared, %d cells", cells) << Shared << cells;
        QTest::addRow("groups, %d cells", cells) << Groups << cells;
        QTest::addRow("urn, %d cells", cells) << Urn << cells;
    }
}

void TestBallThrower::exclusionHoldsForAnyWeights()
{
    QFETCH(BallWeights, weights);
    QFETCH(int, cells);
    const ThrowOptions options{
        .cells = cells, .weights = weights, .group = 2, .alpha = 0.5, .exclusion = true};
    const ThrowTally tally = throwTimes(options, 20000, 17);
    const ChiSquared chi
        = tally.against(countedProbabilities(OccupationLaw(3, 4, fermiDirac(cells))));
    QVERIFY(chi.dof >= 3);
    QVERIFY(chi.value < chi.dof + 3.5 * std::sqrt(2.0 * chi.dof));
    if (cells == 1)
        QCOMPARE(tally.classCounts()[2], tally.throws());
}

void TestBallThrower::occupationsAreThoseOfTheBalls_data()
{
    QTest::addColumn<ThrowOptions>("options");
    using enum BallWeights;
    for (const BallWeights weights : {Equal, Fresh, Shared, Groups, Urn}) {
        for (const bool exclusion : {false, true}) {
            for (const int states : {2, 40}) {
                const int particles = exclusion && states == 2 ? 2 : 40;
                QTest::addRow("weights %d exclusion %d M %d", int(weights), exclusion, states)
                    << ThrowOptions{.particles = particles,
                           .states = states,
                           .weights = weights,
                           .group = 3,
                           .alpha = 0.5,
                           .exclusion = exclusion};
            }
        }
    }
}

void TestBallThrower::occupationsAreThoseOfTheBalls()
{
    QFETCH(ThrowOptions, options);
    BallThrower thrower(options);
    RandomNumbers random(4);
    for (int k = 0; k < 100; ++k) {
        thrower.throwBalls(random);
        Occupations n(size_t(options.states), 0);
        for (const int state : thrower.states())
            ++n.at(size_t(state));
        QCOMPARE(thrower.occupations(), n);
        QVERIFY(!options.exclusion || std::ranges::max(n) <= options.cells);
        double sum = 0.0;
        for (const double w : thrower.weights()) {
            QVERIFY(std::isfinite(w) && w >= 0.0);
            sum += w;
        }
        QVERIFY(thrower.weights().empty() || std::abs(sum - 1.0) < 1e-12);
    }
}

void TestBallThrower::chiSquaredCountsTheUnexpected()
{
    const std::vector<double> counts{50.0, 40.0, 10.0};
    const ChiSquared chi = chiSquared(counts, std::vector<double>{0.5, 0.5, 0.0});
    DQM_CLOSE(chi.value, 2.0 + 100.0, 1e-12);
    QCOMPARE(chi.dof, 1);
    QCOMPARE(chiSquared({}, {}).perDof(), 0.0);
}

void TestBallThrower::badArgumentsAreRefused_data()
{
    QTest::addColumn<ThrowOptions>("options");
    QTest::newRow("no ball") << ThrowOptions{.particles = 0};
    QTest::newRow("a negative number of balls") << ThrowOptions{.particles = -1};
    QTest::newRow("one state") << ThrowOptions{.states = 1};
    QTest::newRow("no cell") << ThrowOptions{.cells = 0};
    QTest::newRow("no group") << ThrowOptions{.weights = BallWeights::Groups, .group = 0};
    QTest::newRow("alpha 0") << ThrowOptions{.alpha = 0.0};
    QTest::newRow("alpha NaN") << ThrowOptions{.alpha = NAN};
    QTest::newRow("no room") << ThrowOptions{.particles = 5, .exclusion = true};
}

void TestBallThrower::badArgumentsAreRefused()
{
    QFETCH(ThrowOptions, options);
    QVERIFY_EXCEPTION_THROWN(BallThrower{options}, std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestBallThrower)
#include "tst_BallThrower.moc"
