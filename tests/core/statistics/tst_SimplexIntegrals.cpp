#include "core/random/RandomNumbers.h"
#include "core/statistics/OccupationClasses.h"
#include "core/statistics/OccupationLaw.h"
#include "core/statistics/SimplexIntegrals.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

class TestSimplexIntegrals : public QObject
{
    Q_OBJECT

private slots:
    void partsGiveTheClosedForm();
    void quadratureGivesTheClosedForm();
    void asPrintedTheSumIsNotOne_data();
    void asPrintedTheSumIsNotOne();
    void theFactorLeadsToBoseEinstein_data();
    void theFactorLeadsToBoseEinstein();
    void noMixtureIsNarrowerThanEqualWeights();
};

void TestSimplexIntegrals::partsGiveTheClosedForm()
{
    for (const double a : {0.25, 1.0, 3.0})
        for (int m = 0; m <= 20; ++m)
            for (int n = 0; n <= 20; ++n)
                DQM_CLOSE(simplexStepByParts(a, m, n) / simplexStep(a, m, n), 1.0, 1e-12);
}

/// Simpson's rule is exact up to cubes.
void TestSimplexIntegrals::quadratureGivesTheClosedForm()
{
    for (const auto& [m, n] :
        {std::pair(0, 0), std::pair(1, 1), std::pair(2, 1), std::pair(0, 3)}) {
        const double a = 0.7;
        const auto f = [&](double w) { return std::pow(w, m) * std::pow(a - w, n); };
        DQM_CLOSE(simplexStep(a, m, n), a / 6.0 * (f(0.0) + 4.0 * f(0.5 * a) + f(a)), 1e-12);
    }
}

void TestSimplexIntegrals::asPrintedTheSumIsNotOne_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("states");
    QTest::newRow("N = 3, M = 4") << 3 << 4;
    QTest::newRow("N = 5, M = 2") << 5 << 2;
    QTest::newRow("N = 1, M = 7") << 1 << 7;
    QTest::newRow("N = 5, M = 8") << 5 << 8;
}

/// 1/(M - 1)!, erratum X10.
void TestSimplexIntegrals::asPrintedTheSumIsNotOne()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    double sum = 0.0;
    double whole = 0.0;
    OccupationIndex(particles, states).forEach([&](const Occupations& n) {
        sum += probabilityAsPrinted(n);
        whole += probabilityOfSharedWeights(n);
    });
    DQM_CLOSE(sum * std::tgamma(states), 1.0, 1e-12);
    DQM_CLOSE(whole, 1.0, 1e-12);
}

void TestSimplexIntegrals::theFactorLeadsToBoseEinstein_data() { asPrintedTheSumIsNotOne_data(); }

void TestSimplexIntegrals::theFactorLeadsToBoseEinstein()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    const OccupationLaw law(particles, states, boseEinstein());
    OccupationIndex(particles, states).forEach([&](const Occupations& n) {
        DQM_CLOSE(probabilityOfSharedWeights(n), law.probability(n), 1e-12);
    });
}

/// Erratum X12: whatever the weights and their law, if each state has 1/M on the average.
void TestSimplexIntegrals::noMixtureIsNarrowerThanEqualWeights()
{
    RandomNumbers random(12);
    const double least = OccupationLaw(3, 4, maxwellBoltzmann()).variance(); // 9/16, (28) has 3/16
    double narrowest = 1.0;
    for (int trial = 0; trial < 300; ++trial) {
        // A few sets of weights, each with all its cyclic shifts, so that the mean is 1/M.
        const int sets = 1 + trial % 4;
        const double shape = std::exp(6.0 * random.uniform() - 3.0);
        double mean = 0.0;
        double square = 0.0;
        double first = 0.0; // of n_1 and n_1^2, from P{n} itself
        double second = 0.0;
        for (int set = 0; set < sets; ++set) {
            std::array<double, 4> w{};
            double sum = 0.0;
            for (double& each : w)
                sum += each = random.gamma(shape);
            for (const double each : w) {
                const double p = each / sum;
                const double q = 1.0 - p;
                const std::array P{q * q * q, 3 * p * q * q, 3 * p * p * q, p * p * p};
                for (int n = 0; n <= 3; ++n) {
                    first += n * P[size_t(n)] / (4.0 * sets);
                    second += n * n * P[size_t(n)] / (4.0 * sets);
                }
                mean += p / (4.0 * sets);
                square += p * p / (4.0 * sets);
            }
        }
        const double variance = second - first * first;
        DQM_CLOSE(mean, 0.25, 1e-12);
        DQM_CLOSE(varianceOfMixture(3, mean, square - mean * mean), variance, 1e-12);
        QVERIFY(variance >= least - 1e-12);
        narrowest = std::min(narrowest, variance);
    }
    QVERIFY(narrowest < least + 0.02);
    DQM_CLOSE(varianceOfMixture(3, 0.25, 0.0), least, 1e-15);
}

QTEST_APPLESS_MAIN(TestSimplexIntegrals)
#include "tst_SimplexIntegrals.moc"
