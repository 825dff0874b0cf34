#include "core/statistics/OccupationClasses.h"
#include "core/statistics/OccupationLaw.h"
#include "core/statistics/ThrowTally.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

namespace {

/// Mean of a function of {n_i}, by adding up all of them.
template <typename Function>
double mean(const OccupationLaw& law, const Function& f)
{
    double sum = 0.0;
    OccupationIndex(law.particles(), law.states()).forEach([&](const Occupations& n) {
        sum += law.probability(n) * f(n);
    });
    return sum;
}

} // namespace

class TestOccupationLaw : public QObject
{
    Q_OBJECT

private slots:
    void threeInFour_data();
    void threeInFour();
    void otherSizes_data();
    void otherSizes();
    void sumsOverAllAgreeWithClosedForms_data();
    void sumsOverAllAgreeWithClosedForms();
    void groupsLieBetween();
    void wideShapesAreMaxwellBoltzmann();
    void oneCellIsTheLawOfManyLumped();
    void noRoomIsSaid();
    void badArgumentsAreRefused_data();
    void badArgumentsAreRefused();
    void staysFinite_data();
    void staysFinite();
};

void TestOccupationLaw::threeInFour_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<QList<double>>("classes");
    QTest::addColumn<QList<double>>("first");
    QTest::addColumn<double>("variance");
    QTest::addColumn<double>("covariance");
    QTest::addColumn<double>("entropy");
    QTest::newRow("(27)") << 0 << QList<double>{1.0 / 64, 3.0 / 64, 6.0 / 64}
                          << QList<double>{27.0 / 64, 27.0 / 64, 9.0 / 64, 1.0 / 64} << 9.0 / 16
                          << -3.0 / 16 << 2.86900387;
    QTest::newRow("(31)") << 1 << QList<double>{0.05, 0.05, 0.05}
                          << QList<double>{0.5, 0.3, 0.15, 0.05} << 63.0 / 80 << -21.0 / 80
                          << std::log(20.0);
    QTest::newRow("(28)") << -1 << QList<double>{0, 0, 0.25} << QList<double>{0.25, 0.75, 0, 0}
                          << 3.0 / 16 << -1.0 / 16 << std::log(4.0);
}

void TestOccupationLaw::threeInFour()
{
    QFETCH(int, sign);
    QFETCH(QList<double>, classes);
    QFETCH(QList<double>, first);
    QFETCH(double, variance);
    QFETCH(double, covariance);
    QFETCH(double, entropy);
    const OccupationLaw law(3, 4, {.sign = sign, .cells = 1.0});
    const auto all = occupationClasses(3, 4, 15);
    for (size_t k = 0; k < 3; ++k)
        DQM_CLOSE(law.probability(all[k].n), classes[qsizetype(k)], 1e-12);
    for (size_t n = 0; n <= 3; ++n)
        DQM_CLOSE(law.marginal()[n], first[qsizetype(n)], 1e-12);
    DQM_CLOSE(law.variance(), variance, 1e-12);
    DQM_CLOSE(law.covariance(), covariance, 1e-12);
    DQM_CLOSE(law.entropy().value(), entropy, 1e-8);
}

void TestOccupationLaw::otherSizes_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("states");
    QTest::addColumn<QList<double>>("variances");
    QTest::newRow("5 in 8") << 5 << 8 << QList<double>{0.546875, 0.78993056, 0.234375};
    QTest::newRow("10 in 10") << 10 << 10 << QList<double>{0.9, 1.63636364, 0.0};
    QTest::newRow("4 in 20") << 4 << 20 << QList<double>{0.19, 0.21714286, 0.16};
}

