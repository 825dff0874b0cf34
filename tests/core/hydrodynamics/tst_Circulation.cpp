#include "core/hydrodynamics/Circulation.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <algorithm>
#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double pi = std::numbers::pi;

WaveState vortexAt(const Grid& grid, Vec2 centre, int n, double t = 0.0)
{
    return stateOf(fieldOn(grid,
        [&](double x, double y) { return freeVortex(x - centre.x(), y - centre.y(), t, n, 1.0); }));
}

} // namespace

class TestCirculation : public QObject
{
    Q_OBJECT

private slots:
    void circulationIsQuantised_data();
    void circulationIsQuantised();
    void carrierCancelsAroundALoop();
    void carrierCountsAlongAnOpenPath();
    void loopWithoutVortexHasNone();
    void oppositeVorticesCancel();
    void findsAVortexWhereverItLies_data();
    void findsAVortexWhereverItLies();
    void findsAPairWithOppositeSigns();
    void reportsNoDustInEmptySpace();
    void followsVorticesAcrossTheSeam();
    void refusesAPathOffTheGrid();
    void aDrawnLoopCountsWhatItEncloses_data();
    void aDrawnLoopCountsWhatItEncloses();
    void aDrawnLoopInEmptySpaceHasNoValue();
};

void TestCirculation::circulationIsQuantised_data()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<double>("t");
    for (const int n : {1, 2, 3, -1})
        for (const double t : {0.0, 1.0, 2.0})
            QTest::addRow("n=%d t=%g", n, t) << n << t;
}

void TestCirculation::circulationIsQuantised()
{
    QFETCH(int, n);
    QFETCH(double, t);
    const Grid grid = square(128, 24.0);
    const WaveState state = vortexAt(grid, Vec2(0.1, -0.2), n, t);
    for (const int half : {8, 12, 20})
        DQM_CLOSE(circulation(state, grid, {}, 64 - half, 64 + half, 64 - half, 64 + half),
            2.0 * pi * n, 1e-12);
    const PhysicalConstants other{0.8, 1.7, 20.0};
    DQM_CLOSE(circulation(state, grid, other, 56, 72, 55, 73), 2.0 * pi * n * 0.8 / 1.7, 1e-12);
}

void TestCirculation::carrierCancelsAroundALoop()
{
    const Grid grid = square(64, 16.0);
    WaveState state = vortexAt(grid, Vec2(0.1, -0.2), 1);
    state.carrier = Vec2(40.0, -25.0);
    DQM_CLOSE(circulation(state, grid, {}, 22, 42, 20, 40), 2.0 * pi, 1e-11);
}

void TestCirculation::carrierCountsAlongAnOpenPath()
{
    const Grid grid = square(64, 16.0);
    WaveState state
        = stateOf(productOn(grid, freeGaussian({.velocity = 0.5}, 0.0), freeGaussian({}, 0.0)));
    state.carrier = Vec2(2.0, 0.0);
    DQM_CLOSE(circulationAlong(state, grid, {}, {28, 32}, {36, 32}), 2.5 * 8 * grid.dx(), 1e-12);
    DQM_CLOSE(circulationAlong(state, grid, {}, {36, 32}, {28, 32}), -2.5 * 8 * grid.dx(), 1e-12);
    DQM_CLOSE(circulationAlong(state, grid, {}, {30, 28}, {30, 36}), 0.0, 1e-12);
}

void TestCirculation::loopWithoutVortexHasNone()
{
    const Grid grid = square(64, 16.0);
    const WaveState state = vortexAt(grid, Vec2(0.1, -0.2), 1);
    DQM_CLOSE(circulation(state, grid, {}, 38, 44, 38, 44), 0.0, 1e-12);
}

void TestCirculation::oppositeVorticesCancel()
{
    const Grid grid = square(64, 16.0);
    const WaveState state = stateOf(fieldOn(grid, [](double x, double y) {
        return Complex(x - 0.9, y) * Complex(x + 0.9, -y) * std::exp(-0.25 * (x * x + y * y));
    }));
    DQM_CLOSE(circulation(state, grid, {}, 16, 48, 16, 48), 0.0, 1e-12);
    DQM_CLOSE(circulation(state, grid, {}, 33, 48, 16, 48), 2.0 * pi, 1e-12);
}

void TestCirculation::findsAVortexWhereverItLies_data()
{
    QTest::addColumn<Vec2>("centre");
    QTest::addColumn<int>("n");
    QTest::newRow("in a cell") << Vec2(1.31, -0.62) << 1;
    QTest::newRow("in a cell, other sense") << Vec2(1.31, -0.62) << -1;
    QTest::newRow("on a point") << Vec2(1.0, -0.5) << 1;
    QTest::newRow("charge two on a point") << Vec2(0.0, 0.0) << 2;
    QTest::newRow("charge three on a point") << Vec2(0.25, 0.0) << -3;
}

