#include "core/observables/Moments.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A packet about a centre anywhere, wrapped around the torus.
RealField wrappedPacket(const Grid& grid, Vec2 centre)
{
    return fieldOn(grid, [&](double x, double y) -> Complex {
        return std::exp(-0.5 * grid.shortest(Vec2(x, y) - centre).squaredNorm());
    }).real();
}

} // namespace

class TestMeanTracker : public QObject
{
    Q_OBJECT

private slots:
    void startsInsideTheRectangle_data();
    void startsInsideTheRectangle();
    void continuesAroundTheTorus();
    void needsOnlyARoughExpectation();
    void startsAgainAfterReset();
    void continuesFromAKnownMean();
    void evenDensityStaysWhereItIs();
    void wallsNeedNoTracking();
};

void TestMeanTracker::startsInsideTheRectangle_data()
{
    QTest::addColumn<Vec2>("centre");
    QTest::newRow("inside") << Vec2(1.3, -2.1);
    QTest::newRow("across an edge") << Vec2(9.7, -9.9);
}

void TestMeanTracker::startsInsideTheRectangle()
{
    QFETCH(Vec2, centre);
    const Grid grid = square(64, 20.0);
    MeanTracker tracker;
    const Vec2 mean = tracker.follow(wrappedPacket(grid, centre), grid, Vec2(0.0, 0.0));
    DQM_CLOSE(mean.x(), centre.x(), 1e-9);
    DQM_CLOSE(mean.y(), centre.y(), 1e-9);
}

void TestMeanTracker::continuesAroundTheTorus()
{
    const Grid grid = square(64, 20.0);
    MeanTracker tracker;
    const Vec2 step(3.0, -1.1);
    for (int k = 0; k < 40; ++k) {
        const Vec2 centre = k * step;
        const Vec2 mean = tracker.follow(wrappedPacket(grid, centre), grid, Vec2(0.0, 0.0));
        DQM_CLOSE(mean.x(), centre.x(), 1e-8);
        DQM_CLOSE(mean.y(), centre.y(), 1e-8);
    }
}

void TestMeanTracker::needsOnlyARoughExpectation()
{
    const Grid grid = square(64, 20.0);
    MeanTracker tracker;
    tracker.follow(wrappedPacket(grid, Vec2(0.0, 0.0)), grid, Vec2(0.0, 0.0));
    const Vec2 centre(47.0, -33.0);
    const Vec2 mean = tracker.follow(wrappedPacket(grid, centre), grid, Vec2(51.0, -29.0));
    DQM_CLOSE(mean.x(), centre.x(), 1e-8);
    DQM_CLOSE(mean.y(), centre.y(), 1e-8);
}

void TestMeanTracker::startsAgainAfterReset()
{
    const Grid grid = square(64, 20.0);
    MeanTracker tracker;
    tracker.startAt(Vec2(40.0, 0.0));
    tracker.reset();
    const Vec2 mean = tracker.follow(wrappedPacket(grid, Vec2(1.0, 2.0)), grid, Vec2(0.0, 0.0));
    DQM_CLOSE(mean.x(), 1.0, 1e-9);
}

void TestMeanTracker::continuesFromAKnownMean()
{
    const Grid grid = square(64, 20.0);
    MeanTracker tracker;
    tracker.startAt(Vec2(40.0, -20.0));
    const Vec2 mean = tracker.follow(wrappedPacket(grid, Vec2(1.0, 2.0)), grid, Vec2(0.0, 0.0));
    DQM_CLOSE(mean.x(), 41.0, 1e-9);
    DQM_CLOSE(mean.y(), -18.0, 1e-9);
}

void TestMeanTracker::evenDensityStaysWhereItIs()
{
    const Grid grid = square(64, 20.0);
    MeanTracker tracker;
    const RealField even = RealField::Constant(64, 64, 1.0 / 400.0);
    const Vec2 first = tracker.follow(even, grid, Vec2(0.0, 0.0));
    Vec2 mean = first;
    for (int k = 0; k < 10; ++k)
        mean = tracker.follow(even, grid, Vec2(0.0, 0.0));
    QVERIFY((mean - first).norm() < 1e-12);
}

void TestMeanTracker::wallsNeedNoTracking()
{
    const Grid grid = square(63, 20.0, BoundaryKind::Walls);
    MeanTracker tracker;
    tracker.startAt(Vec2(100.0, 100.0));
    const Vec2 mean = tracker.follow(wrappedPacket(grid, Vec2(2.0, -3.0)), grid, Vec2(50.0, 0.0));
    DQM_CLOSE(mean.x(), 2.0, 1e-9);
    DQM_CLOSE(mean.y(), -3.0, 1e-9);
}

QTEST_APPLESS_MAIN(TestMeanTracker)
#include "tst_MeanTracker.moc"
