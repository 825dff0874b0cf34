#include "core/dissipation/FickSolver.h"
#include "core/evolution/ComplexDiffusion.h"
#include "core/evolution/ReferenceFrame.h"
#include "support/DiffusionScenes.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double D = 0.5;

/// Relative to the largest value.
double distanceFrom(const RealField& a, const RealField& b)
{
    return (a - b).abs().maxCoeff() / b.abs().maxCoeff();
}

RealField boltzmann(const DensityLayout& layout, const RealField& V, double kT)
{
    RealField rho = (-(V - V.minCoeff()) / kT).exp();
    return rho / layout.integral(rho);
}

/// Mean of a density that slides down a harmonic potential, omega^2/gamma = 2, after t = 0.5.
double slidMean(int n)
{
    const Grid grid = squareGrid(n, 16.0);
    DissipativeSetup setup = setupOn(grid);
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    FickSolver fick(setup, gaussianState(grid, Vec2(1.0, 0.0), Vec2(0.0, 0.0), 0.7));
    fick.advance(0.1, 5);
    return fick.observables().mean.x();
}

} // namespace

class TestFickSolver : public QObject
{
    Q_OBJECT

private slots:
    void bothLawsOfSpreading_data();
    void bothLawsOfSpreading();
    void lawsCrossAtFiveVariances();
    void followsTheHeatKernelAnywhereBetweenPoints();
    void oneLongStepEqualsManyShort_data();
    void oneLongStepEqualsManyShort();
    void keepsMassAndSign_data();
    void keepsMassAndSign();
    void wallsLetNothingThrough();
    void refusesToRunBackward();
    void refusesWhatHasNoMeaning();
    void currentCarriesTheDensity();
    void numbersOfAGaussian();
    void boltzmannDensityStays_data();
    void boltzmannDensityStays();
    void relaxesToTheBoltzmannDensity();
    void settlesBetweenWalls();
    void slidesDownAtTheRightRate();
    void movingPotentialIsSecondOrderInTime();
    void twinsMovedTogetherAgree();
    void mediumShowsItsRestFrame();
    void sameMultiplierHeatsOrMovesFreely();
    void realCoefficientCannotRunBackward();
};

void TestFickSolver::bothLawsOfSpreading_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("heat");
    QTest::addColumn<double>("conservative");
    QTest::newRow("0.1") << 0.1 << 1.1 << 1.0025;
    QTest::newRow("0.5") << 0.5 << 1.5 << 1.0625;
    QTest::newRow("1") << 1.0 << 2.0 << 1.25;
    QTest::newRow("2") << 2.0 << 3.0 << 2.0;
    QTest::newRow("4") << 4.0 << 5.0 << 5.0;
    QTest::newRow("8") << 8.0 << 9.0 << 17.0;
    QTest::newRow("16") << 16.0 << 17.0 << 65.0;
}

void TestFickSolver::bothLawsOfSpreading()
{
    QFETCH(double, t);
    QFETCH(double, heat);
    QFETCH(double, conservative);
    QVERIFY(std::abs(heatVariance(1.0, D, t) - heat) < 1e-12);
    QVERIFY(std::abs(conservativeVariance(1.0, D, t) - conservative) < 1e-12);

    const Grid grid = squareGrid(256, 80.0);
    FickSolver fick(setupOn(grid), gaussianState(grid));
    fick.advance(t, 1);
    const RealField& rho = fick.flow().rho;
    const Vec2 onGrid = fick.layout().variance(rho, Vec2(0.0, 0.0));
    QVERIFY((onGrid.array() - heat).abs().maxCoeff() < 1e-11 * heat);
    QVERIFY((fick.observables().sigma.array().square() - heat).abs().maxCoeff() < 1e-11 * heat);
    QVERIFY(differenceFromGaussian(rho, fick.layout(), Vec2(0.0, 0.0), Vec2(heat, heat)) < 1e-12);
}

