#include "core/ensembles/WalkLaw.h"
#include "support/Close.h"

#include <QTest>

#include <numbers>
#include <stdexcept>

using namespace dqm;

class TestWalkLaw : public QObject
{
    Q_OBJECT

private slots:
    void atRestItIsTheTableOfClosedForms_data();
    void atRestItIsTheTableOfClosedForms();
    void energyGivesMassDiffusionAndRate();
    void beginsBallisticAndEndsDiffusive_data();
    void beginsBallisticAndEndsDiffusive();
    void diffusionIsHalfTheSlopeOfTheSquare();
    void boostedInOneDimensionItIsTheTelegraph();
    void movingItSpreadsLessAlongThanAcross();
    void sharesOfDirectionsAddUpToOne_data();
    void sharesOfDirectionsAddUpToOne();
    void radialShareHoldsTheFrontAndTheSquare();
    void variantLosesItsDriftAndKeepsItsSquare();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
};

void TestWalkLaw::atRestItIsTheTableOfClosedForms_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("time");
    QTest::addColumn<double>("square");
    const std::array<std::array<double, 4>, 3> table{{
        {0.03516002, 0.56766764, 4.50002270, 24.50000000},
        {0.03746151, 0.73575888, 8.01347589, 48.00000000},
        {0.03827994, 0.81037704, 10.66053297, 70.50000026},
    }};
    const std::array times{0.2, 1.0, 5.0, 25.0};
    for (int d = 1; d <= 3; ++d)
        for (size_t k = 0; k < times.size(); ++k)
            QTest::addRow("d=%d t=%g", d, times[k]) << d << times[k] << table[size_t(d) - 1][k];
}

void TestWalkLaw::atRestItIsTheTableOfClosedForms()
{
    QFETCH(int, dimensions);
    QFETCH(double, time);
    QFETCH(double, square);
    const WalkLaw law({.dimensions = dimensions});
    DQM_CLOSE(law.total(time), square, 6e-9);
    const double lambda = 2.0 / dimensions;
    DQM_CLOSE(law.total(time),
        2.0 / (lambda * lambda) * (lambda * time + std::expm1(-lambda * time)), 1e-12 * square);
    DQM_CLOSE(law.along(time), square / dimensions, 6e-9);
    DQM_CLOSE(law.front(time), std::exp(-lambda * time), 1e-14);
}

void TestWalkLaw::energyGivesMassDiffusionAndRate()
{
    const WalkOptions options{.restEnergy = 8.0, .c = 2.0, .hbar = 0.5, .dimensions = 3};
    QCOMPARE(options.mass(), 2.0);
    QCOMPARE(options.diffusion(), 0.125);
    QCOMPARE(options.rate(), 32.0 / 3.0);
    QCOMPARE(options.freePath(), 3.0 * 0.5 / (2.0 * 2.0 * 2.0));
    DQM_CLOSE(options.c * options.c / (3.0 * options.rate()), options.diffusion(), 1e-15);
}

void TestWalkLaw::beginsBallisticAndEndsDiffusive_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("beta");
    for (const int d : {1, 2, 3})
        for (const double beta : {0.0, 0.3, 0.6, 0.95})
            QTest::addRow("d=%d beta=%g", d, beta) << d << beta;
}

void TestWalkLaw::beginsBallisticAndEndsDiffusive()
{
    QFETCH(int, dimensions);
    QFETCH(double, beta);
    const WalkOptions options{
        .restEnergy = 2.0, .c = 1.5, .hbar = 0.7, .dimensions = dimensions, .beta = beta};
    const WalkLaw law(options);
    const double early = 1e-5 / options.rate();
    // <(u - V)^2> = c^2 - V^2
    const double perTime = options.c * options.c * (1.0 - beta * beta);
    DQM_CLOSE(law.total(early) / (perTime * early * early), 1.0, 1e-4);
    const double late = 1e4 / options.rate();
    const double gamma = options.gamma();
    DQM_CLOSE(law.along(late) * std::pow(gamma, 3) / (2.0 * options.diffusion() * late), 1.0, 1e-3);
    if (dimensions > 1)
        DQM_CLOSE(law.across(late) * gamma / (2.0 * options.diffusion() * late), 1.0, 1e-3);
    DQM_CLOSE(law.diffusion(late) / law.lateDiffusion(), 1.0, 1e-9);
    QCOMPARE(law.total(0.0), 0.0);
}

void TestWalkLaw::diffusionIsHalfTheSlopeOfTheSquare()
{
    for (const double beta : {0.0, 0.6}) {
        for (const auto frame : {Redirection::CoMoving, Redirection::Fixed}) {
            const WalkLaw law({.dimensions = 2, .beta = beta, .redirection = frame});
            const double h = 1e-4;
            for (const double t : {0.3, 2.0, 9.0})
                DQM_CLOSE(
                    law.diffusion(t), (law.total(t + h) - law.total(t - h)) / (8.0 * h), 1e-8);
        }
    }
}

void TestWalkLaw::boostedInOneDimensionItIsTheTelegraph()
{
    // Two states with the reversal rates k/2: a single exponential at lambda gamma.
    const WalkOptions options{.dimensions = 1, .beta = 0.6};
    const WalkLaw law(options);
    const double rate = options.rate() * options.gamma();
    for (const double t : {0.1, 1.0, 10.0})
        DQM_CLOSE(law.along(t), 2.0 * 0.64 / (rate * rate) * (rate * t + std::expm1(-rate * t)),
            1e-12 * t);
    QCOMPARE(law.across(1.0), 0.0);
}

