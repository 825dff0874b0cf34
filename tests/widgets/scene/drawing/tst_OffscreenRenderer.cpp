#include "support/SyntheticFrame.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"
#include "widgets/scene/model/SceneCamera.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

using namespace dqm;
using namespace dqm::test;

namespace {

SceneState stateWith(const SyntheticScene& scene, QSize size = {640, 400})
{
    SceneState state;
    state.frame = syntheticFrame(scene);
    state.size = size;
    state.options.overlays = false;
    return state;
}

int saturation(QRgb pixel) { return QColor(pixel).hsvSaturation(); }

int difference(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b))
        + std::abs(qBlue(a) - qBlue(b));
}

QPoint pixelOf(const SceneState& state, const SceneCamera::Vec3& point)
{
    const SceneCamera camera(
        state.camera, sceneGeometry(state.picture()->grid), QSizeF(state.size));
    return camera.project(point).toPoint();
}

} // namespace

class tst_OffscreenRenderer : public QObject
{
    Q_OBJECT

    OffscreenRenderer m_renderer;

private slots:
    void partsOfALargePictureFitTogether_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("flat");
        QTest::newRow("wide") << QSize(2700, 400) << false;
        QTest::newRow("wide and flat") << QSize(2700, 400) << true;
        QTest::newRow("high") << QSize(400, 2700) << false;
        QTest::newRow("both") << QSize(2700, 2700) << false;
    }
    void partsOfALargePictureFitTogether()
    {
        QFETCH(const QSize, size);
        QFETCH(const bool, flat);
        SceneState state = stateWith({}, size);
        state.camera.flat = flat;
        state.options.drift.lines = true;
        // Smoothed it has more pixels than are drawn at once; as it is, it has not.
        const QImage whole = m_renderer.render(state, {128, 1.0});
        const QImage parts = m_renderer.render(state, {128, 2.0});
        QCOMPARE(parts.size(), size);
        // How far both differ at the seams, against beside them.
        const auto fromSeam
            = [](int place, int side) { return side > 2560 ? std::abs(place - side / 2) : side; };
        std::array<double, 2> sums{};
        std::array<int, 2> counts{};
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                const int away = std::min(fromSeam(x, size.width()), fromSeam(y, size.height()));
                if (away > 40)
                    continue;
                const std::size_t band = away <= 1 ? 0 : 1;
                sums[band] += difference(whole.pixel(x, y), parts.pixel(x, y));
                ++counts[band];
            }
        }
        const double seam = sums[0] / counts[0];
        const double beside = sums[1] / counts[1];
        QVERIFY2(beside > 0.0 && beside < 6.0, qPrintable(QString::number(beside)));
        QVERIFY2(seam < 1.5 * beside + 0.2,
            qPrintable(QStringLiteral("%1 against %2").arg(seam).arg(beside)));
    }

    void drawsThePacketWhereItIs_data()
    {
        QTest::addColumn<Vec2>("center");
        QTest::addColumn<bool>("flat");
        QTest::newRow("middle") << Vec2(0.0, 0.0) << false;
        QTest::newRow("right") << Vec2(5.0, -4.0) << false;
        QTest::newRow("far left") << Vec2(-6.0, 5.0) << false;
        QTest::newRow("flat") << Vec2(4.0, 6.0) << true;
    }
    void drawsThePacketWhereItIs()
    {
        QFETCH(Vec2, center);
        QFETCH(bool, flat);
        SyntheticScene scene;
        scene.packets[0].center = center;
        scene.packets[0].sigma = Vec2(0.8, 0.8);
        SceneState state = stateWith(scene);
        state.camera.flat = flat;
        const QImage image = m_renderer.render(state, {128, 1.0});
        const SceneGeometry geometry = sceneGeometry(state.picture()->grid);
        const Vec2 place = geometry.toScene(center);
        // The packet's body at a third of its height, and the floor far from it.
        const QPoint body = pixelOf(state, {place.x(), place.y(), 0.35 * geometry.peakHeight});
        QVERIFY(saturation(image.pixel(body)) > 90);
        const QColor neutral = theme(state.options.theme).surface;
        const QPoint floor
            = pixelOf(state, {place.x() > 0.0 ? -0.6 : 0.6, place.y() > 0.0 ? -0.6 : 0.6, 0.0});
        QVERIFY(difference(image.pixel(floor), neutral.rgb()) < 60);
        QVERIFY(saturation(image.pixel(floor)) < 90);
    }

    void raisesThePeakToAQuarterOfTheSide()
    {
        SyntheticScene scene;
        scene.packets[0].sigma = Vec2(1.0, 1.0);
        SceneState state = stateWith(scene);
        state.camera.azimuth = 0.0;
        state.camera.elevation = 12.0;
        const QImage image = m_renderer.render(state, {128, 1.0});
        const double height = sceneGeometry(state.picture()->grid).peakHeight;
        const QPoint below = pixelOf(state, {0.0, 0.0, 0.94 * height});
        const QPoint above = pixelOf(state, {0.0, 0.0, 1.06 * height});
        QVERIFY(saturation(image.pixel(below)) > 90);
        QVERIFY(difference(image.pixel(above), image.pixel(below)) > 100);
    }

    void aCoarseMeshDrawsNearlyTheSame()
    {
        SyntheticScene scene;
        scene.packets[0].center = Vec2(3.0, -5.0);
        scene.packets[0].sigma = Vec2(0.6, 0.9);
        const SceneState state = stateWith(scene);
        const QImage fine = m_renderer.render(state, {512, 1.0}).copy();
        const QImage coarse = m_renderer.render(state, {48, 1.0});
        double sum = 0.0;
        for (int y = 0; y < fine.height(); ++y)
            for (int x = 0; x < fine.width(); ++x)
                sum += difference(fine.pixel(x, y), coarse.pixel(x, y));
        QVERIFY(sum / (fine.width() * fine.height()) < 1.0);
    }

    void leavesEmptySpaceCalm()
    {
        SyntheticScene scene;
        scene.packets[0].velocity = Vec2(6.0, 3.0);
        scene.packets[0].sigma = Vec2(0.7, 0.7);
        const SceneState state = stateWith(scene);
        const QImage image = m_renderer.render(state, {128, 1.0});
        int coloured = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                coloured += saturation(image.pixel(x, y)) > 110 ? 1 : 0;
        QVERIFY(coloured > 200);
        QVERIFY(coloured < image.width() * image.height() / 12);
    }

    void showsThePotentialOnTheFloorAndAsASheet()
    {
        SyntheticScene scene;
        scene.packets[0].center = Vec2(-6.0, 0.0);
        scene.discDepth = 6.0;
        SceneState state = stateWith(scene);
        const auto greens = [&] {
            const QImage image = m_renderer.render(state, {128, 1.0});
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = image.width() / 2; x < image.width(); ++x) {
                    const QRgb p = image.pixel(x, y);
                    count += qGreen(p) > qRed(p) + 25 && qGreen(p) > qBlue(p) ? 1 : 0;
                }
            return count;
        };
        state.options.potentialContours = false;
        const int none = greens();
        state.options.potentialContours = true;
        const int lines = greens();
        state.options.potentialSheet = true;
        const int sheet = greens();
        QVERIFY(lines > none + 100);
        QVERIFY(sheet > lines);
    }

    /// A wall is a solid from the first frame to the last, whatever energy is left in the picture.
    void wallsLookTheSameFromFirstToLastFrame_data()
    {
        QTest::addColumn<bool>("flat");
        QTest::newRow("flat") << true;
        QTest::newRow("upright") << false;
    }
    void wallsLookTheSameFromFirstToLastFrame()
    {
        QFETCH(const bool, flat);
        SyntheticScene scene;
        scene.discDepth = -400.0;
        scene.packets[0].center = Vec2(-5.0, 0.0);
        SceneState state = stateWith(scene);
        state.camera.flat = flat;
        auto begun = std::make_shared<Frame>(*state.frame);
        begun->start = RunStart{1.0, begun->pictures[0].numbers.energies, 0.0, 0.0, 400.0, 0.9};
        auto late = std::make_shared<Frame>(*begun);
        late->steps = 900;
        late->time = 80.0;
        late->pictures[0].rho *= 1e-11F;
        late->pictures[0].rhoMax *= 1e-11F;
        late->pictures[0].numbers.energies = {};
        late->pictures[0].numbers.energies.potential = 1e-12;
        const auto drawn = [&](std::shared_ptr<const Frame> frame) {
            state.frame = std::move(frame);
            OffscreenRenderer renderer;
            return renderer.render(state, {128, 1.0}).copy();
        };
        const QImage first = drawn(begun);
        const QImage last = drawn(late);
        const SceneGeometry geometry = sceneGeometry(state.picture()->grid);
        const Vec2 middle = geometry.toScene(Vec2(4.0, 0.0));
        const double top = flat ? 0.0 : 0.36 * geometry.peakHeight;
        const QColor surface = theme(state.options.theme).surface;
        for (const Vec2& aside :
            {Vec2(0.0, 0.0), Vec2(0.15, 0.0), Vec2(0.0, 0.15), Vec2(-0.12, -0.12)}) {
            const QPoint place
                = pixelOf(state, {middle.x() + aside.x(), middle.y() + aside.y(), top});
            const QColor wall(first.pixel(place));
            // Filled, quietly: green against the floor, and no stronger than that.
            QVERIFY2(wall.green() - surface.green() > 25, qPrintable(wall.name()));
            QVERIFY2(wall.hsvSaturation() < 200, qPrintable(wall.name()));
            QVERIFY2(difference(first.pixel(place), last.pixel(place)) < 6,
                qPrintable(wall.name() + ' ' + QColor(last.pixel(place)).name()));
        }
        // Of the packet nothing is left, and nothing is blown up to look like one.
        const QPoint gone = pixelOf(state, {geometry.toScene(Vec2(-5.0, 0.0)).x(), 0.0, 0.0});
        QVERIFY(difference(last.pixel(gone), surface.rgb()) < 60);
        QVERIFY(saturation(last.pixel(gone)) < 90);
    }

    void drawsTheSameStateTheSame()
    {
        const SceneState state = stateWith({});
        const QImage first = m_renderer.render(state, {64, 1.0}).copy();
        SceneState sheet = state;
        sheet.options.potentialSheet = true;
        sheet.options.colorBy = ColorBy::Density;
        (void)m_renderer.render(sheet, {128, 2.0});
        QCOMPARE(m_renderer.render(state, {64, 1.0}), first);
    }

    void givesTheAskedSizeAtAnyQuality_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("ratio");
        QTest::addColumn<double>("scale");
        QTest::newRow("plain") << QSize(333, 222) << 1.0 << 1.0;
        QTest::newRow("smoothed") << QSize(333, 222) << 1.0 << 2.0;
        QTest::newRow("coarse") << QSize(333, 222) << 1.0 << 0.5;
        QTest::newRow("dense screen") << QSize(200, 150) << 2.0 << 1.0;
        QTest::newRow("tiny") << QSize(1, 1) << 1.0 << 1.0;
    }
    void givesTheAskedSizeAtAnyQuality()
    {
        QFETCH(QSize, size);
        QFETCH(double, ratio);
        QFETCH(double, scale);
        SceneState state = stateWith({}, size);
        state.options.overlays = true;
        state.devicePixelRatio = ratio;
        const QImage image = m_renderer.render(state, {64, scale});
        QCOMPARE(image.size(), size * ratio);
        QCOMPARE(image.devicePixelRatio(), ratio);
    }

    void writesTheOverlayOnTop()
    {
        SceneState state = stateWith({});
        const QImage bare = m_renderer.render(state, {64, 1.0}).copy();
        state.options.overlays = true;
        const QImage labelled = m_renderer.render(state, {64, 1.0});
        QVERIFY(labelled != bare);
        int changed = 0;
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 120; ++x)
                changed += difference(labelled.pixel(x, y), bare.pixel(x, y)) > 60 ? 1 : 0;
        QVERIFY2(changed > 30, "no title in the upper left corner");
    }

    void drawsAnEmptyPaneWithoutAPicture()
    {
        (void)m_renderer.render(stateWith({}), {64, 1.0});
        SceneState state;
        state.size = QSize(64, 48);
        const QImage image = m_renderer.render(state, {64, 1.0});
        QCOMPARE(image.pixel(30, 20), theme(ThemeKind::Dark).background.rgb());
    }

    void namesItsRenderer()
    {
        (void)m_renderer.render(stateWith({}), {64, 1.0});
        QVERIFY(!m_renderer.rendererName().isEmpty());
    }
};

QTEST_MAIN(tst_OffscreenRenderer)
#include "tst_OffscreenRenderer.moc"
