#include "core/dissipation/kramers/CloudDeposit.h"
#include "core/dissipation/kramers/KramersEnsemble.h"
#include "core/evolution/ReferenceFrame.h"
#include "core/random/NormalStream.h"
#include "support/DiffusionScenes.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double D = 0.5;
constexpr int particles = 100000;

double distanceFrom(const RealField& a, const RealField& b)
{
    return (a - b).abs().maxCoeff() / b.abs().maxCoeff();
}

/// g = 0.5, W = 0.8, kT/m = 0.4: the medium of the reference table.
DissipativeSetup tableSetup(const Grid& grid)
{
    DissipativeSetup setup = setupOn(grid);
    setup.medium = {0.5, Vec2(0.8, 0.0), 0.4};
    setup.particles = particles;
    return setup;
}

/// A Gaussian whose drift is rate * x.
WaveState stretchingState(const Grid& grid, double rate)
{
    WaveState state = gaussianState(grid);
    state.envelope *= fieldOn(
        grid, [rate](double x, double y) { return std::polar(1.0, 0.5 * rate * (x * x + y * y)); });
    return state;
}

template <int points>
void checkClouds(BoundaryKind kind)
{
    const DensityLayout layout(squareGrid(31, 8.0, kind));
    const double h = layout.grid.dx();
    for (const double x : {0.0, 0.037, 0.11, 0.13, 1.01}) {
        CloudDeposit<points> deposit(layout);
        deposit.add(x, -0.3, 2.0, Vec2(1.0, -3.0));
        const DensityFlow flow = deposit.flow();
        const Vec2 mean = layout.mean(flow.rho, Vec2(x, 0.0));
        QVERIFY(std::abs(layout.integral(flow.rho) - 2.0) < 1e-14);
        QVERIFY(std::abs(layout.integral(flow.current.y) + 3.0) < 1e-14);
        QVERIFY((mean - Vec2(x, -0.3)).norm() < 1e-14);
        QVERIFY(std::abs(layout.variance(flow.rho, mean).x() - points / 12.0 * h * h) < 1e-14);
    }
}

bool isWithin(double value, double expected, double standardError)
{
    return std::abs(value - expected) < 4.0 * standardError;
}

} // namespace

class TestKramersEnsemble : public QObject
{
    Q_OBJECT

private slots:
    void momentsFollowTheTable_data();
    void momentsFollowTheTable();
    void flightIsExactForAnyFriction_data();
    void flightIsExactForAnyFriction();
    void boostedEnsembleIsDraggedBack();
    void uniformDriftIsExactOnTheGrid();
    void gridHasTheExactMoments();
    void currentCarriesTheDensity();
    void keepsMassAndSign();
    void densityWithEdgesStaysPositive_data();
    void densityWithEdgesStaysPositive();
    void frictionMayChangeOnTheWay();
    void frictionGoesContinuouslyToZero();
    void withoutFrictionTheMapIsBallistic_data();
    void withoutFrictionTheMapIsBallistic();
    void withoutFrictionTimeRunsBackward();
    void refusesToRunBackward();
    void energiesAddUp();
    void twinsMovedTogetherAgree();
    void mediumShowsItsRestFrame();
    void cloudsKeepMeanAndAddOneVariance();
    void randomNumbersAreTheKnownOnes();
    void randomNumbersAreNormal();
    void particlesFollowTheTable();
    void particlesDoNotDependOnThreads();
    void particlesReachTheBoltzmannSpread();
    void particlesFeelTheSlopeOfVOnACoarseGrid();
    void theSplineGoesThroughItsPoints_data();
    void theSplineGoesThroughItsPoints();
    void particlesSayHowWellTheyKnowTheirMeans();
    void particlesSwingAsADampedOscillator();
    void particlesSeeAPassingPotential();
    void particlesTakeOverOnTheWay();
    void particlesStayBetweenWalls();
};

void TestKramersEnsemble::momentsFollowTheTable_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("v");
    QTest::addColumn<double>("varianceX");
    QTest::addColumn<double>("varianceV");
    QTest::addColumn<double>("covariance");
    QTest::newRow("0.5") << 0.5 << 0.9308781206 << 1.734560940 << 1.013875956 << 0.1573877361
                         << 0.03914327486;
    QTest::newRow("1") << 1.0 << 1.744326417 << 1.527836792 << 1.093189116 << 0.2528482235
                       << 0.1238544974;
    QTest::newRow("2") << 2.0 << 3.117089341 << 1.241455329 << 1.537891970 << 0.3458658867
                       << 0.3196611207;
    QTest::newRow("5") << 5.0 << 6.202996003 << 0.8985019983 << 4.714563276 << 0.3973048212
                       << 0.6740543598;
    QTest::newRow("10") << 10.0 << 10.38382893 << 0.8080855364 << 12.24305022 << 0.3999818400
                        << 0.7892556047;
    QTest::newRow("20") << 20.0 << 18.39989104 << 0.8000544799 << 28.20029056 << 0.3999999992
                        << 0.7999273618;
}

