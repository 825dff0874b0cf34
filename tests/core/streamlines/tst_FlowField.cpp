#include "core/streamlines/FlowField.h"
#include "support/FlowExamples.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A smooth flow that joins at the edges of a box of 16 by 16.
Vec2 wavy(double x, double y)
{
    const double k = std::numbers::pi / 8.0;
    return {1.0 + 0.3 * std::sin(2 * k * x) * std::cos(k * y), 0.4 * std::cos(k * x + 2 * k * y)};
}

double interpolationError(int n)
{
    const auto one = [](double, double) { return 1.0; };
    const FlowField field = flowOn(flowGrid(n), one, wavy).field();
    double worst = 0.0;
    for (int k = 0; k < 500; ++k) {
        const Vec2 p(20.0 * std::sin(1.7 * k), 20.0 * std::cos(2.3 * k));
        worst = std::max(worst, (field.at(p).vector() - wavy(p.x(), p.y())).norm());
    }
    return worst;
}

} // namespace

class TestFlowField : public QObject
{
    Q_OBJECT

private slots:
    void readsTheGridPointsAsTheyAre();
    void isOfThirdOrderBetweenThem();
    void keepsItsDirectionNearAVortex();
    void givesTheFluxOfDiffusion();
    void closesMaskedCells();
    void endsAtWalls();
    void wrapsPlacesIntoTheRectangle();
    void measuresTheRmsSpeed();
    void refusesFieldsOfAnotherShape();
};

void TestFlowField::readsTheGridPointsAsTheyAre()
{
    const FlowExample flow = meetingPackets(flowGrid(64), 2.0);
    const FlowField field = flow.field();
    for (int j = 0; j < 64; j += 3) {
        for (int i = 0; i < 64; i += 3) {
            const FlowSample sample = field.at({flow.grid.x(i), flow.grid.y(j)});
            if (!sample.open)
                continue;
            const Vec2 expected(flow.x(j, i), flow.y(j, i));
            QVERIFY((sample.vector() - expected).norm() < 1e-4 * (1.0 + expected.norm()));
            QVERIFY(std::abs(sample.weight - std::sqrt(flow.rho(j, i) / flow.rhoMax)) < 1e-5);
        }
    }
}

void TestFlowField::isOfThirdOrderBetweenThem()
{
    const double order = std::log2(interpolationError(64) / interpolationError(128));
    QVERIFY2(order > 2.8, qPrintable(QString::number(order)));
}

void TestFlowField::keepsItsDirectionNearAVortex()
{
    const Grid grid = flowGrid(128);
    const FlowField field = vortexFlow(grid, 1, 1.5, 0.03, -0.05).field();
    for (int k = 0; k < 64; ++k) {
        const double angle = 0.1 * k;
        const Vec2 out(std::cos(angle), std::sin(angle));
        for (const double cells : {2.0, 3.0, 5.0}) {
            const FlowSample sample = field.at(Vec2(0.03, -0.05) + cells * grid.dx() * out);
            QVERIFY(sample.open);
            QVERIFY(std::abs(sample.direction.dot(out)) < 0.03);
        }
    }
}

void TestFlowField::givesTheFluxOfDiffusion()
{
    // j_D = rho u = -D grad rho with D = 1/2.
    const Bump rho{1.2, 1.2};
    FlowExample flow = flowOn(
        flowGrid(128), rho, [](double x, double y) { return Vec2(Vec2(x, y) / (2 * 1.44)); });
    flow.flux = true;
    const FlowField field = flow.field();
    for (const Vec2& p : {Vec2(0.4, 0.33), Vec2(-1.9, 0.77), Vec2(1.05, -2.4)}) {
        const Vec2 expected = 0.5 * rho(p.x(), p.y()) * p / 1.44;
        QVERIFY((field.at(p).vector() - expected).norm() < 1e-3 * expected.norm());
    }
}

void TestFlowField::closesMaskedCells()
{
    const auto hole = [](double x, double y) { return std::hypot(x, y) < 2.0 ? 0.0 : 1.0; };
    const FlowField field
        = flowOn(flowGrid(64), hole, [](double, double) { return Vec2(1.0, 0.0); }).field();
    QVERIFY(!field.at({0.0, 0.0}).open);
    QVERIFY(!field.at({1.9, 0.0}).open);
    QCOMPARE(field.at({1.9, 0.0}).direction, Vec2(0.0, 0.0));
    const FlowSample beside = field.at({2.3, 0.1});
    QVERIFY(beside.open);
    QVERIFY((beside.vector() - Vec2(1.0, 0.0)).norm() < 1e-5);
}

void TestFlowField::endsAtWalls()
{
    Grid grid = flowGrid(32, 8.0);
    grid.boundary = BoundaryKind::Walls;
    const auto one = [](double, double) { return 1.0; };
    const FlowField field
        = flowOn(grid, one, [](double x, double y) { return Vec2(1.0 + x, y); }).field();
    QVERIFY(field.at({grid.x(31), 0.1}).open);
    QVERIFY(!field.at({grid.x(31) + 1e-6, 0.1}).open);
    QVERIFY(!field.at({0.0, grid.y(0) - 1e-6}).open);
    const Vec2 nearWall(grid.x(30) + 0.3 * grid.dx(), grid.y(0) + 0.2 * grid.dy());
    const Vec2 expected(1.0 + nearWall.x(), nearWall.y());
    QVERIFY((field.at(nearWall).vector() - expected).norm() < 2e-2);
}

void TestFlowField::wrapsPlacesIntoTheRectangle()
{
    Grid grid = flowGrid(32, 8.0);
    grid.center = {1.0, 0.0};
    QCOMPARE(wrapInto(grid, {5.5, -4.5}), Vec2(-2.5, 3.5));
    QCOMPARE(wrapInto(grid, {0.5, 0.5}), Vec2(0.5, 0.5));
    const Vec2 edge = wrapInto(grid, {std::nextafter(-3.0, -4.0), 0.0});
    QVERIFY(edge.x() >= -3.0 && edge.x() < 5.0);
    grid.boundary = BoundaryKind::Walls;
    QCOMPARE(wrapInto(grid, {5.5, -4.5}), Vec2(5.5, -4.5));
}

void TestFlowField::measuresTheRmsSpeed()
{
    // <v^2> of a rotation about the middle of a Gaussian is omega^2 2 sigma^2.
    const FlowField field = flowOn(flowGrid(128), Bump{1.5, 1.5}, [](double x, double y) {
        return Vec2(-2.0 * y, 2.0 * x);
    }).field();
    QVERIFY(std::abs(field.rmsSpeed() - 2.0 * 1.5 * std::sqrt(2.0)) < 1e-4);
}

void TestFlowField::refusesFieldsOfAnotherShape()
{
    const Grid grid = flowGrid(32);
    const FloatField good = FloatField::Ones(32, 32);
    const FloatField bad = FloatField::Ones(32, 31);
    QVERIFY_EXCEPTION_THROWN(
        FlowField({grid, good, bad, good, 1.0, 0.0, 1.0}), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestFlowField)
#include "tst_FlowField.moc"
