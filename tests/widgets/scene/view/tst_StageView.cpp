#include "core/simulation/Simulation.h"
#include "support/SyntheticFrame.h"
#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/model/SceneCamera.h"
#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/overlay/SceneOverlay.h"
#include "widgets/scene/overlay/StageLegend.h"
#include "widgets/scene/overlay/StageText.h"
#include "widgets/scene/view/SceneView.h"
#include "widgets/scene/view/StageView.h"

#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QtTest>

#include <set>

using namespace dqm;
using namespace dqm::test;

namespace {

/// One column, with friction and without.
std::shared_ptr<const Frame> twoRows()
{
    auto frame = std::make_shared<Frame>(*syntheticFrame());
    Picture twin = frame->pictures.front();
    twin.title = "K with friction";
    twin.medium = ThermalMedium{.velocity = Vec2(-1.5, 0.0)};
    for (FloatField* field : {&twin.re, &twin.im, &twin.Q})
        field->resize(0, 0);
    frame->frictional.push_back(twin);
    frame->stage.rows = StageSettings::Rows::FrictionlessAndFrictional;
    return frame;
}

/// Both columns, with friction and without, and all their words.
std::shared_ptr<const Frame> twoByTwo()
{
    auto frame = std::make_shared<Frame>(*twoRows());
    frame->stage.columns = StageSettings::Columns::KAndKPrime;
    Picture moving = frame->pictures.front();
    moving.title = "K′, prepared alike";
    moving.observerVelocity = Vec2(1.5, 0.0);
    frame->preparedInKPrime = moving;
    frame->stage.preparation = StageSettings::Preparation::SameInEachFrame;
    moving.title = "K′ with friction";
    moving.medium = ThermalMedium{.velocity = Vec2(-1.5, 0.0)};
    frame->frictional.front().medium->velocity = Vec2(0.0, 0.0);
    frame->frictional.push_back(moving);
    FrameDifference difference;
    difference.rho = 0.135;
    frame->stageCheck = StageCheck{difference, difference};
    return frame;
}

/// The box about the floor as it is seen.
QRectF planeOf(const SceneState& state)
{
    const SceneGeometry geometry = sceneGeometry(state.picture()->grid);
    const SceneCamera camera(state.camera, geometry, paneRoom(state));
    QPolygonF corners;
    for (const Vec2& c : {Vec2(-1, -1), Vec2(1, -1), Vec2(1, 1), Vec2(-1, 1)})
        corners << camera.project(
            {c.x() * geometry.halfSides.x(), c.y() * geometry.halfSides.y(), 0.0});
    return corners.boundingRect();
}

} // namespace

