#include "support/SyntheticFrame.h"
#include "widgets/scene/view/SceneView.h"

#include <QSignalSpy>
#include <QtTest>

#include <cstdlib>

using namespace dqm;
using namespace dqm::test;

/// Both ways to the screen, side by side; needs a display with OpenGL.
class tst_SceneRoutes : public QObject
{
    Q_OBJECT

    static std::unique_ptr<SceneView> shownView(RenderRoute route, const SceneOptions& options)
    {
        auto view = std::make_unique<SceneView>(route);
        view->resize(600, 400);
        view->setOptions(options);
        SyntheticScene scene;
        scene.packets[0].velocity = Vec2(1.0, 2.0);
        scene.discDepth = 4.0;
        QSignalSpy shown(view.get(), &SceneView::frameShown);
        view->setFrame(syntheticFrame(scene), 0);
        view->show();
        if (!QTest::qWaitForWindowExposed(view.get()) || !shown.wait(20000))
            return nullptr;
        // Until it rests at full quality.
        QTest::qWait(2000);
        return view;
    }

    /// Mean difference of a channel, 0 .. 255.
    static double difference(const QImage& a, const QImage& b)
    {
        double sum = 0.0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x) {
                const QRgb p = a.pixel(x, y);
                const QRgb q = b.pixel(x, y);
                sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q))
                    + std::abs(qBlue(p) - qBlue(q));
            }
        return sum / (3.0 * a.width() * a.height());
    }

private slots:
    void bothShowTheSamePicture_data()
    {
        QTest::addColumn<SceneOptions>("options");
        SceneOptions options;
        QTest::newRow("phase, dark") << options;
        options.theme = ThemeKind::Light;
        options.colorBy = ColorBy::Density;
        options.potentialSheet = true;
        QTest::newRow("density, light, sheet") << options;
    }
    void bothShowTheSamePicture()
    {
        QFETCH(SceneOptions, options);
        const auto gpu = shownView(RenderRoute::Gpu, options);
        const auto software = shownView(RenderRoute::Software, options);
        QVERIFY(gpu && software);
        QCOMPARE(gpu->route(), RenderRoute::Gpu);
        const QImage first = gpu->grab().toImage();
        const QImage second = software->grab().toImage();
        QCOMPARE(first.size(), second.size());
        const double apart = difference(first, second);
        QVERIFY2(apart < 2.0, qPrintable(QString::number(apart)));
        const double exported = difference(gpu->renderImage(QSize(600, 400)), second);
        QVERIFY2(exported < 0.5, qPrintable(QString::number(exported)));
    }

    void thePaneSurvivesAnotherWindow()
    {
        QWidget window;
        window.resize(500, 400);
        auto owned = shownView(RenderRoute::Gpu, {});
        QVERIFY(owned);
        SceneView* view = owned.release();
        view->setParent(&window);
        view->move(0, 0);
        QSignalSpy shown(view, &SceneView::frameShown);
        window.show();
        view->show();
        QVERIFY(shown.wait(20000));
        QTest::qWait(1000);
        QVERIFY(
            difference(view->grab().toImage(), QImage(view->size(), QImage::Format_RGB32)) > 1.0);
    }

    void theAutomaticRouteSuitsTheRenderer()
    {
        const SceneView automatic;
        auto gpu = shownView(RenderRoute::Gpu, {});
        QVERIFY(gpu);
        const bool software = gpu->rendererName().contains(QLatin1String("llvmpipe"));
        QCOMPARE(automatic.route(), software ? RenderRoute::Software : RenderRoute::Gpu);
    }
};

QTEST_MAIN(tst_SceneRoutes)
#include "tst_SceneRoutes.moc"