void TestKramersEnsemble::momentsFollowTheTable()
{
    QFETCH(double, t);
    QFETCH(double, x);
    QFETCH(double, v);
    QFETCH(double, varianceX);
    QFETCH(double, varianceV);
    QFETCH(double, covariance);
    const LangevinFlight flight = langevinFlight(0.5, 0.4, t);
    QVERIFY(std::abs(1.0 + flight.varianceX - varianceX) < 6e-9 * varianceX);
    QVERIFY(std::abs(flight.varianceV - varianceV) < 6e-10);
    QVERIFY(std::abs(flight.covariance - covariance) < 6e-10);

    const Grid grid = squareGrid(96, 24.0);
    KramersEnsemble kramers(tableSetup(grid), gaussianState(grid, Vec2(0.0, 0.0), Vec2(2.0, 0.0)));
    kramers.advance(t / 10.0, 10);
    const DiffusionObservables& o = kramers.observables();
    QVERIFY(std::abs(o.mean.x() - x) < 6e-9 * x);
    QVERIFY(std::abs(o.velocity.x() - v) < 6e-10);
    QVERIFY(std::abs(o.sigma.x() * o.sigma.x() - varianceX) < 6e-9 * varianceX);
    QVERIFY(std::abs(o.sigma.y() * o.sigma.y() - varianceX) < 6e-9 * varianceX);
}

void TestKramersEnsemble::flightIsExactForAnyFriction_data()
{
    QTest::addColumn<double>("friction");
    for (const double g : {0.0, 1e-12, 1e-9, 1e-6, 1e-3, 0.03, 0.3, 0.499, 0.501, 1.0, 4.0})
        QTest::addRow("%g", g) << g;
}

void TestKramersEnsemble::flightIsExactForAnyFriction()
{
    QFETCH(double, friction);
    const double t = 2.0;
    const double thermal = friction * D; // matched
    // The moments are integrals over the time s since each kick of the noise.
    double x = 0.0;
    double v = 0.0;
    double both = 0.0;
    double reach = 0.0;
    constexpr int n = 2000;
    for (int i = 0; i <= n; ++i) {
        const double s = t * i / n;
        const double weight = (i == 0 || i == n ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0)) * t / (3.0 * n);
        const double gone = friction > 0.0 ? -std::expm1(-friction * s) / friction : s;
        const double left = std::exp(-friction * s);
        x += weight * gone * gone;
        v += weight * left * left;
        both += weight * gone * left;
        reach += weight * left;
    }
    const double power = 2.0 * friction * thermal;
    const LangevinFlight flight = langevinFlight(friction, thermal, t);
    const auto agrees = [](double a, double b) { return std::abs(a - b) <= 1e-10 * std::abs(b); };
    QVERIFY(agrees(flight.reach, reach));
    QVERIFY(agrees(flight.varianceX, power * x));
    QVERIFY(agrees(flight.covariance, power * both));
    QVERIFY(agrees(flight.varianceV, power * v));
}

void TestKramersEnsemble::boostedEnsembleIsDraggedBack()
{
    const Grid grid = squareGrid(96, 24.0);
    DissipativeSetup setup = setupOn(grid);
    setup.frameVelocity = Vec2(1.5, 0.0);
    KramersEnsemble kramers(setup, gaussianState(grid)); // at rest in K', the medium in K
    kramers.advance(0.01, 500);
    const DiffusionObservables& o = kramers.observables();
    QVERIFY(std::abs(o.velocity.x() + 1.376872502) < 6e-10);
    QVERIFY(std::abs(o.mean.x() + 4.746254996) < 6e-10);
    QVERIFY(std::abs(o.velocity.x() + 1.5 * (1.0 - std::exp(-2.5))) < 1e-13);
    QVERIFY(std::abs(o.mean.x() + 7.5 - 3.0 * (1.0 - std::exp(-2.5))) < 1e-12);
    QVERIFY(std::abs(o.sigma.x() * o.sigma.x() - kramersVariance(1.0, kramers.medium(), 1.0, 5.0))
        < 1e-12);
    QVERIFY(std::abs(o.mean.y()) < 1e-13);
}

