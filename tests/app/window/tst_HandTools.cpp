#include "app/experiments/ExperimentFile.h"
#include "core/setup/ExperimentChecks.h"
#include "widgets/scene/tools/ToolKinds.h"
#include "widgets/scene/tools/parts/PacketHand.h"
#include "window/SceneHand.h"

#include <QWheelEvent>

using namespace dqm;
using test::areNear;

namespace {

void addViews()
{
    QTest::addColumn<bool>("isFlat");
    QTest::newRow("from above") << true;
    QTest::newRow("on the floor") << false;
}

const GaussianPacket& first(const Experiment& experiment)
{
    return std::get<GaussianPacket>(experiment.packets.front());
}

const DrawnTerm* drawnOf(const Experiment& experiment)
{
    for (const PotentialTerm& term : experiment.potential)
        if (const auto* drawn = std::get_if<DrawnTerm>(&term))
            return drawn;
    return nullptr;
}

} // namespace

/// A hand that throws packets and takes them: what becomes of the experiment is compared with the
/// places under the pixels, from above and on the floor.
class TestHandTools : public QObject, private test::SceneHand
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_HandTools"); }
    void init() { begin(); }
    void cleanup() { m_window.reset(); }

    void everyToolHasAButtonWithAName();
    void aToolIsTakenByItsKeyAndLeftByEsc();
    void throwsAPacketWhereItIsPressed_data();
    void throwsAPacketWhereItIsPressed();
    void aThrownPacketIsSeenUnderThePointer();
    void withShiftThePacketIsAdded();
    void theWheelWidensThePacketInTheHand();
    void aThrowIsLimitedToWhatTheGridResolves();
    void escLetsGoOfWhatIsHeld();
    void handlesMovePlaceAndVelocity_data();
    void handlesMovePlaceAndVelocity();
    void handlesAreOnlyThereAtRest();
    void aPressBesideThePlaneTurnsTheView();
    void thePaneOfKPrimeMeansPlacesOfK();
    void theWidthSliderKeepsWhatWasThrown();
    void anExhibitHasNoTools();
};

void TestHandTools::everyToolHasAButtonWithAName()
{
    auto* bar = m_window->findChild<QWidget*>("toolBar");
    QVERIFY(bar && bar->isVisible());
    for (const SceneToolKind* kind : sceneToolKinds()) {
        auto* button = bar->findChild<QWidget*>(kind->name);
        QVERIFY2(button && button->isVisible(), kind->name);
        QVERIFY(bar->rect().contains(button->geometry()));
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(button->toolTip().contains(kind->keys));
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
        QVERIFY(m_window->commands().keysPage().contains(QString(kind->tip).toHtmlEscaped()));
    }
}

void TestHandTools::aToolIsTakenByItsKeyAndLeftByEsc()
{
    m_window->scene().setFocus();
    for (const SceneToolKind* kind : sceneToolKinds()) {
        QTest::keyClick(m_window.get(), kind->keys[0]);
        QVERIFY2(tool(kind->name)->isChecked(), kind->name);
    }
    pane()->setFocus();
    QTest::keyClick(pane(), Qt::Key_Escape);
    QVERIFY(tool("toolMove")->isChecked());
    // A loop that is drawn and a tool are not in the hand together.
    tool("toolWall")->trigger();
    m_window->commands()[CommandId::DrawLoop]->trigger();
    QVERIFY(tool("toolMove")->isChecked());
    tool("toolWall")->trigger();
    QVERIFY(!m_window->commands()[CommandId::DrawLoop]->isChecked());
}

void TestHandTools::throwsAPacketWhereItIsPressed_data() { addViews(); }

