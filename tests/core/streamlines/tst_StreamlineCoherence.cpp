#include "core/streamlines/Streamlines.h"
#include "support/FlowExamples.h"
#include "support/StreamlineSpacing.h"

#include <QTest>

#include <functional>

using namespace dqm;
using namespace dqm::test;

namespace {

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

/// What becomes of the lines when the field changes a little, again and again.
class TestStreamlineCoherence : public QObject
{
    Q_OBJECT

private slots:
    void restsWhereTheFieldRests();
    void goesOnWithoutJumps_data();
    void goesOnWithoutJumps();
    void goesWithAMovingPattern();
    void easesLinesInAndOut();
    void doesNotDependOnTheThreads();
    void beginsAnewAfterClear();
};

void TestStreamlineCoherence::restsWhereTheFieldRests()
{
    for (const char* name : {"stretched", "vortex 1", "interference v", "interference u"}) {
        const FlowExample flow = namedFlow(name);
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

void TestStreamlineCoherence::goesOnWithoutJumps_data()
{
    QTest::addColumn<double>("meanSweep"); // of d, in the worst frame
    QTest::newRow("spreading") << 0.01;
    QTest::newRow("v of meeting packets") << 0.04;
    QTest::newRow("u of meeting packets") << 0.04;
    QTest::newRow("moving vortex") << 0.05;
}

void TestStreamlineCoherence::goesOnWithoutJumps()
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

void TestStreamlineCoherence::goesWithAMovingPattern()
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

void TestStreamlineCoherence::easesLinesInAndOut()
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

void TestStreamlineCoherence::doesNotDependOnTheThreads()
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

void TestStreamlineCoherence::beginsAnewAfterClear()
{
    const FlowField field = namedFlow("saddle").field();
    Streamlines lines = laidOut(namedFlow("radial").field());
    lines.clear();
    QVERIFY(lines.pieces().empty());
    lines.update(field);
    const Streamlines fresh = laidOut(field);
    QCOMPARE(lines.points().size(), fresh.points().size());
    for (const auto& [line, opacity] : opacities(lines))
        QCOMPARE(opacity, 1.0F);
}

QTEST_APPLESS_MAIN(TestStreamlineCoherence)
#include "tst_StreamlineCoherence.moc"
