#include "core/random/RandomNumbers.h"
#include "core/statistics/CanonicalLaw.h"
#include "core/statistics/OccupationClasses.h"
#include "core/statistics/OccupationLaw.h"
#include "support/Close.h"

#include <QTest>

#include <numeric>

using namespace dqm;

namespace {

std::vector<double> ladder(int levels, double spacing = 1.0)
{
    std::vector<double> energies;
    for (int j = 0; j < levels; ++j)
        energies.push_back(j * spacing);
    return energies;
}

} // namespace

class TestCanonicalLaw : public QObject
{
    Q_OBJECT

private slots:
    void fiveOnTenLevels_data();
    void fiveOnTenLevels();
    void manyCellsComeNearTheFormulas();
    void enumerationAgrees_data();
    void enumerationAgrees();
    void recursionAgrees_data();
    void recursionAgrees();
    void hotLevelsAreThrows();
    void drawsFollowTheLaw_data();
    void drawsFollowTheLaw();
    void staysFinite_data();
    void staysFinite();
    void badArgumentsAreRefused();
};

void TestCanonicalLaw::fiveOnTenLevels_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<QList<double>>("means");
    QTest::newRow("MB") << 0
                        << QList<double>{1.46977623, 1.05314069, 0.75460828, 0.54070046, 0.38742881,
                               0.27760487, 0.19891258, 0.14252709, 0.10212513, 0.07317585};
    QTest::newRow("BE") << 1
                        << QList<double>{2.0774714, 1.10784277, 0.65041344, 0.40749422, 0.26652232,
                               0.17936769, 0.12305048, 0.08552524, 0.05998128, 0.04233116};
    QTest::newRow("FD") << -1
                        << QList<double>{0.8411309, 0.78748013, 0.72020474, 0.63939107, 0.54789567,
                               0.45210433, 0.36060893, 0.27979526, 0.21251987, 0.1588691};
}

void TestCanonicalLaw::fiveOnTenLevels()
{
    QFETCH(int, sign);
    QFETCH(QList<double>, means);
    const CanonicalLaw law(ladder(10), 5, 3.0, {.sign = sign, .cells = 1.0});
    for (int j = 0; j < 10; ++j)
        DQM_CLOSE(law.occupations().means[size_t(j)], means[j], 1e-8);
}

void TestCanonicalLaw::manyCellsComeNearTheFormulas()
{
    const QList<double> bose{2.38614441, 1.03135358, 0.57351181, 0.35390369, 0.23060545, 0.15515239,
        0.10651139, 0.07409249, 0.05200239, 0.03672241};
    const QList<double> fermi{0.81873187, 0.76370635, 0.69808079, 0.62316704, 0.54182454,
        0.45817546, 0.37683296, 0.30191921, 0.23629365, 0.18126813};
    const CanonicalLaw be(ladder(10), 100, 3.0, boseEinstein(20.0));
    const CanonicalLaw fd(ladder(10), 100, 3.0, fermiDirac(20));
    for (int j = 0; j < 10; ++j) {
        DQM_CLOSE(be.occupations().means[size_t(j)] / 20.0, bose[j], 1e-8);
        DQM_CLOSE(fd.occupations().means[size_t(j)] / 20.0, fermi[j], 1e-8);
    }
}

void TestCanonicalLaw::enumerationAgrees_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("levels");
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::newRow("N 1 M 2 BE") << 1 << 2 << 1 << 1.0;
    QTest::newRow("N 4 M 5 BE") << 4 << 5 << 1 << 1.0;
    QTest::newRow("N 4 M 5 BE, cells 2.5") << 4 << 5 << 1 << 2.5;
    QTest::newRow("N 4 M 5 MB") << 4 << 5 << 0 << 3.0;
    QTest::newRow("N 4 M 5 FD") << 4 << 5 << -1 << 1.0;
    QTest::newRow("N 6 M 3 FD, 2 cells") << 6 << 3 << -1 << 2.0;
}

void TestCanonicalLaw::enumerationAgrees()
{
    QFETCH(int, particles);
    QFETCH(int, levels);
    QFETCH(int, sign);
    QFETCH(double, cells);
    const LevelStatistics statistics{.sign = sign, .cells = cells};
    std::vector<double> energies = ladder(levels, 0.8);
    energies.back() = 2.03;
    double Z = 0.0;
    std::vector<double> sums(size_t(levels), 0.0);
    Eigen::ArrayXXd joint = Eigen::ArrayXXd::Zero(particles + 1, particles + 1);
    OccupationIndex(particles, levels).forEach([&](const Occupations& n) {
        double logWeight = 0.0;
        for (size_t j = 0; j < n.size(); ++j)
            logWeight += statistics.logFactor(n[j]) - n[j] * energies[j] / 1.3;
        const double weight = std::exp(logWeight);
        Z += weight;
        for (size_t j = 0; j < n.size(); ++j)
            sums[j] += n[j] * weight;
        joint(n[0], n[1]) += weight;
    });
    const CanonicalLaw law(energies, particles, 1.3, statistics);
    const LevelOccupations& found = law.occupations();
    DQM_CLOSE(found.logStates, std::log(Z), 1e-12);
    for (size_t j = 0; j < sums.size(); ++j)
        DQM_CLOSE(found.means[j], sums[j] / Z, 1e-12);
    DQM_CLOSE((found.joint - joint / Z).abs().maxCoeff(), 0.0, 1e-12);
    double energy = 0.0;
    for (size_t j = 0; j < sums.size(); ++j)
        energy += energies[j] * sums[j] / Z;
    DQM_CLOSE(found.meanEnergy, energy, 1e-12);
}