void TestHandTools::throwsAPacketWhereItIsPressed()
{
    QFETCH(bool, isFlat);
    flat(isFlat);
    const Experiment before = experiment();
    tool("toolPacket")->trigger();
    const QPoint from = pixelOf({-4.0, 3.0});
    const QPoint to = pixelOf({-1.0, 1.0});
    const Vec2 place = placeAt(from);
    const Vec2 way = placeAt(to) - place;
    drag({from, (from + to) / 2, to});
    QCOMPARE(int(experiment().packets.size()), 1);
    QVERIFY2(m_window->message().isEmpty(), qPrintable(m_window->message()));
    QVERIFY(areNear(first(experiment()).center, place));
    QVERIFY(areNear(first(experiment()).velocity, way / arrowTime(before)));
    QCOMPARE(widthOfPacket(experiment().packets[0]), widthOfPacket(before.packets[0]));
    // Prepared anew with it, one step, and back.
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing()
            && areNear(m_window->frame()->pictures[0].numbers.moments.mean, place, 0.02),
        20000);
    undo();
    QVERIFY(experiment() == before);
}

void TestHandTools::aThrownPacketIsSeenUnderThePointer()
{
    flat(true);
    tool("toolPacket")->trigger();
    const QPoint at = pixelOf({5.0, -6.0});
    drag({at});
    settle();
    move({2, 2});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->pictures[0].numbers.moments.mean.x() > 4.0, 20000);
    const QImage image = m_window->scene().renderImage().convertToFormat(QImage::Format_RGB32);
    // The middle of what is coloured within the plane.
    const QPoint low = pixelOf({-15.0, -15.0});
    const QPoint high = pixelOf({15.0, 15.0});
    double weight = 0.0;
    QPointF sum;
    for (int y = high.y(); y < low.y(); ++y) {
        for (int x = low.x(); x < high.x(); ++x) {
            const QColor colour = image.pixelColor(x, y);
            const int strength = colour.hsvSaturation() > 90 ? colour.value() : 0;
            weight += strength;
            sum += strength * QPointF(x, y);
        }
    }
    QVERIFY(weight > 0.0);
    const QPointF off = sum / weight - QPointF(pane()->mapTo(&m_window->scene(), at));
    QVERIFY2(std::hypot(off.x(), off.y()) < 8.0,
        qPrintable(QStringLiteral("%1, %2").arg(off.x()).arg(off.y())));
}

void TestHandTools::withShiftThePacketIsAdded()
{
    flat(true);
    const Experiment before = experiment();
    tool("toolPacket")->trigger();
    drag({pixelOf({6.0, 6.0})}, Qt::ShiftModifier);
    QCOMPARE(int(experiment().packets.size()), int(before.packets.size()) + 1);
    QVERIFY(experiment().packets.front() == before.packets.front());
    const auto& added = std::get<GaussianPacket>(experiment().packets.back());
    QVERIFY(areNear(added.center, placeAt(pixelOf({6.0, 6.0}))));
    QCOMPARE(added.velocity, Vec2(0.0, 0.0));
}