void TestKramersEnsemble::uniformDriftIsExactOnTheGrid()
{
    const Grid grid = squareGrid(128, 24.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium = {0.7, Vec2(0.31, -0.2), {}};
    const Vec2 v0(1.234, 0.517);
    KramersEnsemble kramers(setup, gaussianState(grid, Vec2(-1.0, 0.0), v0));
    kramers.advance(0.1, 13);
    const LangevinFlight flight = langevinFlight(0.7, 0.35, 1.3);
    const Vec2 W = setup.medium.velocity;
    const Vec2 mean = Vec2(-1.0, 0.0) + 1.3 * W + flight.reach * (v0 - W);
    const Vec2 variance = Vec2::Constant(1.0 + flight.varianceX);
    QVERIFY(differenceFromGaussian(kramers.flow().rho, kramers.layout(), mean, variance) < 1e-12);
    QVERIFY((kramers.observables().mean - mean).norm() < 1e-12);
    // The local mean velocity of a Gaussian in phase space: <v> + cov/var (x - <x>).
    const DiffusionFields fields = kramers.fields(1e-6);
    double largest = 0.0;
    for (int j = 0; j < grid.ny; ++j) {
        for (int i = 0; i < grid.nx; ++i) {
            const double v = W.x() + flight.decay * (v0 - W).x()
                + flight.covariance / variance.x() * (grid.x(i) - mean.x());
            if (fields.meaningful(j, i))
                largest = std::max(largest, std::abs(fields.v.x(j, i) - v));
        }
    }
    QVERIFY(largest < 1e-8);
}

void TestKramersEnsemble::gridHasTheExactMoments()
{
    const Grid grid = squareGrid(128, 30.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.velocity = Vec2(0.4, 0.0);
    for (const double rate : {-0.4, 0.5, 1.5}) {
        KramersEnsemble kramers(setup, stretchingState(grid, rate));
        for (int n = 0; n < 3; ++n) {
            kramers.advance(0.4, 1);
            const DiffusionObservables& o = kramers.observables();
            const LangevinFlight flight = langevinFlight(0.5, 0.25, kramers.time());
            const double stretch = 1.0 + rate * flight.reach;
            const double exact = stretch * stretch + flight.varianceX;
            QVERIFY(std::abs(o.sigma.x() * o.sigma.x() - exact) < 1e-10);
            const DensityLayout& layout = kramers.layout();
            const RealField& rho = kramers.flow().rho;
            QVERIFY(std::abs(layout.variance(rho, o.mean).x() - exact) < 1e-7);
            QVERIFY((layout.mean(rho, o.mean) - o.mean).norm() < 1e-6);
            QVERIFY(differenceFromGaussian(rho, layout, o.mean, Vec2::Constant(exact)) < 5e-4);
        }
    }
}

void TestKramersEnsemble::currentCarriesTheDensity()
{
    const Grid grid = squareGrid(96, 24.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium = {1.0, Vec2(0.3, 0.0), {}};
    KramersEnsemble kramers(setup, gaussianState(grid, Vec2(0.0, 0.0), Vec2(1.0, -0.5)));
    const double h = 1e-4;
    kramers.advance(0.8, 1);
    const RealField before = kramers.flow().rho;
    kramers.advance(h, 1);
    const VectorField j = kramers.flow().current;
    const RealField divergence
        = kramers.layout().gradient(j.x).x + kramers.layout().gradient(j.y).y;
    kramers.advance(h, 1);
    QVERIFY(distanceFrom(-divergence, (kramers.flow().rho - before) / (2.0 * h)) < 1e-7);
}

void TestKramersEnsemble::keepsMassAndSign()
{
    const Grid grid = squareGrid(96, 24.0);
    KramersEnsemble still(setupOn(grid), gaussianState(grid));
    KramersEnsemble stretched(setupOn(grid), stretchingState(grid, 0.8));
    for (KramersEnsemble* kramers : {&still, &stretched}) {
        for (int n = 0; n < 5; ++n) {
            kramers->advance(0.3, 1);
            const RealField& rho = kramers->flow().rho;
            QVERIFY(std::abs(kramers->layout().integral(rho) - 1.0) < 1e-12);
            const double deepest = kramers == &still ? 1e-15 : 1e-5;
            QVERIFY(rho.minCoeff() > -deepest * rho.maxCoeff());
        }
    }
}

void TestKramersEnsemble::densityWithEdgesStaysPositive_data()
{
    QTest::addColumn<double>("friction");
    QTest::newRow("none") << 0.0;
    QTest::newRow("little") << 0.05;
    QTest::newRow("more") << 0.5;
}

// The particles of a vortex fly off its core and leave a hole.
void TestKramersEnsemble::densityWithEdgesStaysPositive()
{
    QFETCH(double, friction);
    const Grid grid = squareGrid(128, 30.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.friction = friction;
    WaveState vortex;
    vortex.envelope
        = fieldOn(grid, [](double x, double y) { return freeVortex(x, y, 0.0, 1, 1.5); });
    KramersEnsemble kramers(setup, vortex);
    kramers.advance(0.5, 1);
    const DiffusionObservables& o = kramers.observables();
    const RealField& rho = kramers.flow().rho;
    QVERIFY(rho.minCoeff() > -1e-14 * rho.maxCoeff());
    QVERIFY(std::abs(kramers.layout().integral(rho) - 1.0) < 1e-12);
    QVERIFY(std::abs(kramers.layout().variance(rho, o.mean).x() / (o.sigma.x() * o.sigma.x()) - 1.0)
        < 0.01);
    QVERIFY(o.thermalEnergy > 0.0);
    QVERIFY(o.diffusionEnergy < 0.2);
}

void TestKramersEnsemble::frictionMayChangeOnTheWay()
{
    const Grid grid = squareGrid(64, 24.0);
    const WaveState start = gaussianState(grid, Vec2(0.0, 0.0), Vec2(1.0, 0.0));
    DissipativeSetup setup = setupOn(grid);
    KramersEnsemble once(setup, start);
    KramersEnsemble interrupted(setup, start);
    once.advance(0.5, 4);
    interrupted.advance(0.5, 2);
    interrupted.change(setup); // to the same
    interrupted.advance(0.5, 2);
    QVERIFY((once.observables().mean - interrupted.observables().mean).norm() < 1e-13);
    QVERIFY((once.observables().sigma - interrupted.observables().sigma).norm() < 1e-13);

    setup.medium.friction = 2.0;
    interrupted.change(setup);
    interrupted.advance(0.3, 1);
    const LangevinFlight first = langevinFlight(0.5, 0.25, 2.0);
    const LangevinFlight then = langevinFlight(2.0, 1.0, 0.3);
    const double variance = 1.0 + first.varianceX
        + then.reach * (2.0 * first.covariance + then.reach * first.varianceV) + then.varianceX;
    const DiffusionObservables& o = interrupted.observables();
    QVERIFY(std::abs(o.sigma.x() * o.sigma.x() - variance) < 1e-12);
    QVERIFY(std::abs(o.velocity.x() - first.decay * then.decay) < 1e-13);
    QVERIFY(std::abs(o.mean.x() - first.reach - first.decay * then.reach) < 1e-12);
}

void TestKramersEnsemble::frictionGoesContinuouslyToZero()
{
    const Grid grid = squareGrid(64, 24.0);
    const WaveState start = gaussianState(grid, Vec2(0.0, 0.0), Vec2(1.0, 0.0));
    DissipativeSetup setup = setupOn(grid);
    setup.medium.friction = 0.0;
    KramersEnsemble ballistic(setup, start);
    ballistic.advance(1.0, 3);
    QVERIFY((ballistic.observables().mean - Vec2(3.0, 0.0)).norm() < 1e-12);
    QVERIFY((ballistic.observables().sigma - Vec2(1.0, 1.0)).norm() < 1e-12);
    for (const double g : {1e-12, 1e-9, 1e-6, 1e-3}) {
        setup.medium.friction = g;
        KramersEnsemble slow(setup, start);
        slow.advance(1.0, 3);
        QVERIFY((slow.observables().mean - Vec2(3.0, 0.0)).norm() < 5.0 * g + 1e-12);
        QVERIFY(distanceFrom(slow.flow().rho, ballistic.flow().rho) < 5.0 * g + 1e-12);
    }
}

void TestKramersEnsemble::withoutFrictionTheMapIsBallistic_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("drawn together") << -0.4 << 2e-4;
    QTest::newRow("drawn apart") << 0.5 << 2e-4;
    QTest::newRow("drawn far apart") << 2.0 << 2e-3;
}

void TestKramersEnsemble::withoutFrictionTheMapIsBallistic()
{
    QFETCH(double, rate);
    QFETCH(double, tolerance);
    const Grid grid = squareGrid(160, 30.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.friction = 0.0;
    KramersEnsemble kramers(setup, stretchingState(grid, rate));
    kramers.advance(1.0, 1);
    const double variance = (1.0 + rate) * (1.0 + rate);
    QVERIFY(std::abs(kramers.observables().sigma.x() - (1.0 + rate)) < 1e-10);
    QVERIFY(differenceFromGaussian(
                kramers.flow().rho, kramers.layout(), Vec2(0.0, 0.0), Vec2(variance, variance))
        < tolerance);
    // v = rate x0 at x = (1 + rate) x0
    const DiffusionFields fields = kramers.fields(1e-3);
    const double v = fields.v.x(80, 86) / (rate / (1.0 + rate) * grid.x(86));
    QVERIFY(std::abs(v - 1.0) < 10.0 * tolerance);
}

void TestKramersEnsemble::withoutFrictionTimeRunsBackward()
{
    const Grid grid = squareGrid(64, 24.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium.friction = 0.0;
    KramersEnsemble kramers(setup, stretchingState(grid, 0.5));
    const RealField before = kramers.flow().rho;
    QVERIFY(kramers.irreversibility().empty());
    kramers.advance(0.5, 4);
    kramers.advance(-0.5, 4);
    QVERIFY(distanceFrom(kramers.flow().rho, before) < 1e-13);
}

void TestKramersEnsemble::refusesToRunBackward()
{
    const Grid grid = squareGrid(32, 16.0);
    KramersEnsemble kramers(setupOn(grid), gaussianState(grid));
    kramers.advance(1.0, 1);
    QVERIFY_THROWS_EXCEPTION(std::domain_error, kramers.advance(-1.0, 1));
    QVERIFY(!kramers.irreversibility().empty());
    QCOMPARE(kramers.time(), 1.0);
}

void TestKramersEnsemble::energiesAddUp()
{
    const Grid grid = squareGrid(96, 24.0);
    KramersEnsemble kramers(tableSetup(grid), gaussianState(grid, Vec2(0.0, 0.0), Vec2(2.0, 0.0)));
    kramers.advance(2.0, 1);
    const DiffusionObservables& o = kramers.observables();
    const LangevinFlight flight = langevinFlight(0.5, 0.4, 2.0);
    const double variance = 1.0 + flight.varianceX;
    // v = <v> + cov/var (x - <x>)
    const double drift
        = 0.5 * o.velocity.squaredNorm() + flight.covariance * flight.covariance / variance;
    QVERIFY(std::abs(o.driftEnergy - drift) < 1e-9);
    QVERIFY(std::abs(
                o.driftEnergy + o.thermalEnergy - 0.5 * o.velocity.squaredNorm() - flight.varianceV)
        < 1e-12);
    QVERIFY(std::abs(o.diffusionEnergy - 2.0 / (8.0 * variance)) < 1e-9);
    QVERIFY(
        std::abs(o.entropy - std::log(2.0 * std::numbers::pi * std::numbers::e * variance)) < 1e-9);
}

void TestKramersEnsemble::twinsMovedTogetherAgree()
{
    const Grid grid = squareGrid(96, 24.0);
    const Vec2 W(1.37, -0.61);
    for (const double rate : {0.0, 0.5}) {
        DissipativeSetup setup = setupOn(grid);
        setup.medium.velocity = Vec2(0.4, 0.1);
        const WaveState psi = stretchingState(grid, rate);
        KramersEnsemble inK(setup, psi);
        setup.frameVelocity = W;
        const ReferenceFrame frame(grid, setup.constants, W);
        KramersEnsemble inKPrime(setup, frame.prepareInKPrime(psi));
        inK.advance(0.05, 40);
        inKPrime.advance(0.05, 40);
        const FrameDifference same = frameDifference(inK, inKPrime, 2.0 * W, W);
        QVERIFY(same.rho < 1e-11);
        QVERIFY(same.u < 1e-7);
        QVERIFY(same.sigma < 1e-12);
        QVERIFY(same.diffusionEnergy < 1e-10);
        QVERIFY(same.mean.norm() < 1e-12);
        QVERIFY(same.velocity.norm() < 1e-12);
    }
}

void TestKramersEnsemble::mediumShowsItsRestFrame()
{
    const Grid grid = squareGrid(96, 24.0);
    const WaveState psi = gaussianState(grid);
    const auto differs = [&](double friction) {
        DissipativeSetup setup = setupOn(grid);
        setup.medium.friction = friction;
        KramersEnsemble inK(setup, psi);
        setup.frameVelocity = Vec2(1.5, 0.0); // the same preparation, made in K'
        KramersEnsemble inKPrime(setup, psi);
        inK.advance(0.5, 10);
        inKPrime.advance(0.5, 10);
        return frameDifference(inK, inKPrime, Vec2(0.0, 0.0), Vec2(0.0, 0.0));
    };
    const FrameDifference dragged = differs(0.5);
    QVERIFY(dragged.rho > 0.5);
    QVERIFY(std::abs(dragged.velocity.x() + 1.376872502) < 6e-10);
    QVERIFY(std::abs(dragged.mean.x() + 4.746254996) < 6e-10);
    const FrameDifference free = differs(0.0);
    QVERIFY(free.rho < 1e-12);
    QVERIFY(free.mean.norm() < 1e-12);
}

void TestKramersEnsemble::cloudsKeepMeanAndAddOneVariance()
{
    for (const BoundaryKind kind : {BoundaryKind::Periodic, BoundaryKind::Walls}) {
        checkClouds<3>(kind);
        checkClouds<6>(kind);
    }
}

void TestKramersEnsemble::randomNumbersAreTheKnownOnes()
{
    // The first words that the authors of the generator give for counter and key zero.
    const auto u = NormalStream(0, 0).uniforms(0, 0);
    QVERIFY(std::abs(u[0] - 0x0.6627e8d5e169cp0) < 0x1p-51);
    QVERIFY(std::abs(u[1] - 0x0.bc57ac4c9b00dp0) < 0x1p-51);
    for (std::uint64_t n = 0; n < 1000; ++n) {
        const auto uniform = NormalStream(3, 1).uniforms(n, 7);
        const auto normal = NormalStream(3, 1).normals(n, 7);
        const double radius = std::sqrt(-2.0 * std::log(uniform[0]));
        const double angle = 2.0 * std::numbers::pi * uniform[1];
        QVERIFY(std::abs(normal[0] - radius * std::cos(angle)) < 1e-14);
        QVERIFY(std::abs(normal[1] - radius * std::sin(angle)) < 1e-14);
    }
}

void TestKramersEnsemble::randomNumbersAreNormal()
{
    const NormalStream stream(42, 0);
    constexpr int n = 200000;
    double sum = 0.0;
    double square = 0.0;
    double fourth = 0.0;
    double product = 0.0;
    for (std::uint64_t p = 0; p < n; ++p) {
        const auto z = stream.normals(p, 5);
        sum += z[0] + z[1];
        square += z[0] * z[0] + z[1] * z[1];
        fourth += std::pow(z[0], 4) + std::pow(z[1], 4);
        product += z[0] * z[1];
    }
    const double root = std::sqrt(2.0 * n);
    QVERIFY(isWithin(sum / (2.0 * n), 0.0, 1.0 / root));
    QVERIFY(isWithin(square / (2.0 * n), 1.0, std::sqrt(2.0) / root));
    QVERIFY(isWithin(fourth / (2.0 * n), 3.0, std::sqrt(96.0) / root));
    QVERIFY(isWithin(product / n, 0.0, std::sqrt(2.0) / root));
}

void TestKramersEnsemble::particlesFollowTheTable()
{
    // Walls too far away to be met: the particles go as the free ensemble does.
    const Grid grid = squareGrid(127, 50.0, BoundaryKind::Walls);
    KramersEnsemble kramers(tableSetup(grid), gaussianState(grid, Vec2(0.0, 0.0), Vec2(2.0, 0.0)));
    QVERIFY(kramers.hasParticles());
    kramers.advance(0.1, 50);
    const DiffusionObservables& o = kramers.observables();
    const double root = std::sqrt(1.0 * particles);
    const double cell = grid.dx() * grid.dx() / 12.0; // particles fill the cells of the start
    QVERIFY(isWithin(o.mean.x(), 6.202996003, std::sqrt(4.7) / root));
    QVERIFY(isWithin(o.velocity.x(), 0.8985019983, std::sqrt(0.4) / root));
    QVERIFY(isWithin(o.sigma.x() * o.sigma.x(), 4.714563276 + cell, std::sqrt(2.0) * 4.7 / root));
    QVERIFY(isWithin(o.sigma.y() * o.sigma.y(), 4.714563276 + cell, std::sqrt(2.0) * 4.7 / root));
    QVERIFY(std::abs(o.norm - 1.0) < 1e-12);
    QVERIFY(kramers.flow().rho.minCoeff() >= 0.0);
}

void TestKramersEnsemble::particlesDoNotDependOnThreads()
{
    const Grid grid = squareGrid(64, 16.0);
    DissipativeSetup setup = setupOn(grid);
    setup.particles = 20011;
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    KramersEnsemble alone(setup, gaussianState(grid, Vec2(1.0, 0.0)));
    alone.advance(0.02, 20);
    for (const int threads : {2, 3}) {
        setup.threads = threads;
        KramersEnsemble shared(setup, gaussianState(grid, Vec2(1.0, 0.0)));
        shared.advance(0.02, 20);
        QVERIFY((alone.flow().rho == shared.flow().rho).all());
        QVERIFY((alone.flow().current.x == shared.flow().current.x).all());
        QVERIFY(alone.observables().mean == shared.observables().mean);
    }
}

void TestKramersEnsemble::particlesReachTheBoltzmannSpread()
{
    const Grid grid = squareGrid(96, 12.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium = {1.5, Vec2(0.0, 0.0), 0.6};
    setup.particles = 30000;
    setup.potential = potentialOf(HarmonicTerm{{1.0, 1.4}, {0.0, 0.0}}, grid);
    KramersEnsemble kramers(setup, gaussianState(grid));
    kramers.advance(0.1, 150);
    const DiffusionObservables& o = kramers.observables();
    const double relative = std::sqrt(2.0 / setup.particles);
    QVERIFY(isWithin(o.sigma.x() * o.sigma.x(), 0.6, 0.6 * relative));
    QVERIFY(isWithin(o.sigma.y() * o.sigma.y(), 0.6 / 1.96, 0.6 / 1.96 * relative));
    QVERIFY(isWithin(o.driftEnergy + o.thermalEnergy, 0.6, 0.6 / std::sqrt(1.0 * setup.particles)));
    QVERIFY(std::abs(o.potentialEnergy - 0.6) < 0.03);
}

/// x^4/4 - x^2/2 on 40 points: smoothed over a cell, <x^2> was 0.030 too small.
void TestKramersEnsemble::particlesFeelTheSlopeOfVOnACoarseGrid()
{
    constexpr double kT = 0.5;
    const Grid grid = squareGrid(40, 10.0);
    DissipativeSetup setup = setupOn(grid);
    setup.medium = {1.0, Vec2(0.0, 0.0), kT};
    setup.particles = 40000;
    setup.potential = potentialOf(FormulaTerm{"x^4/4-x^2/2+y^2/2", {}}, grid);
    KramersEnsemble kramers(setup, gaussianState(grid));
    kramers.advance(0.1, 200);
    double square = 0.0;
    double fourth = 0.0;
    double all = 0.0;
    for (double x = -6.0; x <= 6.0; x += 1e-3) {
        const double weight = std::exp(-(0.25 * std::pow(x, 4) - 0.5 * x * x) / kT);
        all += weight;
        square += weight * x * x;
        fourth += weight * std::pow(x, 4);
    }
    square /= all;
    const double error = std::sqrt((fourth / all - square * square) / setup.particles);
    const double seen = std::pow(kramers.observables().sigma.x(), 2)
        + std::pow(kramers.observables().mean.x(), 2);
    QVERIFY2(std::abs(seen - square) < 3.0 * error + 1e-3,
        qPrintable(QStringLiteral("%1 instead of %2").arg(seen).arg(square)));
}

void TestKramersEnsemble::theSplineGoesThroughItsPoints_data()
{
    QTest::addColumn<Grid>("grid");
    QTest::newRow("torus") << squareGrid(12, 6.0);
    QTest::newRow("walls") << squareGrid(9, 6.0, BoundaryKind::Walls);
}

void TestKramersEnsemble::theSplineGoesThroughItsPoints()
{
    QFETCH(Grid, grid);
    const DensityLayout layout(grid);
    RealField V(layout.ny, layout.nx);
    for (int j = 0; j < layout.ny; ++j)
        for (int i = 0; i < layout.nx; ++i)
            V(j, i) = std::sin(0.7 * i * i + j) + 0.1 * j;
    const RealField c = splineThrough(V, layout);
    const AxisRuler x = rulerX(layout);
    const AxisRuler y = rulerY(layout);
    for (int j = 0; j < layout.ny; ++j) {
        for (int i = 0; i < layout.nx; ++i) {
            double sum = 0.0;
            for (const int b : {-1, 0, 1})
                for (const int a : {-1, 0, 1})
                    sum += (a == 0 ? 0.75 : 0.125) * (b == 0 ? 0.75 : 0.125)
                        * c(y.point(j + b), x.point(i + a));
            QVERIFY(std::abs(sum - V(j, i)) < 1e-13);
        }
    }
}

/// A Gaussian of N particles: sigma/sqrt(N), sigma/sqrt(2N); and none where there is no chance.
void TestKramersEnsemble::particlesSayHowWellTheyKnowTheirMeans()
{
    const Grid grid = squareGrid(64, 16.0);
    DissipativeSetup setup = setupOn(grid);
    setup.particles = 20000;
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    KramersEnsemble kramers(setup, gaussianState(grid));
    kramers.advance(0.05, 20);
    const DiffusionObservables& o = kramers.observables();
    QCOMPARE(o.statistics.particles, 20000);
    const double root = std::sqrt(20000.0);
    QVERIFY(isWithin(o.statistics.meanError.x(), o.sigma.x() / root, 1e-9));
    QVERIFY(isWithin(o.statistics.sigmaError.y(), o.sigma.y() / root / std::sqrt(2.0), 3e-4));

    DissipativeSetup free = setupOn(grid);
    KramersEnsemble exact(free, gaussianState(grid));
    exact.advance(1.0, 1);
    const TwinStatistics& s = exact.observables().statistics;
    QCOMPARE(s.particles, 0);
    QVERIFY(s.meanError.isZero(0.0));
    const ThermalMedium medium = thermalMedium(free.medium, free.constants);
    const LangevinFlight flight
        = langevinFlight(medium.friction, medium.temperature / free.constants.mass, 1.0);
    QVERIFY(isWithin(s.covariance.x(), flight.covariance, 1e-9));
}

void TestKramersEnsemble::particlesSwingAsADampedOscillator()
{
    const Grid grid = squareGrid(96, 16.0);
    DissipativeSetup setup = setupOn(grid);
    setup.particles = 20000;
    setup.medium.temperature = 0.05;
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    KramersEnsemble kramers(setup, gaussianState(grid, Vec2(2.0, 0.0), Vec2(0.0, 0.0), 0.4));
    kramers.advance(0.05, 40);
    const double rate = std::sqrt(1.0 - 0.25 * 0.25);
    const double x
        = 2.0 * std::exp(-0.25 * 2.0) * (std::cos(rate * 2.0) + 0.25 / rate * std::sin(rate * 2.0));
    QVERIFY(std::abs(kramers.observables().mean.x() - x) < 0.01);
}

void TestKramersEnsemble::particlesSeeAPassingPotential()
{
    const Grid grid = squareGrid(64, 16.0);
    DissipativeSetup setup = setupOn(grid);
    setup.particles = 5000;
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    const WaveState psi = gaussianState(grid, Vec2(1.0, 0.0));
    KramersEnsemble inK(setup, psi);
    setup.frameVelocity = Vec2(0.8, 0.0);
    const ReferenceFrame frame(grid, setup.constants, setup.frameVelocity);
    KramersEnsemble inKPrime(setup, frame.prepareInKPrime(psi));
    inK.advance(0.05, 20);
    inKPrime.advance(0.05, 20);
    // The same particles and the same noise: the same motion but for the spline through V.
    const DiffusionObservables& a = inK.observables();
    const DiffusionObservables& b = inKPrime.observables();
    QVERIFY((b.mean + setup.frameVelocity - a.mean).norm() < 1e-3);
    QVERIFY((b.velocity + setup.frameVelocity - a.velocity).norm() < 1e-3);
}

void TestKramersEnsemble::particlesTakeOverOnTheWay()
{
    const Grid grid = squareGrid(96, 24.0);
    DissipativeSetup setup = tableSetup(grid);
    KramersEnsemble kramers(setup, gaussianState(grid, Vec2(0.0, 0.0), Vec2(2.0, 0.0)));
    kramers.advance(2.0, 1);
    QVERIFY(!kramers.hasParticles());
    const DiffusionObservables before = kramers.observables();
    setup.potential = potentialOf(HarmonicTerm{}, grid);
    kramers.change(setup);
    QVERIFY(kramers.hasParticles());
    const DiffusionObservables& after = kramers.observables();
    const double root = std::sqrt(1.0 * particles);
    QVERIFY(isWithin(after.mean.x(), before.mean.x(), 1.3 / root));
    QVERIFY(isWithin(after.velocity.x(), before.velocity.x(), 0.6 / root));
    QVERIFY(isWithin(after.sigma.x(), before.sigma.x(), 1.3 / root));
    QVERIFY(isWithin(after.driftEnergy + after.thermalEnergy,
        before.driftEnergy + before.thermalEnergy, 1.5 / root));
}

void TestKramersEnsemble::particlesStayBetweenWalls()
{
    const Grid grid = squareGrid(31, 4.0, BoundaryKind::Walls);
    DissipativeSetup setup = setupOn(grid);
    setup.particles = 20000;
    setup.medium = {2.0, Vec2(0.5, 0.0), {}};
    const WaveState psi = gaussianState(grid, Vec2(0.0, 0.0), Vec2(3.0, 0.0), 0.5);
    KramersEnsemble kramers(setup, psi);
    kramers.advance(0.05, 400);
    const RealField& rho = kramers.flow().rho;
    QVERIFY(std::abs(kramers.layout().integral(rho) - norm(psi.envelope, grid)) < 1e-12);
    // Piled up against the wall by the wind, about e^{W x/D}, and level across it.
    const double low = rho.col(6).sum();
    const double high = rho.col(26).sum();
    const double expected = std::exp(0.5 * 20 * grid.dx() / D);
    QVERIFY(std::abs(high / low / expected - 1.0) < 0.15);
    QVERIFY(std::abs(kramers.observables().mean.y()) < 0.05);
}

QTEST_APPLESS_MAIN(TestKramersEnsemble)
#include "tst_KramersEnsemble.moc"