void TestFickSolver::lawsCrossAtFiveVariances()
{
    const PhysicalConstants constants{0.8, 1.7, 20.0};
    const double s0 = 0.6;
    const double d = constants.diffusionCoefficient();
    const double t = crossingTime(s0, d);
    QVERIFY(std::abs(t - 4.0 * 1.7 * s0 * s0 / 0.8) < 1e-13);
    QVERIFY(std::abs(heatVariance(s0, d, t) - 5.0 * s0 * s0) < 1e-13);
    QVERIFY(std::abs(conservativeVariance(s0, d, t) - 5.0 * s0 * s0) < 1e-13);
}

void TestFickSolver::followsTheHeatKernelAnywhereBetweenPoints()
{
    const Grid grid = squareGrid(128, 24.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.velocity = Vec2(0.731, -0.293);
    FickSolver fick(setup, gaussianState(grid));
    fick.advance(0.37, 1);
    const Vec2 mean = 0.37 * setup.medium.velocity;
    const Vec2 variance = Vec2::Constant(1.37);
    QVERIFY(differenceFromGaussian(fick.flow().rho, fick.layout(), mean, variance) < 1e-12);
    QVERIFY((fick.observables().mean - mean).norm() < 1e-13);
    fick.advance(50.0, 1);
    QVERIFY((fick.observables().mean - 50.37 * setup.medium.velocity).norm() < 1e-11);
}

void TestFickSolver::oneLongStepEqualsManyShort_data()
{
    QTest::addColumn<int>("scene");
    QTest::newRow("free") << 0;
    QTest::newRow("walls") << 1;
    QTest::newRow("potential") << 2;
}

void TestFickSolver::oneLongStepEqualsManyShort()
{
    QFETCH(int, scene);
    const Grid grid = scene == 1 ? squareGrid(63, 16.0, BoundaryKind::Walls) : squareGrid(64, 16.0);
    DissipativeSetup setup = setupOn(grid);
    if (scene == 2)
        setup.potential = potentialOf(HarmonicTerm{}, grid);
    const WaveState start = gaussianState(grid, Vec2(1.0, -0.5));
    FickSolver once(setup, start);
    FickSolver often(setup, start);
    once.advance(0.4, 1);
    for (int n = 0; n < 8; ++n)
        often.advance(0.025, 2);
    QVERIFY(distanceFrom(often.flow().rho, once.flow().rho) < 1e-12);
}

void TestFickSolver::keepsMassAndSign_data()
{
    QTest::addColumn<bool>("walls");
    QTest::addColumn<bool>("potential");
    QTest::addColumn<bool>("wind");
    QTest::newRow("torus") << false << false << false;
    QTest::newRow("torus, wind") << false << false << true;
    QTest::newRow("torus, barrier, wind") << false << true << true;
    QTest::newRow("walls") << true << false << false;
    QTest::newRow("walls, wind") << true << false << true;
    QTest::newRow("walls, barrier") << true << true << false;
}

void TestFickSolver::keepsMassAndSign()
{
    QFETCH(bool, walls);
    QFETCH(bool, potential);
    QFETCH(bool, wind);
    const Grid grid = walls ? squareGrid(63, 16.0, BoundaryKind::Walls) : squareGrid(64, 16.0);
    DissipativeSetup setup = setupOn(grid);
    setup.threads = 2;
    if (wind)
        setup.medium.velocity = Vec2(1.3, 0.4);
    if (potential)
        setup.potential = potentialOf(BarrierTerm{80.0, 2.0, 1.0, Axis::X, 0.0}, grid);
    FickSolver fick(setup, gaussianState(grid, Vec2(-1.0, 0.0)));
    const double before = fick.layout().integral(fick.flow().rho);
    for (int n = 0; n < 20; ++n) {
        fick.advance(0.01, 5);
        const RealField& rho = fick.flow().rho;
        QVERIFY(std::abs(fick.layout().integral(rho) / before - 1.0) < 2e-14 * (n + 1));
        const bool isExact = !potential && !(walls && wind);
        QVERIFY(rho.minCoeff() >= (isExact ? -1e-15 * rho.maxCoeff() : 0.0));
    }
}

void TestFickSolver::wallsLetNothingThrough()
{
    const Grid grid = squareGrid(47, 6.0, BoundaryKind::Walls);
    const DensityLayout layout(grid);
    const double k = 3.0 * std::numbers::pi / 6.0;
    RealField rho = layout.zero();
    for (int i = 0; i < layout.nx; ++i)
        rho.col(i) = 1.0 + 0.4 * std::cos(k * (layout.x[i] + 3.0));
    FickSolver fick(setupOn(grid), rho, 0.0);
    fick.advance(0.3, 1);
    const RealField expected = 1.0 + (rho - 1.0) * std::exp(-D * k * k * 0.3);
    QVERIFY(distanceFrom(fick.flow().rho, expected) < 1e-13);
    QVERIFY(fick.flow().current.x.col(0).abs().maxCoeff() < 1e-14);
    QVERIFY(fick.flow().current.x.col(layout.nx - 1).abs().maxCoeff() < 1e-14);
    fick.advance(100.0, 1);
    QVERIFY((fick.flow().rho - 1.0).abs().maxCoeff() < 1e-13);
}

void TestFickSolver::refusesToRunBackward()
{
    const Grid grid = squareGrid(32, 16.0);
    FickSolver fick(setupOn(grid), gaussianState(grid));
    fick.advance(0.1, 1);
    const RealField before = fick.flow().rho;
    QVERIFY_THROWS_EXCEPTION(std::domain_error, fick.advance(-0.1, 1));
    QVERIFY(fick.irreversibility().find("ill-posed") != std::string::npos);
    QCOMPARE(fick.time(), 0.1);
    QVERIFY((fick.flow().rho == before).all());
}

void TestFickSolver::refusesWhatHasNoMeaning()
{
    const Grid grid = squareGrid(32, 16.0);
    const WaveState start = gaussianState(grid);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.friction = 0.0;
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FickSolver(setup, start));
    setup.potential.reset();
    FickSolver matched(setup, start); // D = hbar/2m needs no friction
    setup.medium.temperature = 1.0;
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FickSolver(setup, start));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, matched.change(setup));
    matched.advance(0.1, 1);
    setup = setupOn(grid);
    setup.medium.friction = -1.0;
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FickSolver(setup, start));
    setup = setupOn(squareGrid(31, 16.0, BoundaryKind::Walls));
    setup.frameVelocity = Vec2(1.0, 0.0);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FickSolver(setup, gaussianState(setup.grid)));
}

