#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace dqm;

namespace {

constexpr int patience = 20000;

template <class Field>
bool isSame(const Field& a, const Field& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}

} // namespace

/// The assembled window goes to other times of its run, and all that it shows goes with it.
class TestTimeTravel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_TimeTravel"); }
    void init();
    void cleanup() { m_window.reset(); }

    void whatWasSeenComesBackAsItWas_data();
    void whatWasSeenComesBackAsItWas();
    void aDragShowsOneMomentEverywhere();
    void aTypedTimeIsLandedOn_data();
    void aTypedTimeIsLandedOn();
    void timeGoesOnFromThereIfItRan();
    void aChangeEndsWhatWasKnown();
    void whatLiesBeforeAChangeIsSeenUnderTheValuesOfNow();
    void aStageChosenOnTheWayIsLaidOutAtOnce_data();
    void aStageChosenOnTheWayIsLaidOutAtOnce();
    void anArrowKeyGoesALittleWay();
    void whateverEndsADragLeavesAWholeWindow_data();
    void whateverEndsADragLeavesAWholeWindow();
    void saysWhatIsNoTime();

private:
    QAction* command(CommandId id) const { return m_window->commands()[id]; }
    Timeline& timeline() const { return *m_window->findChild<Timeline*>(); }
    QPoint at(double time) const
    {
        return {qRound(timeline().placeOf(time)), timeline().strip().center().y()};
    }
    void open(const QString& name);
    void playTo(double time);
    bool standsAt(double time) const
    {
        return m_window->frame() && std::abs(m_window->frame()->time - time) < 1e-12;
    }
    void type(const QString& text);

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestTimeTravel::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    open("coherent-state");
}

void TestTimeTravel::open(const QString& name)
{
    QVERIFY(m_window->openExperimentNamed(name));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() != nullptr, patience);
}

void TestTimeTravel::playTo(double time)
{
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time >= time, patience);
    m_window->setPlaying(false);
    QTest::qWait(100); // what is on its way comes
}

void TestTimeTravel::type(const QString& text)
{
    auto* box = m_window->findChild<QLineEdit*>("goToTime");
    QTest::mouseClick(box, Qt::LeftButton);
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
}

void TestTimeTravel::whatWasSeenComesBackAsItWas_data()
{
    QTest::addColumn<QString>("experiment");
    for (const char* name : {"coherent-state", "galilean-2x2", "what-if-v-plus-u", "box-revival",
             "two-fermions-avoid-each-other"})
        QTest::newRow(name) << QString(name);
}

void TestTimeTravel::whatWasSeenComesBackAsItWas()
{
    QFETCH(QString, experiment);
    open(experiment);
    std::map<double, std::shared_ptr<const Frame>> seen;
    connect(m_window.get(), &MainWindow::frameTaken, this,
        [&] { seen[m_window->frame()->time] = m_window->frame(); });
    const double until = m_window->document().present().time.until;
    playTo(0.05 * until);
    disconnect(m_window.get(), &MainWindow::frameTaken, this, nullptr);
    QVERIFY(seen.size() > 4);
    for (const double share : {0.5, 0.1, 0.8}) {
        auto before = seen.lower_bound(share * seen.rbegin()->first);
        const Frame& then = *before->second;
        QTest::mousePress(&timeline(), Qt::LeftButton, {}, at(then.time));
        QTest::mouseRelease(&timeline(), Qt::LeftButton, {}, at(then.time));
        QTRY_VERIFY_WITH_TIMEOUT(timeline().areClose(m_window->frame()->time, then.time), patience);
        // That very moment, wherever the pixel was.
        type(QString::number(then.time, 'g', 17));
        QTRY_VERIFY_WITH_TIMEOUT(
            standsAt(then.time) && m_window->frame() != before->second, patience);
        const Frame& now = *m_window->frame();
        QCOMPARE(now.run, then.run);
        QCOMPARE(now.steps, then.steps);
        QCOMPARE(now.pictures.size(), then.pictures.size());
        for (std::size_t i = 0; i < now.pictures.size(); ++i) {
            if (now.pictures[i].hasFields() && then.pictures[i].hasFields()) {
                // Read from rows the first time and where it lies the other: floats to rounding.
                QVERIFY((now.pictures[i].re - then.pictures[i].re).abs().maxCoeff()
                    <= 1e-6F * std::sqrt(then.pictures[i].rhoMax));
            }
            QVERIFY(now.pictures[i].particles.places == then.pictures[i].particles.places);
        }
        for (std::size_t i = 0; i < now.frictional.size(); ++i)
            QVERIFY(isSame(now.frictional[i].rho, then.frictional[i].rho));
    }
}

