#include "core/evolution/splitstep/SplitStepSolver.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A strip along x: what happens in one dimension, at the price of four points across.
Grid strip(int points, double length)
{
    Grid grid;
    grid.nx = points;
    grid.ny = 4;
    grid.size = Vec2(length, 1.0);
    return grid;
}

ComplexField incoming(const Grid& grid, double wavenumber, double sigma)
{
    const Gaussian1D packet
        = freeGaussian({.sigma = sigma, .position = -40.0, .velocity = wavenumber}, 0.0);
    return fieldOn(grid, [&](double x, double) { return packet(x); });
}

/// Probability to the right of x = 0, a grid point there counted half.
double beyond(const ComplexField& psi, const Grid& grid)
{
    double sum = 0.0;
    for (int i = 0; i < grid.nx; ++i) {
        const double x = grid.x(i);
        const double weight = std::abs(x) < 1e-9 ? 0.5 : (x > 0.0 ? 1.0 : 0.0);
        sum += weight * psi.col(i).abs2().sum();
    }
    return sum * grid.cellArea();
}

enum class Obstacle
{
    Step,
    Rectangle,
    WideSech,
    NarrowSech
};

PotentialTerm termOf(Obstacle obstacle)
{
    switch (obstacle) {
    case Obstacle::Step:
        return StepTerm{1.0, 0.0, Axis::X, 0.0};
    case Obstacle::Rectangle:
        return BarrierTerm{1.0, 0.0, 2.0, Axis::X, 0.0};
    case Obstacle::WideSech:
        return Sech2Term{1.0, 0.0, 1.0, Axis::X};
    default:
        return Sech2Term{2.0, 0.0, 0.5, Axis::X};
    }
}

} // namespace

class TestScattering : public QObject
{
    Q_OBJECT

private slots:
    void transmitsAsThePlaneWavesOfThePacket_data();
    void transmitsAsThePlaneWavesOfThePacket();
    void reflectionlessWellsLetEverythingPass_data();
    void reflectionlessWellsLetEverythingPass();
    void absorbingEdgeReflectsLittle_data();
    void absorbingEdgeReflectsLittle();
    void absorbingEdgeReflectsWhatItTells_data();
    void absorbingEdgeReflectsWhatItTells();
    void absorbingEdgeDampsInEitherDirectionOfTime();
    void absorbingEdgeStaysWithTheWorldInAMovingFrame();
};

void TestScattering::transmitsAsThePlaneWavesOfThePacket_data()
{
    QTest::addColumn<double>("wavenumber");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<int>("obstacle");
    QTest::addColumn<double>("transmission");
    struct Packet
    {
        double wavenumber;
        double sigma;
        std::array<double, 4> transmission;
    };
    const std::array<const char*, 4> names{"step", "rectangle", "wide sech2", "narrow sech2"};
    for (const Packet& p :
        {Packet{1.5, 4.0, {0.5764909064, 0.4572828493, 0.7281008667, 0.3251967173}},
            Packet{2.0, 4.0, {0.9676980957, 0.9659627642, 0.9813115276, 0.6900760849}},
            Packet{std::sqrt(2.0), 5.0, {0.3332548617, 0.3470178045, 0.6285776199, 0.2673003216}},
            Packet{1.0, 5.0, {7.556324981e-6, 0.07596804802, 0.1308951324, 0.08679639301}}})
        for (int obstacle = 0; obstacle < 4; ++obstacle)
            QTest::addRow("%s, k = %g", names[static_cast<size_t>(obstacle)], p.wavenumber)
                << p.wavenumber << p.sigma << obstacle
                << p.transmission[static_cast<size_t>(obstacle)];
}