void TestCirculation::findsAVortexWhereverItLies()
{
    QFETCH(Vec2, centre);
    QFETCH(int, n);
    const Grid grid = square(64, 16.0);
    const std::vector<Vortex> found = vortices(vortexAt(grid, centre, n), grid);
    QCOMPARE(int(found.size()), 1);
    QCOMPARE(found.front().charge, n);
    QVERIFY((found.front().position - centre).norm() < 0.75 * grid.dx());
}

void TestCirculation::findsAPairWithOppositeSigns()
{
    const Grid grid = square(64, 16.0);
    const WaveState state = stateOf(fieldOn(grid, [](double x, double y) {
        return Complex(x - 0.9, y) * Complex(x + 0.9, -y) * std::exp(-0.25 * (x * x + y * y));
    }));
    std::vector<Vortex> found = vortices(state, grid);
    QCOMPARE(int(found.size()), 2);
    if (found[0].charge < 0)
        std::swap(found[0], found[1]);
    QCOMPARE(found[0].charge, 1);
    QCOMPARE(found[1].charge, -1);
    QVERIFY((found[0].position - Vec2(0.9, 0.0)).norm() < 0.75 * grid.dx());
    QVERIFY((found[1].position - Vec2(-0.9, 0.0)).norm() < 0.75 * grid.dx());
}

void TestCirculation::reportsNoDustInEmptySpace()
{
    const Grid grid = square(64, 24.0);
    WaveState state = stateOf(productOn(grid, freeGaussian({}, 1.0), freeGaussian({}, 1.0)));
    std::srand(1);
    state.envelope += 1e-9 * ComplexField::Random(grid.ny, grid.nx);
    QCOMPARE(int(vortices(state, grid).size()), 0);
    QVERIFY(vortices(state, grid, 0.0).size() > 10);
}

void TestCirculation::followsVorticesAcrossTheSeam()
{
    const Grid grid = square(64, 16.0);
    const Vec2 centre(7.9, 0.1); // in the cell between the last column and the first
    const WaveState state = stateOf(fieldOn(grid, [&](double x, double y) {
        const Vec2 d = grid.shortest(Vec2(x, y) - centre);
        return freeVortex(d.x(), d.y(), 0.0, 1, 0.8);
    }));
    const std::vector<Vortex> found = vortices(state, grid);
    QCOMPARE(int(found.size()), 1);
    QVERIFY(grid.shortest(found.front().position - centre).norm() < 0.75 * grid.dx());
}

void TestCirculation::refusesAPathOffTheGrid()
{
    const Grid grid = square(32, 16.0);
    const WaveState state = crossingPackets(grid);
    QVERIFY_EXCEPTION_THROWN(circulation(state, grid, {}, 3, 32, 3, 5), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(circulation(state, grid, {}, 5, 5, 3, 5), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        circulationAlong(state, grid, {}, {1, 1}, {2, 2}), std::invalid_argument);
}

void TestCirculation::aDrawnLoopCountsWhatItEncloses_data()
{
    QTest::addColumn<int>("n");
    for (const int n : {1, 2, -3})
        QTest::addRow("n=%d", n) << n;
}

void TestCirculation::aDrawnLoopCountsWhatItEncloses()
{
    QFETCH(int, n);
    const Grid grid = square(128, 16.0);
    WaveState state = vortexAt(grid, Vec2(0.31, -0.12), n);
    state.carrier = Vec2(5.0, 3.0);
    const PhysicalConstants constants{0.8, 1.7, 20.0};
    // A drawn loop is no circle: seven lobes about the vortex.
    std::vector<Vec2> loop;
    for (int k = 0; k < 90; ++k) {
        const double angle = 2.0 * pi * k / 90;
        const double radius = 2.0 + 0.6 * std::sin(7.0 * angle);
        loop.emplace_back(0.5 + radius * std::cos(angle), radius * std::sin(angle));
    }
    const double quantum = 2.0 * pi * 0.8 / 1.7;
    DQM_CLOSE(circulationAround(state, grid, constants, loop).value(), n * quantum, 1e-11);
    std::reverse(loop.begin(), loop.end());
    DQM_CLOSE(circulationAround(state, grid, constants, loop).value(), -n * quantum, 1e-11);
    for (Vec2& corner : loop)
        corner += Vec2(4.0, 0.0);
    DQM_CLOSE(circulationAround(state, grid, constants, loop).value(), 0.0, 1e-11);
}

void TestCirculation::aDrawnLoopInEmptySpaceHasNoValue()
{
    const Grid grid = square(128, 60.0);
    const WaveState state = vortexAt(grid, Vec2(0.0, 0.0), 1);
    const std::vector<Vec2> loop{{20.0, 20.0}, {25.0, 20.0}, {22.0, 25.0}};
    QVERIFY(!circulationAround(state, grid, {}, loop));
    QVERIFY(!circulationAround(state, grid, {}, std::span(loop).first(2)));
}

QTEST_APPLESS_MAIN(TestCirculation)
#include "tst_Circulation.moc"
