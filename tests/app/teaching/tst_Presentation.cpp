#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/bars/PlaybackBar.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QDockWidget>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

/// The window in front of a class.
class TestPresentation : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Presentation"); }
    void init();
    void cleanup() { m_window.reset(); }

    void nothingButTheSceneAndTheStripIsSeen();
    void everythingComesBackAsItWas_data();
    void everythingComesBackAsItWas();
    void typeIsLarge();
    void theStripShowsTheMoment();
    void theStripMovesTheObserver();
    void otherKeysAreDead();
    void aClickerGoesThroughTheMoments();
    void aClickerPlaysWhereThereAreNone();
    void aKeyBlacksTheScreenAndAnyKeyLightsIt();
    void theSpotFollowsThePointer();
    void anExhibitIsPresentedToo();

private:
    QAction* command(CommandId id) { return m_window->commands()[id]; }
    QWidget& strip() { return *m_window->findChild<QWidget*>("presentationStrip"); }
    void press(Qt::Key key) { QTest::keyClick(&m_window->scene(), key); }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestPresentation::init()
{
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->resize(1100, 760);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(m_window->frame());
    m_window->scene().setFocus();
}

void TestPresentation::nothingButTheSceneAndTheStripIsSeen()
{
    QVERIFY(!strip().isVisible());
    press(Qt::Key_F5);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(strip().isVisible());
    QVERIFY(m_window->scene().isVisible());
    QVERIFY(!m_window->menuBar()->isVisible());
    QVERIFY(!m_window->findChild<Timeline*>()->isVisible());
    QVERIFY(!m_window->findChild<PlaybackBar*>()->isVisible());
    for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>())
        QVERIFY2(!dock->isVisible(), qPrintable(dock->objectName()));
}

void TestPresentation::everythingComesBackAsItWas_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("panels are drawers") << 1100;
    QTest::newRow("panels are docks") << 1500;
}

void TestPresentation::everythingComesBackAsItWas()
{
    QFETCH(int, width);
    m_window->resize(width, 760);
    const auto seen = [this] {
        std::vector<bool> docks;
        for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>())
            docks.push_back(dock->isVisible());
        return docks;
    };
    const std::vector<bool> before = seen();
    QCOMPARE(m_window->findChild<QDockWidget*>("numbersDock")->isVisible(), width > 1280);
    for (const Qt::Key end : {Qt::Key_Escape, Qt::Key_F5}) {
        press(Qt::Key_F5);
        press(end);
        QVERIFY(!m_window->isFullScreen());
        QVERIFY(!strip().isVisible());
        QVERIFY(m_window->menuBar()->isVisible());
        QVERIFY(m_window->findChild<Timeline*>()->isVisible());
        QTRY_COMPARE(seen(), before);
        QVERIFY(!command(CommandId::SceneOnly)->isChecked());
        QVERIFY(!command(CommandId::Present)->isChecked());
    }
    command(CommandId::Present)->trigger();
    command(CommandId::FullScreen)->setChecked(false); // as a window manager may
    QVERIFY(!command(CommandId::Present)->isChecked());
    QVERIFY(m_window->menuBar()->isVisible());
}

void TestPresentation::typeIsLarge()
{
    const int usual = QFontMetrics(QApplication::font()).height();
    press(Qt::Key_F5);
    const double wanted = 24.0 * QGuiApplication::primaryScreen()->size().height() / 1080.0;
    const int now = QFontMetrics(QApplication::font()).height();
    QVERIFY2(std::abs(now - std::clamp(wanted, 0.9 * usual, 2.0 * usual)) <= 2.0,
        qPrintable(QString::number(now)));
    press(Qt::Key_Escape);
    QCOMPARE(QFontMetrics(QApplication::font()).height(), usual);
}

void TestPresentation::theStripShowsTheMoment()
{
    press(Qt::Key_F5);
    emit m_window->findChild<Timeline*>()->asked(1.25);
    const auto shows = [this](const QString& text) {
        return std::ranges::any_of(strip().findChildren<QLabel*>(),
            [&](const QLabel* label) { return label->text().contains(text); });
    };
    QTRY_VERIFY(shows("<b>1.25</b>"));
    QVERIFY(shows("<i>U</i><sub>u</sub>"));
}