void TestCanonicalLaw::recursionAgrees_data()
{
    QTest::addColumn<int>("sign");
    QTest::newRow("BE") << 1;
    QTest::newRow("FD") << -1;
}

/// Z_n = (1/n) sum_k (+-1)^{k+1} Z_1(k beta) Z_{n-k}, in a range where the signs do no harm.
void TestCanonicalLaw::recursionAgrees()
{
    QFETCH(int, sign);
    const int N = 6;
    const double kT = 4.0;
    const auto energies = ladder(12);
    std::vector<long double> Z{1.0L};
    const auto power = [&](int k) { return k % 2 == 0 && sign < 0 ? -1.0L : 1.0L; };
    for (int n = 1; n <= N; ++n) {
        long double sum = 0.0L;
        for (int k = 1; k <= n; ++k) {
            long double one = 0.0L;
            for (const double E : energies)
                one += std::exp(static_cast<long double>(-k * E / kT));
            sum += power(k) * one * Z[size_t(n - k)];
        }
        Z.push_back(sum / n);
    }
    const CanonicalLaw law(energies, N, kT, {.sign = sign, .cells = 1.0});
    DQM_CLOSE(law.occupations().logStates, double(std::log(Z.back())), 1e-12);
    for (size_t j = 0; j < energies.size(); ++j) {
        long double mean = 0.0L;
        for (int k = 1; k <= N; ++k)
            mean += power(k) * std::exp(static_cast<long double>(-k * energies[j] / kT))
                * Z[size_t(N - k)] / Z.back();
        DQM_CLOSE(law.occupations().means[j], double(mean), 1e-12);
    }
}

/// Where kT is far above the levels, they are boxes of equal energy.
void TestCanonicalLaw::hotLevelsAreThrows()
{
    for (const LevelStatistics& statistics : {maxwellBoltzmann(), boseEinstein(), fermiDirac(2)}) {
        const CanonicalLaw hot(ladder(4), 5, 1e12, statistics);
        const OccupationLaw throws(5, 4, statistics);
        DQM_CLOSE((hot.occupations().joint - throws.jointOfTwo()).abs().maxCoeff(), 0.0, 1e-10);
        DQM_CLOSE(hot.occupations().firstVariance(), throws.variance(), 1e-10);
        DQM_CLOSE(hot.occupations().covariance(), throws.covariance(), 1e-10);
    }
}

void TestCanonicalLaw::drawsFollowTheLaw_data() { fiveOnTenLevels_data(); }

void TestCanonicalLaw::drawsFollowTheLaw()
{
    QFETCH(int, sign);
    const CanonicalLaw law(ladder(10), 5, 3.0, {.sign = sign, .cells = 1.0});
    RandomNumbers random(2);
    const int count = 20000;
    std::vector<double> sums(10, 0.0);
    for (int k = 0; k < count; ++k) {
        const Occupations n = law.draw(random);
        QCOMPARE(std::accumulate(n.begin(), n.end(), 0), 5);
        QVERIFY(sign >= 0 || std::ranges::max(n) <= 1);
        for (size_t j = 0; j < 10; ++j)
            sums[j] += n[j];
    }
    for (size_t j = 0; j < 10; ++j)
        DQM_CLOSE(sums[j] / count, law.occupations().means[j], 0.05);
}

void TestCanonicalLaw::staysFinite_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("levels");
    QTest::addColumn<double>("kT");
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    for (const double kT : {1e-3, 0.1, 3.0, 1e3}) {
        QTest::addRow("BE kT %g", kT) << 40 << 40 << kT << 1 << 1.0;
        QTest::addRow("BE 400 kT %g", kT) << 40 << 2 << kT << 1 << 400.0;
        QTest::addRow("MB kT %g", kT) << 40 << 40 << kT << 0 << 20.0;
        QTest::addRow("FD full kT %g", kT) << 40 << 40 << kT << -1 << 1.0;
        QTest::addRow("FD half kT %g", kT) << 20 << 40 << kT << -1 << 1.0;
        QTest::addRow("one of two kT %g", kT) << 1 << 2 << kT << 1 << 1.0;
    }
}

void TestCanonicalLaw::staysFinite()
{
    QFETCH(int, particles);
    QFETCH(int, levels);
    QFETCH(double, kT);
    QFETCH(int, sign);
    QFETCH(double, cells);
    const CanonicalLaw law(ladder(levels), particles, kT, {.sign = sign, .cells = cells});
    const LevelOccupations& found = law.occupations();
    double sum = 0.0;
    for (const double mean : found.means) {
        QVERIFY(std::isfinite(mean) && mean >= 0.0);
        sum += mean;
    }
    DQM_CLOSE(sum, double(particles), 1e-9 * particles);
    DQM_CLOSE(found.joint.sum(), 1.0, 1e-9);
    QVERIFY(std::isfinite(found.firstVariance()) && std::isfinite(found.covariance()));
    RandomNumbers random(1);
    QVERIFY(std::ranges::min(law.draw(random)) >= 0);
}

void TestCanonicalLaw::badArgumentsAreRefused()
{
    QVERIFY_EXCEPTION_THROWN(CanonicalLaw(ladder(4), 5, 1.0, fermiDirac()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        CanonicalLaw(ladder(4), 3, 0.0, boseEinstein()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        CanonicalLaw(ladder(4), 3, NAN, boseEinstein()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        CanonicalLaw(ladder(1), 3, 1.0, boseEinstein()), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        CanonicalLaw({0.0, INFINITY}, 3, 1.0, boseEinstein()), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestCanonicalLaw)
#include "tst_CanonicalLaw.moc"
