#include "widgets/exhibits/scene/BoxesPainter.h"
#include "widgets/exhibits/scene/ExhibitSceneView.h"
#include "widgets/exhibits/scene/PlanePainter.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

constexpr QSize size(600, 400);

SceneInk ink(ThemeKind kind = ThemeKind::Light) { return {theme(kind), QApplication::font()}; }

QImage drawn(const ExhibitScene& scene, ThemeKind kind = ThemeKind::Light, QSize pixels = size)
{
    QImage image(pixels, QImage::Format_RGB32);
    QPainter painter(&image);
    paintScene(painter, QRectF(QPointF(0.0, 0.0), QSizeF(pixels)), scene, nullptr, 1.0, ink(kind));
    return image;
}

int pixelsNear(const QImage& image, const QColor& color, int tolerance = 12)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int off = std::max({std::abs(pixel.red() - color.red()),
                std::abs(pixel.green() - color.green()), std::abs(pixel.blue() - color.blue())});
            count += off <= tolerance ? 1 : 0;
        }
    }
    return count;
}

BoxesScene boxes(int count, int balls, bool hasEnergies = true, bool hasWeights = true)
{
    BoxesScene scene;
    for (int box = 0; box < count; ++box) {
        scene.energies.push_back(hasEnergies ? box : 0.0);
        if (hasWeights)
            scene.weights.push_back(1.0 / count);
    }
    scene.occupants.resize(static_cast<std::size_t>(count));
    for (int ball = 0; ball < balls; ++ball)
        scene.occupants[static_cast<std::size_t>(ball * ball % count)].push_back(ball);
    return scene;
}

BoxesLayout layoutOf(const BoxesScene& scene)
{
    return {
        scene, QRectF(QPointF(0.0, 0.0), QSizeF(size)), QFontMetricsF(ink().smallFont()).height()};
}

PlaneScene onePoint(double x, double y)
{
    PlaneScene scene;
    scene.width = 10.0;
    scene.height = 6.0;
    scene.kinds
        = {{"", CurveRole::Drift, 0.5, {static_cast<float>(x)}, {static_cast<float>(y)}, {}}};
    return scene;
}

/// The middle of what has a colour; far away if nothing has.
QPointF middleOf(const QImage& image, const QColor& color)
{
    QPointF sum;
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color) {
                sum += QPointF(x + 0.5, y + 0.5);
                ++count;
            }
        }
    }
    return count > 0 ? sum / count : QPointF(-1e9, -1e9);
}

QPointF middleOfChange(const QImage& image, const QImage& before)
{
    QImage change(image.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            change.setPixelColor(
                x, y, image.pixel(x, y) == before.pixel(x, y) ? Qt::white : Qt::red);
    }
    return middleOf(change, Qt::red);
}

} // namespace

