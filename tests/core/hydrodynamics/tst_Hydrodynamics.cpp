#include "core/hydrodynamics/Hydrodynamics.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

/// What the closed form of a free Gaussian says at one point.
struct AtPoint
{
    double rho, phase, vx, vy, ux, uy, Q;
};

double largest(const RealField& field, const MaskField& where)
{
    return where.select(field.abs(), 0.0).maxCoeff();
}

RealField spectralDivergence(const VectorField& field, const Grid& grid)
{
    const auto along = [&](const RealField& part) {
        return gradient(part.cast<Complex>(), grid, DerivativeMethod::Spectral);
    };
    return along(field.x).x.real() + along(field.y).y.real();
}

} // namespace

class TestHydrodynamics : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithFreeGaussian_data();
    void agreesWithFreeGaussian();
    void ficksLawHoldsFromTheDensityAlone();
    void quantumPotentialIsTheBendOfTheSquareRoot();
    void identity12Holds();
    void driftToDiffusionRatioIsTheta();
    void psiIsRebuiltFromDensityAndPhase();
    void driftHasNoCurlAwayFromNodes();
    void carrierAddsAUniformDrift_data();
    void carrierAddsAUniformDrift();
    void differencesApproachTheSeriesAtOrderEight_data();
    void differencesApproachTheSeriesAtOrderEight();
    void nodesAreMasked_data();
    void nodesAreMasked();
    void threadCountsAgree_data();
    void threadCountsAgree();
    void refusesAnotherShape();
    void refusesANegativeFloor();

private:
    static void addMethods()
    {
        QTest::addColumn<DerivativeMethod>("method");
        QTest::newRow("differences") << DerivativeMethod::EighthOrder;
        QTest::newRow("series") << DerivativeMethod::Spectral;
    }
};

void TestHydrodynamics::agreesWithFreeGaussian_data()
{
    QTest::addColumn<PhysicalConstants>("constants");
    QTest::addColumn<Vec2>("sigma");
    QTest::addColumn<Vec2>("point");
    QTest::addColumn<Grid>("grid");
    QTest::addColumn<double>("t");
    QTest::addColumn<AtPoint>("expected");

    const PhysicalConstants one{1.0, 1.0, 20.0};
    const auto p1 = [&](const char* name, Grid grid, double t, AtPoint at) {
        QTest::newRow(name) << one << Vec2(1.0, 0.5) << Vec2(1.0, 0.5) << grid << t << at;
    };
    const Grid near = square(256, 32.0);
    const Grid far = square(512, 128.0);
    p1("P1 t=0", near, 0.0, {0.1170996630, 0.0, 0.0, 0.0, 0.5, 1.0, 0.625});
    p1("P1 t=0.5", near, 0.5,
        {0.1062241258, -0.3313648839, 0.1176470588, 0.5, 0.4705882353, 0.5, 0.4995674740});
    p1("P1 t=1", near, 1.0, {0.07722588210, -0.5853981634, 0.2, 0.4, 0.4, 0.2, 0.3});
    p1("P1 t=2", far, 2.0,
        {0.04128228057, -0.8717843841, 0.25, 0.2352941176, 0.25, 0.05882352941, 0.1508434256});
    p1("P1 t=5", far, 5.0,
        {0.01092494152, -1.219749440, 0.1724137931, 0.09900990099, 0.06896551724, 0.009900990099,
            0.04195661263});

    const PhysicalConstants other{0.8, 1.7, 20.0};
    const auto p2 = [&](const char* name, double t, AtPoint at) {
        QTest::newRow(name) << other << Vec2(0.6, 0.6) << Vec2(0.5, -0.4) << square(256, 25.6) << t
                            << at;
    };
    p2("P2 t=0", 0.0, {0.2501560731, 0.0, 0.0, 0.0, 0.3267973856, -0.2614379085, 0.3740014524});
    p2("P2 t=0.75", 0.75,
        {0.2252162978, -0.3432440494, 0.1291589171, -0.1033271337, 0.2634841909, -0.2107873528,
            0.3247977626});
    p2("P2 t=1.5", 1.5,
        {0.1686168724, -0.6331642942, 0.1633666601, -0.1306933281, 0.1666339933, -0.1333071947,
            0.2279073478});
    p2("P2 t=3", 3.0,
        {0.08113455880, -0.9839451956, 0.1322646351, -0.1058117081, 0.06745496389, -0.05396397111,
            0.1015850022});
}