void TestOccupationLaw::otherSizes()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    QFETCH(QList<double>, variances);
    DQM_CLOSE(OccupationLaw(particles, states, maxwellBoltzmann()).variance(), variances[0], 1e-8);
    DQM_CLOSE(OccupationLaw(particles, states, boseEinstein()).variance(), variances[1], 1e-8);
    DQM_CLOSE(OccupationLaw(particles, states, fermiDirac()).variance(), variances[2], 1e-8);
    DQM_CLOSE(OccupationLaw(5, 8, maxwellBoltzmann()).allInOne(), 2.44140625e-4, 1e-12);
    DQM_CLOSE(OccupationLaw(5, 8, boseEinstein()).allInOne(), 1.0 / 99.0, 1e-12);
}

void TestOccupationLaw::sumsOverAllAgreeWithClosedForms_data()
{
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::addColumn<int>("group");
    QTest::newRow("equal") << 0 << 1.0 << 5;
    QTest::newRow("shared") << 1 << 1.0 << 5;
    QTest::newRow("shared, alpha 0.5") << 1 << 0.5 << 5;
    QTest::newRow("shared, 3 cells of alpha 7") << 1 << 21.0 << 5;
    QTest::newRow("groups of 2") << 1 << 1.0 << 2;
    QTest::newRow("groups of 3, alpha 0.5") << 1 << 0.5 << 3;
    QTest::newRow("groups of 1") << 1 << 2.0 << 1;
    QTest::newRow("exclusion, 2 cells") << -1 << 2.0 << 5;
}

void TestOccupationLaw::sumsOverAllAgreeWithClosedForms()
{
    QFETCH(int, sign);
    QFETCH(double, cells);
    QFETCH(int, group);
    const OccupationLaw law(5, 4, {.sign = sign, .cells = cells}, group);
    DQM_CLOSE(mean(law, [](const Occupations&) { return 1.0; }), 1.0, 1e-12);
    const double m = 5.0 / 4.0;
    DQM_CLOSE(mean(law, [&](const Occupations& n) { return (n[0] - m) * (n[0] - m); }),
        law.variance(), 1e-12);
    DQM_CLOSE(mean(law, [&](const Occupations& n) { return (n[1] - m) * (n[3] - m); }),
        law.covariance(), 1e-12);
    DQM_CLOSE(
        mean(law, [](const Occupations& n) { return std::ranges::count(n, 5) > 0 ? 1.0 : 0.0; }),
        law.allInOne(), 1e-12);
    const auto minusLogP = [&](const Occupations& n) {
        const double P = law.probability(n);
        return P > 0.0 ? -std::log(P) : 0.0;
    };
    DQM_CLOSE(mean(law, minusLogP), law.entropy().value(), 1e-12);
    for (int number = 0; number <= 5; ++number) {
        const auto isIt = [&](const Occupations& n) { return n[2] == number ? 1.0 : 0.0; };
        DQM_CLOSE(mean(law, isIt), law.marginal()[size_t(number)], 1e-12);
    }
    DQM_CLOSE(law.jointOfTwo().sum(), 1.0, 1e-12);
}

/// Erratum X11.
void TestOccupationLaw::groupsLieBetween()
{
    DQM_CLOSE(OccupationLaw(3, 4, boseEinstein(), 1).variance(), 0.5625, 1e-12);
    DQM_CLOSE(OccupationLaw(3, 4, boseEinstein(), 2).variance(), 0.6375, 1e-12);
    DQM_CLOSE(OccupationLaw(3, 4, boseEinstein(), 3).variance(), 0.7875, 1e-12);
    QCOMPARE(OccupationLaw(3, 4, boseEinstein(), 40).variance(),
        OccupationLaw(3, 4, boseEinstein()).variance());
}

void TestOccupationLaw::wideShapesAreMaxwellBoltzmann()
{
    const OccupationLaw wide(5, 4, boseEinstein(1e9));
    const OccupationLaw equal(5, 4, maxwellBoltzmann());
    OccupationIndex(5, 4).forEach(
        [&](const Occupations& n) { DQM_CLOSE(wide.probability(n), equal.probability(n), 1e-9); });
}