void TestFickSolver::currentCarriesTheDensity()
{
    const Grid grid = squareGrid(96, 20.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.velocity = Vec2(0.7, 0.2);
    const double h = 1e-4;
    FickSolver fick(setup, gaussianState(grid));
    fick.advance(0.5, 1);
    const RealField before = fick.flow().rho;
    fick.advance(h, 1);
    const VectorField j = fick.flow().current;
    const RealField divergence = fick.layout().gradient(j.x).x + fick.layout().gradient(j.y).y;
    fick.advance(h, 1);
    const RealField rate = (fick.flow().rho - before) / (2.0 * h);
    QVERIFY(distanceFrom(-divergence, rate) < 1e-7);
    const DiffusionFields fields = fick.fields();
    // Without inertia the ensemble's local velocity is the medium's and Fick's u.
    QVERIFY((fields.meaningful.select(fields.v.x - 0.7 - fields.u.x, 0.0)).abs().maxCoeff() < 1e-7);
}

void TestFickSolver::numbersOfAGaussian()
{
    const Grid grid = squareGrid(96, 24.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.velocity = Vec2(0.7, 0.0);
    FickSolver fick(setup, gaussianState(grid));
    fick.advance(1.0, 1);
    const DiffusionObservables& o = fick.observables();
    const double variance = 2.0;
    QVERIFY(std::abs(o.norm - 1.0) < 1e-13);
    QVERIFY(std::abs(o.diffusionEnergy - 2.0 / (8.0 * variance)) < 1e-10);
    QVERIFY(std::abs(o.driftEnergy - 0.5 * 0.49 - o.diffusionEnergy) < 1e-10);
    QVERIFY(std::abs(o.entropy - std::log(2.0 * std::numbers::pi * std::numbers::e * variance))
        < 1e-10);
    QVERIFY(std::abs(o.thermalEnergy - 0.25) < 1e-15);
    QVERIFY((o.velocity - Vec2(0.7, 0.0)).norm() < 1e-13);
}

void TestFickSolver::boltzmannDensityStays_data()
{
    QTest::addColumn<int>("scene");
    QTest::newRow("harmonic") << 0;
    QTest::newRow("barrier") << 1;
    QTest::newRow("well between walls") << 2;
}

void TestFickSolver::boltzmannDensityStays()
{
    QFETCH(int, scene);
    const Grid grid = scene == 2 ? squareGrid(63, 12.0, BoundaryKind::Walls) : squareGrid(64, 12.0);
    DissipativeSetup setup = setupOn(grid);
    setup.potential = scene == 0 ? potentialOf(HarmonicTerm{{1.0, 0.6}, {0.0, 0.0}}, grid)
        : scene == 1             ? potentialOf(BarrierTerm{2.0, 0.0, 1.0, Axis::X, 0.2}, grid)
                                 : potentialOf(DiscTerm{-1.5, {1.0, 0.0}, 2.0, 0.0}, grid);
    const DensityLayout layout(grid);
    const double kT = 0.25; // m gamma D
    const RealField rest
        = boltzmann(layout, layout.potential(*setup.potential, 0.0, Vec2(0.0, 0.0)), kT);
    FickSolver fick(setup, rest, 0.0);
    fick.advance(0.5, 4);
    QVERIFY(distanceFrom(fick.flow().rho, rest) < 1e-12);
    QVERIFY(fick.flow().current.x.abs().maxCoeff() < 1e-13);
    QVERIFY(fick.flow().current.y.abs().maxCoeff() < 1e-13);
}

void TestFickSolver::relaxesToTheBoltzmannDensity()
{
    const Grid grid = squareGrid(48, 10.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.temperature = 0.6;
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    FickSolver fick(setup, gaussianState(grid, Vec2(1.2, -0.6), Vec2(0.0, 0.0), 0.5));
    fick.advance(18.0, 1); // e^{-2 * 18} is rounding
    const RealField rest = boltzmann(
        fick.layout(), fick.layout().potential(*setup.potential, 0.0, Vec2(0.0, 0.0)), 0.6);
    QVERIFY(distanceFrom(fick.flow().rho, rest) < 1e-11);
}

void TestFickSolver::settlesBetweenWalls()
{
    const Grid grid = squareGrid(39, 4.0, BoundaryKind::Walls);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.velocity = Vec2(0.5, 0.0);
    FickSolver fick(setup, gaussianState(grid, Vec2(0.0, 0.0), Vec2(0.0, 0.0), 0.5));
    fick.advance(80.0, 1);
    const RealField& rho = fick.flow().rho;
    // The wind piles the density up against the wall: e^{W x/D}.
    const double ratio = rho(5, 30) / rho(5, 10);
    QVERIFY(std::abs(ratio - std::exp(0.5 * 20 * grid.dx() / D)) < 1e-10 * ratio);
}

void TestFickSolver::slidesDownAtTheRightRate()
{
    const double exact = std::exp(-2.0 * 0.5);
    const double coarse = std::abs(slidMean(64) - exact);
    const double fine = std::abs(slidMean(128) - exact);
    QVERIFY(fine < 0.011 * exact);
    QVERIFY(std::abs(std::log2(coarse / fine) - 2.0) < 0.1);
}

void TestFickSolver::movingPotentialIsSecondOrderInTime()
{
    const Grid grid = squareGrid(48, 12.0);
    const Vec2 W(0.8, 0.0);
    const auto error = [&](int steps) {
        DissipativeSetup setup = setupOn(grid);
        setup.medium.velocity = W; // the medium rests in K'
        setup.potential = potentialOf(HarmonicTerm{}, grid);
        setup.frameVelocity = W;
        FickSolver moving(setup, gaussianState(grid));
        moving.advance(0.5 / steps, steps);
        // x' relaxes towards -W t at the rate 2.
        const double expected = -0.8 * (0.5 - 0.5 * (1.0 - std::exp(-1.0)));
        return moving.observables().mean.x() - expected;
    };
    const double exact = error(64);
    const double coarse = error(2) - exact;
    const double fine = error(4) - exact;
    QVERIFY(std::abs(exact) < 5e-3);
    QVERIFY(std::abs(std::log2(coarse / fine) - 2.0) < 0.15);
}

void TestFickSolver::twinsMovedTogetherAgree()
{
    const Grid grid = squareGrid(96, 20.0);
    const Vec2 W(1.37, -0.61);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.velocity = Vec2(0.4, 0.1);
    const WaveState psi = gaussianState(grid, Vec2(0.3, 0.0));
    FickSolver inK(setup, psi);
    setup.frameVelocity = W;
    const ReferenceFrame frame(grid, setup.constants, W);
    FickSolver inKPrime(setup, frame.prepareInKPrime(psi));
    inK.advance(0.05, 40);
    inKPrime.advance(0.05, 40);
    const FrameDifference same = frameDifference(inK, inKPrime, 2.0 * W, W);
    QVERIFY(same.rho < 1e-12);
    QVERIFY(same.u < 1e-8);
    QVERIFY(same.sigma < 1e-12);
    QVERIFY(same.diffusionEnergy < 1e-12);
    QVERIFY(same.mean.norm() < 1e-12);
    QVERIFY(same.velocity.norm() < 1e-12);
}

void TestFickSolver::mediumShowsItsRestFrame()
{
    const Grid grid = squareGrid(96, 20.0);
    const Vec2 W(1.5, 0.0);
    DissipativeSetup setup = setupOn(grid);
    const WaveState psi = gaussianState(grid);
    FickSolver inK(setup, psi);
    setup.frameVelocity = W; // the same preparation, made in K'
    FickSolver inKPrime(setup, psi);
    inK.advance(1.0, 1);
    inKPrime.advance(1.0, 1);
    const FrameDifference differs = frameDifference(inK, inKPrime, Vec2(0.0, 0.0), Vec2(0.0, 0.0));
    QVERIFY((differs.mean + W).norm() < 1e-12);
    QVERIFY((differs.velocity + W).norm() < 1e-12);
    QVERIFY(differs.rho > 0.3);
    QVERIFY(differs.sigma < 1e-12);
}

void TestFickSolver::sameMultiplierHeatsOrMovesFreely()
{
    const Grid grid = squareGrid(128, 40.0);
    const double t = 1.7;
    ComplexField heated = gaussianState(grid).envelope;
    ComplexField moved = heated;
    diffuse(heated, grid, D, t);
    diffuse(moved, grid, {0.0, D}, t);
    // e^{-x^2/4} is a Gaussian of variance 2: heat makes it 2 + 2 D t.
    const double variance = 2.0 + 2.0 * D * t;
    const ComplexField hot = fieldOn(grid, [&](double x, double y) {
        return 2.0 / variance * std::exp(-0.5 * (x * x + y * y) / variance)
            / std::sqrt(2.0 * std::numbers::pi);
    });
    const Gaussian1D free = freeGaussian(Packet1D{}, t);
    QVERIFY((heated - hot).abs().maxCoeff() < 1e-13);
    QVERIFY((moved - productOn(grid, free, free)).abs().maxCoeff() < 1e-13);
    const double sigma = spreadX(moved, grid).sigma;
    QVERIFY(std::abs(sigma * sigma - conservativeVariance(1.0, D, t)) < 1e-11);
    QVERIFY(std::abs(norm(moved, grid) - 1.0) < 1e-13);
}

void TestFickSolver::realCoefficientCannotRunBackward()
{
    const Grid grid = squareGrid(64, 20.0);
    const ComplexField before = gaussianState(grid).envelope;
    ComplexField field = before;
    QVERIFY_THROWS_EXCEPTION(std::domain_error, diffuse(field, grid, D, -0.1));
    diffuse(field, grid, {0.0, D}, 3.0);
    diffuse(field, grid, {0.0, D}, -3.0);
    QVERIFY((field - before).abs().maxCoeff() < 1e-13);
}

QTEST_APPLESS_MAIN(TestFickSolver)
#include "tst_FickSolver.moc"
