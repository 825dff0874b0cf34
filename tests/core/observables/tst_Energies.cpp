#include "core/observables/Energies.h"
#include "core/observables/FlowSums.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double pi = std::numbers::pi;

/// psi = prod (z - z_i) prod (z* - w_j*) e^{-r^2/4}.
WaveState vortexField(
    const Grid& grid, const std::vector<Complex>& right, const std::vector<Complex>& left)
{
    return normalised(fieldOn(grid,
                          [&](double x, double y) {
                              const Complex z(x, y);
                              Complex psi = std::exp(-std::norm(z) / 4.0);
                              for (const Complex& centre : right)
                                  psi *= z - centre;
                              for (const Complex& centre : left)
                                  psi *= std::conj(z - centre);
                              return psi;
                          }),
        grid);
}

} // namespace

class TestEnergies : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithFreeGaussian_data();
    void agreesWithFreeGaussian();
    void energiesOfTheLimits_data();
    void energiesOfTheLimits();
    void boostChangesTheDriftAlone_data();
    void boostChangesTheDriftAlone();
    void eigenstatesOfTheBoxHoldOnlyDiffusionEnergy_data();
    void eigenstatesOfTheBoxHoldOnlyDiffusionEnergy();
    void boxEnergyIsExactForASuperposition();
    void planeWaveHoldsNoDiffusionEnergy();
    void vortexSharesItsEnergy_data();
    void vortexSharesItsEnergy();
    void vorticesLeaveTheDiffusionEnergyAlone_data();
    void vorticesLeaveTheDiffusionEnergyAlone();
    void squashedVortexConverges_data();
    void squashedVortexConverges();
    void crossTermIsTheGrowthOfEntropy_data();
    void crossTermIsTheGrowthOfEntropy();
    void potentialEnergyOfAUniformForce();
    void restEnergyIsMassTimesCSquared();
    void squeezingTheBoxRaisesItsEnergy();
    void meanQuantumPotentialIsTheDiffusionEnergy();
    void sumsDoNotDependOnThreads();
    void refusesAnotherShape();
};

void TestEnergies::agreesWithFreeGaussian_data()
{
    QTest::addColumn<PhysicalConstants>("constants");
    QTest::addColumn<Vec2>("sigma");
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("diffusion");
    QTest::addColumn<double>("drift");
    const auto p1 = [](const char* name, double t, double diffusion, double drift) {
        QTest::newRow(name) << PhysicalConstants{} << Vec2(1.0, 0.5) << t << diffusion << drift;
    };
    p1("P1 t=0", 0.0, 0.625, 0.0);
    p1("P1 t=0.5", 0.5, 0.367647058824, 0.257352941176);
    p1("P1 t=1", 1.0, 0.2, 0.425);
    p1("P1 t=2", 2.0, 0.0919117647059, 0.533088235294);
    p1("P1 t=5", 5.0, 0.0221918743598, 0.602808125640);
    const auto p2 = [](const char* name, double t, double diffusion, double drift) {
        QTest::newRow(name) << PhysicalConstants{0.8, 1.7, 20.0} << Vec2(0.6, 0.6) << t << diffusion
                            << drift;
    };
    p2("P2 t=0", 0.0, 0.261437908497, 0.0);
    p2("P2 t=0.75", 0.75, 0.210787352759, 0.0506505557379);
    p2("P2 t=1.5", 1.5, 0.133307194668, 0.128130713829);
    p2("P2 t=3", 3.0, 0.0539639711134, 0.207473937383);
}

void TestEnergies::agreesWithFreeGaussian()
{
    QFETCH(PhysicalConstants, constants);
    QFETCH(Vec2, sigma);
    QFETCH(double, t);
    QFETCH(double, diffusion);
    QFETCH(double, drift);
    const auto axis = [&](double s) {
        return freeGaussian({.sigma = s, .hbar = constants.hbar, .mass = constants.mass}, t);
    };
    const Grid grid = square(512, t > 1.0 ? 100.0 : 40.0);
    const Energies found
        = energiesOf(stateOf(productOn(grid, axis(sigma.x()), axis(sigma.y()))), grid, constants);
    DQM_CLOSE(found.diffusion, diffusion, 1e-10);
    DQM_CLOSE(found.drift, drift, 1e-10);
}

void TestEnergies::energiesOfTheLimits_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("perAxis");
    QTest::addColumn<double>("share");
    QTest::newRow("0.01") << 0.01 << 0.124996875078 << 0.999975000625;
    QTest::newRow("0.1") << 0.1 << 0.124688279302 << 0.997506234414;
    QTest::newRow("1") << 1.0 << 0.1 << 0.8;
    QTest::newRow("10") << 10.0 << 0.00480769230769 << 0.0384615384615;
}