void TestTimeTravel::aDragShowsOneMomentEverywhere()
{
    playTo(1.0);
    const double last = m_window->frame()->time;
    const long long run = m_window->frame()->run;
    auto* plots = m_window->findChild<PlotPanel*>();
    QTest::mousePress(&timeline(), Qt::LeftButton, {}, at(0.8 * last));
    for (const double share : {0.6, 0.3, 0.5}) {
        QTest::mouseMove(&timeline(), at(share * last));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::abs(m_window->frame()->time - share * last) < 0.1 * last, patience);
        QCOMPARE(m_window->frame()->run, run);
        // What is known stays known.
        QVERIFY(timeline().knownUntil() >= last);
        QVERIFY(plots->plotInView().columns().front().values.back() >= last);
    }
    QVERIFY(!m_window->isPreparing());
    QTest::mouseRelease(&timeline(), Qt::LeftButton, {}, at(0.5 * last));
    QTRY_VERIFY_WITH_TIMEOUT(!timeline().isDragged(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(timeline().areClose(m_window->frame()->time, 0.5 * last), patience);
    QVERIFY(plots->plotInView().columns().front().values.back() >= last);
}

void TestTimeTravel::aTypedTimeIsLandedOn_data()
{
    QTest::addColumn<double>("time");
    QTest::newRow("known") << 0.375;
    QTest::newRow("the start") << 0.0;
    QTest::newRow("not yet reached") << 2.125;
}

void TestTimeTravel::aTypedTimeIsLandedOn()
{
    QFETCH(double, time);
    playTo(0.5);
    type(QString::number(time));
    QTRY_VERIFY_WITH_TIMEOUT(standsAt(time), patience);
    QVERIFY(m_window->scene().hasFocus() || m_window->scene().isAncestorOf(qApp->focusWidget()));
    // Curves go on without a leap.
    const auto columns = m_window->findChild<PlotPanel*>()->plotInView().columns();
    const std::vector<double>& times = columns.front().values;
    QVERIFY(std::ranges::is_sorted(times));
    QVERIFY(times.back() >= time);
    for (std::size_t i = 1; i < times.size(); ++i)
        QVERIFY(times[i] - times[i - 1] < 0.5);
    QVERIFY(timeline().knownUntil() >= time);
}

void TestTimeTravel::timeGoesOnFromThereIfItRan()
{
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time >= 1.0, patience);
    QTest::mousePress(&timeline(), Qt::LeftButton, {}, at(0.5));
    QTest::qWait(100);
    const double held = m_window->frame()->time;
    QVERIFY(held < 0.9);
    QTest::qWait(200);
    QCOMPARE(m_window->frame()->time, held);
    QTest::mouseRelease(&timeline(), Qt::LeftButton, {}, at(0.5));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame()->time > 0.55 && m_window->frame()->time < 0.9, patience);
    QVERIFY(command(CommandId::Play)->isChecked());
}

void TestTimeTravel::aChangeEndsWhatWasKnown()
{
    playTo(1.0);
    type("0.5");
    QTRY_VERIFY_WITH_TIMEOUT(standsAt(0.5), patience);
    QVERIFY(timeline().knownUntil() >= 1.0);
    m_window->setParameter("constants.mass", 1.5);
    QTRY_VERIFY_WITH_TIMEOUT(timeline().knownUntil() <= 0.5, patience);
    playTo(0.8);
    QVERIFY(timeline().knownUntil() < 1.0);
    const auto columns = m_window->findChild<PlotPanel*>()->plotInView().columns();
    QVERIFY(columns.front().values.back() < 1.0);
}

