#include "widgets/scene/model/SceneCamera.h"
#include "widgets/scene/view/CameraGestures.h"

#include <QtTest>

#include <cmath>

using namespace dqm;

class tst_CameraGestures : public QObject
{
    Q_OBJECT

    const QSizeF m_pane{900, 600};
    const SceneGeometry m_geometry = sceneGeometry(Grid{});

    Vec2 floorAt(const CameraState& camera, QPointF pixel) const
    {
        return SceneCamera(camera, m_geometry, m_pane).floorPoint(pixel).value();
    }

private slots:
    void aDragTurnsTheSceneWithTheHand()
    {
        const CameraState before;
        const CameraState after = orbited(before, {40.0, 20.0});
        QVERIFY(after.azimuth < before.azimuth);
        QVERIFY(after.elevation > before.elevation);
    }

    void theViewNeverGoesBelowTheFloorOrOverTheTop()
    {
        QCOMPARE(orbited({}, {0.0, 1e4}).elevation, 90.0);
        QCOMPARE(orbited({}, {0.0, -1e4}).elevation, 5.0);
        QVERIFY(std::abs(orbited({}, {1e5, 0.0}).azimuth) <= 180.0);
    }

    void theFlatViewDoesNotTurn()
    {
        CameraState flat;
        flat.flat = true;
        QCOMPARE(orbited(flat, {50.0, 50.0}), flat);
    }

    void panningKeepsTheFloorUnderThePointer_data()
    {
        QTest::addColumn<bool>("flat");
        QTest::newRow("upright") << false;
        QTest::newRow("flat") << true;
    }
    void panningKeepsTheFloorUnderThePointer()
    {
        QFETCH(bool, flat);
        CameraState before;
        before.flat = flat;
        const QPointF from(400, 350);
        const QPointF to(460, 330);
        const CameraState after = panned(before, m_geometry, m_pane, from, to);
        QVERIFY((floorAt(after, to) - floorAt(before, from)).norm() < 1e-9);
    }

    void zoomingKeepsTheFloorUnderThePointer()
    {
        const QPointF pointer(300, 400);
        const CameraState before;
        const CameraState after = zoomed(before, m_geometry, m_pane, pointer, 1.5);
        QCOMPARE(after.zoom, 1.5);
        QVERIFY((floorAt(after, pointer) - floorAt(before, pointer)).norm() < 1e-9);
    }

    void zoomHasLimits()
    {
        CameraState camera;
        for (int k = 0; k < 100; ++k)
            camera = zoomed(camera, m_geometry, m_pane, {450, 300}, 2.0);
        QVERIFY(camera.zoom < 100.0);
        for (int k = 0; k < 100; ++k)
            camera = zoomed(camera, m_geometry, m_pane, {450, 300}, 0.5);
        QVERIFY(camera.zoom > 0.1);
    }

    void theCameraStopsBeforeTheSurface_data()
    {
        QTest::addColumn<double>("elevation");
        QTest::addColumn<QPointF>("pointer");
        for (const double elevation : {5.0, 12.0, 38.0, 70.0, 90.0})
            for (const QPointF pointer : {QPointF(450, 300), QPointF(300, 420), QPointF(700, 500)})
                QTest::addRow("from %g degrees at %g, %g", elevation, pointer.x(), pointer.y())
                    << elevation << pointer;
    }
    void theCameraStopsBeforeTheSurface()
    {
        QFETCH(double, elevation);
        QFETCH(QPointF, pointer);
        CameraState camera;
        camera.elevation = elevation;
        const auto isOutside = [this](const CameraState& state) {
            const auto place = SceneCamera(state, m_geometry, m_pane).position();
            return place.z() > 1.1 * m_geometry.peakHeight
                || std::abs(place.x()) >= m_geometry.halfSides.x()
                || std::abs(place.y()) >= m_geometry.halfSides.y();
        };
        for (int k = 0; k < 60; ++k) {
            camera = zoomed(camera, m_geometry, m_pane, pointer, 1.1);
            QVERIFY2(isOutside(camera), qPrintable(QString::number(camera.zoom)));
        }
        // Nor by turning down, or by a file that asks for it.
        for (int k = 0; k < 20; ++k) {
            camera = orbited(camera, {30.0, -20.0});
            QVERIFY(isOutside(camera));
        }
        camera.zoom = 1000.0;
        QVERIFY(isOutside(camera));
    }

    void theWayBackFromTheStopBeginsAtOnce()
    {
        CameraState camera;
        camera.elevation = 20.0;
        for (int k = 0; k < 60; ++k)
            camera = zoomed(camera, m_geometry, m_pane, {450, 300}, 1.1);
        camera = orbited(camera, {0.0, -40.0});
        const auto before = SceneCamera(camera, m_geometry, m_pane).position();
        camera = zoomed(camera, m_geometry, m_pane, {450, 300}, 1.0 / 1.1);
        QVERIFY(SceneCamera(camera, m_geometry, m_pane).position().z() > 1.02 * before.z());
    }

    void easingStartsAndEndsWhereItShouldAndTakesTheShortWay()
    {
        CameraState from;
        from.azimuth = 170.0;
        CameraState to;
        to.azimuth = -170.0;
        to.zoom = 4.0;
        QCOMPARE(between(from, to, 1.0), to);
        QCOMPARE(between(from, to, 0.0).azimuth, 170.0);
        QCOMPARE(std::abs(between(from, to, 0.5).azimuth), 180.0);
        QCOMPARE(between(from, to, 0.5).zoom, 2.0);
    }
};

QTEST_APPLESS_MAIN(tst_CameraGestures)
#include "tst_CameraGestures.moc"