void TestHydrodynamics::agreesWithFreeGaussian()
{
    QFETCH(PhysicalConstants, constants);
    QFETCH(Vec2, sigma);
    QFETCH(Vec2, point);
    QFETCH(Grid, grid);
    QFETCH(double, t);
    QFETCH(AtPoint, expected);
    const Gaussian1D gx
        = freeGaussian({.sigma = sigma.x(), .hbar = constants.hbar, .mass = constants.mass}, t);
    const Gaussian1D gy
        = freeGaussian({.sigma = sigma.y(), .hbar = constants.hbar, .mass = constants.mass}, t);
    const Hydrodynamics fields = hydrodynamics(
        stateOf(productOn(grid, gx, gy)), grid, constants, DerivativeMethod::Spectral, 1e-6);

    const int i = int(std::lround((point.x() - grid.x(0)) / grid.dx()));
    const int j = int(std::lround((point.y() - grid.y(0)) / grid.dy()));
    DQM_CLOSE(grid.x(i), point.x(), 1e-12);
    DQM_CLOSE(fields.rho(j, i), expected.rho, 1e-10);
    DQM_CLOSE(fields.phase(j, i), expected.phase, 1e-9);
    DQM_CLOSE(fields.v.x(j, i), expected.vx, 1e-9);
    DQM_CLOSE(fields.v.y(j, i), expected.vy, 1e-9);
    DQM_CLOSE(fields.u.x(j, i), expected.ux, 1e-9);
    DQM_CLOSE(fields.u.y(j, i), expected.uy, 1e-9);
    DQM_CLOSE(fields.Q(j, i), expected.Q, 1e-9);

    const RealField bend = fieldOn(grid, [&](double x, double y) -> Complex {
        return quantumPotential(gx, x) + quantumPotential(gy, y);
    }).real();
    QVERIFY(largest(fields.Q - bend, fields.meaningful) < 1e-6);
}

void TestHydrodynamics::ficksLawHoldsFromTheDensityAlone()
{
    const Grid grid = square(128, 24.0);
    const PhysicalConstants constants;
    const Hydrodynamics fields
        = hydrodynamics(crossingPackets(grid), grid, constants, DerivativeMethod::Spectral, 1e-6);
    const ComplexVectorField slope
        = gradient(fields.rho.cast<Complex>(), grid, DerivativeMethod::Spectral);
    const double D = constants.diffusionCoefficient();
    // u rho = -D grad rho, compared as a flux: at 1e-6 of the peak u itself has lost six digits.
    QVERIFY(largest(fields.u.x * fields.rho + D * slope.x.real(), fields.meaningful) < 1e-13);
    QVERIFY(largest(fields.u.y * fields.rho + D * slope.y.real(), fields.meaningful) < 1e-13);
    QVERIFY(largest(fields.u.x + D * slope.x.real() / fields.rho, fields.rho > 1e-2) < 1e-11);
}

void TestHydrodynamics::quantumPotentialIsTheBendOfTheSquareRoot()
{
    const Grid grid = square(64, 10.0);
    const PhysicalConstants constants{0.8, 1.7, 20.0};
    const Hydrodynamics fields
        = hydrodynamics(smoothState(grid), grid, constants, DerivativeMethod::Spectral);
    const ComplexField root = fields.rho.sqrt().cast<Complex>();
    const RealField bend = laplacian(root, grid).real() / root.real();
    const double scale = constants.hbar * constants.hbar / (2.0 * constants.mass);
    QVERIFY((fields.Q + scale * bend).abs().maxCoeff() < 1e-10);
}