void TestScattering::transmitsAsThePlaneWavesOfThePacket()
{
    QFETCH(double, wavenumber);
    QFETCH(double, sigma);
    QFETCH(int, obstacle);
    QFETCH(double, transmission);
    // A sharp edge is known to a cell only: it needs the finer grid.
    const bool sharp = obstacle < 2;
    const Grid grid = strip(sharp ? 2560 : 1280, 300.0);
    const Experiment experiment = experimentOn(grid, {termOf(static_cast<Obstacle>(obstacle))});
    // Behind a step the packet that passes is slow: it needs time to come clear of the edge.
    const double until = (sharp ? 110.0 : 90.0) / wavenumber;
    const int steps = static_cast<int>(std::ceil(until / (sharp ? 0.04 : 0.1)));
    const ComplexField psi = evolved(
        experiment, incoming(grid, wavenumber, sigma), until / steps, steps, Scheme::Auto);
    const double T = beyond(psi, grid);
    QVERIFY2(std::abs(T - transmission) < (sharp ? 5e-3 : 2e-4),
        qPrintable(QString("%1, expected %2").arg(T, 0, 'g', 10).arg(transmission, 0, 'g', 10)));
}

void TestScattering::reflectionlessWellsLetEverythingPass_data()
{
    QTest::addColumn<int>("l");
    QTest::addColumn<double>("wavenumber");
    QTest::newRow("l = 1, slow") << 1 << 0.8;
    QTest::newRow("l = 1") << 1 << 1.5;
    QTest::newRow("l = 2") << 2 << 1.5;
}

void TestScattering::reflectionlessWellsLetEverythingPass()
{
    QFETCH(int, l);
    QFETCH(double, wavenumber);
    const Grid grid = strip(1280, 300.0);
    const Experiment experiment
        = experimentOn(grid, {Sech2Term{-0.5 * l * (l + 1), 0.0, 1.0, Axis::X}});
    const int steps = static_cast<int>(1100.0 / wavenumber);
    const ComplexField psi
        = evolved(experiment, incoming(grid, wavenumber, 5.0), 0.1, steps, Scheme::Auto);
    QVERIFY(beyond(psi, grid) > 1.0 - 1e-5);
}

void TestScattering::absorbingEdgeReflectsLittle_data()
{
    QTest::addColumn<double>("speed");
    for (const double speed : {1.5, 3.0, 6.0, 9.0})
        QTest::addRow("v = %g", speed) << speed;
}

void TestScattering::absorbingEdgeReflectsLittle()
{
    QFETCH(double, speed);
    const Grid grid = squareGrid(160, 40.0, BoundaryKind::Absorbing);
    Experiment experiment = experimentOn(grid);
    experiment.packets = {GaussianPacket{{0.0, 0.0}, {3.0, 3.0}, {speed, 0.0}, 0.0, 1.0, 0.0}};
    const ComplexField psi = productOn(grid, freeGaussian({.sigma = 3.0, .velocity = speed}, 0.0),
        freeGaussian({.sigma = 3.0}, 0.0));
    // Long enough for the slowest part to cross the grid, the layer, and come back.
    const double until = 40.0 / (speed - 4.0 / 6.0);
    const int steps = static_cast<int>(std::ceil(until * speed / 0.2));
    const ComplexField later = evolved(experiment, psi, until / steps, steps, Scheme::Auto);
    const double left = norm(later, grid);
    QVERIFY2(left < 1e-3, qPrintable(QString::number(left)));
}

void TestScattering::absorbingEdgeReflectsWhatItTells_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<double>("most");
    QTest::newRow("v = 0.25") << 0.25 << 1e-2;
    QTest::newRow("v = 0.35") << 0.35 << 3e-3;
    for (const double speed : {0.5, 1.0, 2.0, 3.0})
        QTest::addRow("v = %g", speed) << speed << 1e-3;
}

