#include "core/streamlines/Streamlines.h"
#include "support/FlowExamples.h"
#include "support/StreamlineSpacing.h"

#include <QTest>

#include <limits>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Distance from the y axis of a line that runs along it, where x = 0 is the curve.
double fromAxis(const StreamPoint& point, const StreamPoint& anchor)
{
    return std::abs(anchor.x) < 1e-3F ? std::abs(point.x) : std::numeric_limits<double>::infinity();
}

} // namespace

class TestStreamlines : public QObject
{
    Q_OBJECT

private slots:
    void linesOfAGaussianFollowPowers_data();
    void linesOfAGaussianFollowPowers();
    void linesOfAVortexAreCircles_data();
    void linesOfAVortexAreCircles();
    void keepsTheAskedDistance_data();
    void keepsTheAskedDistance();
    void takesAFluxForItsVelocity();
    void breaksLinesAtTheEdgeOfATorus();
    void endsAtWallsAndWithoutWeight();
    void thinsOutTheEnds();
    void findsNoLinesWhereNothingMoves();
    void refusesBadOptions_data();
    void refusesBadOptions();
};

void TestStreamlines::linesOfAGaussianFollowPowers_data()
{
    QTest::addColumn<double>("sigmaX");
    QTest::addColumn<double>("sigmaY");
    QTest::addColumn<double>("t");
    QTest::newRow("round") << 1.0 << 1.0 << 4.0;
    QTest::newRow("round, early") << 1.5 << 1.5 << 0.5;
    QTest::newRow("long") << 1.5 << 0.7 << 2.0;
    QTest::newRow("very long") << 2.0 << 0.8 << 1.0;
}

void TestStreamlines::linesOfAGaussianFollowPowers()
{
    QFETCH(double, sigmaX);
    QFETCH(double, sigmaY);
    QFETCH(double, t);
    const Grid grid = flowGrid(128, 20.0);
    const Gaussian1D gx = freeGaussian({sigmaX}, t);
    const Gaussian1D gy = freeGaussian({sigmaY}, t);
    const double power = (gy.sigmaRate() / gy.sigma()) / (gx.sigmaRate() / gx.sigma());
    const Streamlines lines = laidOut(spreading(grid, sigmaX, sigmaY, t).field());
    QVERIFY(lines.pieces().size() > 20);

    double worst = 0.0;
    for (const StreamPiece& piece : lines.pieces()) {
        // y = c x^p through the middle point; the distance is F/|grad F|.
        const StreamPoint& anchor = lines.points()[size_t(piece.first + piece.count / 2)];
        for (int k = piece.first; k < piece.first + piece.count; ++k) {
            const StreamPoint& p = lines.points()[size_t(k)];
            const double ratio = std::abs(p.x / anchor.x);
            const double curve = anchor.y * std::pow(ratio, power);
            const double slope = power * curve / p.x;
            const double off = std::abs(p.y - curve) / std::hypot(1.0, slope);
            worst = std::max(worst, std::min(off, fromAxis(p, anchor)));
        }
    }
    qInfo("furthest from the curves: %.4f cells", worst / grid.dx());
    QVERIFY(worst < 0.5 * grid.dx());
}

void TestStreamlines::linesOfAVortexAreCircles_data()
{
    QTest::addColumn<int>("charge");
    QTest::addColumn<double>("offset");
    for (const int charge : {1, 2, -3}) {
        QTest::addRow("charge %d on a grid point", charge) << charge << 0.0;
        QTest::addRow("charge %d between grid points", charge) << charge << 0.05;
    }
}

void TestStreamlines::linesOfAVortexAreCircles()
{
    QFETCH(int, charge);
    QFETCH(double, offset);
    const Grid grid = flowGrid(128, 20.0);
    const Vec2 centre(offset, 0.7 * offset);
    const FlowExample flow = vortexFlow(grid, charge, 1.5, centre.x(), centre.y());
    const Streamlines lines = laidOut(flow.field());
    int rings = 0;
    double worst = 0.0;
    for (const StreamPiece& piece : lines.pieces()) {
        double least = std::numeric_limits<double>::infinity();
        double most = 0.0;
        for (int k = piece.first; k < piece.first + piece.count; ++k) {
            const StreamPoint& p = lines.points()[size_t(k)];
            const double radius = (Vec2(p.x, p.y) - centre).norm();
            least = std::min(least, radius);
            most = std::max(most, radius);
        }
        worst = std::max(worst, 0.5 * (most - least));
        rings += piece.closed;
    }
    qInfo("%d rings, furthest from a circle: %.4f cells", rings, worst / grid.dx());
    QVERIFY(rings >= 5);
    QCOMPARE(rings, int(lines.pieces().size()));
    QVERIFY(worst < 0.5 * grid.dx());
}

void TestStreamlines::keepsTheAskedDistance_data()
{
    QTest::addColumn<double>("asAsked");
    // Where lines diverge a gap doubles before a line fits into it: nearest distances between 0.8
    // and 1.6 d cannot be avoided.
    QTest::newRow("uniform") << 0.95;
    QTest::newRow("vortex 1") << 0.95;
    QTest::newRow("vortex 2") << 0.95;
    QTest::newRow("radial") << 0.75;
    QTest::newRow("stretched") << 0.7;
    QTest::newRow("saddle") << 0.75;
    QTest::newRow("interference v") << 0.7;
    QTest::newRow("interference u") << 0.65;
}

