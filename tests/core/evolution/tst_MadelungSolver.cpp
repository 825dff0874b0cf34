#include "core/evolution/MadelungSolver.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

MadelungState startOn(const Grid& grid, double eps)
{
    MadelungState state;
    const double q = 2.0 * std::numbers::pi / grid.size.x();
    state.C.resize(grid.ny, grid.nx);
    state.S.resize(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j) {
        for (int i = 0; i < grid.nx; ++i) {
            const double x = grid.x(i);
            const double y = grid.y(j);
            state.C(j, i) = eps * (std::cos(q * x) + 0.7 * std::sin(q * (x + 2.0 * y)));
            state.S(j, i) = 0.3 * (std::sin(q * y) + 0.5 * std::cos(q * (x - y)));
        }
    }
    state.C -= 0.5 * std::log((2.0 * state.C).exp().sum() * grid.cellArea());
    return state;
}

/// Only for the comparison: what the same start becomes by (16).
ComplexField psiOf(const MadelungState& state, const Grid& grid)
{
    return fieldOn(grid, [&](double x, double y) {
        const auto i = Eigen::Index(std::lround((x - grid.x(0)) / grid.dx()));
        const auto j = Eigen::Index(std::lround((y - grid.y(0)) / grid.dy()));
        return std::polar(std::exp(state.C(j, i)), state.S(j, i) + state.carrier.dot(Vec2(x, y)));
    });
}

/// Largest difference of rho after t = 2, relative to max rho.
double difference(MadelungState state, const Experiment& experiment, double dt)
{
    const Grid& grid = experiment.grid;
    const int steps = qRound(2.0 / dt);
    const ComplexField psi = evolved(experiment, psiOf(state, grid), dt, steps, Scheme::Chin4B);
    MadelungSolver solver(grid, {}, std::make_shared<const Potential>(experiment, grid));
    solver.advance(state, dt, steps);
    const RealField rho = psi.abs2();
    return (rho - (2.0 * state.C).exp()).abs().maxCoeff() / rho.maxCoeff();
}

} // namespace

class TestMadelungSolver : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithSchroedinger();
    void agreesInAPotential();
    void agreesWithADrift();
    void endsWhereANodeForms();
    void refusesOtherEdges();
};

void TestMadelungSolver::agreesWithSchroedinger()
{
    const Grid grid = squareGrid(64, 10.0);
    const double off = difference(startOn(grid, 0.2), experimentOn(grid), 0.005);
    qInfo("rho off by %.2e", off);
    QVERIFY(off < 1e-9);
    const Grid coarse = squareGrid(32, 10.0);
    QVERIFY(difference(startOn(coarse, 0.2), experimentOn(coarse), 0.005) > 100.0 * off);
}

void TestMadelungSolver::agreesInAPotential()
{
    const Grid grid = squareGrid(64, 10.0);
    const Experiment experiment
        = experimentOn(grid, {FormulaTerm{"0.3*cos(0.2*pi*x)*cos(0.2*pi*y)", {}}});
    const double off = difference(startOn(grid, 0.2), experiment, 0.005);
    qInfo("rho off by %.2e", off);
    QVERIFY(off < 5e-9);
}

void TestMadelungSolver::agreesWithADrift()
{
    const Grid grid = squareGrid(64, 10.0);
    MadelungState state = startOn(grid, 0.2);
    state.carrier = Vec2(3.0, -2.0) * (2.0 * std::numbers::pi / 10.0);
    const double off = difference(state, experimentOn(grid), 0.005);
    qInfo("rho off by %.2e", off);
    QVERIFY(off < 5e-9);
}

void TestMadelungSolver::endsWhereANodeForms()
{
    const Grid grid = squareGrid(64, 10.0);
    MadelungState state = startOn(grid, 0.42);
    state.S *= 4.0;
    MadelungSolver solver(grid, {});
    try {
        solver.advance(state, 0.005, 4000);
        QFAIL("no node was seen");
    } catch (const NodeForming& end) {
        QVERIFY(QString(end.what()).contains("psi goes on"));
        QCOMPARE(end.time(), state.time);
        QVERIFY(state.time > 0.0 && state.C.isFinite().all());
    }
}

void TestMadelungSolver::refusesOtherEdges()
{
    QVERIFY_EXCEPTION_THROWN(
        MadelungSolver(squareGrid(32, 10.0, BoundaryKind::Walls), {}), std::invalid_argument);
    const Grid grid = squareGrid(32, 10.0);
    MadelungState state = startOn(squareGrid(64, 10.0), 0.2);
    QVERIFY_EXCEPTION_THROWN(
        MadelungSolver(grid, {}).advance(state, 0.01, 1), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestMadelungSolver)
#include "tst_MadelungSolver.moc"