/// Boxes, planes and maps, painted without a screen.
class TestExhibitScenes : public QObject
{
    Q_OBJECT

private slots:
    void boxesStandSideBySideInsideTheArea_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("balls");
        for (const auto& [count, balls] : {std::pair(1, 1), std::pair(3, 3), std::pair(4, 40),
                 std::pair(40, 40), std::pair(400, 400), std::pair(2, 2000)})
            QTest::addRow("%d boxes, %d balls", count, balls) << count << balls;
    }
    void boxesStandSideBySideInsideTheArea()
    {
        QFETCH(int, count);
        QFETCH(int, balls);
        const BoxesScene scene = boxes(count, balls);
        const BoxesLayout layout = layoutOf(scene);
        const QRectF area(QPointF(0.0, 0.0), QSizeF(size));
        QCOMPARE(layout.count(), static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < layout.count(); ++i) {
            QVERIFY(area.contains(layout.box(i)));
            QVERIFY(area.contains(layout.weightArea(i)));
            QVERIFY(layout.weightArea(i).top() > layout.box(0).bottom());
            if (i > 0) {
                QVERIFY(layout.box(i).left() >= layout.box(i - 1).right());
                QVERIFY(layout.box(i).bottom() < layout.box(i - 1).bottom());
            }
        }
        QVERIFY(pixelsNear(drawn(scene), theme(ThemeKind::Light).selection) > 100);
    }

    void ballsLieInTheirBoxesAndNeverOnEachOther_data()
    {
        boxesStandSideBySideInsideTheArea_data();
    }
    void ballsLieInTheirBoxesAndNeverOnEachOther()
    {
        QFETCH(int, count);
        QFETCH(int, balls);
        const BoxesScene scene = boxes(count, balls);
        const BoxesLayout layout = layoutOf(scene);
        if (layout.detail() == BoxesLayout::Detail::Counts)
            return;
        for (std::size_t box = 0; box < layout.count(); ++box) {
            for (std::size_t i = 0; i < scene.occupants[box].size(); ++i) {
                const QPointF one = layout.ball(box, i);
                const double r = layout.radius();
                QVERIFY(layout.box(box)
                            .adjusted(-0.1, -0.1, 0.1, 0.1)
                            .contains(QRectF(one.x() - r, one.y() - r, 2 * r, 2 * r)));
                for (std::size_t j = 0; j < i; ++j) {
                    const QPointF apart = one - layout.ball(box, j);
                    QVERIFY(std::hypot(apart.x(), apart.y()) >= 2.0 * r);
                }
            }
        }
    }

    void manyBallsLoseTheirNumbersThenBecomeCounts()
    {
        using Detail = BoxesLayout::Detail;
        QCOMPARE(layoutOf(boxes(3, 3)).detail(), Detail::Numbered);
        QCOMPARE(layoutOf(boxes(40, 40)).detail(), Detail::Plain);
        QCOMPARE(layoutOf(boxes(400, 400)).detail(), Detail::Counts);
        QCOMPARE(layoutOf(boxes(2, 20000)).detail(), Detail::Counts);
    }

    void boxesOfOneEnergyStandOnOneFloor()
    {
        const BoxesLayout layout = layoutOf(boxes(4, 3, false));
        QVERIFY(!layout.hasEnergies());
        QCOMPARE(layout.box(0).bottom(), layout.box(3).bottom());
    }

    void theTriangleHasItsPointWhereTheWeightsSay()
    {
        const QColor amber = theme(ThemeKind::Light).selection;
        const auto at = [&](std::vector<double> weights) {
            QImage image(300, 300, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintSimplex(painter, QRectF(0.0, 0.0, 300.0, 300.0), weights, ink());
            painter.end();
            return middleOf(image, amber);
        };
        const QPointF left = at({1.0, 0.0, 0.0});
        const QPointF right = at({0.0, 1.0, 0.0});
        const QPointF top = at({0.0, 0.0, 1.0});
        const QPointF even = at({1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0});
        QVERIFY(left.x() < right.x() && top.y() < left.y());
        const QPointF mean = (left + right + top) / 3.0;
        QVERIFY(std::hypot(even.x() - mean.x(), even.y() - mean.y()) < 1.5);
    }

    void aPointStandsWhereItsPlaceSays()
    {
        const QRectF room = QRectF(QPointF(0.0, 0.0), QSizeF(size)).adjusted(12, 12, -12, -12);
        const QTransform there = planeToArea(10.0, 6.0, room);
        PlaneScene none = onePoint(0.0, 0.0);
        none.kinds.clear();
        const QImage empty = drawn(none);
        for (const auto& [x, y] :
            {std::pair(0.0, 0.0), std::pair(-3.0, 2.0), std::pair(4.0, -1.0)}) {
            const QPointF expected = there.map(QPointF(x, y));
            const QPointF found = middleOfChange(drawn(onePoint(x, y)), empty);
            QVERIFY(std::hypot(found.x() - expected.x(), found.y() - expected.y()) < 1.0);
        }
    }

    void aLeapAcrossTheEdgeIsNoTrail()
    {
        PlaneScene scene = onePoint(0.0, 0.0);
        scene.kinds[0].radius = 0.0;
        scene.kinds[0].trails = {{-4.9F, 1.0F, 4.9F, 1.0F}};
        PlaneScene bare = scene;
        bare.kinds[0].trails.clear();
        QCOMPARE(drawn(scene), drawn(bare));
        scene.kinds[0].trails = {{-1.0F, 1.0F, 1.0F, 1.0F}};
        QVERIFY(drawn(scene) != drawn(bare));
    }

    void aMapShowsItsEndsInTheEndsOfItsColours()
    {
        MapScene map;
        map.nx = 64;
        map.ny = 32;
        map.width = 8.0;
        map.height = 4.0;
        map.lowest = -1.0F;
        map.isSigned = true;
        map.quantity = "<i>φ</i>";
        for (int i = 0; i < map.nx * map.ny; ++i)
            map.values.push_back(i % map.nx < map.nx / 2 ? -1.0F : 1.0F);
        const QImage image = drawn(map);
        const QColor left = image.pixelColor(200, 200);
        const QColor right = image.pixelColor(400, 200);
        QVERIFY(left != right);
        QVERIFY(pixelsNear(image, left) > 10000);
        QVERIFY(pixelsNear(image, right) > 10000);
        // y goes upward: the first rows are the lowest.
        for (int i = 0; i < map.nx * map.ny; ++i)
            map.values[static_cast<std::size_t>(i)] = i / map.nx < map.ny / 2 ? -1.0F : 1.0F;
        QCOMPARE(drawn(map).pixelColor(300, 300), left);
    }

    void aMapWithoutValuesIsEmpty()
    {
        MapScene map;
        QCOMPARE(pixelsNear(drawn(map), theme(ThemeKind::Light).background, 0),
            size.width() * size.height());
        map.nx = map.ny = 8;
        QCOMPARE(pixelsNear(drawn(map), theme(ThemeKind::Light).background, 0),
            size.width() * size.height());
    }

    void smallAreasDoNoHarm()
    {
        for (const QSize tiny : {QSize(1, 1), QSize(20, 20), QSize(60, 30)}) {
            (void)drawn(boxes(3, 5), ThemeKind::Dark, tiny);
            (void)drawn(onePoint(0.0, 0.0), ThemeKind::Dark, tiny);
            MapScene map;
            map.nx = map.ny = 2;
            map.values = {0.0F, 1.0F, 0.5F, 0.2F};
            (void)drawn(map, ThemeKind::Dark, tiny);
        }
    }

    void movedBallsFallUnlessMotionIsReduced()
    {
        const auto frame = [](int shift) {
            auto made = std::make_shared<ExhibitFrame>();
            BoxesScene scene = boxes(3, 3);
            std::rotate(
                scene.occupants.begin(), scene.occupants.begin() + shift, scene.occupants.end());
            made->scene = scene;
            return made;
        };
        for (const bool isReduced : {false, true}) {
            ExhibitSceneView view;
            view.setReducedMotion(isReduced);
            view.resize(size);
            view.show();
            view.setFrame(frame(0));
            QVERIFY(!view.isFalling());
            view.setFrame(frame(1));
            QCOMPARE(view.isFalling(), !isReduced);
            QTRY_VERIFY(!view.isFalling());
        }
    }
};

QTEST_MAIN(TestExhibitScenes)
#include "tst_ExhibitScenes.moc"
