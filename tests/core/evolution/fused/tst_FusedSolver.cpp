#include "core/evolution/fused/FusedSolver.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"
#include "support/RandomLandscape.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;
using Precision = FusedSolver::Precision;
using fused::InstructionSet;

namespace {

Grid gridOf(int nx, int ny, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Grid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.size = Vec2(16.0, 12.0);
    grid.boundary = boundary;
    return grid;
}

/// Shaken and breathing: V and its slope change with time.
std::vector<PotentialTerm> drivenOscillator()
{
    return {FormulaTerm{"0.5*(x^2+y^2)*(1+0.3*sin(3*t)) - x*cos(2*t)", {}}};
}

ComplexField displacedPacket(const Grid& grid)
{
    return productOn(grid, freeGaussian({.sigma = 0.8, .position = 1.0, .velocity = -0.5}, 0.0),
        freeGaussian({.sigma = 0.6, .position = -0.5, .velocity = 1.0}, 0.0));
}

double relativeDistance(const ComplexField& a, const ComplexField& b)
{
    return std::sqrt((a - b).abs2().sum() / b.abs2().sum());
}

FusedSolver fusedSolver(const SplitStepSolver::Setup& setup, InstructionSet set,
    Precision precision = Precision::Double)
{
    return FusedSolver(setup, {precision, set});
}

} // namespace

class TestFusedSolver : public QObject
{
    Q_OBJECT

private slots:
    void followsEverySchemeEdgeAndFrame_data();
    void followsEverySchemeEdgeAndFrame();
    void freeFlightIsExactInOneStep();
    void runsBackward();
    void manyStepsEqualSingleSteps();
    void followsAChangeOfStepAndOfCarrier();
    void residentStepsEqualSeparateCalls_data();
    void residentStepsEqualSeparateCalls();
    void aForceThatIsTheSameEverywhereLeavesNothingResident();
    void residentPsiIsReadWhereItLies();
    void residentSinglePrecisionRoundsNoMoreThanOneCall();
    void residentPsiMustBeLoaded();
    void threadCountsAgree();
    void singlePrecisionKeepsItsNorm();
    void singlePrecisionStaysWithinTheErrorItSays();
    void coolsToTheGroundState_data();
    void coolsToTheGroundState();
    void refusesWhatItCannotDo();
};

void TestFusedSolver::followsEverySchemeEdgeAndFrame_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<BoundaryKind>("boundary");
    QTest::addColumn<bool>("driven");
    QTest::addColumn<Vec2>("frame");
    QTest::addColumn<double>("dt");
    const std::pair<const char*, Scheme> schemes[] = {{"Strang", Scheme::Strang},
        {"Takahashi-Imada", Scheme::TakahashiImada}, {"Chin 4B", Scheme::Chin4B}};
    const Vec2 rest(0.0, 0.0);
    for (const auto& [name, scheme] : schemes) {
        QTest::addRow("%s", name) << scheme << BoundaryKind::Periodic << false << rest << 0.02;
        QTest::addRow("%s, absorbing", name)
            << scheme << BoundaryKind::Absorbing << false << rest << 0.02;
        QTest::addRow("%s, backward", name)
            << scheme << BoundaryKind::Periodic << false << rest << -0.02;
        QTest::addRow("%s, driven", name)
            << scheme << BoundaryKind::Absorbing << true << rest << 0.02;
        QTest::addRow("%s, moving frame", name)
            << scheme << BoundaryKind::Absorbing << false << Vec2(1.5, -0.7) << 0.02;
    }
}

void TestFusedSolver::followsEverySchemeEdgeAndFrame()
{
    QFETCH(Scheme, scheme);
    QFETCH(BoundaryKind, boundary);
    QFETCH(bool, driven);
    QFETCH(Vec2, frame);
    QFETCH(double, dt);
    const Grid grid = gridOf(128, 64, boundary);
    const auto setup = setupOf(
        experimentOn(grid, driven ? drivenOscillator() : randomLandscape(7)), scheme, frame);
    // One step and both parities of their number.
    for (const int steps : {1, 4, 25})
        for (const InstructionSet set : fused::instructionSets()) {
            WaveState reference = waveAt(0.4, displacedPacket(grid));
            reference.carrier = Vec2(0.3, -0.2);
            WaveState state = reference;
            SplitStepSolver(setup).advance(reference, dt, steps);
            fusedSolver(setup, set).advance(state, dt, steps);
            const double error = relativeDistance(state.envelope, reference.envelope);
            // Where V changes in time a step is several inside.
            QVERIFY2(error < (driven ? 5e-13 : 1e-13), qPrintable(QString::number(error)));
            QCOMPARE(state.time, reference.time);
        }
}