class tst_StageView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_stage = std::make_unique<StageView>(RenderRoute::Software);
        m_stage->resize(900, 400);
        m_stage->setFrame(twoRows(), false);
        m_stage->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stage.get()));
    }
    void cleanup() { m_stage.reset(); }

    void twoRowsStandSideBySideWhereItIsWide()
    {
        QCOMPARE(m_stage->paneCount(), 2);
        QTRY_COMPARE(panes()[0]->y(), panes()[1]->y());
        QVERIFY(panes()[1]->x() >= panes()[0]->geometry().right());
        QVERIFY(std::abs(panes()[0]->width() - panes()[1]->width()) <= 2);
    }

    void aPaneThatIsAloneFillsTheStage()
    {
        m_stage->setFrame(syntheticFrame(), false);
        QTRY_COMPARE(panes().size(), std::size_t(1));
        QTRY_COMPARE(panes()[0]->size(), m_stage->size());
    }

    void twoRowsStandOneBelowTheOtherWhereItIsTall()
    {
        m_stage->resize(400, 900);
        QTRY_COMPARE(panes()[0]->x(), panes()[1]->x());
        QVERIFY(panes()[1]->y() >= panes()[0]->geometry().bottom());
        m_stage->resize(900, 400);
        QTRY_COMPARE(panes()[0]->y(), panes()[1]->y());
    }

    /// No more than the taller one is taken from the panes.
    void captionsBesideOneAnotherTakeTheirHeightOnce()
    {
        const auto captions = m_stage->findChildren<QLabel*>(QStringLiteral("stageCaption"));
        QCOMPARE(captions.size(), 2);
        int tallest = 0;
        for (const QLabel* caption : captions)
            tallest = std::max(tallest, caption->heightForWidth(m_stage->width() / 2));
        const auto* legend = m_stage->findChild<StageLegend*>();
        constexpr double othersThanPanes = 0.35;
        constexpr int gaps = 4;
        const auto least = int((tallest + legend->sizeHint().height() + gaps) / othersThanPanes);
        m_stage->resize(m_stage->width(), least + 4);
        QTRY_VERIFY(std::ranges::all_of(captions, [](const QLabel* c) { return c->isVisible(); }));
        m_stage->resize(m_stage->width(), m_stage->height() - 8);
        QTRY_VERIFY(std::ranges::none_of(captions, [](const QLabel* c) { return c->isVisible(); }));
    }

    void planesKeepTheLargerPart_data()
    {
        QTest::addColumn<QSize>("area");
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("flat");
        // What windows from 800 x 600 to 1920 x 1080 leave for the stage.
        for (const QSize area :
            {QSize(720, 300), QSize(720, 480), QSize(940, 560), QSize(850, 640), QSize(1200, 830)})
            for (const int type : {90, 100, 150, 200})
                for (const bool flat : {true, false})
                    QTest::addRow("%d x %d, %d %%, %s", area.width(), area.height(), type,
                        flat ? "flat" : "upright")
                        << area << type << flat;
    }

    /// Of the stage the panes, and of each pane its plane; what is written has the rest.
    void planesKeepTheLargerPart()
    {
        QFETCH(const QSize, area);
        QFETCH(const int, type);
        QFETCH(const bool, flat);
        QFont font = m_stage->font();
        font.setPointSizeF(0.01 * type * font.pointSizeF());
        m_stage->setFont(font);
        CameraState camera;
        camera.flat = flat;
        m_stage->setCamera(camera);
        const auto frame = twoByTwo();
        m_stage->setMinimumSize(320, 240); // as in a window, which is not made larger by words
        m_stage->setFrame(frame, false);
        m_stage->resize(area);
        QTRY_COMPARE(panes().size(), std::size_t(4));
        QTRY_VERIFY(panes()[3]->geometry().bottom() <= area.height());
        const int heights = panes()[0]->height() + panes()[2]->height();
        QVERIFY2(heights > 0.64 * area.height(), qPrintable(QString::number(heights)));
        for (const StagePane& shown : stagePanes(*frame)) {
            SceneState state;
            state.frame = frame;
            state.shown = shown.picture;
            state.camera = camera;
            state.legends = false;
            state.font = font;
            state.size = panes()[0]->size();
            const QRectF box = planeOf(state);
            const double share
                = std::max(box.width() / state.size.width(), box.height() / state.size.height());
            // The least window with the largest letters has little room beside its controls.
            const double least = area.height() < 320 && type > 100 ? 0.39 : 0.57;
            QVERIFY2(share > least, qPrintable(QString::number(share)));
            QImage image(state.size, QImage::Format_RGB32);
            QPainter painter(&image);
            const auto places = paintOverlay(painter, state, {});
            for (std::size_t i = 0; i < places.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY2(!places[i].rectangle.intersects(places[j].rectangle),
                        "one word lies on another");
        }
    }

    void aLoopDrawnInOnePaneIsPassedOn()
    {
        m_stage->setLoopTool(true);
        QSignalSpy drawn(m_stage.get(), &StageView::loopDrawn);
        SceneView* view = panes()[1];
        const QPointF middle(0.5 * view->width(), 0.6 * view->height());
        const auto at = [&](int k) {
            const double angle = 0.314159265358979 * k;
            return middle + QPointF(60.0 * std::cos(angle), 25.0 * std::sin(angle));
        };
        QTest::mousePress(view, Qt::LeftButton, Qt::NoModifier, at(0).toPoint());
        for (int k = 0; k <= 20; ++k) {
            QMouseEvent move(QEvent::MouseMove, at(k), view->mapToGlobal(at(k)), Qt::NoButton,
                Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(view, &move);
        }
        QTest::mouseRelease(view, Qt::LeftButton, Qt::NoModifier, at(20).toPoint());
        QCOMPARE(drawn.count(), 1);
        QVERIFY(drawn.first().at(0).value<std::vector<Vec2>>().size() > 10);
    }

    /// Of the same frame, whatever else is evolved for the sake of its numbers.
    void theStageDecidesWhatStandsSideBySide_data()
    {
        using Columns = StageSettings::Columns;
        using Rows = StageSettings::Rows;
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("evolvesInKPrime");
        QTest::addColumn<int>("panes");
        for (const bool evolves : {false, true}) {
            const auto row = [&](const char* keys, Columns columns, Rows rows, int panes) {
                QTest::addRow("%s%s", keys, evolves ? ", K' evolved as well" : "")
                    << int(columns) << int(rows) << evolves << panes;
            };
            row("one view", Columns::K, Rows::Frictionless, 1);
            row("K | K'", Columns::KAndKPrime, Rows::Frictionless, 2);
            row("two diffusions", Columns::K, Rows::FrictionlessAndFrictional, 2);
            row("2 x 2", Columns::KAndKPrime, Rows::FrictionlessAndFrictional, 4);
        }
    }

    void theStageDecidesWhatStandsSideBySide()
    {
        QFETCH(int, columns);
        QFETCH(int, rows);
        QFETCH(bool, evolvesInKPrime);
        QFETCH(int, panes);
        Experiment experiment;
        experiment.grid.nx = experiment.grid.ny = 32;
        experiment.grid.size = Vec2(24.0, 24.0);
        experiment.packets = {GaussianPacket{}};
        experiment.frameVelocity = Vec2(0.5, 0.25);
        experiment.stage.columns = static_cast<StageSettings::Columns>(columns);
        experiment.stage.rows = static_cast<StageSettings::Rows>(rows);
        Simulation simulation(experiment, {.evolveInKPrime = evolvesInKPrime});
        // As a window asks: what the observer sees, or what the stage shows.
        const auto frame = simulation.frame({.fieldsOfK = false, .onlyOfPanes = true});
        m_stage->setFrame(frame, false);
        QCOMPARE(m_stage->paneCount(), panes);
        QSignalSpy drawn(m_stage.get(), &StageView::frameDrawn);
        QTRY_COMPARE_WITH_TIMEOUT(drawn.count(), 1, 20000);
        QTRY_COMPARE(int(this->panes().size()), panes);
        for (SceneView* view : this->panes())
            QTRY_VERIFY2_WITH_TIMEOUT(hasSurface(*view), "a pane is empty", 20000);
    }

    void panesSideBySideBecomeSharpTogether()
    {
        const auto isSettled
            = [](const SceneView* view) { return view->finishedKind() == PictureKind::Settled; };
        int sharp = 0;
        int alone = 0;
        for (SceneView* view : panes())
            connect(view, &SceneView::frameShown, this, [&, view] {
                if (!isSettled(view))
                    return;
                ++sharp;
                alone += !std::ranges::all_of(panes(), isSettled);
            });
        m_stage->setFrame(twoRows(), false);
        QTRY_COMPARE_WITH_TIMEOUT(sharp, 2, 20000);
        QCOMPARE(alone, 0);
    }

    /// Its picture comes while it is hidden, and it stands beside others when it is back.
    void aPaneThatComesBackHoldsNobodyUp()
    {
        for (int round = 0; round < 5; ++round) {
            m_stage->setFrame(twoRows(), false);
            m_stage->setFrame(syntheticFrame(), false);
            QTest::qWait(30 * round);
            m_stage->setFrame(twoRows(), false);
            QSignalSpy drawn(m_stage.get(), &StageView::frameDrawn);
            QTRY_COMPARE_WITH_TIMEOUT(drawn.count(), 1, 20000);
            for (SceneView* view : panes())
                QTRY_VERIFY2_WITH_TIMEOUT(hasSurface(*view), "a pane is empty", 20000);
        }
    }

    void aPaneThatWaitsIsNotWaitedForLong()
    {
        const auto frame = twoRows();
        // It has this picture already, and will not say so again.
        panes()[1]->setPicture(frame, &frame->frictional.front());
        QTest::qWait(200);
        QSignalSpy drawn(m_stage.get(), &StageView::frameDrawn);
        m_stage->setFrame(frame, false);
        QTRY_COMPARE_WITH_TIMEOUT(drawn.count(), 1, 20000);
        for (SceneView* view : panes())
            QTRY_VERIFY2_WITH_TIMEOUT(hasSurface(*view), "a pane is empty", 20000);
    }

    void nothingOfAnEarlierRunIsSeen()
    {
        QTRY_VERIFY_WITH_TIMEOUT(hasSurface(*panes()[0]), 20000);
        m_stage->setFrame(twoRows(), false); // is being drawn
        m_stage->clear();
        QTest::qWait(300);
        for (SceneView* view : panes())
            QVERIFY2(!hasSurface(*view), "the old picture is still there");
        auto next = std::make_shared<Frame>(*twoRows());
        next->run = 2;
        m_stage->setFrame(next, false);
        QTRY_VERIFY_WITH_TIMEOUT(hasSurface(*panes()[0]) && hasSurface(*panes()[1]), 20000);
    }

    void captionsKeepNumberAndUnitTogether()
    {
        const auto frame = twoRows();
        const QString text = captionText(*frame, frame->frictional.front(), theme(ThemeKind::Dark));
        const auto medium = text.indexOf(QStringLiteral("medium"));
        QVERIFY(medium > 0);
        QVERIFY(!text.mid(medium, text.indexOf('<', medium) - medium).contains(' '));
    }

private:
    /// Whether a density is drawn: more colours than background, lines and letters have.
    static bool hasSurface(SceneView& view)
    {
        const QImage image = view.grab().toImage();
        std::set<QRgb> colours;
        for (int y = image.height() / 3; y < 2 * image.height() / 3; ++y)
            for (int x = image.width() / 3; x < 2 * image.width() / 3; ++x)
                colours.insert(image.pixel(x, y));
        return colours.size() > 60;
    }

    std::vector<SceneView*> panes() const
    {
        std::vector<SceneView*> shown;
        for (SceneView* view : m_stage->findChildren<SceneView*>())
            if (!view->isHidden())
                shown.push_back(view);
        return shown;
    }

    std::unique_ptr<StageView> m_stage;
};

QTEST_MAIN(tst_StageView)
#include "tst_StageView.moc"
