#include "core/evolution/fused/FusedSolver.h"
#include "core/hydrodynamics/EighthOrderFlow.h"
#include "core/observables/Energies.h"
#include "core/observables/FlowSums.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

#include <random>

using namespace dqm;
using namespace dqm::test;
using fused::InstructionSet;

namespace {

Grid gridOf(int nx, int ny, Vec2 size = Vec2(16.0, 12.0))
{
    Grid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.size = size;
    return grid;
}

/// Some plane waves of the torus that the grid carries well, with nodes between them.
ComplexField randomWaves(const Grid& grid, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> number(-4, 4);
    std::normal_distribution<double> part;
    ComplexField psi = ComplexField::Zero(grid.ny, grid.nx);
    for (int n = 0; n < 12; ++n) {
        const double kx = 2.0 * std::numbers::pi * number(random) / grid.size.x();
        const double ky = 2.0 * std::numbers::pi * number(random) / grid.size.y();
        const std::complex<double> amplitude(part(random), part(random));
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                psi(j, i) += amplitude * std::polar(1.0, kx * grid.x(i) + ky * grid.y(j));
    }
    return psi;
}

struct Fields
{
    FloatField rho, re, im, vx, vy, ux, uy, Q;

    FlowTargets<float> targets() { return {rho, re, im, vx, vy, ux, uy, Q}; }
};

/// Largest difference where rho is not small, in the unit given.
double difference(const FloatField& a, const FloatField& b, const FloatField& rho, double unit)
{
    const auto seen = rho > 1e-2F * rho.maxCoeff();
    return static_cast<double>(seen.select((a - b).abs(), 0.0F).maxCoeff()) / unit;
}

struct Case
{
    Grid grid;
    PhysicalConstants constants;
    WaveState state;
};

std::unique_ptr<FusedSolver> solverOf(
    const Case& its, InstructionSet set, Precision precision, int threads = 1)
{
    auto setup = setupOf(
        experimentOn(its.grid, {HarmonicTerm{}}), Scheme::Strang, Vec2(0.0, 0.0), threads);
    setup.constants = its.constants;
    return std::make_unique<FusedSolver>(setup, FusedSolver::Options{precision, set});
}

template <class Check>
void forEverySet(const Check& check)
{
    for (const InstructionSet set : fused::instructionSets())
        for (const Precision precision : {Precision::Double, Precision::Single})
            check(set, precision);
}

} // namespace

/// The fields of psi that stays in its solver's tiles, against those of the same psi in rows.
class TestResidentFlow : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheFieldsOfRows_data();
    void equalsTheFieldsOfRows();
    void holdsInAnyUnits();
    void masksNodes();
    void threadCountsAgree();
    void sumsAreTheEnergiesOfAGaussian();
    void gradientIsSpectral_data();
    void gradientIsSpectral();
    void seesPsiThatHasMovedOn();
};

void TestResidentFlow::equalsTheFieldsOfRows_data()
{
    QTest::addColumn<Grid>("grid");
    QTest::addColumn<Vec2>("carrier");
    QTest::addColumn<double>("phase");
    QTest::addColumn<int>("steps");
    const Vec2 none(0.0, 0.0);
    QTest::newRow("64 x 256") << gridOf(64, 256) << none << 0.0 << 1;
    QTest::newRow("256 x 128") << gridOf(256, 128) << none << 0.0 << 2;
    QTest::newRow("as it was loaded") << gridOf(256, 64) << none << 0.0 << 0;
    QTest::newRow("64 x 64, as it was loaded") << gridOf(64, 64) << none << 0.3 << 0;
    QTest::newRow("carrier") << gridOf(128, 64) << Vec2(0.7, -1.3) << 0.0 << 1;
    QTest::newRow("carrier and phase") << gridOf(512, 64) << Vec2(-2.1, 0.4) << 0.8 << 4;
    QTest::newRow("phase") << gridOf(64, 128) << none << -1.1 << 3;
    QTest::newRow("unequal spacings") << gridOf(128, 128, Vec2(6.0, 30.0)) << none << 0.0 << 2;
}

