#include "core/random/RandomNumbers.h"
#include "core/statistics/CanonicalLaw.h"
#include "core/statistics/MicrocanonicalLaw.h"
#include "core/statistics/OccupationClasses.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

class TestMicrocanonicalLaw : public QObject
{
    Q_OBJECT

private slots:
    void fourWithSevenQuanta_data();
    void fourWithSevenQuanta();
    void enumerationAgrees_data();
    void enumerationAgrees();
    void temperatureMixesEnergies();
    void drawsKeepTheQuanta();
    void staysFinite();
    void badArgumentsAreRefused();
};

void TestMicrocanonicalLaw::fourWithSevenQuanta_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<QList<double>>("means");
    QTest::addColumn<double>("states");
    QTest::newRow("MB, 104 assignments over 4!")
        << 0
        << QList<double>{1.03846154, 0.96153846, 0.80769231, 0.57692308, 0.38461538, 0.23076923}
        << 104.0 / 24.0;
    QTest::newRow("BE, 9 states") << 1
                                  << QList<double>{0.88888889, 1.11111111, 0.88888889, 0.55555556,
                                         0.33333333, 0.22222222}
                                  << 9.0;
    QTest::newRow("FD, {0,1,2,4} alone") << -1 << QList<double>{1, 1, 1, 0, 1, 0} << 1.0;
}

void TestMicrocanonicalLaw::fourWithSevenQuanta()
{
    QFETCH(int, sign);
    QFETCH(QList<double>, means);
    QFETCH(double, states);
    const MicrocanonicalLaw law(6, 4, 7, {.sign = sign, .cells = 1.0});
    for (int j = 0; j < 6; ++j)
        DQM_CLOSE(law.occupations().means[size_t(j)], means[j], 1e-8);
    DQM_CLOSE(law.occupations().logStates, std::log(states), 1e-12);
}

void TestMicrocanonicalLaw::enumerationAgrees_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("levels");
    QTest::addColumn<int>("quanta");
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::newRow("BE, cells 1.5") << 5 << 5 << 8 << 1 << 1.5;
    QTest::newRow("MB") << 5 << 5 << 11 << 0 << 2.0;
    QTest::newRow("FD, 2 cells") << 5 << 5 << 9 << -1 << 2.0;
    QTest::newRow("one") << 1 << 2 << 1 << 1 << 1.0;
}

void TestMicrocanonicalLaw::enumerationAgrees()
{
    QFETCH(int, particles);
    QFETCH(int, levels);
    QFETCH(int, quanta);
    QFETCH(int, sign);
    QFETCH(double, cells);
    const LevelStatistics statistics{.sign = sign, .cells = cells};
    double states = 0.0;
    std::vector<double> sums(size_t(levels), 0.0);
    Eigen::ArrayXXd joint = Eigen::ArrayXXd::Zero(particles + 1, particles + 1);
    OccupationIndex(particles, levels).forEach([&](const Occupations& n) {
        double logWeight = 0.0;
        int energy = 0;
        for (size_t j = 0; j < n.size(); ++j) {
            logWeight += statistics.logFactor(n[j]);
            energy += n[j] * int(j);
        }
        if (energy != quanta)
            return;
        const double weight = std::exp(logWeight);
        states += weight;
        joint(n[0], n[1]) += weight;
        for (size_t j = 0; j < n.size(); ++j)
            sums[j] += n[j] * weight;
    });
    const MicrocanonicalLaw law(levels, particles, quanta, statistics);
    DQM_CLOSE(law.occupations().logStates, std::log(states), 1e-12);
    for (size_t j = 0; j < sums.size(); ++j)
        DQM_CLOSE(law.occupations().means[j], sums[j] / states, 1e-12);
    DQM_CLOSE((law.occupations().joint - joint / states).abs().maxCoeff(), 0.0, 1e-12);
}

/// Z = sum over Q of the states with Q quanta, times e^{-Q/kT}.
void TestMicrocanonicalLaw::temperatureMixesEnergies()
{
    for (const LevelStatistics& statistics : {maxwellBoltzmann(), boseEinstein(), fermiDirac()}) {
        double Z = 0.0;
        double first = 0.0;
        for (int quanta = 0; quanta <= 20; ++quanta) {
            try {
                const MicrocanonicalLaw law(6, 4, quanta, statistics);
                const double weight = std::exp(law.occupations().logStates - quanta / 2.0);
                Z += weight;
                first += weight * law.occupations().means[0];
            } catch (const std::invalid_argument&) {
                QVERIFY(statistics.sign < 0); // there is none below 0 + 1 + 2 + 3
            }
        }
        const CanonicalLaw law({0, 1, 2, 3, 4, 5}, 4, 2.0, statistics);
        DQM_CLOSE(law.occupations().logStates, std::log(Z), 1e-12);
        DQM_CLOSE(law.occupations().means[0], first / Z, 1e-12);
    }
}

void TestMicrocanonicalLaw::drawsKeepTheQuanta()
{
    RandomNumbers random(6);
    for (const LevelStatistics& statistics : {maxwellBoltzmann(), boseEinstein(), fermiDirac(2)}) {
        const MicrocanonicalLaw law(6, 4, 7, statistics);
        std::vector<double> sums(6, 0.0);
        for (int k = 0; k < 20000; ++k) {
            const Occupations n = law.draw(random);
            int quanta = 0;
            int particles = 0;
            for (size_t j = 0; j < n.size(); ++j) {
                quanta += n[j] * int(j);
                particles += n[j];
                sums[j] += n[j] / 20000.0;
            }
            QCOMPARE(quanta, 7);
            QCOMPARE(particles, 4);
        }
        for (size_t j = 0; j < 6; ++j)
            DQM_CLOSE(sums[j], law.occupations().means[j], 0.03);
    }
}

void TestMicrocanonicalLaw::staysFinite()
{
    for (const LevelStatistics& statistics :
        {maxwellBoltzmann(20), boseEinstein(400.0), boseEinstein(0.5), fermiDirac(20)}) {
        const MicrocanonicalLaw law(40, 40, 780, statistics);
        double sum = 0.0;
        for (const double mean : law.occupations().means)
            sum += mean;
        DQM_CLOSE(sum, 40.0, 1e-9);
        DQM_CLOSE(law.occupations().joint.sum(), 1.0, 1e-9);
        QVERIFY(std::isfinite(law.occupations().logStates));
    }
}

void TestMicrocanonicalLaw::badArgumentsAreRefused()
{
    QVERIFY_EXCEPTION_THROWN(MicrocanonicalLaw(4, 3, -1, boseEinstein()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(MicrocanonicalLaw(4, 3, 10, boseEinstein()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(MicrocanonicalLaw(4, 3, 2, fermiDirac()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(MicrocanonicalLaw(4, 0, 2, boseEinstein()), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestMicrocanonicalLaw)
#include "tst_MicrocanonicalLaw.moc"
