#include "core/observables/Streamlines.h"
#include "support/FlowExamples.h"
#include "support/StreamlineSpacing.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double separation = 0.6;

StreamlineOptions optionsAt(double d = separation)
{
    StreamlineOptions options;
    options.separation = d;
    return options;
}

Streamlines laidOut(const FlowField& field, double d = separation)
{
    Streamlines lines(optionsAt(d));
    lines.update(field);
    return lines;
}

FlowExample named(const QString& name)
{
    const Grid grid = flowGrid();
    Grid walls = grid;
    walls.boundary = BoundaryKind::Walls;
    if (name == "uniform")
        return flowOn(walls, Bump{4, 4}, [](double, double) { return Vec2(1.0, 0.3); });
    if (name == "radial")
        return spreading(flowGrid(128, 20.0), 1.0, 1.0, 4.0);
    if (name == "stretched")
        return spreading(flowGrid(128, 20.0), 1.5, 0.7, 2.0);
    if (name == "saddle")
        return flowOn(walls, Bump{4, 4}, [](double x, double y) { return Vec2(x, -y); });
    if (name == "vortex 1")
        return vortexFlow(grid, 1, 1.5);
    if (name == "vortex 2")
        return vortexFlow(grid, 2, 1.5);
    if (name == "interference v")
        return meetingPackets(grid, 2.0);
    return meetingPackets(grid, 2.0, true);
}

/// Distance from the y axis of a line that runs along it, where x = 0 is the curve.
double fromAxis(const StreamPoint& point, const StreamPoint& anchor)
{
    return std::abs(anchor.x) < 1e-3F ? std::abs(point.x) : std::numeric_limits<double>::infinity();
}

/// A field that changes: frame k.
using Film = std::function<FlowExample(int)>;

Film filmNamed(const QString& name)
{
    const Grid grid = flowGrid();
    if (name == "spreading")
        return [grid](int k) { return spreading(grid, 0.8, 0.6, 0.5 + 0.01 * k); };
    if (name == "v of meeting packets")
        return [grid](int k) { return meetingPackets(grid, 0.5 + 0.02 * k); };
    if (name == "u of meeting packets")
        return [grid](int k) { return meetingPackets(grid, 0.5 + 0.02 * k, true); };
    return [grid](int k) { return vortexFlow(grid, 1, 1.5, -1.0 + 0.02 * k); };
}

/// Opacity by line.
std::map<int, float> opacities(const Streamlines& lines)
{
    std::map<int, float> result;
    for (const StreamPiece& piece : lines.pieces())
        result[piece.line] = piece.opacity;
    return result;
}

