#include "core/observables/PairObservables.h"
#include "core/packets/WavePacket.h"
#include "support/ClosedForms.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

const Grid line = square(128, 24.0);

PairObservables pairOf(const ComplexField& psi, const Grid& grid = line,
    const PhysicalConstants& constants = {}, Vec2 mean = Vec2(0.0, 0.0))
{
    return pairObservables(
        psi, gradient(psi, grid, DerivativeMethod::Spectral), grid, constants, mean);
}

template <class F>
ComplexField sampled(const F& f, const Grid& grid = line)
{
    ComplexField psi(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j) {
        for (int i = 0; i < grid.nx; ++i)
            psi(j, i) = f(grid.x(i), grid.y(j));
    }
    return psi;
}

/// The lowest two states of one spring, hbar = m = omega = 1.
ComplexField twoOfASpring(Exchange exchange)
{
    Experiment experiment;
    experiment.kind = ExperimentKind::TwoParticles;
    experiment.grid = line;
    experiment.exchange = exchange;
    experiment.packets = {EigenstatePacket{.of = EigenstatePacket::Of::Harmonic, .n = {0, 1}}};
    return prepareWave(experiment);
}

ComplexField movingProduct(const Grid& grid = line)
{
    return productOn(grid, freeGaussian({.sigma = 0.8, .position = -2.0, .velocity = 1.5}, 0.7),
        freeGaussian({.sigma = 1.1, .position = 1.0, .velocity = -0.6}, 0.7));
}

void compare(double actual, double expected, double tolerance)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance,
        qPrintable(QStringLiteral("%1 is not %2").arg(actual, 0, 'g', 16).arg(expected)));
}

} // namespace

class TestPairObservables : public QObject
{
    Q_OBJECT

private slots:
    void bosonsAreCloserAndFermionsFartherApart_data()
    {
        QTest::addColumn<Exchange>("exchange");
        QTest::addColumn<double>("distanceSquared");
        QTest::addColumn<double>("overlap");
        QTest::addColumn<double>("purity");
        QTest::newRow("told apart") << Exchange::None << 2.0 << 0.0 << 1.0;
        QTest::newRow("bosons") << Exchange::Symmetric << 1.0 << 1.0 << 0.5;
        QTest::newRow("fermions") << Exchange::Antisymmetric << 3.0 << -1.0 << 0.5;
    }
    void bosonsAreCloserAndFermionsFartherApart()
    {
        QFETCH(Exchange, exchange);
        QFETCH(double, distanceSquared);
        QFETCH(double, overlap);
        QFETCH(double, purity);
        const PairObservables pair = pairOf(twoOfASpring(exchange));
        compare(pair.distanceSquared, distanceSquared, 1e-11);
        compare(pair.exchange, overlap, 1e-12);
        compare(pair.purity, purity, 1e-12);
        // <x1 x2> = +-1/2 beside sigma^2 = 1.
        compare(pair.correlation, 0.5 * overlap, 1e-12);
    }

    void aProductHasNoTies_data()
    {
        QTest::addColumn<bool>("hasWalls");
        QTest::newRow("torus") << false;
        QTest::newRow("walls") << true;
    }
    void aProductHasNoTies()
    {
        QFETCH(bool, hasWalls);
        const Grid grid
            = square(128, 24.0, hasWalls ? BoundaryKind::Walls : BoundaryKind::Periodic);
        const PairObservables pair = pairOf(movingProduct(grid), grid);
        compare(pair.purity, 1.0, 1e-12);
        compare(pair.driftCoupling, 0.0, 1e-12);
        compare(pair.correlation, 0.0, 1e-12);
    }

    void aPhaseOfBothPlacesTiesTheDrifts_data()
    {
        QTest::addColumn<double>("tie");
        for (const double tie : {-0.6, 0.2, 0.9})
            QTest::addRow("%g", tie) << tie;
    }
    /// g(x1) g(x2) e^{i c x1 x2}: v_1 = (hbar/m) c x2, Tr rho_1^2 = 1/sqrt(1 + 4 c^2 s^4).
    void aPhaseOfBothPlacesTiesTheDrifts()
    {
        QFETCH(double, tie);
        const double s = 0.9;
        const ComplexField psi = sampled([&](double x1, double x2) {
            return std::polar(std::exp(-(x1 * x1 + x2 * x2) / (4.0 * s * s)), tie * x1 * x2);
        });
        const PhysicalConstants constants{.hbar = 1.0, .mass = 2.0};
        const PairObservables pair = pairOf(psi, line, constants);
        compare(pair.driftCoupling, 0.5 * std::abs(tie), 1e-9);
        compare(pair.purity, 1.0 / std::sqrt(1.0 + 4.0 * tie * tie * s * s * s * s), 1e-12);
        compare(pair.correlation, 0.0, 1e-12);
        compare(pair.exchange, 1.0, 1e-12);
    }

    void knowsACorrelatedGaussian()
    {
        // Variances 4 along x1 + x2 and 1 along x1 - x2.
        const ComplexField psi = sampled([](double x1, double x2) {
            const double sum = x1 + x2;
            const double difference = x1 - x2 - 3.0;
            return Complex(
                std::exp(-sum * sum / (4.0 * 4.0) - difference * difference / (4.0 * 1.0)));
        });
        const PairObservables pair = pairOf(psi, line, {}, Vec2(1.5, -1.5));
        compare(pair.distanceSquared, 1.0 + 9.0, 1e-10);
        compare(pair.correlation, (4.0 - 1.0) / (4.0 + 1.0), 1e-11);
        // Of exponents a and b of psi: 2 sqrt(ab)/(a + b).
        compare(pair.purity, 2.0 * std::sqrt(4.0 * 1.0) / (4.0 + 1.0), 1e-11);
        compare(pair.driftCoupling, 0.0, 1e-11);
    }

    void doesNotDependOnTheNormNorOnWhereTheLineIsCut()
    {
        const ComplexField psi = twoOfASpring(Exchange::Antisymmetric);
        const PairObservables pair = pairOf(psi);
        Grid moved = line;
        moved.center = Vec2(10.0, 10.0);
        ComplexField rolled(psi.rows(), psi.cols());
        const int shift = static_cast<int>(std::lround(10.0 / line.dx()));
        const int n = line.nx;
        for (int j = 0; j < n; ++j) {
            for (int i = 0; i < n; ++i)
                rolled(j, i) = 0.3 * psi((j + shift) % n, (i + shift) % n);
        }
        moved.center.setConstant(shift * line.dx());
        const PairObservables same = pairOf(rolled, moved);
        compare(same.distanceSquared, pair.distanceSquared, 1e-10);
        compare(same.correlation, pair.correlation, 1e-11);
        compare(same.purity, pair.purity, 1e-12);
    }

    void refusesWhatIsNotTheSquareOfOneLine()
    {
        Grid grid = line;
        grid.ny = 64;
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, pairOf(ComplexField::Ones(64, 128), grid));
        grid = line;
        grid.size.y() = 20.0;
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, pairOf(ComplexField::Ones(128, 128), grid));
    }
};

QTEST_APPLESS_MAIN(TestPairObservables)
#include "tst_PairObservables.moc"