void TestEnergies::energiesOfTheLimits()
{
    QFETCH(double, t);
    QFETCH(double, perAxis);
    QFETCH(double, share);
    const Grid grid = square(256, t > 5.0 ? 90.0 : 30.0);
    const Gaussian1D g = freeGaussian({}, t);
    const Energies found = energiesOf(stateOf(productOn(grid, g, g)), grid);
    DQM_CLOSE(found.diffusion, 2.0 * perAxis, 1e-12);
    DQM_CLOSE(found.diffusion / found.kinetic(), share, 1e-11);
}

void TestEnergies::boostChangesTheDriftAlone_data()
{
    QTest::addColumn<PhysicalConstants>("constants");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<Vec2>("V");
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("diffusion");
    QTest::addColumn<double>("driftAtRest");
    QTest::addColumn<double>("drift");
    QTest::newRow("first") << PhysicalConstants{} << 1.0 << Vec2(1.5, -0.7) << 2.0 << 0.125 << 0.125
                           << 1.495;
    QTest::newRow("second") << PhysicalConstants{0.7, 1.3, 20.0} << 0.8 << Vec2(-1.0, 0.4) << 1.5
                            << 0.1053056830 << 0.04192989391 << 0.7959298939;
}

void TestEnergies::boostChangesTheDriftAlone()
{
    QFETCH(PhysicalConstants, constants);
    QFETCH(double, sigma);
    QFETCH(Vec2, V);
    QFETCH(double, t);
    QFETCH(double, diffusion);
    QFETCH(double, driftAtRest);
    QFETCH(double, drift);
    const Grid grid = square(256, 32.0);
    const Gaussian1D g
        = freeGaussian({.sigma = sigma, .hbar = constants.hbar, .mass = constants.mass}, t);
    WaveState state = stateOf(productOn(grid, g, g));
    const Energies rest = energiesOf(state, grid, constants);
    state.carrier = constants.mass / constants.hbar * V;
    const Energies moving = energiesOf(state, grid, constants);
    DQM_CLOSE(rest.drift, driftAtRest, 2e-10);
    DQM_CLOSE(moving.drift, drift, 2e-10);
    DQM_CLOSE(moving.diffusion, diffusion, 2e-10);
    QCOMPARE(moving.diffusion, rest.diffusion);

    // The same boost written into the envelope, where it is commensurate with the torus.
    const Vec2 k = Vec2(3.0, -2.0) * 2.0 * pi / 32.0;
    WaveState inEnvelope = stateOf(state.envelope
        * fieldOn(grid, [&](double x, double y) { return std::polar(1.0, k.dot(Vec2(x, y))); }));
    state.carrier = k;
    const Energies a = energiesOf(state, grid, constants);
    const Energies b = energiesOf(inEnvelope, grid, constants);
    DQM_CLOSE(a.drift, b.drift, 1e-12);
    DQM_CLOSE(a.diffusion, b.diffusion, 1e-12);
    DQM_CLOSE(a.crossTerm, b.crossTerm, 1e-12);
}

void TestEnergies::eigenstatesOfTheBoxHoldOnlyDiffusionEnergy_data()
{
    QTest::addColumn<int>("nx");
    QTest::addColumn<int>("ny");
    QTest::addColumn<double>("energy");
    QTest::newRow("1,1") << 1 << 1 << 0.098696044010894;
    QTest::newRow("1,2") << 1 << 2 << 0.24674011002723;
    QTest::newRow("2,2") << 2 << 2 << 0.39478417604357;
    QTest::newRow("1,3") << 1 << 3 << 0.49348022005447;
    QTest::newRow("3,2") << 3 << 2 << 0.64152428607081;
    QTest::newRow("5,4") << 5 << 4 << 2.0232689022233;
}

void TestEnergies::eigenstatesOfTheBoxHoldOnlyDiffusionEnergy()
{
    QFETCH(int, nx);
    QFETCH(int, ny);
    QFETCH(double, energy);
    // 63 points: nodal lines at L/2 and L/4 pass through grid points.
    for (const int n : {63, 64}) {
        const Grid grid = square(n, 10.0, BoundaryKind::Walls);
        const WaveState state = stateOf(fieldOn(grid, [&](double x, double y) -> Complex {
            return boxMode(nx, x + 5.0, 10.0) * boxMode(ny, y + 5.0, 10.0);
        }));
        const Energies found = energiesOf(state, grid);
        DQM_CLOSE(found.diffusion, energy, 1e-12);
        DQM_CLOSE(found.drift, 0.0, 1e-14);
    }
}