void TestStreamlines::keepsTheAskedDistance()
{
    QFETCH(double, asAsked);
    const FlowField field = namedFlow(QTest::currentDataTag()).field();
    const Streamlines lines = laidOut(field);
    const Spacing spacing = spacingOf(lines, field, 0.05);
    qInfo(
        "%d lines: closer than 0.8 d %.1f %%, within 20 %% of d %.1f %%, mean %.3f d, bare %.1f %%",
        lines.lineCount(), 100 * spacing.tooClose, 100 * spacing.asAsked, spacing.mean,
        100 * spacing.bare);
    QVERIFY(lines.lineCount() >= 8);
    QVERIFY(spacing.tooClose < 0.05);
    QVERIFY(spacing.asAsked > asAsked);
    QVERIFY(std::abs(spacing.mean - 1.0) < 0.2);
    QVERIFY(spacing.bare < 0.05);
}

void TestStreamlines::takesAFluxForItsVelocity()
{
    FlowExample flow = namedFlow("interference v");
    const Streamlines velocity = laidOut(flow.field());
    flow.flux = true;
    const Streamlines flux = laidOut(flow.field());
    QCOMPARE(flux.points().size(), velocity.points().size());
    for (size_t k = 0; k < flux.points().size(); ++k) {
        const StreamPoint& v = velocity.points()[k];
        const StreamPoint& j = flux.points()[k];
        QCOMPARE(j.x, v.x);
        QCOMPARE(j.y, v.y);
        const double rho = flow.rhoMax * v.weight * v.weight;
        QVERIFY(std::abs(j.speed - rho * v.speed) <= 1e-3 * rho * v.speed + 1e-4);
    }
}

void TestStreamlines::breaksLinesAtTheEdgeOfATorus()
{
    const Grid grid = flowGrid(64, 8.0);
    const auto one = [](double, double) { return 1.0; };
    const FlowField field
        = flowOn(grid, one, [](double, double) { return Vec2(1.0, 0.3); }).field();
    const Streamlines lines = laidOut(field, 0.8);
    QVERIFY(lines.pieces().size() > 8);
    int atEdges = 0;
    for (const StreamPiece& piece : lines.pieces()) {
        for (int k = piece.first; k < piece.first + piece.count; ++k) {
            const StreamPoint& p = lines.points()[size_t(k)];
            QVERIFY(std::abs(p.x) <= 4.0F && std::abs(p.y) <= 4.0F);
            if (k == piece.first)
                continue;
            const StreamPoint& last = lines.points()[size_t(k) - 1];
            QVERIFY(std::hypot(p.x - last.x, p.y - last.y) < 0.2F);
        }
        for (const int k : {piece.first, piece.first + piece.count - 1}) {
            const StreamPoint& p = lines.points()[size_t(k)];
            atEdges += std::max(std::abs(p.x), std::abs(p.y)) > 3.9999F;
        }
    }
    QVERIFY(atEdges >= int(lines.pieces().size()));
}

void TestStreamlines::endsAtWallsAndWithoutWeight()
{
    Grid grid = flowGrid(64, 8.0);
    grid.boundary = BoundaryKind::Walls;
    const auto hole = [](double x, double y) { return std::hypot(x, y) < 1.0 ? 0.0 : 1.0; };
    const FlowField field
        = flowOn(grid, hole, [](double, double) { return Vec2(1.0, 0.0); }).field();
    const Streamlines lines = laidOut(field, 0.5);
    QVERIFY(lines.lineCount() > 10);
    bool reachesWall = false;
    bool reachesHole = false;
    for (const StreamPoint& p : lines.points()) {
        QVERIFY(p.x >= grid.x(0) - 1e-5 && p.x <= grid.x(63) + 1e-5);
        QVERIFY(std::hypot(p.x, p.y) > 1.0 - grid.dx());
        reachesWall = reachesWall || p.x > grid.x(61);
        reachesHole = reachesHole || std::hypot(p.x, p.y) < 1.0 + 2.0 * grid.dx();
    }
    QVERIFY(reachesWall);
    QVERIFY(reachesHole);
}

void TestStreamlines::thinsOutTheEnds()
{
    const Streamlines lines = laidOut(namedFlow("radial").field());
    for (const StreamPiece& piece : lines.pieces()) {
        const auto at = [&](int k) { return lines.points()[size_t(piece.first + k)]; };
        QVERIFY(at(0).taper < 1e-3F);
        QVERIFY(at(piece.count - 1).taper < 1e-3F);
        QVERIFY(at(piece.count / 2).taper > 0.95F);
    }
}

void TestStreamlines::findsNoLinesWhereNothingMoves()
{
    const auto dust
        = [](double x, double y) { return Vec2(1e-9 * std::sin(7 * x), 1e-9 * std::cos(5 * y)); };
    Streamlines lines(optionsAt());
    lines.update(flowOn(flowGrid(), Bump{2, 2}, dust).field());
    QVERIFY(lines.pieces().empty());
    lines.update(FlowField());
    QVERIFY(lines.points().empty());
}

void TestStreamlines::refusesBadOptions_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("closest");
    QTest::addColumn<int>("fadeUpdates");
    QTest::addColumn<int>("turnover");
    QTest::newRow("no separation") << 0.0 << 0.8 << 10 << 8;
    QTest::newRow("endless separation") << HUGE_VAL << 0.8 << 10 << 8;
    QTest::newRow("too close to the separation") << 1.0 << 1.0 << 10 << 8;
    QTest::newRow("no fading") << 1.0 << 0.8 << 0 << 8;
    QTest::newRow("no births") << 1.0 << 0.8 << 10 << 0;
}

void TestStreamlines::refusesBadOptions()
{
    QFETCH(double, distance);
    QFETCH(double, closest);
    QFETCH(int, fadeUpdates);
    QFETCH(int, turnover);
    StreamlineOptions options;
    options.separation = distance;
    options.closest = closest;
    options.fadeUpdates = fadeUpdates;
    options.turnover = turnover;
    QVERIFY_EXCEPTION_THROWN(Streamlines{options}, std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestStreamlines)
#include "tst_Streamlines.moc"