void TestScattering::absorbingEdgeReflectsWhatItTells()
{
    QFETCH(double, speed);
    QFETCH(double, most);
    // Across, a spring keeps the packet off the other edges.
    Grid grid;
    grid.nx = speed < 2.0 ? 700 : 1024;
    grid.ny = 64;
    grid.size = Vec2(256.0, 24.0);
    grid.boundary = BoundaryKind::Absorbing;
    Experiment experiment = experimentOn(grid, {HarmonicTerm{.omega = {0.0, 0.5}}});
    experiment.absorber.width = 8.0;
    const double sigma = std::min(16.0, 6.0 / speed);
    const double start = 120.0 - 6.0 * sigma;
    experiment.packets = {GaussianPacket{{start, 0.0}, {sigma, 1.0}, {speed, 0.0}, 0.0, 1.0, 0.0}};
    const ComplexField psi
        = productOn(grid, freeGaussian({.sigma = sigma, .position = start, .velocity = speed}, 0.0),
            freeGaussian({}, 0.0));
    const AbsorbingLayer layer(experiment);
    double expected = 0.0;
    double sum = 0.0;
    for (double n = -4.0; n <= 4.0; n += 0.1) {
        const double weight = std::exp(-0.5 * n * n);
        sum += weight;
        expected += weight * layer.comesBack(speed + 0.5 * n / sigma);
    }
    expected /= sum;
    // There and half way back, before what is thrown back meets the layer again.
    const double until = (12.0 * sigma + 24.0) / speed;
    const int steps = static_cast<int>(std::ceil(until / std::min(layer.longestStep(), 0.16)));
    const double left = norm(evolved(experiment, psi, until / steps, steps, Scheme::Strang), grid);
    QVERIFY2(std::abs(left - expected) < 0.1 * expected + 3e-5,
        qPrintable(QString("%1, expected %2").arg(left).arg(expected)));
    QVERIFY2(left < most, qPrintable(QString::number(left)));
}

void TestScattering::absorbingEdgeDampsInEitherDirectionOfTime()
{
    const Grid grid = squareGrid(64, 24.0, BoundaryKind::Absorbing);
    Experiment experiment = experimentOn(grid);
    experiment.packets = {GaussianPacket{{0.0, 0.0}, {1.0, 1.0}, {4.0, 0.0}, 0.0, 1.0, 0.0}};
    const ComplexField psi
        = productOn(grid, freeGaussian({.velocity = 4.0}, 0.0), freeGaussian({}, 0.0));
    SplitStepSolver solver(setupOf(experiment));
    WaveState state = waveAt(0.0, psi);
    double last = norm(state.envelope, grid);
    for (const double dt : {0.02, -0.02})
        for (int n = 0; n < 10; ++n) {
            solver.advance(state, dt, 15);
            const double now = norm(state.envelope, grid);
            QVERIFY(now <= last + 1e-13);
            last = now;
        }
    QVERIFY(last < 0.5);
}

void TestScattering::absorbingEdgeStaysWithTheWorldInAMovingFrame()
{
    const Grid grid = squareGrid(64, 24.0, BoundaryKind::Absorbing);
    Experiment experiment = experimentOn(grid);
    experiment.packets = {GaussianPacket{{0.0, 0.0}, {1.0, 1.0}, {4.0, 0.0}, 0.0, 1.0, 0.0}};
    const auto leftOver = [&](const Vec2& W) {
        WaveState state = waveAt(
            0.0, productOn(grid, freeGaussian({.velocity = 4.0}, 0.0), freeGaussian({}, 0.0)));
        state.carrier = -W;
        SplitStepSolver(setupOf(experiment, Scheme::Auto, W)).advance(state, 0.02, 150);
        return norm(state.envelope, grid);
    };
    const double inK = leftOver(Vec2(0.0, 0.0));
    QVERIFY(inK < 0.9);
    const double inKPrime = leftOver(Vec2(1.5, -0.7));
    QVERIFY2(
        std::abs(inKPrime - inK) < 1e-3, qPrintable(QString("%1 and %2").arg(inKPrime).arg(inK)));
}

QTEST_APPLESS_MAIN(TestScattering)
#include "tst_Scattering.moc"
