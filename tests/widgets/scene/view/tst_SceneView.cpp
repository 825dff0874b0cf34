#include "support/SyntheticFrame.h"
#include "widgets/scene/view/SceneView.h"

#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

#include <set>

using namespace dqm;
using namespace dqm::test;

class tst_SceneView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<SceneView>(RenderRoute::Software);
        m_view->resize(480, 320);
        m_view->setFrame(syntheticFrame(), 0);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void showsAFrame()
    {
        QSignalSpy shown(m_view.get(), &SceneView::frameShown);
        QVERIFY(shown.wait(10000));
        const QImage image = m_view->grab().toImage();
        std::set<QRgb> colors;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colors.insert(image.pixel(x, y));
        QVERIFY(colors.size() > 100);
        QVERIFY(m_view->framesPerSecond() >= 1.0);
        QVERIFY(!m_view->rendererName().isEmpty());
    }

    void restsWhenNothingChanges()
    {
        QSignalSpy shown(m_view.get(), &SceneView::frameShown);
        QVERIFY(shown.wait(10000));
        // The last picture comes once more at full quality, then nothing.
        QTest::qWait(1500);
        const auto settled = shown.count();
        QVERIFY(settled <= 3);
        QTest::qWait(800);
        QCOMPARE(shown.count(), settled);
    }

    void aDragOrbits()
    {
        QSignalSpy changed(m_view.get(), &SceneView::cameraChanged);
        const CameraState before = m_view->camera();
        drag(Qt::LeftButton, Qt::NoModifier);
        QVERIFY(m_view->camera().azimuth != before.azimuth);
        QVERIFY(m_view->camera().elevation != before.elevation);
        QCOMPARE(m_view->camera().panX, before.panX);
        QVERIFY(changed.count() > 0);
    }

    void theOtherButtonsAndShiftPan_data()
    {
        QTest::addColumn<Qt::MouseButton>("button");
        QTest::addColumn<Qt::KeyboardModifier>("modifier");
        QTest::newRow("right") << Qt::RightButton << Qt::NoModifier;
        QTest::newRow("middle") << Qt::MiddleButton << Qt::NoModifier;
        QTest::newRow("shift") << Qt::LeftButton << Qt::ShiftModifier;
    }
    void theOtherButtonsAndShiftPan()
    {
        QFETCH(Qt::MouseButton, button);
        QFETCH(Qt::KeyboardModifier, modifier);
        const CameraState before = m_view->camera();
        drag(button, modifier);
        QCOMPARE(m_view->camera().azimuth, before.azimuth);
        QVERIFY(m_view->camera().panX != before.panX || m_view->camera().panY != before.panY);
    }

    void theWheelZooms()
    {
        wheel(120);
        QVERIFY(m_view->camera().zoom > 1.05);
        wheel(-240);
        QVERIFY(m_view->camera().zoom < 1.0);
    }

    void aDoubleClickGoesHome()
    {
        CameraState home;
        home.azimuth = 20.0;
        home.elevation = 50.0;
        m_view->setHomeCamera(home);
        wheel(360);
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, Qt::NoModifier, QPoint(100, 100));
        QTRY_COMPARE_WITH_TIMEOUT(m_view->camera(), home, 3000);
    }

    void resettingKeepsTheFlatViewFlat()
    {
        CameraState camera;
        camera.flat = true;
        camera.zoom = 3.0;
        m_view->setCamera(camera);
        m_view->resetCamera();
        QTRY_COMPARE_WITH_TIMEOUT(m_view->camera().zoom, 1.0, 3000);
        QVERIFY(m_view->camera().flat);
    }

    void keysTurnAndZoom()
    {
        const CameraState before = m_view->camera();
        QTest::keyClick(m_view.get(), Qt::Key_Left);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->camera().azimuth != before.azimuth);
        QVERIFY(m_view->camera().elevation != before.elevation);
        QVERIFY(m_view->camera().zoom > before.zoom);
    }

    void followsItsSize()
    {
        QSignalSpy shown(m_view.get(), &SceneView::frameShown);
        QVERIFY(shown.wait(10000));
        m_view->resize(700, 260);
        QVERIFY(shown.wait(10000));
        QTRY_COMPARE_WITH_TIMEOUT(m_view->grab().toImage().size(), QSize(700, 260), 3000);
    }

    void picturesHaveTheAskedSizeAndAreNotBlank()
    {
        const QImage image = m_view->renderImage(QSize(800, 600), 1.5);
        QCOMPARE(image.size(), QSize(1200, 900));
        std::set<QRgb> colors;
        for (int y = 0; y < image.height(); y += 3)
            for (int x = 0; x < image.width(); x += 3)
                colors.insert(image.pixel(x, y));
        QVERIFY(colors.size() > 100);
    }

    void picturesNeedNoVisibleWindow()
    {
        SceneView hidden(RenderRoute::Software);
        hidden.setFrame(syntheticFrame(), 0);
        QVERIFY(!hidden.renderImage(QSize(64, 64)).isNull());
        QVERIFY_EXCEPTION_THROWN(hidden.renderImage(QSize()), std::invalid_argument);
    }

    void takesTheSoftwareRouteOnAPlatformWithoutScreens()
    {
        const SceneView automatic;
        QCOMPARE(automatic.route(), RenderRoute::Software);
    }

    void theEnvironmentDecides()
    {
        qputenv("DQMLAB_RENDERER", "software");
        const SceneView view(RenderRoute::Gpu);
        qunsetenv("DQMLAB_RENDERER");
        QCOMPARE(view.route(), RenderRoute::Software);
    }

    void survivesFramesWithoutFields()
    {
        auto frame = std::make_shared<Frame>();
        m_view->setFrame(frame, 0);
        m_view->setFrame(nullptr, 3);
        m_view->setFrame(syntheticFrame(), 7);
        drag(Qt::RightButton, Qt::NoModifier);
        QVERIFY(!m_view->renderImage(QSize(32, 32)).isNull());
    }

private:
    void drag(Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
    {
        QTest::mousePress(m_view.get(), button, modifiers, QPoint(200, 200));
        for (const QPoint& point : {QPoint(210, 195), QPoint(240, 180), QPoint(260, 170)}) {
            QMouseEvent move(QEvent::MouseMove, QPointF(point), m_view->mapToGlobal(QPointF(point)),
                Qt::NoButton, button, modifiers);
            QCoreApplication::sendEvent(m_view.get(), &move);
        }
        QTest::mouseRelease(m_view.get(), button, modifiers, QPoint(260, 170));
    }

    void wheel(int delta)
    {
        const QPointF place(240, 160);
        QWheelEvent event(place, m_view->mapToGlobal(place), QPoint(), QPoint(0, delta),
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    std::unique_ptr<SceneView> m_view;
};

QTEST_MAIN(tst_SceneView)
#include "tst_SceneView.moc"
