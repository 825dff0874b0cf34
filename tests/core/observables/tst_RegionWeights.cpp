#include "core/observables/Observables.h"
#include "core/observables/RegionWeights.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Probability of a Gaussian of this mean and sigma between two bounds.
double gaussianBetween(double from, double to, double mean, double sigma)
{
    const auto below
        = [&](double x) { return 0.5 * std::erfc((mean - x) / (sigma * std::numbers::sqrt2)); };
    return below(to) - below(from);
}

WaveState packetAt(const Grid& grid, Vec2 centre)
{
    return stateOf(productOn(grid, freeGaussian({.position = centre.x()}, 0.0),
        freeGaussian({.position = centre.y()}, 0.0)));
}

} // namespace

class TestRegionWeights : public QObject
{
    Q_OBJECT

private slots:
    void integratesAPacketWhereverTheEdgesLie_data();
    void integratesAPacketWhereverTheEdgesLie();
    void integratesBoxModesBetweenWalls();
    void wholeRectangleHoldsTheNorm_data();
    void wholeRectangleHoldsTheNorm();
    void boxesAreCutToTheRectangle();
    void boxesRestInK();
    void rowsListTheRegionsInOrder();
};

void TestRegionWeights::integratesAPacketWhereverTheEdgesLie_data()
{
    QTest::addColumn<double>("edge");
    QTest::newRow("on a point") << 0.5;
    QTest::newRow("between points") << 0.6123;
    QTest::newRow("just beside a point") << 0.5001;
}

void TestRegionWeights::integratesAPacketWhereverTheEdgesLie()
{
    QFETCH(double, edge);
    const Grid grid = square(64, 20.0);
    const WaveState state = packetAt(grid, Vec2(0.4, -0.3));
    const Region region{"right", {edge, 8.0, -1.17, 2.3}};
    const double expected
        = gaussianBetween(edge, 8.0, 0.4, 1.0) * gaussianBetween(-1.17, 2.3, -0.3, 1.0);
    DQM_CLOSE(
        probability(regionWeights(region, grid, Vec2(0.0, 0.0)), state.envelope), expected, 1e-12);
}

void TestRegionWeights::integratesBoxModesBetweenWalls()
{
    Grid grid = square(31, 10.0, BoundaryKind::Walls);
    grid.center = Vec2(5.0, 5.0);
    const WaveState state = stateOf(fieldOn(grid,
        [](double x, double y) -> Complex { return boxMode(3, x, 10.0) * boxMode(1, y, 10.0); }));
    const auto below = [](int n, double x) {
        return x / 10.0
            - std::sin(2.0 * n * std::numbers::pi * x / 10.0) / (2.0 * n * std::numbers::pi);
    };
    const Region region{"part", {1.7, 4.21, 0.0, 6.6}};
    DQM_CLOSE(probability(regionWeights(region, grid, Vec2(0.0, 0.0)), state.envelope),
        (below(3, 4.21) - below(3, 1.7)) * below(1, 6.6), 1e-12);
}

void TestRegionWeights::wholeRectangleHoldsTheNorm_data()
{
    QTest::addColumn<BoundaryKind>("boundary");
    QTest::newRow("torus") << BoundaryKind::Periodic;
    QTest::newRow("walls") << BoundaryKind::Walls;
}

void TestRegionWeights::wholeRectangleHoldsTheNorm()
{
    QFETCH(BoundaryKind, boundary);
    const Grid grid = square(65, 24.0, boundary);
    const Region all{"all", {-12.0, 12.0, -12.0, 12.0}};
    const WaveState state = packetAt(grid, Vec2(0.4, -0.3));
    DQM_CLOSE(probability(regionWeights(all, grid, Vec2(0.0, 0.0)), state.envelope), 1.0, 1e-12);
}

void TestRegionWeights::boxesAreCutToTheRectangle()
{
    const Grid grid = square(64, 20.0);
    const auto cut = cutToRectangle(
        {{"right", {0.0, 100.0, -100.0, 100.0}}, {"outside", {30.0, 40.0, 0.0, 1.0}}}, grid);
    const std::array<double, 4> expected{0.0, 10.0, -10.0, 10.0};
    QCOMPARE(cut[0].box, expected);
    const WaveState state = packetAt(grid, Vec2(0.0, 0.0));
    DQM_CLOSE(probability(regionWeights(cut[0], grid, Vec2(0.0, 0.0)), state.envelope), 0.5, 1e-12);
    DQM_CLOSE(probability(regionWeights(cut[1], grid, Vec2(0.0, 0.0)), state.envelope), 0.0, 1e-14);
}

void TestRegionWeights::boxesRestInK()
{
    const Grid grid = square(64, 20.0);
    const Region region{"box", {-1.0, 0.7, -10.0, 10.0}};
    const Vec2 shift(13.37, -4.2);
    // x' = x - shift on the same torus, and on a grid that moves.
    const Vec2 centre = grid.shortest(Vec2(0.4, -0.3) - shift);
    const double expected = gaussianBetween(-1.0, 0.7, 0.4, 1.0);
    const WaveState onTorus = stateOf(fieldOn(grid, [&](double x, double y) -> Complex {
        return std::exp(-0.25 * grid.shortest(Vec2(x, y) - centre).squaredNorm())
            / std::sqrt(2.0 * std::numbers::pi);
    }));
    DQM_CLOSE(probability(regionWeights(region, grid, shift), onTorus.envelope), expected, 1e-10);
    const WaveState inK = packetAt(grid, Vec2(0.4, -0.3));
    DQM_CLOSE(probability(regionWeights(region, grid.movedBy(-shift), shift), inK.envelope),
        expected, 1e-10);
}

void TestRegionWeights::rowsListTheRegionsInOrder()
{
    const Grid grid = square(64, 20.0);
    const WaveState state = packetAt(grid, Vec2(0.0, 0.0));
    const Observables row = observe(state, grid, {}, RealField(),
        {{"left", {-10.0, 0.0, -10.0, 10.0}}, {"corner", {0.0, 10.0, 0.0, 10.0}}}, Vec2(0.0, 0.0),
        Vec2(0.0, 0.0));
    QCOMPARE(int(row.regions.size()), 2);
    DQM_CLOSE(row.regions[0], 0.5, 1e-12);
    DQM_CLOSE(row.regions[1], 0.25, 1e-12);
    DQM_CLOSE(row.moments.norm, 1.0, 1e-12);
    DQM_CLOSE(row.energies.diffusion, 0.25, 1e-12);
}

QTEST_APPLESS_MAIN(TestRegionWeights)
#include "tst_RegionWeights.moc"
