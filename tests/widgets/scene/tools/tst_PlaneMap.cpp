#include "widgets/scene/tools/parts/PlaneMap.h"

#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

const Vec2 W(1.5, -0.7);
constexpr double instant = 6.0;

Grid gridOf(BoundaryKind boundary)
{
    return {.nx = 64, .ny = 48, .size = {20.0, 15.0}, .center = {1.0, -0.5}, .boundary = boundary};
}

/// What an observer who moves with a velocity is shown at that time.
Picture pictureOf(const Grid& gridInK, Vec2 velocity)
{
    Picture picture;
    picture.observerVelocity = velocity;
    picture.numbers.time = instant;
    // On a periodic plane the packet moves, else the plane itself does.
    const bool stays = gridInK.boundary == BoundaryKind::Periodic;
    picture.grid = stays ? gridInK : gridInK.movedBy(-velocity * instant);
    return picture;
}

CameraState cameraOf(bool isFlat)
{
    CameraState camera;
    camera.flat = isFlat;
    camera.azimuth = 25.0;
    camera.zoom = 1.3;
    camera.panX = 0.1;
    return camera;
}

bool areNear(Vec2 a, Vec2 b) { return (a - b).norm() < 1e-9; }

} // namespace

/// A pixel of a pane and the place of K that it means.
class TestPlaneMap : public QObject
{
    Q_OBJECT

private slots:
    void aPixelMeansThePlaceThatIsShownThere_data()
    {
        QTest::addColumn<int>("boundary");
        QTest::addColumn<bool>("moves");
        QTest::addColumn<bool>("isFlat");
        for (const bool moves : {false, true})
            for (const bool isFlat : {false, true})
                for (const auto boundary :
                    {BoundaryKind::Periodic, BoundaryKind::Absorbing, BoundaryKind::Walls})
                    QTest::addRow("boundary %d, %s, %s", int(boundary), moves ? "K'" : "K",
                        isFlat ? "from above" : "on the floor")
                        << int(boundary) << moves << isFlat;
    }

    void aPixelMeansThePlaceThatIsShownThere()
    {
        QFETCH(int, boundary);
        QFETCH(bool, moves);
        QFETCH(bool, isFlat);
        const Grid grid = gridOf(static_cast<BoundaryKind>(boundary));
        const Vec2 velocity = moves ? W : Vec2(0.0, 0.0);
        const PlaneMap map(pictureOf(grid, velocity), grid, cameraOf(isFlat), QSizeF(700.0, 500.0));
        for (const Vec2& share : {Vec2(0.1, 0.2), Vec2(0.5, 0.5), Vec2(0.93, 0.71)}) {
            const Vec2 place = grid.lower() + share.cwiseProduct(grid.size);
            const QPointF pixel = map.pixelOf(place);
            QVERIFY(map.isOnPlane(pixel));
            QVERIFY(areNear(map.inRectangle(*map.openPlaceAt(pixel)), place));
            // x' = x - W t, on a torus up to its sides.
            const Vec2 turns
                = (place - velocity * instant - map.seen(place)).cwiseQuotient(grid.size);
            QVERIFY(areNear(turns, Vec2(std::round(turns.x()), std::round(turns.y()))));
            QVERIFY(grid.boundary == BoundaryKind::Periodic || turns.norm() < 1e-9);
        }
    }

    void aShapeStaysTogetherAcrossTheEdgeOfATorus()
    {
        const Grid grid = gridOf(BoundaryKind::Periodic);
        const PlaneMap map(pictureOf(grid, W), grid, cameraOf(true), QSizeF(700.0, 500.0));
        const Vec2 anchor(grid.center.x() + W.x() * instant + 0.49 * grid.size.x(), 0.0);
        const Vec2 beyond = anchor + Vec2(0.04 * grid.size.x(), 0.0);
        const double beside = map.pixelBeside(anchor, beyond).x() - map.pixelOf(anchor).x();
        const double expected = map.pixelsPerLength(anchor) * 0.04 * grid.size.x();
        QVERIFY(std::abs(beside - expected) < 1e-6);
        QVERIFY(map.pixelOf(beyond).x() < map.pixelOf(anchor).x());
    }

    void nothingLiesAboveTheHorizon()
    {
        const Grid grid = gridOf(BoundaryKind::Periodic);
        CameraState low = cameraOf(false);
        low.elevation = 5.0;
        const PlaneMap map(pictureOf(grid, W), grid, low, QSizeF(700.0, 500.0));
        QVERIFY(!map.openPlaceAt({350.0, 1.0}));
        QVERIFY(!map.isOnPlane({350.0, 1.0}));
    }

    void placesOutsideOfWallsAreTheNearestInside()
    {
        const Grid grid = gridOf(BoundaryKind::Walls);
        const PlaneMap map(
            pictureOf(grid, Vec2(0.0, 0.0)), grid, cameraOf(true), QSizeF(700.0, 500.0));
        QVERIFY(areNear(map.inRectangle({100.0, 0.0}), {11.0, 0.0}));
        QVERIFY(areNear(map.inRectangle({100.0, -100.0}), {11.0, -8.0}));
    }
};

QTEST_GUILESS_MAIN(TestPlaneMap)
#include "tst_PlaneMap.moc"
