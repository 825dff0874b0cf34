#include "core/evolution/splitstep/SplitStepSolver.h"
#include "core/observables/Energies.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// One row of a table of closed forms, all of one evolution.
struct Row
{
    double t;
    Vec2 mean;
    Vec2 sigma;
    Vec2 momentum;
    double diffusion;
    double drift;
    double potential;
};

Row measured(const WaveState& state, const Experiment& experiment)
{
    const Grid& grid = experiment.grid;
    const PhysicalConstants constants = physicalConstants(experiment);
    const Spread1D x = spreadX(state.envelope, grid);
    const Spread1D y = spreadY(state.envelope, grid);
    const ComplexVectorField slope = gradient(state.envelope, grid, DerivativeMethod::Spectral);
    RealField V;
    Potential(experiment, grid).sample(V, state.time);
    const Energies e = energies(state, slope, V, grid, constants);
    const Vec2 momentum = constants.hbar
        * Vec2(overlap(state.envelope, slope.x, grid).imag(),
            overlap(state.envelope, slope.y, grid).imag());
    return {state.time, {x.mean, y.mean}, {x.sigma, y.sigma}, momentum, e.diffusion, e.drift,
        e.potential};
}

void compare(const Row& is, const Row& expected, double tolerance)
{
    QVERIFY2((is.mean - expected.mean).norm() < tolerance, "mean");
    QVERIFY2((is.sigma - expected.sigma).norm() < tolerance, "sigma");
    QVERIFY2((is.momentum - expected.momentum).norm() < tolerance, "momentum");
    QVERIFY2(std::abs(is.diffusion - expected.diffusion) < tolerance, "diffusion energy");
    QVERIFY2(std::abs(is.drift - expected.drift) < tolerance, "drift energy");
    QVERIFY2(std::abs(is.potential - expected.potential) < tolerance, "potential energy");
}

} // namespace

class TestClosedForms : public QObject
{
    Q_OBJECT

private slots:
    void oscillatorFollowsTheTable_data();
    void oscillatorFollowsTheTable();
    void uniformForceFollowsTheTable();
    void uniformForceIsSolvedExactlyByChin();
    void boxModesOnlyTurnTheirPhase_data();
    void boxModesOnlyTurnTheirPhase();
    void twoBoxModesBeat();
    void packetInABoxRevives_data();
    void packetInABoxRevives();
    void packetOnATorusRevives();
    void vortexKeepsItsShape_data();
    void vortexKeepsItsShape();
};

void TestClosedForms::oscillatorFollowsTheTable_data()
{
    QTest::addColumn<Vec2>("sigma");
    QTest::addColumn<QVector<Row>>("rows");
    const Vec2 m04(1.381591491, -0.03623949186);
    const Vec2 m10(0.8104534588, 0.6296280569);
    const Vec2 m20(-0.6242202548, 0.5890762537);
    const Vec2 m37(-1.272150048, -0.8176831253);
    const Vec2 p04(-0.5841275135, 1.248817470);
    const Vec2 p10(-1.262206477, 0.8188584416);
    const Vec2 p20(-1.363946140, -0.8841524906);
    const Vec2 p37(0.7947542114, 0.2411165480);
    const Vec2 coherent(std::sqrt(0.5), std::sqrt(1.0 / 3.0));
    QTest::newRow("coherent") << coherent
                              << QVector<Row>{
                                     {0.4, m04, coherent, p04, 0.625, 0.9503750126, 1.580874987},
                                     {1.0, m10, coherent, p10, 0.625, 1.131847169, 1.399402831},
                                     {2.0, m20, coherent, p20, 0.625, 1.321037350, 1.210212650},
                                     {3.7, m37, coherent, p37, 0.625, 0.3448857231, 2.186364277}};
    QTest::newRow("squeezed")
        << Vec2(0.5, 1.2)
        << QVector<Row>{
               {0.4, m04, {0.6031044553, 1.002745221}, p04, 0.4679733087, 1.501154542, 2.268927705},
               {1.0, m10, {0.8837731970, 0.2897926920}, p10, 1.648493032, 1.330154881, 1.259407642},
               {2.0, m20, {0.9328002776, 1.188637559}, p20, 0.2321320208, 1.396186053, 2.609737481},
               {3.7, m37, {0.6786344761, 0.9108285978}, p37, 0.4220911434, 1.091017933,
                   2.724946479}};
}

void TestClosedForms::oscillatorFollowsTheTable()
{
    QFETCH(Vec2, sigma);
    QFETCH(QVector<Row>, rows);
    const Experiment experiment
        = experimentOn(squareGrid(112, 24.0), {HarmonicTerm{{1.0, 1.5}, {0.0, 0.0}}});
    SplitStepSolver solver(setupOf(experiment));
    WaveState state = waveAt(0.0,
        productOn(experiment.grid, freeGaussian({.sigma = sigma.x(), .position = 1.5}, 0.0),
            freeGaussian({.sigma = sigma.y(), .position = -0.5, .velocity = 1.0}, 0.0)));
    for (const Row& row : rows) {
        solver.advance(state, 0.01, static_cast<int>(std::lround((row.t - state.time) / 0.01)));
        compare(measured(state, experiment), row, 2e-8);
    }
}

