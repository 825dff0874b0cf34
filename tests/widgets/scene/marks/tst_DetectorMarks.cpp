#include "support/ChangedPixels.h"
#include "support/SyntheticFrame.h"
#include "widgets/scene/marks/DetectorMarks.h"
#include "widgets/scene/model/LiftedPlaces.h"
#include "widgets/theme/Theme.h"

#include <QPainter>
#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr QSize pane(480, 360);

/// A screen at x = 6, aside of the packet, with hits at places in K.
std::shared_ptr<Frame> frameWith(const std::vector<Vec2>& hits)
{
    auto frame = std::make_shared<Frame>(*syntheticFrame());
    DetectorReport report;
    report.detector = {"screen", {6.0, -6.0, 6.0, 6.0}, 1.5, 2.0};
    report.length = 12.0;
    report.expected.resize(10);
    report.counts.resize(10);
    report.particles = 100;
    for (const Vec2& place : hits)
        report.places.push_back(place.cast<float>());
    frame->detectors = std::make_shared<const std::vector<DetectorReport>>(std::vector{report});
    return frame;
}

SceneState stateOf(const std::shared_ptr<Frame>& frame)
{
    SceneState state;
    state.frame = frame;
    state.size = pane;
    state.camera.elevation = 89.0;
    return state;
}

QImage painted(const SceneState& state, ThemeKind kind = ThemeKind::Light)
{
    QImage image(pane, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme(kind).background);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const OverlayStyle style(state.font, theme(kind), pane);
    paintDetectors(painter, style, state, *state.picture(), SceneScales());
    return image;
}

QPointF pixelOf(const SceneState& state, Vec2 place)
{
    const OverlayStyle style(state.font, theme(ThemeKind::Light), pane);
    return LiftedPlaces(*state.picture(), state.camera, style.room, 0.0).onFloor(place);
}

QColor colorAt(const QImage& image, QPointF at) { return image.pixelColor(at.toPoint()); }

} // namespace

class TestDetectorMarks : public QObject
{
    Q_OBJECT

private slots:
    void theBandStandsWhereTheDetectorIs_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << static_cast<int>(ThemeKind::Light);
        QTest::newRow("dark") << static_cast<int>(ThemeKind::Dark);
        QTest::newRow("projector") << static_cast<int>(ThemeKind::ProjectorLight);
    }
    void theBandStandsWhereTheDetectorIs()
    {
        QFETCH(int, kind);
        const SceneState state = stateOf(frameWith({}));
        const QImage image = painted(state, static_cast<ThemeKind>(kind));
        const QColor paper = theme(static_cast<ThemeKind>(kind)).background;
        QVERIFY(colorAt(image, pixelOf(state, Vec2(6.0, 1.0))) != paper);
        QVERIFY(colorAt(image, pixelOf(state, Vec2(6.0, -5.0))) != paper);
        QCOMPARE(colorAt(image, pixelOf(state, Vec2(3.0, 1.0))), paper);
        QCOMPARE(colorAt(image, pixelOf(state, Vec2(8.5, 1.0))), paper);
        // Thin: what lies below can be seen.
        QVERIFY(colorAt(image, pixelOf(state, Vec2(6.0, 1.0)))
            != theme(static_cast<ThemeKind>(kind)).selection);
    }

    void aHitIsADotOnIt()
    {
        const Vec2 place(6.3, 2.0);
        const SceneState state = stateOf(frameWith({place}));
        const QImage image = painted(state);
        QCOMPARE(colorAt(image, pixelOf(state, place)), theme(ThemeKind::Light).selection);
        QVERIFY(changedPixels(image, painted(stateOf(frameWith({})))) > 10);
    }

    void anObserverWhoMovesSeesItMove()
    {
        const Vec2 place(6.0, 2.0);
        const auto frame = frameWith({place});
        frame->pictures.front().observerVelocity = Vec2(2.0, 0.0);
        frame->pictures.front().numbers.time = 2.0;
        const SceneState state = stateOf(frame);
        const QImage image = painted(state);
        QCOMPARE(colorAt(image, pixelOf(state, Vec2(2.0, 2.0))), theme(ThemeKind::Light).selection);
        QCOMPARE(colorAt(image, pixelOf(state, place)), theme(ThemeKind::Light).background);
    }

    void withoutDetectorsNothingIsPainted()
    {
        const auto frame = frameWith({Vec2(6.0, 0.0)});
        frame->detectors.reset();
        QImage empty(pane, QImage::Format_ARGB32_Premultiplied);
        empty.fill(theme(ThemeKind::Light).background);
        QCOMPARE(changedPixels(painted(stateOf(frame)), empty), 0);
    }
};

QTEST_MAIN(TestDetectorMarks)
#include "tst_DetectorMarks.moc"
