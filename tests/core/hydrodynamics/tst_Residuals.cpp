#include "core/evolution/splitstep/SplitStepSolver.h"
#include "core/hydrodynamics/Residuals.h"
#include "support/Close.h"
#include "support/Evolution.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

Residuals around(const WaveState& now, const Grid& grid, double delta)
{
    SplitStepSolver solver(setupOf(experimentOn(grid)));
    WaveState before = now;
    WaveState after = now;
    solver.advance(before, -delta, 1);
    solver.advance(after, delta, 1);
    return residuals(before, now, after, {}, {}, grid, {}, delta);
}

} // namespace

class TestResiduals : public QObject
{
    Q_OBJECT

private slots:
    void fallAsDeltaSquared();
    void mapsOfAFreeGaussianFallPointByPoint();
    void knowTheCarrier();
    void seeAWrongState();
    void identityIsExact();
    void refuseWhatDoesNotFit();
};

void TestResiduals::fallAsDeltaSquared()
{
    const Grid grid = square(128, 24.0);
    const WaveState now = crossingPackets(grid);
    const Residuals wide = around(now, grid, 1e-2);
    const Residuals narrow = around(now, grid, 1e-3);
    qInfo("(14) %.2e %.2e, (13) %.2e %.2e, (16) %.2e", wide.continuityMax / wide.densityRateMax,
        narrow.continuityMax / narrow.densityRateMax, wide.hamiltonJacobiRms,
        narrow.hamiltonJacobiRms, narrow.schroedinger);
    DQM_CLOSE(wide.continuityMax / narrow.continuityMax, 100.0, 1.0);
    DQM_CLOSE(wide.hamiltonJacobiRms / narrow.hamiltonJacobiRms, 100.0, 3.0);
    DQM_CLOSE(wide.schroedinger / narrow.schroedinger, 100.0, 1.0);
    QVERIFY(narrow.continuityMax < 1e-5 * narrow.densityRateMax);
    QVERIFY(narrow.hamiltonJacobiRms < 1e-5 * narrow.actionRateRms);
}

void TestResiduals::mapsOfAFreeGaussianFallPointByPoint()
{
    const Grid grid = square(96, 20.0);
    const WaveState now = stateOf(productOn(grid,
        freeGaussian({.sigma = 1.0, .velocity = 0.4}, 0.5), freeGaussian({.sigma = 1.2}, 0.5)));
    const Residuals wide = around(now, grid, 2e-2);
    const Residuals narrow = around(now, grid, 2e-3);
    for (const auto map : {&Residuals::continuity, &Residuals::hamiltonJacobi}) {
        const RealField big = wide.meaningful.select(wide.*map, 0.0);
        const RealField small = narrow.meaningful.select(narrow.*map, 0.0);
        QVERIFY(big.abs().maxCoeff() > 0.0);
        QVERIFY((big - 100.0 * small).abs().maxCoeff() < 0.03 * big.abs().maxCoeff());
    }
}

void TestResiduals::knowTheCarrier()
{
    const Grid grid = square(128, 24.0);
    WaveState now = crossingPackets(grid);
    now.carrier = Vec2(1.3, -0.4);
    const Residuals r = around(now, grid, 1e-4);
    QVERIFY(r.continuityMax < 1e-6 * r.densityRateMax);
    QVERIFY(r.hamiltonJacobiRms < 1e-6 * r.actionRateRms);
    QVERIFY(r.schroedinger < 1e-6);
}

void TestResiduals::seeAWrongState()
{
    const Grid grid = square(128, 24.0);
    const WaveState now = crossingPackets(grid);
    const Residuals still = residuals(now, now, now, {}, {}, grid, {}, 1e-3);
    DQM_CLOSE(still.schroedinger, 1.0, 1e-12);
    QVERIFY(still.continuityMax > 1e-2);
    QVERIFY(still.hamiltonJacobiRms > 0.1);
}

void TestResiduals::identityIsExact()
{
    const Grid grid = square(128, 16.0);
    QVERIFY(identityDefect(refined(smoothState(grid), grid)) < 1e-10);
    const Grid wide = square(192, 24.0);
    QVERIFY(resolvingDensity(crossingPackets(wide), wide).grid == wide);
    const Grid coarse = square(64, 24.0);
    QCOMPARE(resolvingDensity(crossingPackets(coarse), coarse).grid.nx, 128);
    QVERIFY(identityDefect(resolvingDensity(crossingPackets(wide), wide)) < 1e-10);
}

void TestResiduals::refuseWhatDoesNotFit()
{
    const Grid grid = square(64, 24.0);
    const WaveState now = crossingPackets(grid);
    WaveState other = now;
    other.carrier = Vec2(1.0, 0.0);
    QVERIFY_EXCEPTION_THROWN(
        residuals(now, now, other, {}, {}, grid, {}, 1e-3), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        residuals(now, now, now, {}, {}, grid, {}, 0.0), std::invalid_argument);
    const Grid walls = square(64, 24.0, BoundaryKind::Walls);
    QVERIFY_EXCEPTION_THROWN(identityDefect({walls, now}), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestResiduals)
#include "tst_Residuals.moc"
