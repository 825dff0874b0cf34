#include "support/HandmadeFrame.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/theme/Theme.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace dqm;
using namespace dqm::test;

/// A bar of time that says where a person wants to go, and shows what is known.
class tst_Timeline : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bar.reset(); }
    void aDragTellsEachTimeAndTheLast();
    void aDragBeyondTheEndsStaysWithin();
    void escapeGoesBackToWhereTheDragBegan();
    void arrowKeysGoByShares();
    void takesATypedTime_data();
    void takesATypedTime();
    void enterInAnEmptyBoxAsksForNothing();
    void theHandleFollowsTheFrameButNotWhileItIsHeld();
    void timeBeyondTheEndMakesItLonger();
    void theStripShowsTheSharesOfTheEnergies();
    void forgetsWhatIsTrueNoMore();
    void marksWhereSomethingWasChanged();
    void letsItsWordsFit_data();
    void letsItsWordsFit();

private:
    static std::shared_ptr<const Frame> frameAt(double time, double diffusion = 0.375);
    QPoint at(double time) const
    {
        return {qRound(m_bar->placeOf(time)), m_bar->strip().center().y()};
    }
    QColor colourAt(double time, double share) const;

    std::unique_ptr<Timeline> m_bar;
};

void tst_Timeline::init()
{
    m_bar = std::make_unique<Timeline>();
    m_bar->setPalette(palette(theme(ThemeKind::Light)));
    m_bar->begin(10.0);
    m_bar->resize(600, m_bar->minimumSizeHint().height());
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
}

std::shared_ptr<const Frame> tst_Timeline::frameAt(double time, double diffusion)
{
    HandmadeEnsemble ensemble;
    ensemble.time = time;
    ensemble.diffusion = diffusion;
    ensemble.momentum = Vec2(0.0, 0.0);
    ensemble.drift = 1.0 - diffusion;
    auto frame = std::make_shared<Frame>(handmadeFrame(ensemble));
    frame->time = time;
    return frame;
}

QColor tst_Timeline::colourAt(double time, double share) const
{
    const QRect strip = m_bar->strip();
    return m_bar->grab().toImage().pixelColor(
        qRound(m_bar->placeOf(time)), strip.bottom() - qRound(share * (strip.height() - 1)));
}

void tst_Timeline::aDragTellsEachTimeAndTheLast()
{
    QSignalSpy dragged(m_bar.get(), &Timeline::dragged);
    QSignalSpy released(m_bar.get(), &Timeline::released);
    QTest::mousePress(m_bar.get(), Qt::LeftButton, {}, at(2.0));
    QTest::mouseMove(m_bar.get(), at(4.0));
    QVERIFY(m_bar->isDragged());
    QTest::mouseRelease(m_bar.get(), Qt::LeftButton, {}, at(4.0));
    QVERIFY(!m_bar->isDragged());
    QCOMPARE(dragged.count(), 2);
    const double pixel = 10.0 / m_bar->strip().width();
    QVERIFY(std::abs(dragged[0][0].toDouble() - 2.0) <= pixel);
    QVERIFY(std::abs(dragged[1][0].toDouble() - 4.0) <= pixel);
    QCOMPARE(released.count(), 1);
    QCOMPARE(released[0][0], dragged[1][0]);
}

void tst_Timeline::aDragBeyondTheEndsStaysWithin()
{
    QSignalSpy dragged(m_bar.get(), &Timeline::dragged);
    QTest::mousePress(m_bar.get(), Qt::LeftButton, {}, at(5.0));
    QTest::mouseMove(m_bar.get(), QPoint(m_bar->strip().left() - 500, 5));
    QTest::mouseMove(m_bar.get(), QPoint(m_bar->strip().right() + 500, 5));
    QCOMPARE(dragged[1][0].toDouble(), 0.0);
    QCOMPARE(dragged[2][0].toDouble(), 10.0);
}

void tst_Timeline::escapeGoesBackToWhereTheDragBegan()
{
    m_bar->setFrame(*frameAt(7.0));
    QSignalSpy released(m_bar.get(), &Timeline::released);
    QTest::mousePress(m_bar.get(), Qt::LeftButton, {}, at(2.0));
    QTest::keyClick(m_bar.get(), Qt::Key_Escape);
    QCOMPARE(released.count(), 1);
    QCOMPARE(released[0][0].toDouble(), 7.0);
    QTest::mouseRelease(m_bar.get(), Qt::LeftButton, {}, at(2.0));
    QCOMPARE(released.count(), 1);
}

void tst_Timeline::arrowKeysGoByShares()
{
    m_bar->setFrame(*frameAt(5.0));
    QSignalSpy asked(m_bar.get(), &Timeline::asked);
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp})
        QTest::keyClick(m_bar.get(), key);
    QCOMPARE(asked.count(), 4);
    const double wanted[] = {4.9, 4.8, 4.9, 5.9};
    for (int i = 0; i < 4; ++i)
        QVERIFY(std::abs(asked[i][0].toDouble() - wanted[i]) < 1e-12);
}

void tst_Timeline::takesATypedTime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("time"); // negative: refused
    QTest::newRow("a number") << "2.5" << 2.5;
    QTest::newRow("with a comma") << "2,5" << 2.5;
    QTest::newRow("beyond the end") << "25" << 25.0;
    QTest::newRow("the start") << "0" << 0.0;
    QTest::newRow("a word") << "soon" << -1.0;
    QTest::newRow("before the start") << "-3" << -1.0;
    QTest::newRow("not finite") << "inf" << -1.0;
}

