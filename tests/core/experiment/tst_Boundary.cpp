#include "core/experiment/Boundary.h"

#include <QTest>

#include <cmath>
#include <complex>

using namespace dqm;
using Complex = std::complex<double>;

namespace {

Experiment absorbing(double velocity = 3.0, double sigma = 1.0)
{
    Experiment experiment;
    experiment.grid = {.nx = 200,
        .ny = 160,
        .size = {40.0, 32.0},
        .center = {1.0, -2.0},
        .boundary = BoundaryKind::Absorbing};
    experiment.packets = {GaussianPacket{.sigma = {sigma, sigma}, .velocity = {velocity, 0.0}}};
    return experiment;
}

RealField sampled(const Experiment& experiment, Vec2 offset = {0.0, 0.0})
{
    RealField gamma;
    AbsorbingLayer(experiment).sample(gamma, offset);
    return gamma;
}

/// Part of a plane wave e^{ikx} that both halves of a layer, met across the seam of the torus,
/// throw back or let through: Numerov's integration of psi'' = (2V - k^2) psi backward from behind
/// the layer, V = -U - i Gamma (hbar = m = 1).
double lost(const Eigen::ArrayXcd& V, double spacing, double width, double k)
{
    const auto n = static_cast<int>(V.size());
    const int half = static_cast<int>(width / spacing) + 4;
    const double step2 = spacing * spacing;
    const auto g = [&](int i) { return Complex(k * k - 2.0 * V[(i + n) % n]); };
    Complex next = std::polar(1.0, k * spacing * half);
    Complex here = std::polar(1.0, k * spacing * (half - 1));
    for (int i = half - 1; i > -half; --i) {
        const Complex before = (2.0 * here * (1.0 - 5.0 * step2 / 12.0 * g(i))
                                   - next * (1.0 + step2 / 12.0 * g(i + 1)))
            / (1.0 + step2 / 12.0 * g(i - 1));
        next = here;
        here = before;
    }
    const Complex turn = std::polar(1.0, k * spacing);
    const Complex forward = (next - here / turn) / (turn - 1.0 / turn);
    const Complex backward = here - forward;
    return (1.0 + std::norm(backward)) / std::norm(forward);
}

/// V of the layer along x, far from the other edges.
Eigen::ArrayXcd alongX(const Experiment& experiment)
{
    RealField dip;
    AbsorbingLayer(experiment).addDip(dip);
    if (dip.size() == 0)
        dip = RealField::Zero(experiment.grid.ny, experiment.grid.nx);
    const Eigen::Index middle = experiment.grid.ny / 2;
    Eigen::ArrayXcd V(experiment.grid.nx);
    V.real() = dip.row(middle).transpose();
    V.imag() = -sampled(experiment).row(middle).transpose();
    return V;
}

/// A layer of width 8 on a line of 4000 points.
Experiment fineLine(double speed, double sigma)
{
    Experiment experiment = absorbing(speed, sigma);
    experiment.grid.size = {40.0, 40.0};
    experiment.grid.nx = 4000;
    experiment.grid.ny = 128;
    experiment.absorber.width = 8.0;
    return experiment;
}

} // namespace

class tst_Boundary : public QObject
{
    Q_OBJECT

private slots:
    void standsOnlyAtAnAbsorbingEdge()
    {
        for (const auto boundary : {BoundaryKind::Periodic, BoundaryKind::Walls}) {
            Experiment experiment = absorbing();
            experiment.grid.boundary = boundary;
            QVERIFY(!AbsorbingLayer(experiment).isActive());
            QCOMPARE(sampled(experiment).size(), Eigen::Index(0));
        }
        QVERIFY(AbsorbingLayer(absorbing()).isActive());
    }

    void leavesTheInsideAloneAndRisesToTheEdge()
    {
        const Experiment experiment = absorbing();
        const Grid& grid = experiment.grid;
        const AbsorbingLayer layer(experiment);
        const RealField gamma = sampled(experiment);
        const double inner = 20.0 - layer.width();
        const int middle = grid.ny / 2;
        for (int i = 0; i < grid.nx; ++i) {
            const double distance = std::abs(grid.x(i) - grid.center.x());
            QCOMPARE(gamma(middle, i) > 0.0, distance > inner + 1e-9);
            if (i > 0 && i <= grid.nx / 2)
                QVERIFY(gamma(middle, i) <= gamma(middle, i - 1));
        }
        QVERIFY(std::abs(gamma(middle, 0) / layer.strength() - 1.0) < 1e-12);
        QVERIFY(std::abs(gamma(0, 0) / layer.strength() - 2.0) < 1e-12);
    }

    void isSymmetricAboutTheCentre()
    {
        const RealField gamma = sampled(absorbing());
        for (int j = 1; j < 160; ++j) {
            for (int i = 1; i < 200; ++i)
                QVERIFY(std::abs(gamma(j, i) - gamma(160 - j, 200 - i)) < 1e-10);
        }
    }

    void takesTheShapeItIsGiven()
    {
        Experiment experiment = absorbing();
        experiment.absorber = {.width = 3.0, .strength = 7.0};
        const AbsorbingLayer layer(experiment);
        QCOMPARE(layer.width(), 3.0);
        QCOMPARE(layer.strength(), 7.0);
        QVERIFY(std::abs(sampled(experiment)(80, 0) - 7.0) < 1e-12);
    }

