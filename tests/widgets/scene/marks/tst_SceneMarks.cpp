#include "support/SyntheticFrame.h"
#include "widgets/scene/marks/SceneMarks.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/view/MarkGestures.h"
#include "widgets/scene/view/SceneView.h"

#include <QSignalSpy>
#include <QtTest>

#include <numbers>

using namespace dqm;
using namespace dqm::test;

namespace {

bool near(Vec2 a, Vec2 b, double tolerance) { return (a - b).norm() < tolerance; }

} // namespace

class tst_SceneMarks : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_frame = syntheticFrame();
        m_view = std::make_unique<SceneView>(RenderRoute::Software);
        m_view->resize(480, 320);
        m_view->setFrame(m_frame, 0);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void draggingAHandleMovesThatEndAndNotTheCamera()
    {
        const SectionLine line{Vec2(-6.0, -4.0), Vec2(5.0, -3.0)};
        m_view->setSection(line);
        const CameraState camera = m_view->camera();
        QSignalSpy moves(m_view.get(), &SceneView::sectionMoved);
        drag({pixel(line.to), pixel(Vec2(6.0, -5.0)), pixel(Vec2(3.0, -6.0))});
        QVERIFY(moves.count() >= 1);
        const auto last = moves.last().at(0).value<SectionLine>();
        QVERIFY(last.from == line.from);
        QVERIFY(near(last.to, Vec2(3.0, -6.0), 0.3));
        QVERIFY(m_view->camera() == camera);
    }

    void draggingTheLineMovesBothEndsAlike()
    {
        const SectionLine line{Vec2(-6.0, -4.0), Vec2(5.0, -4.0)};
        m_view->setSection(line);
        QSignalSpy moves(m_view.get(), &SceneView::sectionMoved);
        drag({pixel(Vec2(-0.5, -4.0)), pixel(Vec2(0.5, -6.0))});
        QVERIFY(moves.count() >= 1);
        const auto last = moves.last().at(0).value<SectionLine>();
        QVERIFY(near(last.to - last.from, line.to - line.from, 1e-12));
        QVERIFY(near(last.from, Vec2(-5.0, -6.0), 0.3));
    }

    void aLineStaysInsideTheRectangle()
    {
        const SectionLine line{Vec2(-6.0, -4.0), Vec2(5.0, -4.0)};
        const LiftedPlaces places = placesOf();
        const SectionLine whole = moved(line, SectionPart::Whole, Vec2(100.0, -2.0), places);
        QVERIFY(near(whole.from, Vec2(-1.0, -6.0), 1e-12));
        QVERIFY(near(whole.to, Vec2(10.0, -6.0), 1e-12));
        const SectionLine end = moved(line, SectionPart::From, Vec2(-100.0, 100.0), places);
        QVERIFY(near(end.from, Vec2(-10.0, 10.0), 1e-12));
    }

    void elsewhereADragOrbits()
    {
        m_view->setSection(SectionLine{Vec2(-6.0, -4.0), Vec2(5.0, -4.0)});
        QSignalSpy moves(m_view.get(), &SceneView::sectionMoved);
        const CameraState before = m_view->camera();
        drag({pixel(Vec2(-6.0, 6.0)), pixel(Vec2(-2.0, 6.0))});
        QCOMPARE(moves.count(), 0);
        QVERIFY(m_view->camera().azimuth != before.azimuth);
    }

    void aHandShowsWhatCanBeHeld()
    {
        m_view->setSection(SectionLine{Vec2(-6.0, -4.0), Vec2(5.0, -4.0)});
        QTest::mouseMove(m_view.get(), pixel(Vec2(5.0, -4.0)));
        move(pixel(Vec2(5.0, -4.0)), Qt::NoButton);
        QCOMPARE(m_view->cursor().shape(), Qt::OpenHandCursor);
        move(pixel(Vec2(-6.0, 6.0)), Qt::NoButton);
        QCOMPARE(m_view->cursor().shape(), Qt::ArrowCursor);
    }

    void theLoopToolDrawsAClosedLoop()
    {
        m_view->setLoopTool(true);
        // Steep enough that the hill hides nothing of the loop.
        CameraState camera;
        camera.elevation = 75.0;
        m_view->setCamera(camera);
        QSignalSpy drawn(m_view.get(), &SceneView::loopDrawn);
        std::vector<QPoint> path;
        for (int k = 0; k <= 40; ++k) {
            const double angle = 2.0 * std::numbers::pi * k / 40.0;
            path.push_back(pixel(Vec2(1.0 + 4.0 * std::cos(angle), 4.0 * std::sin(angle))));
        }
        drag(path);
        QCOMPARE(drawn.count(), 1);
        const auto loop = drawn.first().at(0).value<std::vector<Vec2>>();
        QVERIFY(loop.size() > 20);
        for (const Vec2& corner : loop)
            QVERIFY(std::abs((corner - Vec2(1.0, 0.0)).norm() - 4.0) < 0.5);
        QVERIFY(m_view->camera() == camera);
    }

    void aLoopTooSmallClears()
    {
        m_view->setLoop({Vec2(-2.0, -2.0), Vec2(2.0, -2.0), Vec2(0.0, 2.0)});
        m_view->setLoopTool(true);
        QSignalSpy drawn(m_view.get(), &SceneView::loopDrawn);
        drag({QPoint(200, 200), QPoint(201, 200), QPoint(200, 200)});
        QCOMPARE(drawn.count(), 1);
        QVERIFY(drawn.first().at(0).value<std::vector<Vec2>>().empty());
    }

    void longPathsAreThinned()
    {
        std::vector<Vec2> path;
        for (int k = 0; k < 1000; ++k)
            path.emplace_back(
                std::cos(0.002 * std::numbers::pi * k), std::sin(0.002 * std::numbers::pi * k));
        const auto loop = closedLoop(path, m_frame->pictures.front().grid);
        QCOMPARE(loop.size(), std::size_t(128));
        QVERIFY(!near(loop.front(), loop.back(), 1e-3));
    }

    void thePlaceUnderAPixelIsTheOneShownThere()
    {
        const LiftedPlaces places = placesOf();
        // On the slope that faces the eye, and on the level floor.
        for (const Vec2& place : {Vec2(-0.5, -1.0), Vec2(0.0, -2.0), Vec2(-7.0, -7.0)}) {
            const auto found = places.under(places.onSurface(place));
            QVERIFY(found.has_value());
            QVERIFY(near(*found, place, 0.01));
        }
    }

    void theHillCoversTheFloorBehindIt()
    {
        const LiftedPlaces places = placesOf();
        QVERIFY(!places.isCovered(Vec2(-7.0, -7.0)));
        QVERIFY(places.isCovered(Vec2(0.0, 0.0)));
    }

    void theCirculationIsToldInQuanta()
    {
        Frame frame;
        frame.constants = {0.8, 1.6, 20.0};
        Picture picture;
        QVERIFY(circulationText(frame, picture).isEmpty());
        picture.loopCirculation = -2.0 * std::numbers::pi * 0.5;
        QCOMPARE(circulationText(frame, picture),
            QStringLiteral("∮<b>v</b>·d<b>l</b> = −1 · 2π<i>ħ</i>/<i>m</i> = −3.142\u2009")
                + QString::fromStdString(unitSymbol(Quantity::DiffusionCoefficient, frame.units)));
        picture.loopCirculation = 0.25 * 2.0 * std::numbers::pi * 0.5;
        QVERIFY(circulationText(frame, picture).contains(QStringLiteral("= 0.250 · ")));
        picture.loopCirculation = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(circulationText(frame, picture).contains(QStringLiteral("too small")));
        picture.loopCirculation = 1e-12;
        QVERIFY(circulationText(frame, picture).contains(QStringLiteral("= 0 · ")));
    }

    void marksAreSeen()
    {
        auto frame = std::make_shared<Frame>(*m_frame);
        frame->pictures.front().vortices = {{Vec2(-5.0, -5.0), 1}, {Vec2(5.0, -5.0), -1}};
        m_view->setFrame(frame, 0);
        const QImage bare = m_view->renderImage(QSize(480, 320));
        SceneOptions options = m_view->options();
        options.vortices = true;
        m_view->setOptions(options);
        const QImage marked = m_view->renderImage(QSize(480, 320));
        QVERIFY(differing(bare, marked) > 100);
        m_view->setSection(SectionLine{Vec2(-6.0, -4.0), Vec2(5.0, -4.0)});
        QVERIFY(differing(marked, m_view->renderImage(QSize(480, 320))) > 200);
    }

