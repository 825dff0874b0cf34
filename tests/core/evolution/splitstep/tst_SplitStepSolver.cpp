#include "core/evolution/splitstep/SplitStepSolver.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Shaken and breathing: V and its slope change with time.
FormulaTerm drivenOscillator() { return {"0.5*(x^2+y^2)*(1+0.3*sin(3*t)) - x*cos(2*t)", {}}; }

ComplexField displacedPacket(const Grid& grid)
{
    return productOn(grid, freeGaussian({.sigma = 0.8, .position = 1.0, .velocity = -0.5}, 0.0),
        freeGaussian({.sigma = 0.6, .position = -0.5, .velocity = 1.0}, 0.0));
}

double order(double coarse, double fine) { return std::log2(coarse / fine); }

} // namespace

class TestSplitStepSolver : public QObject
{
    Q_OBJECT

private slots:
    void hasTheOrderOfItsScheme_data();
    void hasTheOrderOfItsScheme();
    void takesTimeDependentPotentialsAtTheInnerTimes_data();
    void takesTimeDependentPotentialsAtTheInnerTimes();
    void freeFlightIsExactInOneStep_data();
    void freeFlightIsExactInOneStep();
    void movesCentroidsLikeLeapfrog();
    void conservesNorm_data();
    void conservesNorm();
    void runsBackward_data();
    void runsBackward();
    void manyStepsEqualSingleSteps();
    void followsAChangeOfStep();
    void carrierStandsForAnyVelocity();
    void threadCountsAgree();
    void choosesTheSchemeByTheSmoothnessOfThePotential();
    void refusesWhatItCannotDo();
};

void TestSplitStepSolver::hasTheOrderOfItsScheme_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<double>("expected");
    QTest::newRow("Strang") << static_cast<int>(Scheme::Strang) << 2.0;
    QTest::newRow("Chin 4B") << static_cast<int>(Scheme::Chin4B) << 4.0;
}

void TestSplitStepSolver::hasTheOrderOfItsScheme()
{
    QFETCH(int, scheme);
    QFETCH(double, expected);
    // A quarter period: after a whole one the error of a coherent state hides its order.
    const double quarter = 0.5 * std::numbers::pi;
    const Grid grid = squareGrid(64, 16.0);
    const Experiment experiment = experimentOn(grid, {HarmonicTerm{{1.0, 1.5}, {0.0, 0.0}}});
    const auto exact = [&](double t) {
        return productOn(grid, harmonicGaussian({.sigma = 0.6, .position = 1.5}, 1.0, t),
            harmonicGaussian({.sigma = 0.7, .position = -0.5, .velocity = 1.0}, 1.5, t));
    };
    const auto error = [&](int steps) {
        return distance(
            evolved(experiment, exact(0.0), quarter / steps, steps, static_cast<Scheme>(scheme)),
            exact(quarter), grid);
    };
    const double coarse = error(16);
    const double fine = error(32);
    QVERIFY(fine > 1e-9);
    QVERIFY2(std::abs(order(coarse, fine) - expected) < 0.1,
        qPrintable(QString("%1 -> %2").arg(coarse).arg(fine)));
}

void TestSplitStepSolver::takesTimeDependentPotentialsAtTheInnerTimes_data()
{
    hasTheOrderOfItsScheme_data();
}

void TestSplitStepSolver::takesTimeDependentPotentialsAtTheInnerTimes()
{
    QFETCH(int, scheme);
    const Grid grid = squareGrid(48, 16.0);
    const Experiment experiment = experimentOn(grid, {drivenOscillator()});
    const ComplexField psi = displacedPacket(grid);
    const ComplexField reference = evolved(experiment, psi, 1.0 / 96, 96, Scheme::Chin4B);
    const auto error = [&](int steps) {
        return distance(evolved(experiment, psi, 1.0 / steps, steps, static_cast<Scheme>(scheme)),
            reference, grid);
    };
    // The steps that are asked for are divided where V changes on the way: what is left is no
    // longer a matter of their length.
    const double coarse = error(12);
    const double fine = error(24);
    QVERIFY2(std::max(coarse, fine) < 1e-7, qPrintable(QString("%1 -> %2").arg(coarse).arg(fine)));
}

void TestSplitStepSolver::freeFlightIsExactInOneStep_data()
{
    QTest::addColumn<double>("hbar");
    QTest::addColumn<double>("mass");
    QTest::addColumn<double>("sigmaX");
    QTest::addColumn<double>("sigmaY");
    QTest::addColumn<double>("t");
    QTest::newRow("P1") << 1.0 << 1.0 << 1.0 << 0.5 << 1.0;
    QTest::newRow("P1 backward") << 1.0 << 1.0 << 1.0 << 0.5 << -1.0;
    QTest::newRow("P2") << 0.8 << 1.7 << 0.6 << 0.6 << 1.5;
}