    void wrapsWhenItIsShifted()
    {
        const Experiment experiment = absorbing();
        const RealField gamma = sampled(experiment);
        const RealField shifted = sampled(experiment, {5.0 * 0.2, -3.0 * 0.2 + 64.0});
        for (int j = 0; j < 160; ++j) {
            for (int i = 0; i < 200; ++i)
                QVERIFY(std::abs(shifted(j, i) - gamma((j + 157) % 160, (i + 5) % 200)) < 1e-9);
        }
    }

    void swallowsTheWavesItWasBuiltFor_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<double>("sigma");
        for (const double sigma : {1.0, 2.0}) {
            for (const double speed : {0.0, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0})
                QTest::addRow("speed %g, sigma %g", speed, sigma) << speed << sigma;
        }
    }

    void swallowsTheWavesItWasBuiltFor()
    {
        QFETCH(double, speed);
        QFETCH(double, sigma);
        Experiment experiment = absorbing(speed, sigma);
        experiment.grid.size = {40.0, 40.0};
        experiment.grid.nx = 4000;
        experiment.grid.ny = 160;
        const AbsorbingLayer layer(experiment);
        const Eigen::ArrayXcd V = alongX(experiment);
        const double spread = 0.5 / sigma;
        const double slowest = std::max(speed - 2.0 * spread, 8.0 / layer.width());
        const double fastest = 1.5 * (speed + 3.0 * spread);
        double worst = 0.0;
        for (double k = slowest; k <= fastest; k += 0.05)
            worst = std::max(worst, lost(V, 0.01, layer.width(), k));
        QVERIFY2(worst < 1e-3, qPrintable(QString::number(worst)));
    }

    void tellsWhatComesBack_data()
    {
        QTest::addColumn<Experiment>("experiment");
        QTest::newRow("with a dip") << fineLine(0.5, 4.0);
        Experiment fast = fineLine(12.0, 1.0);
        QTest::newRow("for fast waves") << fast;
        fast.absorber.strength = 3.0;
        QTest::newRow("weak") << fast;
        Experiment coarse = fineLine(0.5, 4.0);
        coarse.grid.ny = 32;
        QTest::newRow("imaginary alone") << coarse;
        coarse.constants = {.hbar = 1.0, .mass = 1.0};
        coarse.absorber.strength = 60.0;
        QTest::newRow("imaginary alone, strong") << coarse;
    }

    void tellsWhatComesBack()
    {
        QFETCH(Experiment, experiment);
        const AbsorbingLayer layer(experiment);
        const Eigen::ArrayXcd V = alongX(experiment);
        for (const double k : {0.05, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0}) {
            const double wanted = lost(V, 0.01, layer.width(), k);
            const double is = layer.comesBack(k);
            QVERIFY2(std::abs(is - wanted) < 2e-5 + 0.02 * wanted,
                qPrintable(QString("k = %1: %2, not %3").arg(k).arg(is).arg(wanted)));
        }
    }

    void isTheSameInOtherUnits()
    {
        Experiment experiment = fineLine(0.5, 4.0);
        const double there = AbsorbingLayer(experiment).comesBack(0.25);
        experiment.constants.hbar = 0.5;
        experiment.constants.mass = 3.0;
        experiment.packets = {GaussianPacket{.sigma = {4.0, 4.0}, .velocity = {0.5 / 6.0, 0.0}}};
        const double here = AbsorbingLayer(experiment).comesBack(0.25 / 6.0);
        QVERIFY(std::abs(here / there - 1.0) < 1e-9);
    }

    void takesSlowWavesThatAreThreeTimesAsLongAsIt()
    {
        // Width 8, wave length 25: imaginary alone it would throw back a fifth.
        const AbsorbingLayer layer(fineLine(0.5, 4.0));
        for (double v = 0.25; v < 4.0; v *= 1.05)
            QVERIFY2(layer.comesBack(v) < (v < 0.35 ? 1e-2 : 1e-3),
                qPrintable(QString("%1 at %2").arg(layer.comesBack(v)).arg(v)));
    }

    void taken_data()
    {
        QTest::addColumn<double>("share");
        for (const double share : {0.01, 0.003, 0.001})
            QTest::addRow("%g", share) << share;
    }

    void taken()
    {
        QFETCH(double, share);
        const AbsorbingLayer layer(fineLine(0.5, 4.0));
        const auto band = layer.taken(share);
        QVERIFY(band.slowest < band.fastest);
        QVERIFY(std::abs(layer.comesBack(band.slowest) / share - 1.0) < 0.01);
        QVERIFY(std::abs(layer.comesBack(band.fastest) / share - 1.0) < 0.01);
        QVERIFY(layer.comesBack(0.98 * band.slowest) > share);
        QVERIFY(layer.comesBack(1.02 * band.fastest) > share);
    }

    void aLayerTooWeakTakesNothing()
    {
        Experiment experiment = fineLine(0.5, 4.0);
        experiment.absorber.strength = 1e-4;
        QCOMPARE(AbsorbingLayer(experiment).taken(0.01).fastest, 0.0);
    }
};

QTEST_APPLESS_MAIN(tst_Boundary)
#include "tst_Boundary.moc"