private:
    static int differing(const QImage& a, const QImage& b)
    {
        int count = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        return count;
    }

    LiftedPlaces placesOf() const
    {
        const Picture& picture = m_frame->pictures.front();
        SceneState state;
        state.frame = m_frame;
        state.shown = &picture;
        state.options = m_view->options();
        state.camera = m_view->camera();
        state.size = m_view->size();
        state.font = m_view->font();
        return {picture, m_view->camera(), paneRoom(state), tallestDensity(*m_frame, picture)};
    }

    QPoint pixel(Vec2 place) const { return placesOf().onSurface(place).toPoint(); }

    void move(QPoint point, Qt::MouseButton button)
    {
        QMouseEvent event(QEvent::MouseMove, QPointF(point), m_view->mapToGlobal(QPointF(point)),
            Qt::NoButton, button, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    void drag(const std::vector<QPoint>& path)
    {
        QTest::mousePress(m_view.get(), Qt::LeftButton, Qt::NoModifier, path.front());
        for (const QPoint& point : path)
            move(point, Qt::LeftButton);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, Qt::NoModifier, path.back());
    }

    std::shared_ptr<const Frame> m_frame;
    std::unique_ptr<SceneView> m_view;
};

QTEST_MAIN(tst_SceneMarks)
#include "tst_SceneMarks.moc"