void TestClosedForms::uniformForceFollowsTheTable()
{
    Grid grid = squareGrid(192, 60.0);
    grid.ny = 96;
    grid.size.y() = 36.0;
    const Experiment experiment = experimentOn(grid, {UniformTerm{Vec2(0.8, -0.3)}});
    SplitStepSolver solver(setupOf(experiment));
    WaveState state
        = waveAt(0.0, productOn(grid, freeGaussian({.velocity = 0.5}, 0.0), freeGaussian({}, 0.0)));
    const auto row = [](double t, Vec2 mean, Vec2 momentum, double sigma, double diffusion,
                         double drift, double potential) {
        return Row{t, mean, {sigma, sigma}, momentum, diffusion, drift, potential};
    };
    for (const Row& expected :
        {row(1.0, {0.9, -0.15}, {1.3, -0.3}, 1.11803398875, 0.2, 0.94, -0.765),
            row(2.0, {2.6, -0.6}, {2.1, -0.6}, 1.41421356237, 0.125, 2.51, -2.26),
            row(3.0, {5.1, -1.35}, {2.9, -0.9}, 1.80277563773, 0.0769230769231, 4.78307692308,
                -4.485)}) {
        solver.advance(state, 0.1, 10);
        compare(measured(state, experiment), expected, 1e-9);
    }
}

void TestClosedForms::uniformForceIsSolvedExactlyByChin()
{
    // |grad V|^2 is a number here: the corrected scheme keeps even the global phase.
    Grid grid = squareGrid(160, 50.0);
    grid.ny = 64;
    grid.size.y() = 24.0;
    const Experiment experiment = experimentOn(grid, {UniformTerm{Vec2(0.8, -0.3)}});
    const auto exact = [&](double t) {
        return productOn(
            grid, fallingGaussian({.velocity = 0.5}, 0.8, t), fallingGaussian({}, -0.3, t));
    };
    for (const int steps : {1, 4})
        QVERIFY(distance(evolved(experiment, exact(0.0), 1.2 / steps, steps, Scheme::Chin4B),
                    exact(1.2), grid)
            < 1e-9);
}

void TestClosedForms::boxModesOnlyTurnTheirPhase_data()
{
    QTest::addColumn<int>("nx");
    QTest::addColumn<int>("ny");
    QTest::addColumn<double>("energy");
    QTest::newRow("(1,1)") << 1 << 1 << 0.098696044010894;
    QTest::newRow("(1,2)") << 1 << 2 << 0.24674011002723;
    QTest::newRow("(2,2)") << 2 << 2 << 0.39478417604357;
    QTest::newRow("(1,3)") << 1 << 3 << 0.49348022005447;
    QTest::newRow("(3,2)") << 3 << 2 << 0.64152428607081;
    QTest::newRow("(5,4)") << 5 << 4 << 2.0232689022233;
}

namespace {

Grid boxGrid(int points)
{
    Grid grid = squareGrid(points, 10.0, BoundaryKind::Walls);
    grid.center = Vec2(5.0, 5.0);
    return grid;
}

} // namespace

void TestClosedForms::boxModesOnlyTurnTheirPhase()
{
    QFETCH(int, nx);
    QFETCH(int, ny);
    QFETCH(double, energy);
    const Experiment experiment = experimentOn(boxGrid(31));
    const ComplexField mode = fieldOn(experiment.grid,
        [&](double x, double y) { return boxMode(nx, x, 10.0) * boxMode(ny, y, 10.0); });
    const WaveState before = waveAt(0.0, mode);
    const Row row = measured(before, experiment);
    QVERIFY(std::abs(row.diffusion - energy) < 1e-12);
    QVERIFY(std::abs(row.drift) < 1e-12);
    const ComplexField later = evolved(experiment, mode, 1.37, 5, Scheme::Auto);
    QVERIFY((later - mode * std::polar(1.0, -energy * 5.0 * 1.37)).abs().maxCoeff() < 1e-12);
}

void TestClosedForms::twoBoxModesBeat()
{
    const Experiment experiment = experimentOn(boxGrid(127));
    SplitStepSolver solver(setupOf(experiment));
    WaveState state = waveAt(0.0, fieldOn(experiment.grid, [](double x, double y) {
        return std::sqrt(0.5) * (boxMode(1, x, 10.0) + boxMode(2, x, 10.0)) * boxMode(1, y, 10.0);
    }));
    struct Beat
    {
        double t;
        double mean;
        double momentum;
    };
    for (const Beat& beat :
        {Beat{0.0, 3.19873451303, 0.0}, Beat{5.0, 3.67008971088, 0.179853493893},
            Beat{10.0, 4.83746682442, 0.265578854192}, Beat{20.0, 6.77193384946, 0.0479278316845},
            Beat{40.0, 3.31510579584, -0.0942947587762}}) {
        solver.advance(state, beat.t - state.time, 1);
        const Row row = measured(state, experiment);
        QVERIFY(std::abs(row.mean.x() - beat.mean) < 1e-7);
        QVERIFY(std::abs(row.momentum.x() - beat.momentum) < 1e-7);
    }
}