/// G cells taken as one state are G alpha, also for sign -1.
void TestOccupationLaw::oneCellIsTheLawOfManyLumped()
{
    for (const LevelStatistics& cell : {boseEinstein(), fermiDirac(), boseEinstein(0.5)}) {
        const OccupationLaw fine(4, 6, cell);
        const OccupationLaw lumped(4, 3, cell.ofLevels(2));
        Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(5);
        OccupationIndex(4, 6).forEach(
            [&](const Occupations& n) { sums[n[0] + n[1]] += fine.probability(n); });
        for (int n = 0; n <= 4; ++n)
            DQM_CLOSE(lumped.marginal()[size_t(n)], sums[n], 1e-12);
    }
}

void TestOccupationLaw::noRoomIsSaid()
{
    try {
        OccupationLaw(9, 4, fermiDirac(2));
        QFAIL("nine have no room in eight");
    } catch (const std::invalid_argument& error) {
        QVERIFY(std::string(error.what()).find("found 9, expected at most 8") == 0);
    }
    DQM_CLOSE(OccupationLaw(8, 4, fermiDirac(2)).probability({2, 2, 2, 2}), 1.0, 1e-12);
}

void TestOccupationLaw::badArgumentsAreRefused_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("states");
    QTest::addColumn<double>("cells");
    QTest::addColumn<int>("group");
    QTest::newRow("no particle") << 0 << 4 << 1.0 << 1;
    QTest::newRow("one state") << 3 << 1 << 1.0 << 1;
    QTest::newRow("no cell") << 3 << 4 << 0.0 << 1;
    QTest::newRow("NaN cells") << 3 << 4 << double(NAN) << 1;
    QTest::newRow("infinite cells") << 3 << 4 << double(INFINITY) << 1;
    QTest::newRow("no group") << 3 << 4 << 1.0 << 0;
}

void TestOccupationLaw::badArgumentsAreRefused()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    QFETCH(double, cells);
    QFETCH(int, group);
    QVERIFY_EXCEPTION_THROWN(
        OccupationLaw(particles, states, boseEinstein(cells), group), std::invalid_argument);
}

void TestOccupationLaw::staysFinite_data()
{
    QTest::addColumn<int>("particles");
    QTest::addColumn<int>("states");
    QTest::addColumn<int>("sign");
    QTest::addColumn<double>("cells");
    QTest::addColumn<int>("group");
    for (const int particles : {1, 2, 40}) {
        for (const int states : {2, 40}) {
            for (const double cells : {0.5, 1.0, 400.0}) {
                for (const int group : {1, 7, 40})
                    QTest::addRow("N %d M %d cells %g g %d", particles, states, cells, group)
                        << particles << states << 1 << cells << group;
            }
            QTest::addRow("N %d M %d equal", particles, states)
                << particles << states << 0 << 1.0 << 1;
            QTest::addRow("N %d M %d full", particles, states)
                << particles << states << -1 << 20.0 << 1;
        }
    }
}

void TestOccupationLaw::staysFinite()
{
    QFETCH(int, particles);
    QFETCH(int, states);
    QFETCH(int, sign);
    QFETCH(double, cells);
    QFETCH(int, group);
    const OccupationLaw law(particles, states, {.sign = sign, .cells = cells}, group);
    const std::vector<double> P = law.marginal();
    double sum = 0.0;
    double second = 0.0;
    const double m = double(particles) / states;
    for (size_t n = 0; n < P.size(); ++n) {
        QVERIFY(std::isfinite(P[n]) && P[n] >= 0.0);
        sum += P[n];
        second += P[n] * (double(n) - m) * (double(n) - m);
    }
    DQM_CLOSE(sum, 1.0, 1e-11);
    DQM_CLOSE(second, law.variance(), 1e-10 * (1.0 + second));
    QVERIFY(std::isfinite(law.allInOne()));
    const bool isOneGroup = group == 1 || group >= particles || sign <= 0;
    QVERIFY(!isOneGroup || std::isfinite(law.entropy().value()));
}

QTEST_APPLESS_MAIN(TestOccupationLaw)
#include "tst_OccupationLaw.moc"
