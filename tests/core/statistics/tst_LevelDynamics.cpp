#include "core/random/RandomNumbers.h"
#include "core/statistics/BlockedMean.h"
#include "core/statistics/CanonicalLaw.h"
#include "core/statistics/LevelDynamics.h"
#include "core/statistics/MicrocanonicalLaw.h"
#include "support/Close.h"

#include <QTest>

#include <set>

using namespace dqm;

class TestLevelDynamics : public QObject
{
    Q_OBJECT

private slots:
    void thermalJumpsGiveTheCanonicalLaw_data();
    void thermalJumpsGiveTheCanonicalLaw();
    void exchangeGivesTheMicrocanonicalLaw_data();
    void exchangeGivesTheMicrocanonicalLaw();
    void exchangeVisitsEveryStateOfItsEnergy();
    void exchangeKeepsEnergyAndExclusion();
    void ballsAreAssignedEvenly();
    void badPlacesAreRefused();
};

void TestLevelDynamics::thermalJumpsGiveTheCanonicalLaw_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::newRow("indifferent") << 0 << 1.0;
    QTest::newRow("stimulated") << 1 << 1.0;
    QTest::newRow("stimulated, cells 2.5") << 1 << 2.5;
    QTest::newRow("blocked") << -1 << 1.0;
    QTest::newRow("blocked, 3 cells") << -1 << 3.0;
}

void TestLevelDynamics::thermalJumpsGiveTheCanonicalLaw()
{
    QFETCH(int, sign);
    QFETCH(double, cells);
    const LevelStatistics statistics{.sign = sign, .cells = cells};
    std::vector<double> energies;
    std::vector<double> reduced;
    for (int j = 0; j < 10; ++j) {
        energies.push_back(j);
        reduced.push_back(j / 3.0);
    }
    const CanonicalLaw law(energies, 5, 3.0, statistics);
    RandomNumbers random(9);
    LevelDynamics dynamics(statistics, assignBalls(law.draw(random), random), 10);
    std::vector<BlockedMean> means(10);
    BlockedMean square;
    const double first = law.occupations().means[0];
    for (int sweep = 0; sweep < 100000; ++sweep) {
        dynamics.thermalSweep(reduced, random);
        for (size_t j = 0; j < 10; ++j)
            means[j].add(dynamics.occupations()[j]);
        square.add(std::pow(dynamics.occupations()[0] - first, 2));
    }
    double chi = 0.0;
    for (size_t j = 0; j < 10; ++j) {
        const double error = means[j].standardError();
        DQM_CLOSE(means[j].mean(), law.occupations().means[j], 4.5 * error);
        QVERIFY(error < 0.03);
        chi += std::pow((means[j].mean() - law.occupations().means[j]) / error, 2) / 10.0;
    }
    qInfo("mean square of differences over errors %.2f", chi);
    QVERIFY(chi < 3.0);
    DQM_CLOSE(square.mean(), law.occupations().firstVariance(), 4.5 * square.standardError());
    QVERIFY(dynamics.accepted() > 0.1 * dynamics.tried());
}

void TestLevelDynamics::exchangeGivesTheMicrocanonicalLaw_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::addColumn<int>("quanta");
    QTest::newRow("MB") << 0 << 1.0 << 7;
    QTest::newRow("BE") << 1 << 1.0 << 7;
    QTest::newRow("BE, cells 2.5") << 1 << 2.5 << 9;
    QTest::newRow("FD") << -1 << 1.0 << 9;
    QTest::newRow("FD, 2 cells") << -1 << 2.0 << 8;
}

void TestLevelDynamics::exchangeGivesTheMicrocanonicalLaw()
{
    QFETCH(int, sign);
    QFETCH(double, cells);
    QFETCH(int, quanta);
    const LevelStatistics statistics{.sign = sign, .cells = cells};
    const MicrocanonicalLaw law(6, 4, quanta, statistics);
    RandomNumbers random(14);
    LevelDynamics dynamics(statistics, assignBalls(law.draw(random), random), 6);
    std::vector<BlockedMean> means(6);
    for (int sweep = 0; sweep < 100000; ++sweep) {
        dynamics.exchangeSweep(random);
        for (size_t j = 0; j < 6; ++j)
            means[j].add(dynamics.occupations()[j]);
    }
    for (size_t j = 0; j < 6; ++j) {
        DQM_CLOSE(
            means[j].mean(), law.occupations().means[j], 4.5 * means[j].standardError() + 1e-9);
    }
}

/// One quantum at a time is enough, with exclusion too: from one corner to all states.
void TestLevelDynamics::exchangeVisitsEveryStateOfItsEnergy()
{
    RandomNumbers random(3);
    for (const int quanta : {3, 8, 10, 12, 17}) {
        const MicrocanonicalLaw law(8, 3, quanta, fermiDirac());
        LevelDynamics dynamics(fermiDirac(), assignBalls(law.draw(random), random), 8);
        std::set<Occupations> seen;
        for (int sweep = 0; sweep < 5000; ++sweep) {
            dynamics.exchangeSweep(random);
            seen.insert(dynamics.occupations());
        }
        DQM_CLOSE(std::log(double(seen.size())), law.occupations().logStates, 1e-9);
    }
}

void TestLevelDynamics::exchangeKeepsEnergyAndExclusion()
{
    RandomNumbers random(3);
    LevelDynamics dynamics(fermiDirac(2), {0, 0, 1, 1, 2, 5}, 6);
    for (int sweep = 0; sweep < 2000; ++sweep) {
        dynamics.exchangeSweep(random);
        int energy = 0;
        for (size_t j = 0; j < 6; ++j) {
            QVERIFY(dynamics.occupations()[j] >= 0 && dynamics.occupations()[j] <= 2);
            energy += int(j) * dynamics.occupations()[j];
        }
        QCOMPARE(energy, 9);
    }
    LevelDynamics alone(boseEinstein(), {2}, 6);
    alone.exchangeSweep(random);
    QCOMPARE(alone.levels()[0], 2);
}

void TestLevelDynamics::ballsAreAssignedEvenly()
{
    RandomNumbers random(8);
    double firstIsUp = 0.0;
    for (int k = 0; k < 20000; ++k)
        firstIsUp += assignBalls({2, 1}, random)[0] == 1 ? 1.0 : 0.0;
    DQM_CLOSE(firstIsUp / 20000.0, 1.0 / 3.0, 0.014);
}

void TestLevelDynamics::badPlacesAreRefused()
{
    QVERIFY_EXCEPTION_THROWN(LevelDynamics(boseEinstein(), {0, 6}, 6), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(LevelDynamics(boseEinstein(), {-1}, 6), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(LevelDynamics(boseEinstein(), {}, 6), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestLevelDynamics)
#include "tst_LevelDynamics.moc"