void TestHydrodynamics::identity12Holds()
{
    const Grid grid = square(64, 10.0);
    const PhysicalConstants constants{0.8, 1.7, 20.0};
    const Hydrodynamics fields
        = hydrodynamics(smoothState(grid), grid, constants, DerivativeMethod::Spectral);
    // (grad rho/rho)^2 + 2 div(grad rho/rho) = 4 lap sqrt(rho)/sqrt(rho), with u and Q in place of
    // the logarithmic slope and the bend.
    const double perU = -2.0 * constants.mass / constants.hbar;
    const RealField left = perU * perU * (fields.u.x.square() + fields.u.y.square())
        + 2.0 * perU * spectralDivergence(fields.u, grid);
    const RealField right = -8.0 * constants.mass / (constants.hbar * constants.hbar) * fields.Q;
    QVERIFY((left - right).abs().maxCoeff() < 1e-10);
}

void TestHydrodynamics::driftToDiffusionRatioIsTheta()
{
    const Grid grid = square(256, 40.0);
    const double t = 1.3;
    const Gaussian1D g = freeGaussian({}, t);
    const Hydrodynamics fields
        = hydrodynamics(stateOf(productOn(grid, g, g)), grid, {}, DerivativeMethod::Spectral, 1e-4);
    const double theta = 0.5 * t;
    QVERIFY(largest(fields.v.x - theta * fields.u.x, fields.meaningful) < 1e-10);
    QVERIFY(largest(fields.v.y - theta * fields.u.y, fields.meaningful) < 1e-10);
}

void TestHydrodynamics::psiIsRebuiltFromDensityAndPhase()
{
    const Grid grid = square(64, 16.0);
    WaveState state = crossingPackets(grid);
    state.carrier = Vec2(0.7, -0.2);
    state.phase = 0.4;
    const Hydrodynamics fields = hydrodynamics(state, grid, {}, DerivativeMethod::Spectral);
    double worst = 0.0;
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i) {
            const double turn = 0.7 * grid.x(i) - 0.2 * grid.y(j) + 0.4;
            const Complex psi = state.envelope(j, i) * std::polar(1.0, turn);
            const Complex rebuilt = std::polar(std::sqrt(fields.rho(j, i)), fields.phase(j, i));
            worst = std::max(worst, std::abs(psi - rebuilt));
        }
    QVERIFY2(worst < 1e-14, qPrintable(QString::number(worst)));
}

void TestHydrodynamics::driftHasNoCurlAwayFromNodes()
{
    const Grid grid = square(64, 10.0);
    const Hydrodynamics fields
        = hydrodynamics(smoothState(grid), grid, {}, DerivativeMethod::Spectral);
    const auto slope = [&](const RealField& part) {
        return gradient(part.cast<Complex>(), grid, DerivativeMethod::Spectral);
    };
    const RealField curl = slope(fields.v.y).x.real() - slope(fields.v.x).y.real();
    QVERIFY(curl.abs().maxCoeff() < 1e-10);
}

void TestHydrodynamics::carrierAddsAUniformDrift_data() { addMethods(); }

void TestHydrodynamics::carrierAddsAUniformDrift()
{
    QFETCH(DerivativeMethod, method);
    const Grid grid = square(64, 16.0);
    const PhysicalConstants constants{0.8, 1.7, 20.0};
    WaveState state = crossingPackets(grid);
    const Hydrodynamics still = hydrodynamics(state, grid, constants, method);
    state.carrier = Vec2(3.3, -1.9);
    const Hydrodynamics moving = hydrodynamics(state, grid, constants, method);
    const Vec2 velocity = constants.hbar / constants.mass * state.carrier;
    QVERIFY(largest(moving.v.x - still.v.x - velocity.x(), still.meaningful) < 1e-12);
    QVERIFY(largest(moving.v.y - still.v.y - velocity.y(), still.meaningful) < 1e-12);
    QVERIFY((moving.u.x == still.u.x).all());
    QVERIFY((moving.Q == still.Q).all());
    QVERIFY(largest(moving.v.x, !still.meaningful) == 0.0);
}