/// Share of the length of lines that stay (or come) with another such line nearer than 0.8 d.
double crowding(const Streamlines& lines, const Grid& grid, const std::map<int, float>& before)
{
    std::vector<DrawnSegment> segments = segmentsOf(lines);
    std::erase_if(segments, [&](const DrawnSegment& s) {
        const auto earlier = before.find(s.line);
        return earlier != before.end() && s.opacity < earlier->second;
    });
    double length = 0.0;
    double crowded = 0.0;
    for (const DrawnSegment& s : segments) {
        const double gap = distanceToLines(segments, grid, s.middle(), s.line);
        length += s.length();
        crowded += gap < 0.8 * lines.options().separation ? s.length() : 0.0;
    }
    return crowded / length;
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
    void restsWhereTheFieldRests();
    void goesOnWithoutJumps_data();
    void goesOnWithoutJumps();
    void goesWithAMovingPattern();
    void easesLinesInAndOut();
    void takesAFluxForItsVelocity();
    void breaksLinesAtTheEdgeOfATorus();
    void endsAtWallsAndWithoutWeight();
    void thinsOutTheEnds();
    void findsNoLinesWhereNothingMoves();
    void doesNotDependOnTheThreads();
    void beginsAnewAfterClear();
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
    const FlowField field = named(QTest::currentDataTag()).field();
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

void TestStreamlines::restsWhereTheFieldRests()
{
    for (const char* name : {"stretched", "vortex 1", "interference v", "interference u"}) {
        const FlowExample flow = named(name);
        const FlowField field = flow.field();
        Streamlines lines = laidOut(field);
        for (int k = 0; k < 20; ++k)
            lines.update(field);
        const std::vector<DrawnSegment> before = segmentsOf(lines);
        for (int k = 0; k < 30; ++k) {
            lines.update(field);
            QCOMPARE(lines.changes().births, 0);
            QCOMPARE(lines.changes().deaths, 0);
            QCOMPARE(lines.changes().cuts, 0);
        }
        const Sweep sweep = sweepBetween(lines, before, flow.grid);
        QVERIFY(sweep.largest < 0.02 * separation);
        QCOMPARE(sweep.came, 0.0);
        QCOMPARE(sweep.went, 0.0);
    }
}

void TestStreamlines::goesOnWithoutJumps_data()
{
    QTest::addColumn<double>("meanSweep"); // of d, in the worst frame
    QTest::newRow("spreading") << 0.01;
    QTest::newRow("v of meeting packets") << 0.04;
    QTest::newRow("u of meeting packets") << 0.04;
    QTest::newRow("moving vortex") << 0.05;
}

void TestStreamlines::goesOnWithoutJumps()
{
    QFETCH(double, meanSweep);
    const Film film = filmNamed(QTest::currentDataTag());
    Streamlines lines(optionsAt());
    lines.update(film(0).field());
    constexpr int frames = 100;
    constexpr int looks = 10;
    Sweep worst;
    double mean = 0.0;
    double crowded = 0.0;
    int changes = 0;
    for (int k = 1; k <= frames; ++k) {
        const FlowExample flow = film(k);
        const std::vector<DrawnSegment> before = segmentsOf(lines);
        const std::map<int, float> shown = opacities(lines);
        lines.update(flow.field(), {0.0, 0.0}, 2);
        changes += lines.changes().births + lines.changes().deaths;
        QVERIFY(lines.changes().births <= lines.options().turnover);
        QVERIFY(lines.changes().deaths <= lines.options().turnover);
        if (k % (frames / looks) != 0)
            continue;
        const Sweep sweep = sweepBetween(lines, before, flow.grid);
        mean += sweep.mean / looks;
        worst.mean = std::max(worst.mean, sweep.mean);
        worst.largest = std::max(worst.largest, sweep.largest);
        worst.came = std::max(worst.came, sweep.came);
        worst.went = std::max(worst.went, sweep.went);
        crowded += crowding(lines, flow.grid, shown) / looks;
    }
    qInfo("%d lines; sideways per frame: mean %.4f d, worst mean %.4f d, largest %.3f d; "
          "%.2f births and deaths a frame; came %.2f %%, went %.2f %% at most; crowded %.1f %%",
        lines.lineCount(), mean / separation, worst.mean / separation, worst.largest / separation,
        double(changes) / frames, 100.0 * worst.came, 100.0 * worst.went, 100.0 * crowded);
    QVERIFY(lines.lineCount() > 10);
    QVERIFY(worst.mean < meanSweep * separation);
    QVERIFY(worst.largest < separation);
    QVERIFY(worst.came < 0.02);
    QVERIFY(worst.went < 0.02);
    QVERIFY(changes < 3 * frames);
    QVERIFY(crowded < 0.1);
}

void TestStreamlines::goesWithAMovingPattern()
{
    const Grid grid = flowGrid();
    const Vec2 step(grid.dx() / 4.0, 0.0);
    const auto flow = [&](int k) { return vortexFlow(grid, 1, 1.2, -1.0 + k * step.x(), 0.0); };
    Streamlines lines(optionsAt());
    lines.update(flow(0).field());
    const int before = lines.lineCount();
    int changes = 0;
    for (int k = 1; k <= 60; ++k) {
        const std::vector<DrawnSegment> earlier = segmentsOf(lines);
        lines.update(flow(k).field(), step);
        changes += lines.changes().births + lines.changes().deaths;
        if (k % 4 != 0)
            continue;
        const Sweep sweep = sweepBetween(lines, earlier, grid, step);
        QVERIFY(sweep.mean < 0.005 * separation);
    }
    QVERIFY(changes <= 4);
    QVERIFY(std::abs(lines.lineCount() - before) <= 2);
}

void TestStreamlines::easesLinesInAndOut()
{
    const Film film = filmNamed("u of meeting packets");
    Streamlines lines(optionsAt());
    lines.update(film(0).field());
    for (const auto& [line, opacity] : opacities(lines))
        QCOMPARE(opacity, 1.0F);
    int born = 0;
    int gone = 0;
    for (int k = 1; k <= 60; ++k) {
        const std::map<int, float> before = opacities(lines);
        lines.update(film(k).field());
        const std::map<int, float> after = opacities(lines);
        for (const auto& [line, opacity] : after) {
            const auto earlier = before.find(line);
            if (earlier == before.end())
                continue;
            QVERIFY(std::abs(opacity - earlier->second) < 0.16F);
            born += earlier->second < 0.1F && opacity > earlier->second;
        }
        for (const auto& [line, opacity] : before) {
            if (after.contains(line))
                continue;
            QVERIFY(opacity < 0.1F);
            ++gone;
        }
    }
    QVERIFY(born > 5);
    QVERIFY(gone > 5);
}

void TestStreamlines::takesAFluxForItsVelocity()
{
    FlowExample flow = named("interference v");
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
    const Streamlines lines = laidOut(named("radial").field());
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

void TestStreamlines::doesNotDependOnTheThreads()
{
    const Film film = filmNamed("v of meeting packets");
    Streamlines one(optionsAt());
    Streamlines many(optionsAt());
    for (int k = 0; k < 30; ++k) {
        const FlowField field = film(k).field();
        one.update(field, {0.0, 0.0}, 1);
        many.update(field, {0.0, 0.0}, 4);
    }
    QCOMPARE(many.points().size(), one.points().size());
    QCOMPARE(many.pieces().size(), one.pieces().size());
    for (size_t k = 0; k < one.points().size(); ++k) {
        QCOMPARE(many.points()[k].x, one.points()[k].x);
        QCOMPARE(many.points()[k].y, one.points()[k].y);
    }
}

void TestStreamlines::beginsAnewAfterClear()
{
    const FlowField field = named("saddle").field();
    Streamlines lines = laidOut(named("radial").field());
    lines.clear();
    QVERIFY(lines.pieces().empty());
    lines.update(field);
    const Streamlines fresh = laidOut(field);
    QCOMPARE(lines.points().size(), fresh.points().size());
    for (const auto& [line, opacity] : opacities(lines))
        QCOMPARE(opacity, 1.0F);
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