void TestPresentation::theStripMovesTheObserver()
{
    press(Qt::Key_F5);
    auto* slider = strip().findChild<ValueSlider*>("strip.frame.velocity[0].slider");
    QVERIFY(slider);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QVERIFY(m_window->document().present().frameVelocity.x() > 0.0);
    QTRY_VERIFY(m_window->frame()->frameVelocity.x() > 0.0);
}

void TestPresentation::otherKeysAreDead()
{
    press(Qt::Key_F5);
    const Experiment before = m_window->document().present();
    for (const Qt::Key key : {Qt::Key_T, Qt::Key_2, Qt::Key_Q, Qt::Key_P, Qt::Key_C, Qt::Key_Z})
        press(key);
    QTest::keyClick(&m_window->scene(), Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(m_window->document().present(), before);
    QVERIFY(!command(CommandId::Flat)->isChecked());
    QVERIFY(!command(CommandId::ParticlePanel)->isChecked());
    press(Qt::Key_Space);
    QVERIFY(command(CommandId::Play)->isChecked());
    press(Qt::Key_Space);
}

void TestPresentation::aClickerGoesThroughTheMoments()
{
    for (const double time : {0.5, 2.0}) {
        emit m_window->findChild<Timeline*>()->asked(time);
        QTRY_COMPARE(m_window->frame()->time, time);
        command(CommandId::KeepMoment)->trigger();
    }
    press(Qt::Key_F5);
    press(Qt::Key_PageUp);
    QTRY_COMPARE(m_window->frame()->time, 0.5);
    press(Qt::Key_PageDown);
    QTRY_COMPARE(m_window->frame()->time, 2.0);
}

void TestPresentation::aClickerPlaysWhereThereAreNone()
{
    press(Qt::Key_F5);
    press(Qt::Key_PageDown);
    QVERIFY(command(CommandId::Play)->isChecked());
    QTRY_VERIFY(m_window->frame()->time > 0.0);
    press(Qt::Key_PageDown);
    QVERIFY(!command(CommandId::Play)->isChecked());
    press(Qt::Key_PageUp);
    QTRY_COMPARE(m_window->frame()->time, 0.0);
}

void TestPresentation::aKeyBlacksTheScreenAndAnyKeyLightsIt()
{
    press(Qt::Key_F5);
    auto* curtain = m_window->findChild<QWidget*>("curtain");
    press(Qt::Key_B);
    QVERIFY(curtain->isVisible());
    QCOMPARE(curtain->geometry(), m_window->rect());
    QCOMPARE(m_window->grab().toImage().pixelColor(m_window->rect().center()), QColor(Qt::black));
    press(Qt::Key_Space);
    QVERIFY(!curtain->isVisible());
    QVERIFY(!command(CommandId::Play)->isChecked());
    press(Qt::Key_B);
    press(Qt::Key_Escape); // lights it first
    QVERIFY(command(CommandId::Present)->isChecked());
}

void TestPresentation::theSpotFollowsThePointer()
{
    auto* spot = m_window->findChild<QWidget*>("pointerSpot");
    QTest::mouseMove(&m_window->scene(), QPoint(100, 100));
    QVERIFY(!spot->isVisible());
    press(Qt::Key_F5);
    const QPoint place(220, 180);
    QTest::mouseMove(&m_window->scene(), place);
    QVERIFY(spot->isVisible());
    const QPoint expected = m_window->scene().mapTo(m_window.get(), place);
    QVERIFY((spot->geometry().center() - expected).manhattanLength() <= 2);
    press(Qt::Key_Escape);
    QVERIFY(!spot->isVisible());
}

void TestPresentation::anExhibitIsPresentedToo()
{
    QVERIFY(m_window->openExperimentNamed("walking-at-light-speed"));
    press(Qt::Key_F5);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(!strip().isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(!m_window->findChild<Timeline*>()->isVisible());
}

QTEST_MAIN(TestPresentation)
#include "tst_Presentation.moc"