void TestFusedSolver::freeFlightIsExactInOneStep()
{
    Grid grid = gridOf(128, 256);
    grid.size = Vec2(30.0, 36.0);
    const auto exact = [&](double t) {
        return productOn(grid, freeGaussian({.sigma = 1.0, .position = -0.5, .velocity = 1.2}, t),
            freeGaussian({.sigma = 0.8, .position = 0.3, .velocity = -0.7}, t));
    };
    for (const double t : {1.0, -1.0}) {
        FusedSolver solver(setupOf(experimentOn(grid)));
        WaveState one = waveAt(0.0, exact(0.0));
        WaveState seven = one;
        solver.advance(one, t, 1);
        QVERIFY(distance(one.envelope, exact(t), grid) < 1e-11);
        solver.advance(seven, t / 7.0, 7);
        QVERIFY(distance(seven.envelope, one.envelope, grid) < 1e-13);
    }
}

void TestFusedSolver::runsBackward()
{
    const Grid grid = gridOf(64, 128);
    for (const Scheme scheme : {Scheme::Strang, Scheme::TakahashiImada, Scheme::Chin4B}) {
        FusedSolver solver(setupOf(experimentOn(grid, drivenOscillator()), scheme));
        const WaveState before = waveAt(0.3, displacedPacket(grid));
        WaveState state = before;
        solver.advance(state, 0.05, 30);
        QVERIFY(distance(state.envelope, before.envelope, grid) > 0.1);
        solver.advance(state, -0.05, 30);
        QVERIFY(distance(state.envelope, before.envelope, grid) < 1e-9);
        QVERIFY(std::abs(state.time - before.time) < 1e-12);
    }
}

void TestFusedSolver::manyStepsEqualSingleSteps()
{
    const Grid grid = gridOf(64, 64);
    for (const Scheme scheme : {Scheme::Strang, Scheme::TakahashiImada, Scheme::Chin4B}) {
        FusedSolver solver(setupOf(experimentOn(grid, {HarmonicTerm{}}), scheme));
        WaveState together = waveAt(0.0, displacedPacket(grid));
        WaveState singly = together;
        solver.advance(together, 0.1, 7);
        for (int n = 0; n < 7; ++n)
            solver.advance(singly, 0.1, 1);
        QVERIFY(distance(together.envelope, singly.envelope, grid) < 1e-12);
    }
}

void TestFusedSolver::followsAChangeOfStepAndOfCarrier()
{
    const Grid grid = gridOf(64, 64);
    const auto setup = setupOf(experimentOn(grid, {HarmonicTerm{}}));
    FusedSolver solver(setup);
    SplitStepSolver library(setup);
    WaveState state = waveAt(0.0, displacedPacket(grid));
    WaveState reference = state;
    for (const auto& [dt, carrier] :
        {std::pair(0.1, 0.0), std::pair(0.05, 0.0), std::pair(0.05, 0.7)}) {
        state.carrier = reference.carrier = Vec2(carrier, -carrier);
        solver.advance(state, dt, 3);
        library.advance(reference, dt, 3);
    }
    QVERIFY(distance(state.envelope, reference.envelope, grid) < 1e-13);
}

void TestFusedSolver::residentStepsEqualSeparateCalls_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<BoundaryKind>("boundary");
    QTest::addColumn<std::vector<PotentialTerm>>("potential");
    using Terms = std::vector<PotentialTerm>;
    const BoundaryKind torus = BoundaryKind::Periodic;
    QTest::newRow("Strang") << Scheme::Strang << torus << Terms{HarmonicTerm{}};
    QTest::newRow("Chin 4B") << Scheme::Chin4B << torus << Terms{HarmonicTerm{}};
    QTest::newRow("breathing") << Scheme::Strang << BoundaryKind::Absorbing
                               << Terms{FormulaTerm{"0.5*(x^2+y^2)*(1+0.3*sin(3*t))", {}}};
    QTest::newRow("free") << Scheme::Strang << torus << Terms{};
}