void TestSplitStepSolver::freeFlightIsExactInOneStep()
{
    QFETCH(double, hbar);
    QFETCH(double, mass);
    QFETCH(double, sigmaX);
    QFETCH(double, sigmaY);
    QFETCH(double, t);
    const Grid grid = squareGrid(128, 36.0);
    Experiment experiment = experimentOn(grid);
    experiment.constants = {hbar, mass, 20.0};
    const auto exact = [&](double time) {
        return productOn(grid, freeGaussian({sigmaX, -0.5, 1.2, hbar, mass}, time),
            freeGaussian({sigmaY, 0.3, -0.7, hbar, mass}, time));
    };
    const ComplexField one = evolved(experiment, exact(0.0), t, 1, Scheme::Auto);
    QVERIFY(distance(one, exact(t), grid) < 1e-11);
    const ComplexField seven = evolved(experiment, exact(0.0), t / 7.0, 7, Scheme::Auto);
    QVERIFY(distance(seven, one, grid) < 1e-13);
}

void TestSplitStepSolver::movesCentroidsLikeLeapfrog()
{
    const Grid grid = squareGrid(64, 20.0);
    const Experiment experiment = experimentOn(grid, {HarmonicTerm{}});
    const double sigma = std::sqrt(0.5);
    const ComplexField psi = productOn(grid, freeGaussian({.sigma = sigma, .position = 1.5}, 0.0),
        freeGaussian({.sigma = sigma}, 0.0));
    const double mean = spreadX(evolved(experiment, psi, 0.1, 100, Scheme::Strang), grid).mean;
    QVERIFY2(
        std::abs(mean - -1.2551923906655795) < 1e-10, qPrintable(QString::number(mean, 'g', 17)));
}

void TestSplitStepSolver::conservesNorm_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<bool>("walls");
    QTest::newRow("Strang") << static_cast<int>(Scheme::Strang) << false;
    QTest::newRow("Chin 4B") << static_cast<int>(Scheme::Chin4B) << false;
    QTest::newRow("Chin 4B, walls") << static_cast<int>(Scheme::Chin4B) << true;
}

void TestSplitStepSolver::conservesNorm()
{
    QFETCH(int, scheme);
    QFETCH(bool, walls);
    const Grid grid
        = squareGrid(walls ? 31 : 32, 12.0, walls ? BoundaryKind::Walls : BoundaryKind::Periodic);
    const Experiment experiment = experimentOn(grid, {HarmonicTerm{{1.0, 1.3}, {0.2, 0.0}}});
    const ComplexField psi = displacedPacket(grid);
    const ComplexField later = evolved(experiment, psi, 0.02, 10000, static_cast<Scheme>(scheme));
    QVERIFY(std::abs(norm(later, grid) - norm(psi, grid)) < 1e-10);
}

void TestSplitStepSolver::runsBackward_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<bool>("driven");
    QTest::addColumn<bool>("walls");
    QTest::addColumn<Vec2>("frame");
    const int strang = static_cast<int>(Scheme::Strang);
    const int chin = static_cast<int>(Scheme::Chin4B);
    const Vec2 rest(0.0, 0.0);
    QTest::newRow("Strang") << strang << false << false << rest;
    QTest::newRow("Chin 4B") << chin << false << false << rest;
    QTest::newRow("Strang, driven") << strang << true << false << rest;
    QTest::newRow("Chin 4B, driven") << chin << true << false << rest;
    QTest::newRow("Chin 4B, moving frame") << chin << false << false << Vec2(1.5, -0.7);
    QTest::newRow("Chin 4B, walls") << chin << false << true << rest;
}

void TestSplitStepSolver::runsBackward()
{
    QFETCH(int, scheme);
    QFETCH(bool, driven);
    QFETCH(bool, walls);
    QFETCH(Vec2, frame);
    const Grid grid
        = squareGrid(walls ? 47 : 48, 16.0, walls ? BoundaryKind::Walls : BoundaryKind::Periodic);
    const PotentialTerm term
        = driven ? PotentialTerm(drivenOscillator()) : PotentialTerm(HarmonicTerm{});
    SplitStepSolver solver(setupOf(experimentOn(grid, {term}), static_cast<Scheme>(scheme), frame));
    const WaveState before = waveAt(0.3, displacedPacket(grid));
    WaveState state = before;
    solver.advance(state, 0.05, 60);
    QVERIFY(distance(state.envelope, before.envelope, grid) > 0.1);
    solver.advance(state, -0.05, 60);
    QVERIFY(distance(state.envelope, before.envelope, grid) < 1e-9);
    QVERIFY(std::abs(state.time - before.time) < 1e-12);
}