void TestEnergies::boxEnergyIsExactForASuperposition()
{
    const Grid grid = square(48, 10.0, BoundaryKind::Walls);
    const Complex a(0.6, 0.0);
    const Complex b(0.0, 0.8);
    const WaveState state = stateOf(fieldOn(grid, [&](double x, double y) {
        return a * boxMode(1, x + 5.0, 10.0) * boxMode(2, y + 5.0, 10.0)
            + b * boxMode(5, x + 5.0, 10.0) * boxMode(4, y + 5.0, 10.0);
    }));
    DQM_CLOSE(
        energiesOf(state, grid).kinetic(), 0.36 * 0.24674011002723 + 0.64 * 2.0232689022233, 1e-12);
}

void TestEnergies::planeWaveHoldsNoDiffusionEnergy()
{
    const Grid grid = square(32, 8.0);
    const Vec2 k = Vec2(2.0, -1.0) * 2.0 * pi / 8.0;
    const WaveState state = normalised(
        fieldOn(grid, [&](double x, double y) { return std::polar(1.0, k.dot(Vec2(x, y))); }),
        grid);
    const Energies found = energiesOf(state, grid);
    DQM_CLOSE(found.diffusion, 0.0, 1e-14);
    DQM_CLOSE(found.drift, 0.5 * k.squaredNorm(), 1e-13);
}

void TestEnergies::vortexSharesItsEnergy_data()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("diffusion");
    QTest::addColumn<double>("drift");
    QTest::newRow("n=1 t=0") << 1 << 0.0 << 0.25 << 0.25;
    QTest::newRow("n=1 t=1") << 1 << 1.0 << 0.2 << 0.3;
    QTest::newRow("n=1 t=2") << 1 << 2.0 << 0.125 << 0.375;
    QTest::newRow("n=2 t=0") << 2 << 0.0 << 0.25 << 0.5;
    QTest::newRow("n=2 t=1") << 2 << 1.0 << 0.2 << 0.55;
    QTest::newRow("n=2 t=2") << 2 << 2.0 << 0.125 << 0.625;
    QTest::newRow("n=3 t=0") << 3 << 0.0 << 0.25 << 0.75;
    QTest::newRow("n=3 t=1") << 3 << 1.0 << 0.2 << 0.8;
    QTest::newRow("n=3 t=2") << 3 << 2.0 << 0.125 << 0.875;
    QTest::newRow("n=-1 t=1") << -1 << 1.0 << 0.2 << 0.3;
}

void TestEnergies::vortexSharesItsEnergy()
{
    QFETCH(int, n);
    QFETCH(double, t);
    QFETCH(double, diffusion);
    QFETCH(double, drift);
    const Grid grid = square(256, 32.0); // the node lies on a grid point
    const WaveState state
        = stateOf(fieldOn(grid, [&](double x, double y) { return freeVortex(x, y, t, n, 1.0); }));
    const Energies found = energiesOf(state, grid);
    DQM_CLOSE(found.diffusion, diffusion, 1e-9);
    DQM_CLOSE(found.drift, drift, 1e-9);
}

void TestEnergies::vorticesLeaveTheDiffusionEnergyAlone_data()
{
    QTest::addColumn<double>("offset");
    QTest::newRow("nodes off the points") << 0.01234;
    QTest::newRow("nodes on the points") << 0.0;
}

void TestEnergies::vorticesLeaveTheDiffusionEnergyAlone()
{
    QFETCH(double, offset);
    const Grid grid = square(128, 32.0);
    const Complex o(offset, -offset);
    const WaveState state
        = vortexField(grid, {Complex(1.0, 0.5) + o, Complex(-1.5, 0.0) + o}, {o - 0.5});
    DQM_CLOSE(energiesOf(state, grid).diffusion, 0.25, 1e-12);
}

void TestEnergies::squashedVortexConverges_data()
{
    QTest::addColumn<double>("offset");
    QTest::newRow("off the points") << 0.0712;
    QTest::newRow("on a point") << 0.0;
}

void TestEnergies::squashedVortexConverges()
{
    QFETCH(double, offset);
    // psi = (x + i b y) e^{-r^2/4} at a cell-relative offset: U_u = (1 - b + b^2)/(2 + 2 b^2),
    // where J^2/rho jumps with the direction at the node.
    const auto error = [offset](int n) {
        const Grid grid = square(n, 24.0);
        const WaveState state
            = normalised(fieldOn(grid,
                             [offset](double x, double y) {
                                 const double a = x - offset;
                                 const double r2 = a * a + y * y;
                                 return Complex(a, 2.0 * y) * std::exp(-0.25 * r2);
                             }),
                grid);
        return std::abs(energiesOf(state, grid).diffusion - 0.3);
    };
    const double fine = error(256);
    QVERIFY2(fine < 1e-3, qPrintable(QString::number(fine)));
    const double finer = error(512);
    QVERIFY2(finer < 0.5 * fine, qPrintable(QString::number(finer)));
}