void TestHandTools::theWheelWidensThePacketInTheHand()
{
    flat(true);
    const double width = widthOfPacket(experiment().packets[0]);
    const CameraState camera = m_window->scene().camera();
    tool("toolPacket")->trigger();
    const QPoint at = pixelOf({0.0, 2.0});
    QTest::mousePress(pane(), Qt::LeftButton, {}, at);
    QWheelEvent wheel(
        at, pane()->mapToGlobal(at), {}, {0, 240}, Qt::LeftButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(pane(), &wheel);
    QTest::mouseRelease(pane(), Qt::LeftButton, {}, at);
    QVERIFY(std::abs(widthOfPacket(experiment().packets[0]) / width - 1.21) < 1e-12);
    QVERIFY2(m_window->scene().camera() == camera, "the wheel belongs to what is held");
}

void TestHandTools::aThrowIsLimitedToWhatTheGridResolves()
{
    flat(true);
    // A few points only: the fastest wave is met within the scene.
    Experiment coarse = experiment();
    coarse.grid.nx = coarse.grid.ny = 48;
    coarse.time.until = 1.0;
    const QString path = m_folder.filePath("coarse.dqm");
    saveExperiment(coarse, path);
    QVERIFY(m_window->openExperimentNamed(path));
    settle();
    flat(true);
    QTest::qWait(300); // the camera goes home gently
    tool("toolPacket")->trigger();
    const QPoint from = pixelOf(-0.4 * coarse.grid.size);
    const Vec2 place = placeAt(from);
    drag({from, pixelOf(0.45 * coarse.grid.size)});
    QVERIFY(areNear(first(experiment()).center, place));
    const Vec2 velocity = first(experiment()).velocity;
    QVERIFY(velocity.norm() > 0.0);
    validate(experiment());
    Experiment faster = experiment();
    std::get<GaussianPacket>(faster.packets[0]).velocity = 1.001 * velocity;
    QVERIFY_EXCEPTION_THROWN(validate(faster), std::exception);
    QVERIFY2(m_window->message().contains("grid"), qPrintable(m_window->message()));
}

void TestHandTools::escLetsGoOfWhatIsHeld()
{
    flat(true);
    const Experiment before = experiment();
    const CameraState camera = m_window->scene().camera();
    tool("toolPacket")->trigger();
    pane()->setFocus();
    const QPoint from = pixelOf({2.0, 2.0});
    QTest::mousePress(pane(), Qt::LeftButton, {}, from);
    move(from + QPoint(40, 20));
    QTest::keyClick(pane(), Qt::Key_Escape);
    move(from + QPoint(60, 20));
    QTest::mouseRelease(pane(), Qt::LeftButton, {}, from + QPoint(60, 20));
    QVERIFY(experiment() == before);
    QVERIFY(m_window->scene().camera() == camera);
    QVERIFY2(tool("toolPacket")->isChecked(), "the first Esc leaves the tool in the hand");
}

void TestHandTools::handlesMovePlaceAndVelocity_data() { addViews(); }

void TestHandTools::handlesMovePlaceAndVelocity()
{
    QFETCH(bool, isFlat);
    flat(isFlat);
    tool("toolPacket")->trigger();
    drag({pixelOf({-4.0, 0.0}), pixelOf({0.0, 2.0})});
    settle();
    tool("toolMove")->trigger();
    const Experiment thrown = experiment();
    const CameraState camera = m_window->scene().camera();

    const QPoint ring = pixelOf(first(thrown).center);
    const QPoint aside = ring + QPoint(30, 50);
    const Vec2 way = placeAt(aside) - placeAt(ring);
    drag({ring, aside});
    QVERIFY(areNear(first(experiment()).center, first(thrown).center + way));
    QVERIFY(first(experiment()).velocity == first(thrown).velocity);

    settle();
    const Experiment moved = experiment();
    const Vec2 tip = first(moved).center + arrowTime(moved) * first(moved).velocity;
    const QPoint head = pixelOf(tip);
    const Vec2 farther = placeAt(head + QPoint(0, -30)) - placeAt(head);
    drag({head, head + QPoint(0, -30)});
    QVERIFY(first(experiment()).center == first(moved).center);
    QVERIFY(
        areNear(first(experiment()).velocity, first(moved).velocity + farther / arrowTime(moved)));
    QVERIFY2(m_window->scene().camera() == camera, "a handle that is dragged keeps the camera");
    undo();
    QVERIFY(experiment() == moved);
    undo();
    QVERIFY(experiment() == thrown);
}

void TestHandTools::handlesAreOnlyThereAtRest()
{
    flat(true);
    const Experiment before = experiment();
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.1, 20000);
    const QPoint at = pixelOf(first(before).center);
    drag({at, at + QPoint(30, 0)});
    QVERIFY2(experiment() == before, "time runs: the drag is the camera's");
    QVERIFY(m_window->scene().camera().panX != 0.0);
}

void TestHandTools::aPressBesideThePlaneTurnsTheView()
{
    flat(false);
    const Experiment before = experiment();
    tool("toolWall")->trigger();
    settle();
    const CameraState camera = m_window->scene().camera();
    drag({{6, pane()->height() - 6}, {46, pane()->height() - 6}});
    QVERIFY(m_window->scene().camera().azimuth != camera.azimuth);
    QVERIFY(experiment() == before);
}

