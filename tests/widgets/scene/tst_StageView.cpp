#include "support/SyntheticFrame.h"
#include "widgets/scene/SceneView.h"
#include "widgets/scene/StageText.h"
#include "widgets/scene/StageView.h"

#include <QSignalSpy>
#include <QtTest>

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

    void twoRowsStandOneBelowTheOtherWhereItIsTall()
    {
        m_stage->resize(400, 900);
        QTRY_COMPARE(panes()[0]->x(), panes()[1]->x());
        QVERIFY(panes()[1]->y() >= panes()[0]->geometry().bottom());
        m_stage->resize(900, 400);
        QTRY_COMPARE(panes()[0]->y(), panes()[1]->y());
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

    void captionsKeepNumberAndUnitTogether()
    {
        const auto frame = twoRows();
        const QString text = captionText(*frame, frame->frictional.front(), theme(ThemeKind::Dark));
        const auto medium = text.indexOf(QStringLiteral("medium"));
        QVERIFY(medium > 0);
        QVERIFY(!text.mid(medium, text.indexOf('<', medium) - medium).contains(' '));
    }

private:
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