void TestSplitStepSolver::manyStepsEqualSingleSteps()
{
    const Grid grid = squareGrid(48, 16.0);
    for (const PotentialTerm& term :
        {PotentialTerm(HarmonicTerm{}), PotentialTerm(drivenOscillator())})
        for (const Scheme scheme : {Scheme::Strang, Scheme::Chin4B}) {
            SplitStepSolver solver(setupOf(experimentOn(grid, {term}), scheme));
            WaveState together = waveAt(0.0, displacedPacket(grid));
            WaveState singly = together;
            solver.advance(together, 0.1, 8);
            for (int n = 0; n < 8; ++n)
                solver.advance(singly, 0.1, 1);
            // Where V changes in time, the stretch that is asked for decides how it is divided.
            const double bound = std::holds_alternative<HarmonicTerm>(term) ? 1e-12 : 1e-7;
            QVERIFY(distance(together.envelope, singly.envelope, grid) < bound);
            QVERIFY(std::abs(together.time - 0.8) < 1e-14);
        }
}

void TestSplitStepSolver::followsAChangeOfStep()
{
    const Grid grid = squareGrid(48, 16.0);
    const Experiment experiment = experimentOn(grid, {HarmonicTerm{}});
    SplitStepSolver solver(setupOf(experiment));
    WaveState state = waveAt(0.0, displacedPacket(grid));
    solver.advance(state, 0.1, 3);
    solver.advance(state, 0.05, 4);
    ComplexField reference = evolved(experiment, displacedPacket(grid), 0.1, 3, Scheme::Chin4B);
    reference = evolved(experiment, reference, 0.05, 4, Scheme::Chin4B);
    QVERIFY(distance(state.envelope, reference, grid) < 1e-13);
}

void TestSplitStepSolver::carrierStandsForAnyVelocity()
{
    // Nothing fits: neither m W/hbar the grid's wave numbers nor W t its spacing.
    const Grid grid = squareGrid(96, 28.0);
    const Vec2 W(1.5371, -0.7193);
    const double t = 1.1;
    SplitStepSolver solver(setupOf(experimentOn(grid)));
    WaveState state = waveAt(
        0.0, productOn(grid, freeGaussian({.sigma = 0.9}, 0.0), freeGaussian({.sigma = 0.7}, 0.0)));
    state.carrier = W;
    solver.advance(state, t, 1);
    const ComplexField exact = productOn(grid, freeGaussian({.sigma = 0.9, .velocity = W.x()}, t),
        freeGaussian({.sigma = 0.7, .velocity = W.y()}, t));
    const ComplexField psi = state.envelope * fieldOn(grid, [&](double x, double y) {
        return std::polar(1.0, state.carrier.x() * x + state.carrier.y() * y + state.phase);
    });
    QVERIFY(distance(psi, exact, grid) < 1e-11);
}

void TestSplitStepSolver::threadCountsAgree()
{
    const Grid grid = squareGrid(128, 16.0);
    for (const Vec2& frame : {Vec2(0.0, 0.0), Vec2(0.5, 0.2)}) {
        const Experiment experiment = experimentOn(grid, {HarmonicTerm{}});
        WaveState one = waveAt(0.0, displacedPacket(grid));
        WaveState three = one;
        SplitStepSolver(setupOf(experiment, Scheme::Chin4B, frame, 1)).advance(one, 0.05, 10);
        SplitStepSolver(setupOf(experiment, Scheme::Chin4B, frame, 3)).advance(three, 0.05, 10);
        QVERIFY(distance(one.envelope, three.envelope, grid) < 1e-13);
    }
}

void TestSplitStepSolver::choosesTheSchemeByTheSmoothnessOfThePotential()
{
    const Grid grid = squareGrid(32, 10.0);
    const auto schemeFor = [&](const PotentialTerm& term, Scheme asked) {
        return SplitStepSolver(setupOf(experimentOn(grid, {term}), asked)).scheme();
    };
    QCOMPARE(schemeFor(HarmonicTerm{}, Scheme::Auto), Scheme::Chin4B);
    QCOMPARE(schemeFor(BarrierTerm{}, Scheme::Auto), Scheme::Strang);
    QCOMPARE(schemeFor(BarrierTerm{}, Scheme::Chin4B), Scheme::Chin4B);
    QCOMPARE(schemeFor(HarmonicTerm{}, Scheme::Strang), Scheme::Strang);
}

void TestSplitStepSolver::refusesWhatItCannotDo()
{
    const Grid walls = squareGrid(31, 10.0, BoundaryKind::Walls);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
        SplitStepSolver(setupOf(experimentOn(walls), Scheme::Auto, Vec2(1.0, 0.0))));
    SplitStepSolver solver(setupOf(experimentOn(walls)));
    WaveState state = waveAt(0.0, displacedPacket(walls));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(state, std::nan(""), 1));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(state, 0.1, -1));
    WaveState carried = state;
    carried.carrier = Vec2(1.0, 0.0);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(carried, 0.1, 1));
    WaveState small = waveAt(0.0, ComplexField::Zero(31, 30));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(small, 0.1, 1));
}

QTEST_APPLESS_MAIN(TestSplitStepSolver)
#include "tst_SplitStepSolver.moc"