/// Both parities of the number of steps, which leave the tiles lying either way.
void TestFusedSolver::residentStepsEqualSeparateCalls()
{
    QFETCH(Scheme, scheme);
    QFETCH(BoundaryKind, boundary);
    QFETCH(std::vector<PotentialTerm>, potential);
    for (const Grid& grid : {gridOf(128, 64, boundary), gridOf(64, 256, boundary)})
        for (const InstructionSet set : fused::instructionSets()) {
            const auto setup = setupOf(experimentOn(grid, potential), scheme);
            FusedSolver keeper = fusedSolver(setup, set);
            FusedSolver separate = fusedSolver(setup, set);
            WaveState state = waveAt(0.3, displacedPacket(grid));
            state.carrier = Vec2(0.4, -0.3);
            keeper.resident()->load(state.envelope);
            ComplexField stored;
            for (const int steps : {1, 2, 5, 0, 4, 1}) {
                keeper.resident()->run(state.carrier, state.time, 0.02, steps);
                separate.advance(state, 0.02, steps);
                keeper.resident()->store(stored);
                QVERIFY((stored == state.envelope).all());
            }
            // psi from somewhere else takes its place.
            state.envelope *= std::complex<double>(0.0, 0.5);
            keeper.resident()->load(state.envelope);
            keeper.resident()->run(state.carrier, state.time, -0.02, 3);
            separate.advance(state, -0.02, 3);
            keeper.resident()->store(stored);
            QVERIFY((stored == state.envelope).all());
        }
}

void TestFusedSolver::aForceThatIsTheSameEverywhereLeavesNothingResident()
{
    FusedSolver solver(setupOf(experimentOn(gridOf(64, 64), drivenOscillator())));
    QVERIFY(solver.resident() == nullptr);
    WaveState state = waveAt(0.0, displacedPacket(gridOf(64, 64)));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.cool(state, 0.05, 1));
}

void TestFusedSolver::residentPsiIsReadWhereItLies()
{
    for (const Grid& grid : {gridOf(64, 64), gridOf(256, 64), gridOf(64, 512)})
        for (const InstructionSet set : fused::instructionSets())
            for (const Precision precision : {Precision::Double, Precision::Single})
                for (const int steps : {0, 1, 2}) {
                    FusedSolver solver = fusedSolver(
                        setupOf(experimentOn(grid, {HarmonicTerm{}})), set, precision);
                    ResidentWave& wave = *solver.resident();
                    wave.load(displacedPacket(grid));
                    wave.run(Vec2(0.0, 0.0), 0.0, 0.01, steps);
                    ComplexField stored;
                    wave.store(stored);
                    const DensityCensus census = wave.census();
                    const RealField rho = stored.abs2();
                    QVERIFY(std::abs(census.peak / rho.maxCoeff() - 1.0) < 1e-14);
                    QVERIFY((census.x - rho.colwise().sum().transpose()).abs().maxCoeff() < 1e-12);
                    QVERIFY((census.y - rho.rowwise().sum()).abs().maxCoeff() < 1e-12);
                }
}

void TestFusedSolver::residentSinglePrecisionRoundsNoMoreThanOneCall()
{
    const Grid grid = gridOf(64, 128);
    const auto setup = setupOf(experimentOn(grid, {HarmonicTerm{}}), Scheme::Strang);
    FusedSolver single(setup, {Precision::Single, {}});
    WaveState reference = waveAt(0.0, displacedPacket(grid));
    const double before = norm(reference.envelope, grid);
    single.resident()->load(reference.envelope);
    for (int n = 0; n < 100; ++n)
        single.resident()->run(Vec2(0.0, 0.0), 0.0, 0.01, 10);
    ComplexField stored;
    single.resident()->store(stored);
    QVERIFY(std::abs(norm(stored, grid) - before) < 1e-12);
    FusedSolver(setup).advance(reference, 0.01, 1000);
    QVERIFY(relativeDistance(stored, reference.envelope) < single.roundOff(1000));
}

void TestFusedSolver::residentPsiMustBeLoaded()
{
    const Grid grid = gridOf(64, 64);
    FusedSolver solver(setupOf(experimentOn(grid)));
    ResidentWave& wave = *solver.resident();
    ComplexField stored;
    const auto refuses = [&] {
        QVERIFY_THROWS_EXCEPTION(std::logic_error, wave.run(Vec2(0.0, 0.0), 0.0, 0.1, 1));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, wave.store(stored));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, wave.census());
    };
    refuses();
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, wave.load(ComplexField::Zero(64, 63)));
    WaveState state = waveAt(0.0, displacedPacket(grid));
    wave.load(state.envelope);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, wave.run(Vec2(0.0, 0.0), 0.0, std::nan(""), 1));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, wave.run(Vec2(0.0, 0.0), 0.0, 0.1, -1));
    // A state that is advanced by itself has been in the same tiles.
    solver.advance(state, 0.1, 1);
    refuses();
}