void TestWalkLaw::movingItSpreadsLessAlongThanAcross()
{
    for (const int d : {2, 3}) {
        const WalkLaw law({.dimensions = d, .beta = 0.6});
        DQM_CLOSE(std::sqrt(law.along(1e5) / law.across(1e5)), 0.8, 1e-4);
        DQM_CLOSE(law.turnRate(), 0.8 * 2.0 / d, 1e-15);
        DQM_CLOSE(law.energyOfFlights(), 1.25, 1e-15);
        DQM_CLOSE(law.momentumOfFlights(), 0.75, 1e-15);
        DQM_CLOSE(law.energyAtOnce(), 1.25 * (1.0 + 0.36 / d), 1e-15);
        DQM_CLOSE(law.momentumAtOnce(3.0), 0.75 * (1.0 + 1.0 / d), 1e-15);
    }
}

void TestWalkLaw::sharesOfDirectionsAddUpToOne_data() { beginsBallisticAndEndsDiffusive_data(); }

void TestWalkLaw::sharesOfDirectionsAddUpToOne()
{
    QFETCH(int, dimensions);
    QFETCH(double, beta);
    for (const auto frame : {Redirection::CoMoving, Redirection::Fixed}) {
        const WalkLaw law({.dimensions = dimensions, .beta = beta, .redirection = frame});
        const int bins = dimensions == 1 ? 2 : 18;
        double sum = 0.0;
        double mean = 0.0;
        for (int k = 0; k < bins; ++k) {
            const double from = std::numbers::pi * k / bins;
            const double to = k + 1 == bins ? std::numbers::pi : std::numbers::pi * (k + 1) / bins;
            const double share = law.directionShare(from, to, 0.5);
            sum += share;
            mean += share * (dimensions == 1 ? (k == 0 ? 1.0 : -1.0) : std::cos(0.5 * (from + to)));
        }
        DQM_CLOSE(sum, 1.0, 2e-9);
        DQM_CLOSE(mean, law.meanVelocity(0.5), dimensions == 1 ? 1e-12 : 5e-3);
    }
}

void TestWalkLaw::radialShareHoldsTheFrontAndTheSquare()
{
    const WalkLaw law({.dimensions = 2});
    const double t = 3.0;
    QVERIFY(law.hasRadialShare());
    DQM_CLOSE(1.0 - law.radialShare(t * (1.0 - 1e-14), t), law.front(t), 1e-6);
    QCOMPARE(law.radialShare(t, t), 1.0);
    // <r^2> = int 2 R (1 - P) dR
    double square = 0.0;
    constexpr int cells = 20000;
    for (int k = 0; k < cells; ++k) {
        const double R = t * (k + 0.5) / cells;
        square += 2.0 * R * (1.0 - law.radialShare(R, t)) * t / cells;
    }
    DQM_CLOSE(square, law.total(t), 1e-5);
    // Late it is the diffusive one.
    DQM_CLOSE(law.radialShare(20.0, 400.0), diffusiveShare(2, 20.0, 0.5, 400.0), 1e-3);
    QVERIFY(!WalkLaw({.dimensions = 3}).hasRadialShare());
}

void TestWalkLaw::variantLosesItsDriftAndKeepsItsSquare()
{
    const WalkOptions options{.dimensions = 2, .beta = 0.6, .redirection = Redirection::Fixed};
    const WalkLaw law(options);
    DQM_CLOSE(law.meanVelocity(1.5), 0.6 * std::exp(-1.5), 1e-15);
    DQM_CLOSE(law.total(5.0), 8.01347589, 6e-9);
    QVERIFY(law.along(1.0) > law.across(1.0));
    DQM_CLOSE(law.along(2.0) + law.across(2.0), law.total(2.0), 1e-13);
    DQM_CLOSE(law.along(1e-6) * 1e12, 0.36 / 1.8 + 0.36, 0.1);
}

void TestWalkLaw::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<WalkOptions>("options");
    QTest::newRow("no energy") << WalkOptions{.restEnergy = 0.0};
    QTest::newRow("endless energy") << WalkOptions{.restEnergy = HUGE_VAL};
    QTest::newRow("no light speed") << WalkOptions{.c = 0.0};
    QTest::newRow("negative hbar") << WalkOptions{.hbar = -1.0};
    QTest::newRow("no dimension") << WalkOptions{.dimensions = 0};
    QTest::newRow("four dimensions") << WalkOptions{.dimensions = 4};
    QTest::newRow("light speed") << WalkOptions{.beta = 1.0};
    QTest::newRow("backward") << WalkOptions{.beta = -0.1};
    QTest::newRow("no number") << WalkOptions{.beta = std::nan("")};
    QTest::newRow("nobody") << WalkOptions{.walkers = 0};
}

void TestWalkLaw::refusesWhatIsOutOfRange()
{
    QFETCH(WalkOptions, options);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, WalkLaw{options});
}

QTEST_APPLESS_MAIN(TestWalkLaw)
#include "tst_WalkLaw.moc"