void TestClosedForms::packetInABoxRevives_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("recurrence");
    QTest::addColumn<double>("rho46");
    QTest::addColumn<double>("rho64");
    QTest::addColumn<double>("rho44");
    const double revival = 400.0 / std::numbers::pi;
    QTest::newRow("T/8") << revival / 8 << 0.1379661516 << 0.03499064984 << 0.03535223507
                         << 0.03517097779;
    QTest::newRow("T/4") << revival / 4 << 0.2820547418 << 0.1113804738 << 0.1113804738
                         << 0.1113804738;
    QTest::newRow("T/3") << revival / 3 << 0.3722927532 << 0.09295464712 << 7.556399215e-7
                         << 0.0002650287574;
    QTest::newRow("T/2") << revival / 2 << 0.003865920139 << 6.607290284e-6 << 0.4420970641
                         << 0.001709111944;
    QTest::newRow("T") << revival << 0.9999999991 << 0.4420970641 << 6.607290284e-6
                       << 0.001709111944;
    QTest::newRow("t = 3") << 3.0 << 0.1958925307 << 0.03215282671 << 0.01566225136
                           << 0.02244071420;
    QTest::newRow("t = 20") << 20.0 << 0.01226895818 << 0.002552866701 << 0.09930928368
                            << 0.01592241701;
}

void TestClosedForms::packetInABoxRevives()
{
    QFETCH(double, t);
    QFETCH(double, recurrence);
    QFETCH(double, rho46);
    QFETCH(double, rho64);
    QFETCH(double, rho44);
    const Experiment experiment = experimentOn(boxGrid(79));
    const ComplexField psi
        = productOn(experiment.grid, freeGaussian({.sigma = 0.6, .position = 4.0}, 0.0),
            freeGaussian({.sigma = 0.6, .position = 6.0}, 0.0));
    const ComplexField later = evolved(experiment, psi, t, 1, Scheme::Auto);
    const auto rho = [&](int x, int y) { return std::norm(later(8 * y - 1, 8 * x - 1)); };
    QVERIFY(std::abs(std::norm(overlap(psi, later, experiment.grid)) - recurrence) < 2e-6);
    QVERIFY(std::abs(rho(4, 6) - rho46) < 2e-6);
    QVERIFY(std::abs(rho(6, 4) - rho64) < 2e-6);
    QVERIFY(std::abs(rho(4, 4) - rho44) < 2e-6);
}

void TestClosedForms::packetOnATorusRevives()
{
    const Experiment experiment = experimentOn(squareGrid(64, 10.0));
    const double k = 6.0 * std::numbers::pi / 10.0;
    const ComplexField psi = productOn(experiment.grid,
        freeGaussian({.sigma = 0.6, .velocity = k}, 0.0), freeGaussian({.sigma = 0.5}, 0.0));
    const double revival = 100.0 / std::numbers::pi;
    const ComplexField whole = evolved(experiment, psi, revival, 1, Scheme::Auto);
    QVERIFY(distance(whole, psi, experiment.grid) < 1e-10);
    const ComplexField half = evolved(experiment, psi, revival / 2, 1, Scheme::Auto);
    ComplexField opposite(64, 64);
    for (int j = 0; j < 64; ++j)
        for (int i = 0; i < 64; ++i)
            opposite(j, i) = psi((j + 32) % 64, (i + 32) % 64);
    QVERIFY(std::abs(std::norm(overlap(opposite, half, experiment.grid)) - 1.0) < 1e-10);
}

void TestClosedForms::vortexKeepsItsShape_data()
{
    QTest::addColumn<int>("charge");
    for (const int charge : {-1, 1, 2, 3})
        QTest::addRow("n = %d", charge) << charge;
}

void TestClosedForms::vortexKeepsItsShape()
{
    QFETCH(int, charge);
    const Grid grid = squareGrid(96, 26.0);
    const auto exact = [&](double t) {
        return fieldOn(grid, [&](double x, double y) { return freeVortex(x, y, t, charge, 0.9); });
    };
    const ComplexField later = evolved(experimentOn(grid), exact(0.0), 1.0, 1, Scheme::Auto);
    QVERIFY(distance(later, exact(1.0), grid) < 1e-10);
    QVERIFY(std::abs(norm(later, grid) - 1.0) < 1e-12);
}

QTEST_APPLESS_MAIN(TestClosedForms)
#include "tst_ClosedForms.moc"