void TestResidentFlow::equalsTheFieldsOfRows()
{
    QFETCH(Grid, grid);
    QFETCH(Vec2, carrier);
    QFETCH(double, phase);
    QFETCH(int, steps);
    Case its{grid, {0.8, 1.7, 20.0}, waveAt(0.0, randomWaves(grid, 5))};
    its.state.carrier = carrier;
    its.state.phase = phase;
    forEverySet([&](InstructionSet set, Precision precision) {
        const auto solver = solverOf(its, set, precision);
        ResidentWave& wave = *solver->resident();
        wave.load(its.state.envelope);
        wave.run(carrier, 0.0, 1e-3, steps);
        WaveState state = its.state;
        wave.store(state.envelope);
        Fields tiles;
        Fields rows;
        const FlowSummary seen = wave.flow({carrier, phase, 1e-9}, tiles.targets());
        EighthOrderFlow flow;
        const double peak
            = flow.evaluate<float>(state, grid, its.constants, 1e-9, 1, rows.targets());
        QVERIFY(std::abs(seen.peak / peak - 1.0) < 1e-12);
        const double amplitude = std::sqrt(peak);
        const double velocity = its.constants.hbar / its.constants.mass / grid.dx();
        const double energy = 0.5 * its.constants.hbar * velocity / grid.dx();
        const double anisotropy = std::max(1.0, grid.dx() / grid.dy());
        QVERIFY(difference(tiles.rho, rows.rho, rows.rho, peak) < 3e-7);
        QVERIFY(difference(tiles.re, rows.re, rows.rho, amplitude) < 1e-6);
        QVERIFY(difference(tiles.im, rows.im, rows.rho, amplitude) < 1e-6);
        for (const auto& [a, b] : {std::pair(&tiles.vx, &rows.vx), std::pair(&tiles.vy, &rows.vy),
                 std::pair(&tiles.ux, &rows.ux), std::pair(&tiles.uy, &rows.uy)})
            QVERIFY(difference(*a, *b, rows.rho, velocity) < 5e-6 * anisotropy);
        QVERIFY(difference(tiles.Q, rows.Q, rows.rho, energy) < 2e-5 * anisotropy * anisotropy);
    });
}

/// In SI units psi, its derivatives and their squares leave what floats can hold.
void TestResidentFlow::holdsInAnyUnits()
{
    const Grid grid = gridOf(128, 64, Vec2(2e-9, 1.6e-9));
    const Case its{grid, {1.05e-34, 9.1e-31, 3e8}, waveAt(0.0, 1e10 * randomWaves(grid, 3))};
    forEverySet([&](InstructionSet set, Precision precision) {
        const auto solver = solverOf(its, set, precision);
        solver->resident()->load(its.state.envelope);
        Fields tiles;
        Fields rows;
        solver->resident()->flow({}, tiles.targets());
        EighthOrderFlow().evaluate<float>(its.state, grid, its.constants, 1e-9, 1, rows.targets());
        const double velocity = its.constants.hbar / its.constants.mass / grid.dx();
        QVERIFY(difference(tiles.vx, rows.vx, rows.rho, velocity) < 1e-5);
        QVERIFY(difference(tiles.uy, rows.uy, rows.rho, velocity) < 1e-5);
        QVERIFY(
            difference(tiles.Q, rows.Q, rows.rho, 0.5 * its.constants.hbar * velocity / grid.dx())
            < 3e-5);
    });
}

void TestResidentFlow::masksNodes()
{
    const Grid grid = gridOf(128, 64);
    Case its{grid, {}, waveAt(0.0, randomWaves(grid, 9))};
    its.state.envelope(11, 70) = 0.0;
    its.state.envelope.block(20, 30, 3, 40) *= 1e-3;
    its.state.carrier = Vec2(1.0, 2.0);
    forEverySet([&](InstructionSet set, Precision precision) {
        const auto solver = solverOf(its, set, precision);
        solver->resident()->load(its.state.envelope);
        Fields tiles;
        Fields rows;
        constexpr double floor = 1e-4;
        solver->resident()->flow({its.state.carrier, 0.0, floor}, tiles.targets());
        EighthOrderFlow().evaluate<float>(its.state, grid, {}, floor, 1, rows.targets());
        for (const FloatField* field : {&tiles.vx, &tiles.vy, &tiles.ux, &tiles.uy, &tiles.Q}) {
            QCOMPARE((*field)(11, 70), 0.0F);
            QCOMPARE((*field)(21, 50), 0.0F);
            QVERIFY(field->isFinite().all());
        }
        const auto isMasked = [](const Fields& f) { return (f.vx == 0.0F) && (f.vy == 0.0F); };
        QVERIFY((isMasked(tiles) == isMasked(rows)).all());
    });
    // An empty field has no flow at all.
    const auto solver = solverOf(its, InstructionSet::Baseline, Precision::Double);
    solver->resident()->load(ComplexField::Zero(64, 128));
    Fields tiles;
    QCOMPARE(solver->resident()->flow({}, tiles.targets()).peak, 0.0);
    QVERIFY((tiles.vx == 0.0F).all() && (tiles.Q == 0.0F).all());
}

