#include "core/Dynamics.h"
#include "core/Evolution.h"
#include "core/observables/DensityMarginals.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

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
        evolution->setPropagator(propagatorOf(experiment), physicalConstants(experiment));
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
        evolution.setPropagator(propagatorOf(experiment), physicalConstants(experiment));
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
    evolution.setPropagator(propagatorOf(experiment), physicalConstants(experiment));
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
    fast.setPropagator(propagatorOf(experiment), physicalConstants(experiment));
    fast.advance(0.01, 100, 1.2);
    QVERIFY((fast.mean() - start - Vec2(43.0, 1.0)).norm() < 1e-6);
}

QTEST_APPLESS_MAIN(TestEvolution)
#include "tst_Evolution.moc"