void TestTimeTravel::whatLiesBeforeAChangeIsSeenUnderTheValuesOfNow()
{
    playTo(1.0);
    QVERIFY(!timeline().lastChange());
    m_window->setParameter("constants.mass", 1.5);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->frame()->constants.mass, 1.5, patience);
    const double changed = m_window->frame()->time;
    QTRY_VERIFY(timeline().lastChange() && *timeline().lastChange() == changed);
    int others = 0;
    connect(m_window.get(), &MainWindow::frameTaken, this,
        [&] { others += m_window->frame()->constants.mass != 1.5; });
    QTest::mousePress(&timeline(), Qt::LeftButton, {}, at(0.8 * changed));
    for (const double share : {0.6, 0.3, 0.5}) {
        QTest::mouseMove(&timeline(), at(share * changed));
        // A picture of three pixels beside is near enough for a drag.
        const int pixel = at(share * changed).x();
        QTRY_VERIFY_WITH_TIMEOUT(
            std::abs(timeline().placeOf(m_window->frame()->time) - pixel) < 3.01, patience);
    }
    QTest::mouseRelease(&timeline(), Qt::LeftButton, {}, at(0.5 * changed));
    QTest::qWait(100);
    QCOMPARE(others, 0);
    QVERIFY2(m_window->message().contains("changed"), qPrintable(m_window->message()));
    // Nothing is lost by looking: the later time is known and comes back.
    type(QString::number(changed, 'g', 17));
    QTRY_VERIFY_WITH_TIMEOUT(standsAt(changed), patience);
    QCOMPARE(others, 0);
    QCOMPARE(*timeline().lastChange(), changed);
    disconnect(m_window.get(), &MainWindow::frameTaken, this, nullptr);
}

void TestTimeTravel::aStageChosenOnTheWayIsLaidOutAtOnce_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<int>("panes");
    QTest::newRow("K | K'") << int(CommandId::StageFrames) << 2;
    QTest::newRow("frictionless | frictional") << int(CommandId::StageDiffusions) << 2;
    QTest::newRow("2 x 2") << int(CommandId::StageFour) << 4;
}

void TestTimeTravel::aStageChosenOnTheWayIsLaidOutAtOnce()
{
    QFETCH(int, id);
    QFETCH(int, panes);
    constexpr double far = 1e6;
    type(QString::number(far));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->message().startsWith("Running to"), patience);
    command(static_cast<CommandId>(id))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->scene().paneCount(), panes, patience);
    QVERIFY(m_window->frame()->time < far);
    QVERIFY2(m_window->message().startsWith("Running to"), "and the way goes on");
    command(CommandId::StageOne)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->scene().paneCount(), 1, patience);
    command(CommandId::Restart)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(standsAt(0.0), patience);
}

void TestTimeTravel::anArrowKeyGoesALittleWay()
{
    playTo(1.0);
    const double until = m_window->document().present().time.until;
    const double start = m_window->frame()->time;
    timeline().setFocus();
    QTest::keyClick(&timeline(), Qt::Key_Left);
    QTRY_VERIFY_WITH_TIMEOUT(
        std::abs(m_window->frame()->time - (start - 0.01 * until)) < 1e-9, patience);
    QTest::keyClick(&timeline(), Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(m_window->frame()->time - start) < 1e-9, patience);
    QCOMPARE(qApp->focusWidget(), &timeline());
}

void TestTimeTravel::whateverEndsADragLeavesAWholeWindow_data()
{
    QTest::addColumn<QString>("what");
    for (const char* what :
        {"home", "another experiment", "an exhibit", "play", "escape", "reverse", "undo"})
        QTest::newRow(what) << QString(what);
}

void TestTimeTravel::whateverEndsADragLeavesAWholeWindow()
{
    QFETCH(QString, what);
    m_window->setParameter("constants.mass", 1.5);
    playTo(1.0);
    QTest::mousePress(&timeline(), Qt::LeftButton, {}, at(0.5));
    QTest::qWait(50);
    if (what == "home")
        command(CommandId::Restart)->trigger();
    else if (what == "another experiment")
        m_window->openExperimentNamed("free-spreading");
    else if (what == "an exhibit")
        m_window->openExperimentNamed("balls-that-share-their-chances");
    else if (what == "play")
        m_window->setPlaying(true);
    else if (what == "escape")
        QTest::keyClick(&timeline(), Qt::Key_Escape);
    else if (what == "reverse")
        command(CommandId::Reverse)->trigger();
    else
        command(CommandId::Undo)->trigger();
    QTest::mouseRelease(&timeline(), Qt::LeftButton, {}, at(0.5));
    if (what == "an exhibit")
        QVERIFY(m_window->openExperimentNamed("coherent-state"));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->frame() && !m_window->isPreparing() && !timeline().isDragged(), patience);
    // Time can be run from here.
    m_window->setPlaying(false);
    command(CommandId::Reverse)->setChecked(false);
    QTest::qWait(200);
    const double now = m_window->frame()->time;
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > now + 0.1, patience);
}

void TestTimeTravel::saysWhatIsNoTime()
{
    type("soon");
    QVERIFY2(m_window->message().contains("\"soon\""), qPrintable(m_window->message()));
}

QTEST_MAIN(TestTimeTravel)
#include "tst_TimeTravel.moc"
