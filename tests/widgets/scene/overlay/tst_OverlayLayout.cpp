#include "support/SyntheticFrame.h"
#include "widgets/scene/model/SceneCamera.h"
#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/overlay/OverlayWords.h"
#include "widgets/scene/overlay/SceneOverlay.h"

#include <QPainter>
#include <QPolygonF>
#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

SceneState stateOf(QSize size, bool flat, double type, bool legends)
{
    SyntheticScene scene;
    scene.discDepth = 6.0;
    auto frame = std::make_shared<Frame>(*syntheticFrame(scene, 12.34));
    frame->pictures[0].title = "K′ evolved on its own";
    frame->pictures[0].observerVelocity = Vec2(1.25, -0.5);
    SceneState state;
    state.frame = frame;
    state.size = size;
    state.camera.flat = flat;
    state.legends = legends;
    state.font.setPointSizeF(10.0 * type);
    return state;
}

SceneScales scalesOf(const SceneState& state)
{
    ScaleFollower follower;
    return follower.follow(*state.frame, *state.picture(), state.options, 0.0);
}

std::vector<OverlayPlace> written(const SceneState& state)
{
    QImage image(state.size, QImage::Format_RGB32);
    QPainter painter(&image);
    return paintOverlay(painter, state, scalesOf(state));
}

/// The floor as it is seen.
QPolygonF plane(const SceneState& state)
{
    const SceneGeometry geometry = sceneGeometry(state.picture()->grid);
    const SceneCamera camera(state.camera, geometry, paneRoom(state));
    QPolygonF corners;
    for (const Vec2& c : {Vec2(-1, -1), Vec2(1, -1), Vec2(1, 1), Vec2(-1, 1)})
        corners << camera.project(
            {c.x() * geometry.halfSides.x(), c.y() * geometry.halfSides.y(), 0.0});
    return corners;
}

bool overlap(const QPolygonF& polygon, const QRectF& rectangle)
{
    return !polygon.intersected(QPolygonF(rectangle)).isEmpty();
}

QString nameOf(const OverlayPlace& place)
{
    const QRectF& r = place.rectangle;
    return QStringLiteral("part %1 at %2,%3 %4x%5")
        .arg(static_cast<int>(place.part))
        .arg(r.x(), 0, 'f', 0)
        .arg(r.y(), 0, 'f', 0)
        .arg(r.width(), 0, 'f', 0)
        .arg(r.height(), 0, 'f', 0);
}

int labelsOf(const std::vector<OverlayPlace>& places)
{
    return static_cast<int>(std::count_if(places.begin(), places.end(),
        [](const OverlayPlace& place) { return place.part == OverlayPart::AxisLabel; }));
}

} // namespace