void TestHydrodynamics::differencesApproachTheSeriesAtOrderEight_data()
{
    QTest::addColumn<BoundaryKind>("boundary");
    QTest::newRow("torus") << BoundaryKind::Periodic;
    QTest::newRow("walls") << BoundaryKind::Walls;
}

void TestHydrodynamics::differencesApproachTheSeriesAtOrderEight()
{
    QFETCH(BoundaryKind, boundary);
    const auto error = [boundary](int intervals) {
        const Grid grid
            = square(boundary == BoundaryKind::Walls ? intervals - 1 : intervals, 10.0, boundary);
        const WaveState state = boundary == BoundaryKind::Walls
            ? normalised(fieldOn(grid,
                             [](double x, double y) {
                                 return boxMode(1, x + 5.0, 10.0) * boxMode(1, y + 5.0, 10.0)
                                     + Complex(0.1, 0.3) * boxMode(2, x + 5.0, 10.0)
                                     * boxMode(1, y + 5.0, 10.0);
                             }),
                grid)
            : smoothState(grid);
        const auto exact = hydrodynamics(state, grid, {}, DerivativeMethod::Spectral, 0.1);
        const auto near = hydrodynamics(state, grid, {}, DerivativeMethod::EighthOrder, 0.1);
        return std::array{largest(near.v.x - exact.v.x, exact.meaningful),
            largest(near.u.y - exact.u.y, exact.meaningful),
            largest(near.Q - exact.Q, exact.meaningful)};
    };
    const auto coarse = error(24);
    const auto fine = error(48);
    for (std::size_t k = 0; k < coarse.size(); ++k)
        DQM_CLOSE(std::log2(coarse[k] / fine[k]), 8.0, 0.8);
}

void TestHydrodynamics::nodesAreMasked_data() { addMethods(); }

void TestHydrodynamics::nodesAreMasked()
{
    QFETCH(DerivativeMethod, method);
    const Grid grid = square(64, 16.0);
    const WaveState state
        = stateOf(fieldOn(grid, [](double x, double y) { return freeVortex(x, y, 0.0, 1, 1.0); }));
    const Hydrodynamics fields = hydrodynamics(state, grid, {}, method, 1e-6);
    QVERIFY(!fields.meaningful(32, 32)); // the vortex lies on this point
    QCOMPARE(fields.v.x(32, 32), 0.0);
    QCOMPARE(fields.Q(32, 32), 0.0);
    QVERIFY(fields.meaningful(32, 33));
    DQM_CLOSE(fields.v.y(32, 36), 1.0, 1e-3); // v = hbar/(m r)
    QVERIFY(fields.v.x.isFinite().all() && fields.Q.isFinite().all());
}

void TestHydrodynamics::threadCountsAgree_data() { addMethods(); }

void TestHydrodynamics::threadCountsAgree()
{
    QFETCH(DerivativeMethod, method);
    const Grid grid = square(60, 16.0);
    const WaveState state = crossingPackets(grid);
    const Hydrodynamics one = hydrodynamics(state, grid, {}, method, 1e-9, 1);
    const Hydrodynamics two = hydrodynamics(state, grid, {}, method, 1e-9, 2);
    QVERIFY(largest(one.v.x - two.v.x, one.rho > 1e-5) < 1e-11);
    QVERIFY(largest(one.Q - two.Q, one.rho > 1e-5) < 1e-8);
}

void TestHydrodynamics::refusesAnotherShape()
{
    const Grid grid = square(32, 16.0);
    const WaveState state = crossingPackets(square(30, 16.0));
    QVERIFY_EXCEPTION_THROWN(
        hydrodynamics(state, grid, {}, DerivativeMethod::EighthOrder), std::invalid_argument);
}

void TestHydrodynamics::refusesANegativeFloor()
{
    const Grid grid = square(32, 16.0);
    QVERIFY_EXCEPTION_THROWN(
        hydrodynamics(crossingPackets(grid), grid, {}, DerivativeMethod::Spectral, -1.0),
        std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestHydrodynamics)
#include "tst_Hydrodynamics.moc"
