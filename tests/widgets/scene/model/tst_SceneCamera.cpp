#include "widgets/scene/model/SceneCamera.h"

#include <QtTest>

#include <cmath>

using namespace dqm;

namespace {

SceneGeometry geometryOf(double width, double height)
{
    Grid grid;
    grid.size = Vec2(width, height);
    return sceneGeometry(grid);
}

/// Bounding box of the floor's corners on the pane.
QRectF floorOnPane(const SceneCamera& camera, const SceneGeometry& geometry)
{
    QRectF box;
    for (const double sx : {-1.0, 1.0})
        for (const double sy : {-1.0, 1.0}) {
            const QPointF p
                = camera.project({sx * geometry.halfSides.x(), sy * geometry.halfSides.y(), 0.0});
            box = box.isNull() ? QRectF(p, QSizeF(1e-9, 1e-9))
                               : box.united(QRectF(p, QSizeF(1e-9, 1e-9)));
        }
    return box;
}

} // namespace

class tst_SceneCamera : public QObject
{
    Q_OBJECT

private slots:
    void putsThePeakAtAQuarterOfTheSide()
    {
        const SceneGeometry geometry = geometryOf(40.0, 40.0);
        QCOMPARE(geometry.halfSides, Vec2(1.0, 1.0));
        QCOMPARE(geometry.peakHeight, 0.5);
        const Vec2 point(3.0, -7.0);
        QVERIFY((geometry.fromScene(geometry.toScene(point)) - point).norm() < 1e-12);
    }

    void fillsMostOfAnyPane_data()
    {
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("height");
        QTest::addColumn<QSizeF>("pane");
        QTest::addColumn<bool>("flat");
        for (const bool flat : {false, true}) {
            const char* kind = flat ? "flat" : "upright";
            QTest::addRow("%s square, wide pane", kind)
                << 40.0 << 40.0 << QSizeF(1280, 800) << flat;
            QTest::addRow("%s square, tall pane", kind) << 40.0 << 40.0 << QSizeF(500, 900) << flat;
            QTest::addRow("%s long grid", kind) << 80.0 << 20.0 << QSizeF(1280, 800) << flat;
            QTest::addRow("%s tall grid", kind) << 10.0 << 30.0 << QSizeF(800, 600) << flat;
            QTest::addRow("%s small pane", kind) << 40.0 << 40.0 << QSizeF(320, 240) << flat;
        }
    }
    void fillsMostOfAnyPane()
    {
        QFETCH(double, width);
        QFETCH(double, height);
        QFETCH(QSizeF, pane);
        QFETCH(bool, flat);
        const SceneGeometry geometry = geometryOf(width, height);
        CameraState state;
        state.flat = flat;
        const QRectF box = floorOnPane(SceneCamera(state, geometry, pane), geometry);
        QVERIFY2(QRectF(QPointF(0, 0), pane).contains(box), "the floor is cut off");
        const double filled = std::max(box.width() / pane.width(), box.height() / pane.height());
        QVERIFY2(filled > 0.64 && filled < 0.95, qPrintable(QString::number(filled)));
    }

    void keepsItsDistanceWhileItTurns()
    {
        const SceneGeometry geometry = geometryOf(40.0, 20.0);
        CameraState state;
        const auto distance = [&](double azimuth) {
            state.azimuth = azimuth;
            const SceneCamera camera(state, geometry, QSizeF(1000, 700));
            return (camera.position() - camera.focalPoint()).norm();
        };
        const double reference = distance(-35.0);
        for (const double azimuth : {-170.0, -90.0, 0.0, 45.0, 120.0})
            QVERIFY(std::abs(distance(azimuth) / reference - 1.0) < 0.01);
    }

    void findsTheFloorUnderAPixel_data()
    {
        QTest::addColumn<CameraState>("state");
        QTest::newRow("home") << CameraState{};
        QTest::newRow("turned") << CameraState{120.0, 60.0, 2.5, 0.2, -0.3, false};
        QTest::newRow("flat") << CameraState{0.0, 90.0, 1.5, 0.1, 0.4, true};
    }
    void findsTheFloorUnderAPixel()
    {
        QFETCH(CameraState, state);
        const SceneGeometry geometry = geometryOf(40.0, 30.0);
        const SceneCamera camera(state, geometry, QSizeF(900, 600));
        for (const Vec2& point : {Vec2(0.0, 0.0), Vec2(0.4, -0.3), Vec2(-0.8, 0.5)}) {
            const auto found = camera.floorPoint(camera.project({point.x(), point.y(), 0.0}));
            QVERIFY(found.has_value());
            QVERIFY((*found - point).norm() < 1e-9);
        }
    }

    void seesNoFloorAboveTheHorizon()
    {
        CameraState state;
        state.elevation = 5.0;
        const SceneCamera camera(state, geometryOf(40.0, 40.0), QSizeF(900, 600));
        QVERIFY(!camera.floorPoint(QPointF(450, 0)).has_value());
    }

    void looksAlongPlusYAtAzimuthZero()
    {
        CameraState state;
        state.azimuth = 0.0;
        const SceneCamera camera(state, geometryOf(40.0, 40.0), QSizeF(900, 600));
        const QPointF origin = camera.project({0.0, 0.0, 0.0});
        const QPointF right = camera.project({0.5, 0.0, 0.0});
        const QPointF away = camera.project({0.0, 0.5, 0.0});
        const QPointF above = camera.project({0.0, 0.0, 0.5});
        QVERIFY(right.x() > origin.x() && std::abs(right.y() - origin.y()) < 1e-6);
        QVERIFY(away.y() < origin.y() && std::abs(away.x() - origin.x()) < 1e-6);
        QVERIFY(above.y() < origin.y());
    }

    void keepsTheWholeSceneBetweenItsClippingPlanes()
    {
        const SceneGeometry geometry = geometryOf(40.0, 40.0);
        for (const double elevation : {5.0, 38.0, 90.0}) {
            CameraState state;
            state.elevation = elevation;
            const SceneCamera camera(state, geometry, QSizeF(900, 600));
            for (const double z : {0.0, geometry.peakHeight}) {
                const double depth = camera.depth({0.9, -0.9, z});
                QVERIFY(depth > camera.nearDistance() && depth < camera.farDistance());
            }
        }
    }
};

QTEST_APPLESS_MAIN(tst_SceneCamera)
#include "tst_SceneCamera.moc"