class tst_OverlayLayout : public QObject
{
    Q_OBJECT

private slots:
    void planesSideBySideAreOfOneSize_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("flat");
        for (const QSize size : {QSize(520, 560), QSize(286, 200), QSize(330, 240)})
            for (const bool flat : {true, false})
                QTest::addRow("%d x %d, %s", size.width(), size.height(), flat ? "flat" : "upright")
                    << size << flat;
    }
    void planesSideBySideAreOfOneSize()
    {
        QFETCH(const QSize, size);
        QFETCH(const bool, flat);
        auto frame = std::make_shared<Frame>(*syntheticFrame());
        frame->pictures.resize(1);
        frame->pictures.push_back(frame->pictures.front());
        frame->pictures[1].title = "K′ evolved on its own";
        frame->pictures[1].observerVelocity = Vec2(1.5, -0.25);
        frame->stage.columns = StageSettings::Columns::KAndKPrime;
        SceneState state;
        state.frame = frame;
        state.size = size;
        state.camera.flat = flat;
        state.legends = false;
        state.shown = &frame->pictures[0];
        const QPolygonF ofK = plane(state);
        state.shown = &frame->pictures[1];
        QCOMPARE(plane(state), ofK);
    }

    void nothingLiesOnAnythingElse_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("flat");
        QTest::addColumn<double>("type");
        QTest::addColumn<bool>("legends");
        QTest::addColumn<ColorBy>("by");
        QTest::addColumn<bool>("flows");
        QTest::addColumn<double>("azimuth");
        const std::vector<std::pair<const char*, QSize>> panes{{"large", {1100, 760}},
            {"wide", {1100, 420}}, {"tall", {420, 900}}, {"half", {520, 560}},
            {"quarter", {420, 300}}, {"small quarter", {330, 240}}};
        for (const auto& [name, size] : panes)
            for (const bool flat : {true, false})
                for (const double type : {1.0, 1.5, 2.0})
                    for (const bool legends : {true, false})
                        for (const bool phase : {true, false})
                            QTest::addRow("%s, %s, %g, %s, %s", name, flat ? "flat" : "upright",
                                type, legends ? "alone" : "of a stage", phase ? "phase" : "lines")
                                << size << flat << type << legends
                                << (phase ? ColorBy::Phase : ColorBy::LocalEnergy) << !phase
                                << (phase ? -35.0 : 70.0);
    }
    void nothingLiesOnAnythingElse()
    {
        QFETCH(const QSize, size);
        QFETCH(const bool, flat);
        QFETCH(const double, type);
        QFETCH(const bool, legends);
        QFETCH(const ColorBy, by);
        QFETCH(const bool, flows);
        QFETCH(const double, azimuth);
        SceneState state = stateOf(size, flat, type, legends);
        state.options.colorBy = by;
        state.options.drift.lines = state.options.diffusion.lines = flows;
        state.camera.azimuth = azimuth;
        const std::vector<OverlayPlace> places = written(state);
        const QRectF pane(QPointF(0, 0), QSizeF(size));
        const QPolygonF floor = plane(state);
        QVERIFY(!places.empty());
        for (std::size_t i = 0; i < places.size(); ++i) {
            const QRectF& here = places[i].rectangle;
            QVERIFY2(pane.contains(here), qPrintable("cut off: " + nameOf(places[i])));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!here.intersects(places[j].rectangle),
                    qPrintable(nameOf(places[i]) + " on " + nameOf(places[j])));
            QVERIFY2(!overlap(floor, here), qPrintable(nameOf(places[i]) + " on the plane"));
        }
        // The plane is worth looking at, and its axes can be read if there is room for both.
        const QRectF box = floor.boundingRect();
        const double filled = std::max(box.width() / size.width(), box.height() / size.height());
        QVERIFY2(filled > 0.5, qPrintable(QString::number(filled)));
        const bool isTiny = type > 1.5 && size.height() < 300; // for letters of that size
        const bool isSmall = type > 1.0 && size.height() < 400;
        QVERIFY2(isTiny || labelsOf(places) >= (isSmall ? 3 : 6),
            qPrintable(QString::number(labelsOf(places))));
    }

    void theTitleAndTheColorsAreKeptLongest()
    {
        const auto has = [](const std::vector<OverlayPlace>& places, OverlayPart part) {
            return std::any_of(places.begin(), places.end(),
                [part](const OverlayPlace& place) { return place.part == part; });
        };
        for (const bool flat : {true, false}) {
            const auto large = written(stateOf({1100, 760}, flat, 1.0, true));
            for (const OverlayPart part :
                {OverlayPart::Title, OverlayPart::Color, OverlayPart::Heights, OverlayPart::Notes})
                QVERIFY(has(large, part));
            const auto small = written(stateOf({300, 200}, flat, 2.0, true));
            QVERIFY(has(small, OverlayPart::Title));
            QVERIFY(!has(small, OverlayPart::Notes));
        }
        QVERIFY(!has(written(stateOf({520, 560}, true, 1.0, false)), OverlayPart::Color));
    }

    /// The plane stands still while numbers change.
    void thePlaneStandsWhereItStood()
    {
        for (const bool flat : {true, false}) {
            const SceneState early = stateOf({700, 500}, flat, 1.0, true);
            SceneState late = early;
            auto frame = std::make_shared<Frame>(*early.frame);
            frame->pictures[0].rho *= 3e-9F;
            frame->pictures[0].rhoMax *= 3e-9F;
            frame->pictures[0].numbers.energies.drift *= 1e-3;
            frame->time += 1.0;
            late.frame = frame;
            QCOMPARE(plane(late), plane(early));
        }
    }

    void theRowBelowAStageHoldsWhatPanesDoNotTell()
    {
        const SceneState state = stateOf({400, 300}, true, 1.0, false);
        for (const double width : {1100.0, 700.0, 300.0}) {
            const OverlayStyle style(state.font, theme(state.options.theme), {width, 480.0});
            const auto placed = stageLegend(state, scalesOf(state), style, width);
            QVERIFY(!placed.empty());
            QCOMPARE(placed.front().block.part, OverlayPart::Color);
            for (std::size_t i = 0; i < placed.size(); ++i) {
                QVERIFY(placed[i].rectangle.left() >= 0.0);
                QVERIFY(placed[i].rectangle.right() <= width);
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY(!placed[i].rectangle.intersects(placed[j].rectangle));
            }
            if (width > 1000.0)
                QCOMPARE(placed.back().block.part, OverlayPart::Notes);
        }
    }

    void saysHowMuchIsLeftOfTheStart()
    {
        QCOMPARE(leftOfStart(0.5, 1.0), QString());
        QCOMPARE(leftOfStart(9e-3, 1.0), QStringLiteral("9·10⁻³ of the start"));
        QCOMPARE(leftOfStart(2.4e-4, 2.0), QStringLiteral("1·10⁻⁴ of the start"));
        QCOMPARE(leftOfStart(1.2e-11, 1.0), QStringLiteral("less than 10⁻⁶ of the start"));
        QCOMPARE(leftOfStart(1.0, 0.0), QString());
    }
};

QTEST_MAIN(tst_OverlayLayout)
#include "tst_OverlayLayout.moc"
