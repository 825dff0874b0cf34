#include "core/simulation/Simulation.h"
#include "support/SyntheticFrame.h"
#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/overlay/StageLegend.h"
#include "widgets/scene/overlay/StageText.h"
#include "widgets/scene/view/SceneView.h"
#include "widgets/scene/view/StageView.h"

#include <QLabel>
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
        constexpr int leastPane = 140;
        m_stage->resize(m_stage->width(), leastPane + tallest + legend->sizeHint().height() + 2);
        QTRY_VERIFY(std::ranges::all_of(captions, [](const QLabel* c) { return c->isVisible(); }));
        m_stage->resize(m_stage->width(), m_stage->height() - 4);
        QTRY_VERIFY(std::ranges::none_of(captions, [](const QLabel* c) { return c->isVisible(); }));
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
