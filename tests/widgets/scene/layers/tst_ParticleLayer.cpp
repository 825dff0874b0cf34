#include "support/FlowExamples.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"
#include "widgets/scene/layers/ParticleInk.h"
#include "widgets/scene/model/SceneCamera.h"

#include <QtTest>

#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

const QSize paneSize(500, 400);

/// A Gaussian hill with particles at given places.
std::shared_ptr<Frame> hillWith(const std::vector<Eigen::Vector2f>& places)
{
    auto frame = std::make_shared<Frame>();
    Picture picture;
    picture.title = "K";
    picture.grid = flowGrid();
    const FlowExample hill = spreading(picture.grid, 0.8, 0.8, 0.0);
    picture.rho = hill.rho;
    picture.rhoMax = static_cast<float>(hill.rhoMax);
    picture.particles.places = places;
    frame->pictures.push_back(std::move(picture));
    return frame;
}

SceneState stateOf(std::shared_ptr<Frame> frame)
{
    SceneState state;
    state.frame = std::move(frame);
    state.size = paneSize;
    state.options.colorBy = ColorBy::Density;
    state.options.overlays = false;
    state.options.particles = true;
    return state;
}

/// Middle of all pixels in which two images differ, and how many there are.
struct Difference
{
    QPointF middle;
    int pixels = 0;
};

Difference difference(const QImage& a, const QImage& b)
{
    Difference result;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (a.pixel(x, y) == b.pixel(x, y))
                continue;
            result.middle += QPointF(x + 0.5, y + 0.5);
            ++result.pixels;
        }
    }
    if (result.pixels > 0)
        result.middle /= result.pixels;
    return result;
}

QImage without(OffscreenRenderer& renderer, SceneState state)
{
    state.options.particles = false;
    return renderer.render(state, {128, 1.0}).copy();
}

QPointF pixelOf(const SceneState& state, double x, double y, double z)
{
    const Picture& picture = *state.picture();
    const SceneGeometry geometry = sceneGeometry(picture.grid);
    const SceneCamera camera(state.camera, geometry, QSizeF(state.size));
    const Vec2 place = geometry.toScene(Vec2(x, y));
    return camera.project({place.x(), place.y(), z});
}

} // namespace

class tst_ParticleLayer : public QObject
{
    Q_OBJECT

private slots:
    void aPointIsDrawnWhereTheParticleIs_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<bool>("onTop");
        QTest::newRow("on the floor") << 3.0 << -3.5 << false;
        QTest::newRow("on the other side") << -4.0 << 1.0 << false;
        QTest::newRow("on the peak") << 0.0 << 0.0 << true;
    }

    void aPointIsDrawnWhereTheParticleIs()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(bool, onTop);
        OffscreenRenderer renderer;
        const SceneState state = stateOf(hillWith({Eigen::Vector2f(float(x), float(y))}));
        const QImage drawn = renderer.render(state, {128, 1.0}).copy();
        const Difference found = difference(drawn, without(renderer, state));
        const double z = onTop ? sceneGeometry(flowGrid()).peakHeight : 0.0;
        const QPointF expected = pixelOf(state, x, y, z);
        const QPointF off = found.middle - expected;
        QVERIFY2(found.pixels > 8 && found.pixels < 80, qPrintable(QString::number(found.pixels)));
        QVERIFY2(std::hypot(off.x(), off.y()) < 3.0,
            qPrintable(QStringLiteral("%1, %2").arg(off.x()).arg(off.y())));
    }

    void aHillHidesWhatIsBehindIt()
    {
        OffscreenRenderer renderer;
        SceneState state = stateOf(hillWith({Eigen::Vector2f(0.0F, 0.0F)}));
        // Straight behind the peak as the camera stands, at its foot.
        const SceneCamera camera(state.camera, sceneGeometry(flowGrid()), QSizeF(state.size));
        const Eigen::Vector2d away = -camera.position().head<2>().normalized();
        state = stateOf(hillWith({(1.2 * away).cast<float>()}));
        const QImage bare = without(renderer, state);
        QCOMPARE(difference(renderer.render(state, {128, 1.0}), bare).pixels, 0);
        // Without the surface nothing hides it.
        state.options.particlesAlone = true;
        const QImage alone = renderer.render(state, {128, 1.0}).copy();
        const QPointF expected = pixelOf(state, 1.2 * away.x(), 1.2 * away.y(), 0.0);
        const QColor there = alone.pixelColor(expected.toPoint());
        QVERIFY2(there.lightness() > 180, qPrintable(there.name()));
    }

    void manyAreDrawnSmallAndFaint()
    {
        QVERIFY(particleDiameter(100) > 5.0);
        QVERIFY(particleDiameter(100000) < 2.0);
        for (int count = 100; count < 100000; count *= 10) {
            QVERIFY(particleDiameter(10 * count) < particleDiameter(count));
            QVERIFY(particleOpacity(10 * count) <= particleOpacity(count));
        }
    }

    void trailsGoRoundTheTorus()
    {
        auto frame = hillWith({Eigen::Vector2f(0.0F, 0.0F)});
        Picture& picture = frame->pictures.front();
        const float edge = float(picture.grid.lower().x() + picture.grid.size.x());
        // From just inside the right edge over it; unwrapped.
        picture.particles.trailPoints
            = {{edge + 0.4F, 1.0F}, {edge + 0.2F, 1.0F}, {edge - 0.2F, 1.0F}, {edge - 0.4F, 1.0F}};
        picture.particles.trailLengths = {4};
        PictureTextures textures;
        textures.fill(
            picture, SceneScales{.heightRho = 1.0}, ColorBy::Density, theme(ThemeKind::Dark), 1);
        LineGeometry geometry;
        addTrails(geometry, LiftedSurface(textures, sceneGeometry(picture.grid)), picture, 400);
        // Two pieces of two points and a dot, two vertices to a point.
        QCOMPARE(geometry.vertexCount(), 12);
        QCOMPARE(int(geometry.triangles.size()), 3 * 6);
    }

    void theLegendSaysHowManyAndHow()
    {
        auto frame = hillWith(std::vector<Eigen::Vector2f>(20000, Eigen::Vector2f::Zero()));
        Picture& picture = frame->pictures.front();
        QVERIFY(particleLegend(picture, 0).startsWith(QString::fromUtf8("20\u2009000 part")));
        QVERIFY(particleLegend(picture, 0).contains("Nelson"));
        QVERIFY(particleLegend(picture, 9).endsWith("9 trails"));
        QCOMPARE(trailsShown(picture, QSizeF(600, 500)), 0);
        picture.particles.trailLengths.assign(400, 2);
        QCOMPARE(trailsShown(picture, QSizeF(600, 500)), 200);
        QCOMPARE(trailsShown(picture, QSizeF(1920, 1000)), 400);
        const Theme& dark = theme(ThemeKind::Dark);
        QCOMPARE(particleColor(picture, dark), dark.total);
        picture.particles.law = ParticleLaw::TotalVelocity;
        QVERIFY(particleLegend(picture, 0).contains("what if"));
        QCOMPARE(particleColor(picture, dark), dark.error);
        picture.medium = ThermalMedium{};
        QVERIFY(particleLegend(picture, 0).contains("model assumption"));
        QCOMPARE(particleColor(picture, dark), dark.rest);
        picture.particles.places.clear();
        QVERIFY(particleLegend(picture, 9).isEmpty());
    }
};

QTEST_MAIN(tst_ParticleLayer)
#include "tst_ParticleLayer.moc"