void TestEnergies::crossTermIsTheGrowthOfEntropy_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("perAxis");
    QTest::newRow("t=0.5") << 0.5 << 0.05882353;
    QTest::newRow("t=1") << 1.0 << 0.1;
    QTest::newRow("t=2") << 2.0 << 0.125;
}

void TestEnergies::crossTermIsTheGrowthOfEntropy()
{
    QFETCH(double, t);
    QFETCH(double, perAxis);
    const Grid grid = square(256, 32.0);
    const auto stateAt = [&](double time) {
        const Gaussian1D g = freeGaussian({}, time);
        return stateOf(productOn(grid, g, g));
    };
    const double found = energiesOf(stateAt(t), grid).crossTerm;
    DQM_CLOSE(found, 2.0 * perAxis, 1e-8);
    const double delta = 1e-3;
    const double growth
        = momentsOf(stateAt(t + delta), grid).entropy - momentsOf(stateAt(t - delta), grid).entropy;
    DQM_CLOSE(found, 0.5 * growth / (2.0 * delta), 1e-6);
}

void TestEnergies::potentialEnergyOfAUniformForce()
{
    const Grid grid = square(128, 24.0);
    const Gaussian1D gx = fallingGaussian({.velocity = 0.5}, 0.8, 1.0);
    const Gaussian1D gy = fallingGaussian({}, -0.3, 1.0);
    const WaveState state = stateOf(productOn(grid, gx, gy));
    const RealField V
        = fieldOn(grid, [](double x, double y) -> Complex { return -0.8 * x + 0.3 * y; }).real();
    const Energies found
        = energies(state, gradient(state.envelope, grid, DerivativeMethod::Spectral), V, grid, {});
    DQM_CLOSE(found.potential, -0.765, 1e-12);
    DQM_CLOSE(found.diffusion, 0.2, 1e-12);
    DQM_CLOSE(found.drift, 0.94, 1e-12);
    DQM_CLOSE(found.total() - found.rest, 0.375, 1e-12);
}

void TestEnergies::restEnergyIsMassTimesCSquared()
{
    const Grid grid = square(32, 16.0);
    QCOMPARE(energiesOf(crossingPackets(grid), grid, {1.0, 1.5, 20.0}).rest, 600.0);
}

void TestEnergies::squeezingTheBoxRaisesItsEnergy()
{
    const auto energy = [](double L) {
        const Grid grid = square(31, L, BoundaryKind::Walls);
        return energiesOf(stateOf(fieldOn(grid,
                              [L](double x, double y) -> Complex {
                                  return boxMode(1, x + 0.5 * L, L) * boxMode(1, y + 0.5 * L, L);
                              })),
            grid)
            .diffusion;
    };
    DQM_CLOSE(energy(4.0) / energy(10.0), 6.25, 1e-11);
}

void TestEnergies::meanQuantumPotentialIsTheDiffusionEnergy()
{
    const Grid grid = square(64, 10.0);
    const WaveState state = smoothState(grid);
    const ComplexField lap = laplacian(state.envelope, grid);
    const FlowSums sums = flowSums(state.envelope,
        gradient(state.envelope, grid, DerivativeMethod::Spectral), RealField(), grid);
    const double bend = (state.envelope.conjugate() * lap).real().sum() * grid.cellArea();
    const double meanQ = -0.5 * (bend + sums.driftSquared.sum());
    DQM_CLOSE(meanQ, energiesOf(state, grid).diffusion, 1e-12);
}

void TestEnergies::sumsDoNotDependOnThreads()
{
    const Grid grid = square(60, 16.0);
    const WaveState state = crossingPackets(grid);
    const auto slope = gradient(state.envelope, grid, DerivativeMethod::Spectral);
    const FlowSums one = flowSums(state.envelope, slope, RealField(), grid, 1);
    const FlowSums two = flowSums(state.envelope, slope, RealField(), grid, 2);
    QCOMPARE(one.norm, two.norm);
    QCOMPARE(one.entropy, two.entropy);
    QCOMPARE(one.gradientSquared, two.gradientSquared);
    QCOMPARE(one.driftSquared, two.driftSquared);
    QVERIFY((one.density.x == two.density.x).all());
}

void TestEnergies::refusesAnotherShape()
{
    const Grid grid = square(32, 16.0);
    const WaveState state = crossingPackets(grid);
    const auto slope = gradient(state.envelope, grid, DerivativeMethod::Spectral);
    QVERIFY_EXCEPTION_THROWN(
        energies(state, slope, RealField::Zero(31, 32), grid, {}), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestEnergies)
#include "tst_Energies.moc"