void TestHandTools::thePaneOfKPrimeMeansPlacesOfK()
{
    const Vec2 W(1.5, -0.5);
    m_window->setParameter("frame.velocity[0]", W.x());
    m_window->setParameter("frame.velocity[1]", W.y());
    m_window->commands()[CommandId::StageFrames]->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->scene().paneCount(), 2, 20000);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.5, 20000);
    m_window->setPlaying(false);
    // Frames that were under way when time was held still come in.
    const auto rests = [this] {
        const auto last = m_window->frame();
        QTest::qWait(200);
        return m_window->frame() == last;
    };
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 20000);
    flat(true);
    tool("toolWall")->trigger();
    settle();
    const Grid grid = experiment().grid;
    const double t = m_window->frame()->time;
    const Picture* seen
        = stagePicture(*m_window->frame(), StageRow::Frictionless, StageColumn::KPrime);
    QVERIFY(seen);
    SceneView* right = pane(1);
    // What the observer in K' calls (2, 3) and (-18, 3), by the axes of the pane alone.
    SceneState state;
    state.frame = m_window->frame();
    state.shown = seen;
    state.options = right->options();
    state.camera = right->camera();
    state.size = right->size();
    state.font = right->font();
    state.legends = false;
    const SceneGeometry geometry = sceneGeometry(seen->grid);
    const SceneCamera camera(state.camera, geometry, paneRoom(state));
    for (const Vec2& primed : {Vec2(2.0, 3.0), Vec2(0.45 * grid.size.x(), 3.0)}) {
        const Vec2 floor = geometry.toScene(primed);
        const QPoint pixel = camera.project({floor.x(), floor.y(), 0.0}).toPoint();
        const Vec2 met = geometry.fromScene(*camera.floorPoint(pixel));
        QTest::mousePress(right, Qt::LeftButton, {}, pixel);
        QTest::mouseRelease(right, Qt::LeftButton, {}, pixel);
        const DrawnTerm* drawn = drawnOf(experiment());
        QVERIFY(drawn);
        const Vec2 expected = grid.center + grid.shortest(Vec2(met + W * t) - grid.center);
        const Vec2 found = drawn->strokes.back().points.front();
        QVERIFY2(areNear(found, expected),
            qPrintable(QStringLiteral("(%1, %2) instead of (%3, %4)")
                           .arg(found.x())
                           .arg(found.y())
                           .arg(expected.x())
                           .arg(expected.y())));
    }
    // A packet that is laid down there rests there.
    tool("toolPacket")->trigger();
    const QPoint pixel = right->rect().center();
    QTest::mousePress(right, Qt::LeftButton, {}, pixel);
    QTest::mouseRelease(right, Qt::LeftButton, {}, pixel);
    QVERIFY(areNear(first(experiment()).velocity, W));
}

void TestHandTools::theWidthSliderKeepsWhatWasThrown()
{
    flat(true);
    m_window->setParameter("packets.width", 1.5);
    const double width = widthOfPacket(experiment().packets[0]);
    tool("toolPacket")->trigger();
    drag({pixelOf({3.0, 3.0}), pixelOf({5.0, 3.0})});
    const GaussianPacket thrown = first(experiment());
    QCOMPARE(thrown.sigma.x(), width);
    m_window->setParameter("packets.width", 3.0);
    QVERIFY(first(experiment()).center == thrown.center);
    QVERIFY(first(experiment()).velocity == thrown.velocity);
    QVERIFY(std::abs(first(experiment()).sigma.x() / width - 2.0) < 1e-12);
}

void TestHandTools::anExhibitHasNoTools()
{
    QVERIFY(m_window->openExperimentNamed("balls-that-share-their-chances"));
    QVERIFY(!m_window->findChild<QWidget*>("toolBar")->isVisible());
    for (QAction* each : m_window->commands().tools())
        QVERIFY(!each->isEnabled());
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    QVERIFY(m_window->findChild<QWidget*>("toolBar")->isVisible());
    QVERIFY(tool("toolWall")->isEnabled());
}

QTEST_MAIN(TestHandTools)
#include "tst_HandTools.moc"