void tst_Timeline::takesATypedTime()
{
    QFETCH(QString, text);
    QFETCH(double, time);
    auto* box = m_bar->findChild<QLineEdit*>("goToTime");
    QSignalSpy asked(m_bar.get(), &Timeline::asked);
    QSignalSpy refused(m_bar.get(), &Timeline::refused);
    QSignalSpy left(m_bar.get(), &Timeline::left);
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
    const bool isTime = time >= 0.0;
    QCOMPARE(asked.count(), isTime ? 1 : 0);
    QCOMPARE(left.count(), isTime ? 1 : 0);
    QCOMPARE(refused.count(), isTime ? 0 : 1);
    if (isTime)
        QCOMPARE(asked[0][0].toDouble(), time);
    else
        QVERIFY(refused[0][0].toString().contains('"' + text + '"'));
    QCOMPARE(box->text().isEmpty(), isTime);
}

void tst_Timeline::enterInAnEmptyBoxAsksForNothing()
{
    QSignalSpy asked(m_bar.get(), &Timeline::asked);
    QSignalSpy refused(m_bar.get(), &Timeline::refused);
    QSignalSpy left(m_bar.get(), &Timeline::left);
    QTest::keyClick(m_bar->findChild<QLineEdit*>("goToTime"), Qt::Key_Return);
    QCOMPARE(asked.count() + refused.count(), 0);
    QCOMPARE(left.count(), 1);
}

void tst_Timeline::theHandleFollowsTheFrameButNotWhileItIsHeld()
{
    const QColor handle = theme(ThemeKind::Light).total;
    m_bar->setFrame(*frameAt(3.0));
    QCOMPARE(colourAt(3.0, 0.5), handle);
    QTest::mousePress(m_bar.get(), Qt::LeftButton, {}, at(8.0));
    m_bar->setFrame(*frameAt(1.0));
    QCOMPARE(colourAt(8.0, 0.5), handle);
    QVERIFY(colourAt(1.0, 0.5) != handle);
}

void tst_Timeline::timeBeyondTheEndMakesItLonger()
{
    const double before = m_bar->placeOf(10.0);
    m_bar->setFrame(*frameAt(11.0));
    const QRect strip = m_bar->strip();
    QVERIFY(m_bar->placeOf(10.0) < before - 0.3 * strip.width());
    QVERIFY(std::abs(m_bar->placeOf(20.0) - (strip.left() + strip.width())) < 1e-9);
}

void tst_Timeline::theStripShowsTheSharesOfTheEnergies()
{
    const Theme& colors = theme(ThemeKind::Light);
    for (int i = 0; i <= 50; ++i)
        m_bar->note(*frameAt(0.1 * i, 0.5));
    QCOMPARE(m_bar->knownUntil(), 5.0);
    QCOMPARE(colourAt(2.5, 0.25), colors.diffusion);
    QCOMPARE(colourAt(2.5, 0.75), colors.drift);
    QCOMPARE(colourAt(7.5, 0.25), colors.surface);
    // A moment that nobody saw while the window was busy is no hole.
    m_bar->note(*frameAt(6.0, 0.5));
    QCOMPARE(colourAt(5.5, 0.25), colors.diffusion);
    // What lies between two moments that are far apart is not known.
    m_bar->note(*frameAt(9.0, 0.5));
    QCOMPARE(colourAt(7.5, 0.25), colors.surface);
}

void tst_Timeline::forgetsWhatIsTrueNoMore()
{
    for (int i = 0; i <= 50; ++i)
        m_bar->note(*frameAt(0.1 * i));
    m_bar->forgetAfter(2.05);
    QVERIFY(std::abs(m_bar->knownUntil() - 2.0) < 1e-9);
    m_bar->begin(4.0);
    QCOMPARE(m_bar->knownUntil(), 0.0);
}

void tst_Timeline::marksWhereSomethingWasChanged()
{
    QVERIFY(!m_bar->lastChange());
    const QColor ground = colourAt(4.0, 0.5);
    m_bar->markChange(4.0);
    QVERIFY(colourAt(4.0, 0.5) != ground);
    QCOMPARE(*m_bar->lastChange(), 4.0);
    // A slider that is dragged while time runs.
    m_bar->markChange(4.01);
    QCOMPARE(*m_bar->lastChange(), 4.01);
    m_bar->markChange(7.0);
    QCOMPARE(*m_bar->lastChange(), 7.0);
    m_bar->forgetAfter(6.0);
    QCOMPARE(*m_bar->lastChange(), 4.01);
    m_bar->begin(10.0);
    QVERIFY(!m_bar->lastChange());
    QCOMPARE(colourAt(4.0, 0.5), ground);
}

void tst_Timeline::letsItsWordsFit_data()
{
    QTest::addColumn<double>("until");
    for (const double until : {10.0, 0.001234, 123456.7, 1.234e-15})
        QTest::addRow("%g", until) << until;
}

void tst_Timeline::letsItsWordsFit()
{
    QFETCH(double, until);
    m_bar->begin(until);
    m_bar->resize(m_bar->minimumSizeHint());
    QVERIFY(m_bar->strip().width() >= 40);
    QVERIFY(m_bar->strip().right() < m_bar->findChild<QLineEdit*>()->x());
}

QTEST_MAIN(tst_Timeline)
#include "tst_Timeline.moc"
