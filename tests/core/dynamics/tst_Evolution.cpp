#include "core/dynamics/Dynamics.h"
#include "core/dynamics/Evolution.h"
#include "core/evolution/ReferenceFrame.h"
#include "core/grid/Derivatives.h"
#include "core/observables/DensityMarginals.h"
#include "core/packets/WavePacket.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

Grid gridOf(int nx, int ny)
{
    Grid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.size = Vec2(16.0, 12.0);
    return grid;
}

WaveState packetOn(const Grid& grid)
{
    return waveAt(0.2,
        productOn(grid, freeGaussian({.sigma = 0.8, .position = 1.0, .velocity = 3.0}, 0.0),
            freeGaussian({.sigma = 0.6, .position = -0.5, .velocity = 1.0}, 0.0)));
}

std::unique_ptr<Propagator> propagatorOf(const Experiment& experiment)
{
    return propagatorInK(experiment, surroundingsOf(experiment, 1), Scheme::Strang);
}

std::shared_ptr<const LinearDrive> driveOf(const Experiment& experiment)
{
    return surroundingsOf(experiment, 1).potential->linearDrive();
}

} // namespace

/// psi that its propagator keeps between calls, as others see it.
class TestEvolution : public QObject
{
    Q_OBJECT

private slots:
    void psiIsTheSameWhetherOrNotSomebodyLooks_data();
    void psiIsTheSameWhetherOrNotSomebodyLooks();
    void anotherPropagatorGoesOnFromWhereTheLastOneStopped();
    void theMeanIsFollowedAroundTheTorusThoughNobodyLooks();
    void theMeanGoesWithTheFlowThroughARevival_data();
    void theMeanGoesWithTheFlowThroughARevival();
    void theMeanGoesWithTheFlowUnderAForce();
    void theMeanGoesWithAFastForceThatIsTheSameEverywhere_data();
    void theMeanGoesWithAFastForceThatIsTheSameEverywhere();
    void theMeanOfWhatAnEdgeLeavesKeepsItsPlaces_data();
    void theMeanOfWhatAnEdgeLeavesKeepsItsPlaces();
};

void TestEvolution::psiIsTheSameWhetherOrNotSomebodyLooks_data()
{
    QTest::addColumn<Grid>("grid");
    QTest::newRow("kept in tiles") << gridOf(128, 64);
    QTest::newRow("rows") << gridOf(60, 50);
}

