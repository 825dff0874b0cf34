#include "core/statistics/CanonicalLaw.h"
#include "core/statistics/GrandCanonical.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

class TestGrandCanonical : public QObject
{
    Q_OBJECT

private slots:
    void tenLevelsHoldFive();
    void muHoldsTheParticles_data();
    void muHoldsTheParticles();
    void fullCellsHaveNoMu();
    void formulasAreNearForManyCells();
    void mostProbableNumbersFollowTheFormulas();
};

void TestGrandCanonical::tenLevelsHoldFive()
{
    const std::vector<double> E{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const double be = chemicalPotential(E, 5.0, 3.0, boseEinstein()).value();
    const double fd = chemicalPotential(E, 5.0, 3.0, fermiDirac()).value();
    DQM_CLOSE(be, -1.04301152, 1e-8);
    DQM_CLOSE(fd, 4.5, 1e-12);
    DQM_CLOSE(boseEinstein().meanOccupation((0.0 - be) / 3.0), 2.40520088, 1e-8);
    DQM_CLOSE(boseEinstein().meanOccupation((9.0 - be) / 3.0), 0.03644791, 1e-8);
    DQM_CLOSE(fermiDirac().meanOccupation((0.0 - fd) / 3.0), 0.81757448, 1e-8);
    DQM_CLOSE(fermiDirac().meanOccupation((9.0 - fd) / 3.0), 0.18242552, 1e-8);
}

void TestGrandCanonical::muHoldsTheParticles_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::addColumn<double>("kT");
    QTest::addColumn<double>("lowest");
    for (const double kT : {0.01, 0.5, 3.0, 1e4}) {
        QTest::addRow("MB kT %g", kT) << 0 << 1.0 << kT << 0.0;
        QTest::addRow("BE kT %g", kT) << 1 << 1.0 << kT << 0.0;
        QTest::addRow("BE 400 cells kT %g", kT) << 1 << 400.0 << kT << -3.0;
        QTest::addRow("FD kT %g", kT) << -1 << 1.0 << kT << 5.0;
    }
}

void TestGrandCanonical::muHoldsTheParticles()
{
    QFETCH(int, sign);
    QFETCH(double, cells);
    QFETCH(double, kT);
    QFETCH(double, lowest);
    const LevelStatistics statistics{.sign = sign, .cells = cells};
    std::vector<double> E;
    for (int j = 0; j < 40; ++j)
        E.push_back(lowest + j);
    for (const double N : {1.0, 20.0, 39.0}) {
        const double mu = chemicalPotential(E, N, kT, statistics).value();
        QVERIFY(std::isfinite(mu));
        QVERIFY(sign <= 0 || mu < lowest);
        double sum = 0.0;
        for (const double each : E)
            sum += statistics.meanOccupation((each - mu) / kT);
        DQM_CLOSE(sum, N, 1e-6 * N);
    }
}

void TestGrandCanonical::fullCellsHaveNoMu()
{
    QVERIFY(!chemicalPotential({0.0, 1.0}, 4.0, 1.0, fermiDirac(2)));
    QVERIFY(chemicalPotential({0.0, 1.0}, 3.0, 1.0, fermiDirac(2)));
    QVERIFY_EXCEPTION_THROWN(
        chemicalPotential({}, 1.0, 1.0, boseEinstein()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        chemicalPotential({0.0}, 1.0, 0.0, boseEinstein()), std::invalid_argument);
}

/// Erratum X9b: 13 to 17 % apart at the ends for five particles, below 1 % for twenty times as
/// many cells and particles.
void TestGrandCanonical::formulasAreNearForManyCells()
{
    const std::vector<double> E{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const auto apart = [&](int N, double cells) {
        const CanonicalLaw law(E, N, 3.0, boseEinstein(cells));
        const double mu = chemicalPotential(E, N, 3.0, boseEinstein(cells)).value();
        return boseEinstein(cells).meanOccupation(-mu / 3.0) / law.occupations().means[0] - 1.0;
    };
    QVERIFY(apart(5, 1.0) > 0.13);
    QVERIFY(std::abs(apart(100, 20.0)) < 0.01);
}

/// Erratum X9: what is greatest at equilibrium is prod f(N_j), with N and E fixed. Moving two
/// particles so that both stay lowers its logarithm.
void TestGrandCanonical::mostProbableNumbersFollowTheFormulas()
{
    const std::vector<double> E{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (const LevelStatistics& statistics :
        {maxwellBoltzmann(20000), boseEinstein(20000.0), fermiDirac(20000)}) {
        const double mu = chemicalPotential(E, 100000.0, 3.0, statistics).value();
        const auto logFactorAt = [&](size_t level, int change) {
            const double n = statistics.meanOccupation((E[level] - mu) / 3.0);
            // ln f(n + change) - ln f(n), for n that is not whole
            const double here = change > 0 ? n : n - 1.0;
            return change * std::log((statistics.cells + statistics.sign * here) / (here + 1.0));
        };
        for (size_t level = 1; level + 1 < E.size(); ++level) {
            const double out = 2.0 * logFactorAt(level, -1) + logFactorAt(level - 1, 1)
                + logFactorAt(level + 1, 1);
            const double in = 2.0 * logFactorAt(level, 1) + logFactorAt(level - 1, -1)
                + logFactorAt(level + 1, -1);
            QVERIFY(out < 1e-9 && in < 1e-9);
            QVERIFY(std::abs(out) < 0.01 && std::abs(in) < 0.01);
        }
    }
}

QTEST_APPLESS_MAIN(TestGrandCanonical)
#include "tst_GrandCanonical.moc"