void TestResidentFlow::threadCountsAgree()
{
    const Grid grid = gridOf(256, 128);
    const Case its{grid, {}, waveAt(0.0, randomWaves(grid, 2))};
    Fields one;
    Fields three;
    ComplexVectorField slopeOfOne;
    ComplexVectorField slopeOfThree;
    FlowSummary sums[2];
    for (const bool several : {false, true}) {
        const auto solver
            = solverOf(its, fused::instructionSets().back(), Precision::Double, several ? 3 : 1);
        ResidentWave& wave = *solver->resident();
        wave.load(its.state.envelope);
        wave.run(Vec2(0.0, 0.0), 0.0, 1e-3, 1);
        sums[several ? 1 : 0] = wave.flow({}, (several ? three : one).targets());
        wave.gradient(several ? slopeOfThree : slopeOfOne);
    }
    QVERIFY((one.Q == three.Q).all() && (one.vx == three.vx).all());
    QVERIFY((slopeOfOne.x == slopeOfThree.x).all() && (slopeOfOne.y == slopeOfThree.y).all());
    QCOMPARE(sums[0].driftSquared, sums[1].driftSquared);
}

/// <p_u^2> = hbar^2/4 sigma^2 and <p_v^2> = m^2 v^2 of a Gaussian that moves; V = x^2.
void TestResidentFlow::sumsAreTheEnergiesOfAGaussian()
{
    const Grid grid = gridOf(256, 256);
    const Vec2 sigma(1.0, 0.7);
    const Vec2 velocity(1.2, -0.6);
    const Case its{grid, {},
        waveAt(0.0,
            productOn(grid, freeGaussian({.sigma = sigma.x(), .velocity = velocity.x()}, 0.0),
                freeGaussian({.sigma = sigma.y(), .velocity = velocity.y()}, 0.0)))};
    FloatField V(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            V(j, i) = static_cast<float>(grid.x(i) * grid.x(i));
    forEverySet([&](InstructionSet set, Precision precision) {
        const auto solver = solverOf(its, set, precision);
        solver->resident()->load(its.state.envelope);
        Fields tiles;
        const FlowSummary seen
            = solver->resident()->flow({.floor = 1e-12, .V = &V}, tiles.targets());
        for (int axis = 0; axis < 2; ++axis) {
            const double drift = velocity[axis] * velocity[axis];
            const double diffusion = 0.25 / (sigma[axis] * sigma[axis]);
            QVERIFY(std::abs(seen.driftSquared[axis] / drift - 1.0) < 1e-5);
            QVERIFY(std::abs(seen.gradientSquared[axis] / (drift + diffusion) - 1.0) < 1e-5);
        }
        QVERIFY(std::abs(seen.potential / (sigma.x() * sigma.x()) - 1.0) < 1e-5);
    });
}

void TestResidentFlow::gradientIsSpectral_data()
{
    QTest::addColumn<Grid>("grid");
    QTest::newRow("64 x 256") << gridOf(64, 256);
    QTest::newRow("256 x 128") << gridOf(256, 128);
}

void TestResidentFlow::gradientIsSpectral()
{
    QFETCH(Grid, grid);
    const Case its{grid, {}, waveAt(0.0, randomWaves(grid, 4))};
    forEverySet([&](InstructionSet set, Precision precision) {
        for (const int steps : {0, 1, 2}) {
            const auto solver = solverOf(its, set, precision);
            ResidentWave& wave = *solver->resident();
            wave.load(its.state.envelope);
            wave.run(Vec2(0.0, 0.0), 0.0, 1e-3, steps);
            ComplexField before;
            ComplexField after;
            ComplexVectorField found;
            wave.store(before);
            wave.gradient(found);
            wave.store(after);
            QVERIFY((after == before).all());
            const ComplexVectorField slope = gradient(before, grid, DerivativeMethod::Spectral);
            const double scale = std::sqrt(slope.x.abs2().maxCoeff());
            QVERIFY((found.x - slope.x).abs().maxCoeff() < 1e-12 * scale);
            QVERIFY((found.y - slope.y).abs().maxCoeff() < 1e-12 * scale);
            const auto energy = [&](const ComplexVectorField& of) {
                return flowSums(before, of, RealField(), grid).driftSquared;
            };
            QVERIFY((energy(found) - energy(slope)).norm() < 1e-12 * energy(slope).norm());
        }
    });
}

void TestResidentFlow::seesPsiThatHasMovedOn()
{
    const Grid grid = gridOf(128, 128);
    const Case its{grid, {}, waveAt(0.0, randomWaves(grid, 6))};
    const auto solver = solverOf(its, fused::instructionSets().back(), Precision::Double);
    ResidentWave& wave = *solver->resident();
    Fields tiles;
    for (const double factor : {1.0, 3.0}) {
        wave.load(factor * its.state.envelope);
        for (const int steps : {1, 1, 2}) {
            wave.run(Vec2(0.0, 0.0), 0.0, 0.05, steps);
            const FlowSummary seen = wave.flow({}, tiles.targets());
            ComplexField stored;
            wave.store(stored);
            QVERIFY(std::abs(seen.peak / stored.abs2().maxCoeff() - 1.0) < 1e-12);
            QVERIFY((tiles.rho.cast<double>() - stored.abs2()).abs().maxCoeff() < 1e-6 * seen.peak);
        }
    }
}

QTEST_APPLESS_MAIN(TestResidentFlow)
#include "tst_ResidentFlow.moc"