void TestEvolution::psiIsTheSameWhetherOrNotSomebodyLooks()
{
    QFETCH(Grid, grid);
    const Experiment experiment = experimentOn(grid, {HarmonicTerm{}});
    Evolution watched(packetOn(grid), grid);
    Evolution alone(packetOn(grid), grid);
    WaveState state = packetOn(grid);
    const auto direct = propagatorOf(experiment);
    for (Evolution* evolution : {&watched, &alone})
        evolution->setPropagator(
            propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
    for (const int steps : {1, 4, 3}) {
        const double landing = state.time + 0.01 * steps;
        watched.advance(0.01, steps, landing);
        alone.advance(0.01, steps, landing);
        direct->advance(state, 0.01, steps);
        state.time = landing;
        QVERIFY((watched.state().envelope == state.envelope).all());
        const DensityMarginals density = densityMarginals(state.envelope, grid);
        const double norm = density.x.sum();
        QVERIFY(std::abs(watched.mean().x() - (density.x * grid.xs()).sum() / norm) < 1e-10);
    }
    QVERIFY((alone.state().envelope == state.envelope).all());
    QCOMPARE(alone.time(), state.time);
    QVERIFY((alone.mean() - watched.mean()).norm() < 1e-13);
}

void TestEvolution::anotherPropagatorGoesOnFromWhereTheLastOneStopped()
{
    const Grid grid = gridOf(64, 128);
    const Experiment harmonic = experimentOn(grid, {HarmonicTerm{}});
    const Experiment free = experimentOn(grid);
    Evolution evolution(packetOn(grid), grid);
    WaveState state = packetOn(grid);
    for (const Experiment& experiment : {harmonic, free, harmonic}) {
        evolution.setPropagator(
            propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
        for (int call = 0; call < 2; ++call) {
            evolution.advance(0.02, 3, state.time + 0.06);
            propagatorOf(experiment)->advance(state, 0.02, 3);
        }
        QVERIFY((evolution.state().envelope - state.envelope).abs().maxCoeff() < 1e-13);
    }
}

void TestEvolution::theMeanIsFollowedAroundTheTorusThoughNobodyLooks()
{
    Grid grid = gridOf(128, 128);
    const Experiment experiment = experimentOn(grid);
    Evolution evolution(packetOn(grid), grid);
    evolution.setPropagator(
        propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
    const Vec2 start = evolution.mean();
    // Twice around: a packet so wide by then has no mean by itself, so back again.
    for (int call = 0; call < 120; ++call)
        evolution.advance(0.01, 10, 0.2 + 0.1 * (call + 1));
    for (int call = 0; call < 120; ++call)
        evolution.advance(-0.01, 10, 12.2 - 0.1 * (call + 1));
    QVERIFY((evolution.mean() - start).norm() < 1e-9);
    WaveState carried = packetOn(grid);
    carried.carrier = Vec2(40.0, 0.0);
    Evolution fast(carried, grid);
    fast.setPropagator(
        propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
    fast.advance(0.01, 100, 1.2);
    QVERIFY((fast.mean() - start - Vec2(43.0, 1.0)).norm() < 1e-6);
}

void TestEvolution::theMeanGoesWithTheFlowThroughARevival_data()
{
    QTest::addColumn<Vec2>("velocity");
    QTest::addColumn<double>("span"); ///< of the way to the first revival along x
    QTest::addColumn<int>("looks");
    for (const auto& [name, velocity] : {std::pair("at rest", Vec2(0.0, 0.0)),
             std::pair("fast", Vec2(2.0, -1.5)), std::pair("backwards", Vec2(-0.7, 0.3))})
        for (const int looks : {1, 3, 40})
            for (const double span : {1.0, -1.0, 0.37, 2.0})
                QTest::addRow("%s, %d looks, %g", name, looks, span) << velocity << span << looks;
}

/// d<x>/dt = <p>/m, whatever rho does: a packet that fills the ring on its way, and comes back.
void TestEvolution::theMeanGoesWithTheFlowThroughARevival()
{
    QFETCH(Vec2, velocity);
    QFETCH(double, span);
    QFETCH(int, looks);
    Experiment experiment;
    experiment.grid.nx = 64;
    experiment.grid.ny = 48;
    experiment.grid.size = Vec2(30.0, 16.0);
    experiment.packets
        = {GaussianPacket{.center = Vec2(5.0, 0.0), .sigma = Vec2(1.2, 0.9), .velocity = velocity}};
    WaveState state;
    state.envelope = prepareWave(experiment);
    Evolution evolution(std::move(state), experiment.grid);
    evolution.setPropagator(
        propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
    const double all = span * 900.0 / 3.141592653589793;
    for (int n = 1; n <= looks; ++n) {
        const double time = all * n / looks;
        evolution.advance(all / looks, 1, time);
        const Vec2 expected = Vec2(5.0, 0.0) + velocity * time;
        QVERIFY2((evolution.mean() - expected).norm() < 1e-6,
            qPrintable(QStringLiteral("%1, %2 instead of %3, %4")
                           .arg(evolution.mean().x())
                           .arg(evolution.mean().y())
                           .arg(expected.x())
                           .arg(expected.y())));
    }
}

/// In a periodic V with as much force to the left as to the right nothing can say where the mean is
/// but the sum of all momenta on the way, taken here at every step.
void TestEvolution::theMeanGoesWithTheFlowUnderAForce()
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = 64;
    experiment.grid.size = Vec2(12.0, 12.0);
    experiment.potential = {
        FormulaTerm{"0.4*cos(2*pi*x/12) + 0.2*sin(4*pi*x/12 + 0.3) + 0.3*cos(2*pi*y/12 - 1)", {}}};
    experiment.packets = {GaussianPacket{
        .center = Vec2(1.0, -2.0), .sigma = Vec2(1.0, 1.0), .velocity = Vec2(0.6, 0.2)}};
    WaveState state;
    state.envelope = prepareWave(experiment);
    Evolution watched(state, experiment.grid);
    Evolution alone(std::move(state), experiment.grid);
    for (Evolution* evolution : {&watched, &alone})
        evolution->setPropagator(
            propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
    constexpr double dt = 0.01;
    const auto momentum = [&] {
        const ComplexField& psi = watched.state().envelope;
        const ComplexVectorField slope
            = gradient(psi, experiment.grid, DerivativeMethod::Spectral, 1);
        const double all = psi.abs2().sum();
        return Vec2((psi.conjugate() * slope.x).imag().sum() / all,
            (psi.conjugate() * slope.y).imag().sum() / all);
    };
    Vec2 expected(1.0, -2.0);
    Vec2 before = momentum();
    for (int n = 1; n <= 3000; ++n) {
        watched.advance(dt, 1, n * dt);
        const Vec2 after = momentum();
        expected += 0.5 * dt * (before + after);
        before = after;
    }
    alone.advance(dt, 3000, 30.0);
    QVERIFY2((watched.mean() - expected).norm() < 2e-3,
        qPrintable(QString::number((watched.mean() - expected).norm())));
    QVERIFY2((alone.mean() - expected).norm() < 2e-2,
        qPrintable(QString::number((alone.mean() - expected).norm())));
}

void TestEvolution::theMeanGoesWithAFastForceThatIsTheSameEverywhere_data()
{
    QTest::addColumn<double>("dt");
    QTest::addColumn<int>("every"); ///< steps from look to look
    for (const double dt : {0.02, 0.05, 0.11})
        for (const int every : {1, 3, 1000})
            QTest::addRow("%g, %d", dt, every) << dt << every;
}

/// F = A sin(w t + 1) moves the mean of any rho by A/(m w) (t cos 1 - (sin(w t + 1) - sin 1)/w):
/// here of one that
/// begins to reach over the edge, so that only its momenta tell where the mean is.
void TestEvolution::theMeanGoesWithAFastForceThatIsTheSameEverywhere()
{
    QFETCH(double, dt);
    QFETCH(int, every);
    constexpr double A = 30.0;
    constexpr double w = 50.0;
    Experiment experiment;
    experiment.grid.nx = 128;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(12.0, 16.0);
    experiment.time.until = 1.2;
    experiment.potential = {FormulaTerm{"-30*sin(50*t + 1)*x", {}}};
    // With which a packet fits its own images.
    const Vec2 velocity(2.0 * 3.141592653589793 / 12.0, 0.2);
    experiment.packets
        = {GaussianPacket{.center = Vec2(1.0, 0.0), .sigma = Vec2(1.0, 1.0), .velocity = velocity}};
    WaveState state;
    state.envelope = prepareWave(experiment);
    Evolution evolution(std::move(state), experiment.grid);
    evolution.setPropagator(
        propagatorOf(experiment), physicalConstants(experiment), driveOf(experiment));
    const int steps = static_cast<int>(experiment.time.until / dt);
    for (int n = 0; n < steps; n += every) {
        const int now = std::min(every, steps - n);
        const double t = dt * (n + now);
        evolution.advance(dt, now, t);
        const Vec2 expected(1.0 + velocity.x() * t
                + A / w * (t * std::cos(1.0) - (std::sin(w * t + 1.0) - std::sin(1.0)) / w),
            0.2 * t);
        QVERIFY2((evolution.mean() - expected).norm() < 1e-4,
            qPrintable(QStringLiteral("at %1: off by %2")
                           .arg(t)
                           .arg((evolution.mean() - expected).norm())));
    }
}

void TestEvolution::theMeanOfWhatAnEdgeLeavesKeepsItsPlaces_data()
{
    QTest::addColumn<double>("weight"); ///< of the packet to the right
    QTest::newRow("as much on either side") << 1.0;
    QTest::newRow("more on the right") << 1.7;
    QTest::newRow("hardly anything on the left") << 20.0;
}

/// Two packets that run into the edges on both sides: round the torus they would meet behind it.
void TestEvolution::theMeanOfWhatAnEdgeLeavesKeepsItsPlaces()
{
    QFETCH(double, weight);
    Experiment experiment;
    experiment.grid.nx = 128;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(30.0, 16.0);
    experiment.grid.center = Vec2(2.0, 0.0);
    experiment.grid.boundary = BoundaryKind::Absorbing;
    const auto packet = [](double x, double v, double weightOfIt) {
        return GaussianPacket{.center = Vec2(x, 0.0),
            .sigma = Vec2(1.0, 1.0),
            .velocity = Vec2(v, 0.0),
            .weight = weightOfIt};
    };
    experiment.packets = {packet(-4.0, -2.0, 1.0), packet(8.0, 2.0, weight)};
    for (const Vec2& W : {Vec2(0.0, 0.0), Vec2(0.9, -0.4)}) {
        experiment.frameVelocity = W;
        const Surroundings around = surroundingsOf(experiment, 1);
        WaveState state;
        state.envelope = prepareWave(experiment);
        const ReferenceFrame toKPrime(experiment.grid, around.constants, W);
        Evolution evolution(toKPrime.prepareInKPrime(state), experiment.grid, {}, Vec2(-W));
        evolution.setPropagator(
            propagatorInKPrime(experiment, around, Scheme::Strang), around.constants, {});
        for (int n = 1; n <= 30; ++n) {
            evolution.advance(0.02, 10, 0.2 * n);
            const WaveState inK = toKPrime.unobserve({evolution.state(), experiment.grid});
            const DensityMarginals density = densityMarginals(inK.envelope, experiment.grid);
            const double expected = (density.x * experiment.grid.xs()).sum() / density.x.sum();
            const double found = evolution.mean().x() + W.x() * evolution.time();
            QVERIFY2(std::abs(found - expected) < 0.02,
                qPrintable(QStringLiteral("at %1: %2 instead of %3")
                               .arg(evolution.time())
                               .arg(found)
                               .arg(expected)));
        }
    }
}

QTEST_APPLESS_MAIN(TestEvolution)
#include "tst_Evolution.moc"