void TestFusedSolver::threadCountsAgree()
{
    const Grid grid = gridOf(256, 128);
    const Experiment experiment = experimentOn(grid, randomLandscape(3));
    WaveState one = waveAt(0.0, displacedPacket(grid));
    WaveState three = one;
    FusedSolver(setupOf(experiment, Scheme::Chin4B, Vec2(0.5, 0.2), 1)).advance(one, 0.05, 10);
    FusedSolver(setupOf(experiment, Scheme::Chin4B, Vec2(0.5, 0.2), 3)).advance(three, 0.05, 10);
    QCOMPARE((one.envelope - three.envelope).abs().maxCoeff(), 0.0);
}

void TestFusedSolver::singlePrecisionKeepsItsNorm()
{
    const Grid grid = gridOf(64, 64);
    for (const InstructionSet set : fused::instructionSets()) {
        FusedSolver solver
            = fusedSolver(setupOf(experimentOn(grid, {HarmonicTerm{}})), set, Precision::Single);
        WaveState state = waveAt(0.0, displacedPacket(grid));
        const double before = norm(state.envelope, grid);
        for (int n = 0; n < 100; ++n)
            solver.advance(state, 0.02, 100);
        QVERIFY(std::abs(norm(state.envelope, grid) - before) < 1e-7);
    }
}

void TestFusedSolver::singlePrecisionStaysWithinTheErrorItSays()
{
    const Grid grid = gridOf(64, 128);
    const auto setup = setupOf(experimentOn(grid, {HarmonicTerm{}}), Scheme::Strang);
    for (const InstructionSet set : fused::instructionSets())
        for (const int steps : {1, 10, 100, 3000}) {
            FusedSolver solver = fusedSolver(setup, set, Precision::Single);
            WaveState reference = waveAt(0.0, displacedPacket(grid));
            WaveState state = reference;
            solver.advance(state, 0.01, steps);
            fusedSolver(setup, set).advance(reference, 0.01, steps);
            const double error = relativeDistance(state.envelope, reference.envelope);
            const QString found
                = QString("%1 after %2, said %3").arg(error).arg(steps).arg(solver.roundOff(steps));
            QVERIFY2(error < solver.roundOff(steps), qPrintable(found));
            QVERIFY2(error > 0.01 * solver.roundOff(steps), qPrintable(found));
        }
}

void TestFusedSolver::coolsToTheGroundState_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("Strang") << Scheme::Strang << 1e-3;
    QTest::newRow("Takahashi-Imada") << Scheme::TakahashiImada << 1e-3;
    QTest::newRow("Chin 4B") << Scheme::Chin4B << 1e-6;
}

void TestFusedSolver::coolsToTheGroundState()
{
    QFETCH(Scheme, scheme);
    QFETCH(double, tolerance);
    const Grid grid = gridOf(64, 64);
    const Vec2 omega(1.0, 1.5);
    FusedSolver solver(setupOf(experimentOn(grid, {HarmonicTerm{omega, {0.0, 0.0}}}), scheme));
    WaveState state = waveAt(0.7, displacedPacket(grid));
    solver.cool(state, 0.05, 600);
    const ComplexField ground
        = productOn(grid, freeGaussian({.sigma = std::sqrt(0.5 / omega.x())}, 0.0),
            freeGaussian({.sigma = std::sqrt(0.5 / omega.y())}, 0.0));
    QVERIFY(std::abs(norm(state.envelope, grid) - 1.0) < 1e-12);
    const double missing = 1.0 - std::norm(overlap(ground, state.envelope, grid));
    QVERIFY2(std::sqrt(std::max(0.0, missing)) < tolerance, qPrintable(QString::number(missing)));
    QCOMPARE(state.time, 0.7);
}

void TestFusedSolver::refusesWhatItCannotDo()
{
    QVERIFY(FusedSolver::supports(gridOf(64, 4096)));
    for (const Grid& grid :
        {gridOf(32, 64), gridOf(96, 128), gridOf(64, 8192), gridOf(64, 64, BoundaryKind::Walls)}) {
        QVERIFY(!FusedSolver::supports(grid));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FusedSolver(setupOf(experimentOn(grid))));
    }
    const Grid grid = gridOf(64, 64);
    FusedSolver solver(setupOf(experimentOn(grid)));
    WaveState state = waveAt(0.0, displacedPacket(grid));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(state, std::nan(""), 1));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(state, 0.1, -1));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.cool(state, -0.1, 1));
    WaveState carried = state;
    carried.carrier = Vec2(1.0, 0.0);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.cool(carried, 0.1, 1));
    WaveState small = waveAt(0.0, ComplexField::Zero(64, 63));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, solver.advance(small, 0.1, 1));
}

QTEST_APPLESS_MAIN(TestFusedSolver)
#include "tst_FusedSolver.moc"
