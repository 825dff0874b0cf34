#include "app/experiments/ExperimentFile.h"
#include "core/potentials/Potential.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"
#include "window/SceneHand.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace dqm;
using test::areNear;

namespace {

const QString bowl = QStringLiteral("0.05*x^2 + 0.1*y^2");

constexpr double roundOff = 1e-4; // of pictures, which are of single precision

double bowlAt(Vec2 place) { return 0.05 * place.x() * place.x() + 0.1 * place.y() * place.y(); }

} // namespace

/// An own potential and an own packet, made in the assembled window with the mouse and the keys
/// alone.
class TestCards : public QObject, private test::SceneHand
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Cards"); }
    void init()
    {
        begin();
        m_clicks = 0;
    }
    void cleanup() { m_window.reset(); }

    void anOwnPotentialAndPacketTakeFiveClicksAndNoFile_data();
    void anOwnPotentialAndPacketTakeFiveClicksAndNoFile();
    void whatWasTypedIsOneStepAndUndoneToTheBit();
    void aBadFormulaLeavesVAsItIs();
    void aFaultDoesNotScrollItsFormulaAway();
    void aSliderOfASymbolActsOnTheRunningState();
    void aDragOfASymbolIsOneStep();
    void aWholeNumberIsRoundedInItsBox();
    void whatAHandDrawsStandsInTheList();
    void isSavedWithTheExperiment();
    void aLessonThatLocksParametersLocksTheCards();
    void anExhibitHasNoCards();

private:
    template <class T>
    T* child(const QString& name) const
    {
        T* found = m_window->findChild<T*>(name);
        if (!found)
            qWarning("no %s", qPrintable(name));
        return found;
    }
    void click(QWidget* widget);
    /// "+" of a list and a kind of its menu: two clicks.
    void add(const QString& list, const QString& kind);
    void addBowl();
    /// The largest difference of the V that is shown from the bowl times a factor.
    double farFromBowl(double factor = 1.0) const;
    int m_clicks = 0;
};

void TestCards::click(QWidget* widget)
{
    QVERIFY(widget && widget->isVisible());
    ++m_clicks;
    QTest::mouseClick(widget, Qt::LeftButton);
}

void TestCards::add(const QString& list, const QString& kind)
{
    auto* button = child<QToolButton>(list + ".add");
    QVERIFY(button->isVisible());
    // An open menu has the loop for itself: whoever chooses from it comes by a timer.
    QTimer::singleShot(0, this, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            if (action->objectName() != list + ".add." + kind)
                continue;
            ++m_clicks;
            return QTest::mouseClick(
                menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        menu->close();
        QFAIL(qPrintable("no " + kind));
    });
    click(button);
    // This platform leaves no window active when a menu closes.
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    // The hand goes on in what was added.
    const QString path = QStringLiteral("%1.%2.").arg(list).arg(
        list == "potential" ? experiment().potential.size() - 1 : experiment().packets.size() - 1);
    QTRY_VERIFY2(
        QApplication::focusWidget() && QApplication::focusWidget()->objectName().startsWith(path),
        qPrintable(QApplication::focusWidget() ? QApplication::focusWidget()->objectName()
                                               : QString("nothing")));
}

void TestCards::addBowl()
{
    add("potential", "formula");
    QTest::keyClicks(QApplication::focusWidget(), bowl);
    QTRY_COMPARE(child<QLineEdit>("potential.0.expression")->text(), bowl);
    QTRY_VERIFY_WITH_TIMEOUT(farFromBowl() < roundOff, 20000);
}

double TestCards::farFromBowl(double factor) const
{
    const auto frame = m_window->frame();
    if (!frame || frame->pictures[0].V.size() == 0)
        return 1e9;
    const FloatField& V = frame->pictures[0].V;
    const Grid& grid = frame->pictures[0].grid;
    double most = 0.0;
    for (int j = 0; j < grid.ny; ++j) {
        for (int i = 0; i < grid.nx; ++i)
            most = std::max(most, std::abs(V(j, i) - factor * bowlAt(Vec2(grid.x(i), grid.y(j)))));
    }
    return most;
}

void TestCards::anOwnPotentialAndPacketTakeFiveClicksAndNoFile_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("beside the scene") << QSize(1366, 768);
    QTest::newRow("in a drawer") << QSize(1024, 768);
    QTest::newRow("in little height") << QSize(1024, 600);
}

void TestCards::anOwnPotentialAndPacketTakeFiveClicksAndNoFile()
{
    QFETCH(QSize, size);
    m_window->resize(size);
    QTest::qWait(20);
    if (auto* tab = m_window->findChild<QWidget*>("experimentDock.tab"); tab->isVisible())
        click(tab);
    add("potential", "formula");
    QTest::keyClicks(QApplication::focusWidget(), bowl);
    QTRY_VERIFY_WITH_TIMEOUT(farFromBowl() < roundOff, 20000);
    add("packets", "gaussian");
    // The first number has the focus.
    for (const char* number : {"-6", "4"}) {
        QTest::keyClicks(QApplication::focusWidget(), number);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY2(m_clicks <= 5, qPrintable(QString::number(m_clicks)));
    QCOMPARE(int(experiment().packets.size()), 2);
    QVERIFY(areNear(std::get<GaussianPacket>(experiment().packets[1]).center, {-6.0, 4.0}));
    // What was added last is seen, however long the list is.
    const QWidget* added = child<QWidget>("packets.1");
    QTRY_VERIFY(added->visibleRegion().boundingRect().height() == added->height());
    QVERIFY2(m_window->message().isEmpty(), qPrintable(m_window->message()));
    // Prepared with both: the mean lies half way.
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isPreparing()
            && areNear(m_window->frame()->pictures[0].numbers.moments.mean, {-3.0, 2.0}, 0.02),
        20000);
    QVERIFY(farFromBowl() < roundOff);
}

void TestCards::whatWasTypedIsOneStepAndUndoneToTheBit()
{
    const Experiment before = experiment();
    const std::shared_ptr<const Frame> seen = m_window->frame();
    add("potential", "formula");
    const Experiment added = experiment();
    for (const QChar& letter : bowl) {
        QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
        // Whoever types thinks: every beginning that can be read is taken meanwhile.
        if (letter == 'x' || letter == '2')
            QTest::qWait(450);
    }
    QTRY_VERIFY_WITH_TIMEOUT(farFromBowl() < roundOff, 20000);
    const Experiment after = experiment();
    auto* line = child<QLineEdit>("potential.0.expression");
    QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(experiment() == added);
    QCOMPARE(line->text(), QString("0"));
    QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(experiment() == after);
    undo();
    undo();
    QVERIFY(experiment() == before);
    QVERIFY(!m_window->findChild<QWidget*>("potential.0"));
    // The running state is what it was, and so is what is computed of it.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->pictures[0].numbers.energies.potential == 0.0
            && m_window->frame()->pictures[0].numbers.energies.drift
                == seen->pictures[0].numbers.energies.drift
            && m_window->frame()->pictures[0].numbers.energies.diffusion
                == seen->pictures[0].numbers.energies.diffusion,
        20000);
}

void TestCards::aBadFormulaLeavesVAsItIs()
{
    addBowl();
    const Experiment before = experiment();
    auto* line = child<QLineEdit>("potential.0.expression");
    QTest::keyClicks(line, " + sin(");
    auto* fault = child<QLabel>("potential.0.expression.fault");
    QTRY_VERIFY(fault->isVisible());
    QCOMPARE(fault->text(), QString("at character 26 found the end, expected a value"));
    QVERIFY(experiment() == before);
    QVERIFY(farFromBowl() < roundOff);
    // One line at its place, not another one above the scene.
    QVERIFY2(m_window->message().isEmpty(), qPrintable(m_window->message()));
    QTest::keyClicks(line, "x)*0");
    QTRY_VERIFY(!fault->isVisible());
    QVERIFY(experiment() != before);
}

void TestCards::aFaultDoesNotScrollItsFormulaAway()
{
    m_window->resize(1280, 600);
    for (const char* kind : {"slits", "lattice", "formula"})
        add("potential", kind);
    auto* line = child<QLineEdit>("potential.2.expression");
    QTest::keyClicks(line, "foo(x) + 1");
    auto* fault = child<QLabel>("potential.2.expression.fault");
    QTRY_VERIFY(fault->isVisible());
    QTest::qWait(500); // the panel is laid out
    for (const QWidget* part : {static_cast<QWidget*>(line), static_cast<QWidget*>(fault)})
        QCOMPARE(part->visibleRegion().boundingRect(), part->rect());
}

void TestCards::aSliderOfASymbolActsOnTheRunningState()
{
    add("potential", "formula");
    QTest::keyClicks(QApplication::focusWidget(), "k*(" + bowl + ")\r");
    QTRY_VERIFY_WITH_TIMEOUT(farFromBowl() < roundOff, 20000);
    m_window->setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->time > 0.2, 20000);
    m_window->setPlaying(false);
    auto* slider = child<ValueSlider>("potential.0.parameters.k.slider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    const double k = std::get<FormulaTerm>(experiment().potential[0]).parameters.at("k");
    QVERIFY(k > 1.0);
    QTRY_VERIFY_WITH_TIMEOUT(farFromBowl(k) < roundOff, 20000);
    QVERIFY(m_window->frame()->time > 0.2);
}

void TestCards::aDragOfASymbolIsOneStep()
{
    add("potential", "formula");
    QTest::keyClicks(QApplication::focusWidget(), "k*x^2\r");
    const Experiment before = experiment();
    auto* slider = child<ValueSlider>("potential.0.parameters.k.slider");
    QWindow* window = m_window->windowHandle();
    const auto at
        = [&](int x) { return slider->mapTo(m_window.get(), QPoint(x, slider->height() / 2)); };
    const int middle = slider->width() / 2;
    QTest::mousePress(window, Qt::LeftButton, {}, at(middle));
    for (int x = middle; x < slider->width() - 10; x += 9)
        QTest::mouseMove(window, at(x));
    QTest::mouseRelease(window, Qt::LeftButton, {}, at(slider->width() - 10));
    QVERIFY(std::get<FormulaTerm>(experiment().potential[0]).parameters.at("k") > 1.2);
    undo();
    QVERIFY(experiment() == before);
}

void TestCards::aWholeNumberIsRoundedInItsBox()
{
    add("potential", "slits");
    auto* box = child<NumberBox>("potential.0.count.box");
    for (const auto& [typed, shown] : {std::pair("2.3", "2"), std::pair("2.8", "3")}) {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, typed);
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(box->text(), QString(shown));
        QCOMPARE(
            QString::number(std::get<SlitsTerm>(experiment().potential[0]).count), QString(shown));
    }
}

void TestCards::whatAHandDrawsStandsInTheList()
{
    flat(true);
    tool("toolWall")->trigger();
    drag({pixelOf({-4.0, 6.0}), pixelOf({4.0, 6.0})});
    QCOMPARE(int(experiment().potential.size()), 1);
    auto* head = child<QToolButton>("potential.head");
    QVERIFY(head->text().endsWith("1"));
    click(head);
    click(child<QToolButton>("potential.0.close"));
    QVERIFY(experiment().potential.empty());
}

void TestCards::isSavedWithTheExperiment()
{
    addBowl();
    const QString file = m_folder.filePath("own.dqm");
    QVERIFY(m_window->saveTo(file));
    const Experiment saved = loadExperiment(file);
    QCOMPARE(std::get<FormulaTerm>(saved.potential.at(0)).expression, bowl.toStdString());
    QVERIFY(m_window->openExperimentNamed("double-slit"));
    QVERIFY(m_window->openExperimentNamed(file));
    QCOMPARE(child<QLineEdit>("potential.0.expression")->text(), bowl);
}

void TestCards::aLessonThatLocksParametersLocksTheCards()
{
    auto* add = child<QToolButton>("potential.add");
    QVERIFY(add->isEnabled());
    QVERIFY(m_window->openExperimentNamed("lesson-no-preferred-frame"));
    auto* next = child<QAbstractButton>("lessonNext");
    const auto& steps = experiment().lesson;
    for (std::size_t step = 0; step + 1 < steps.size() && next->isEnabled(); ++step) {
        QCOMPARE(add->isEnabled(), steps[step].allow.empty());
        next->click();
    }
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    QVERIFY(add->isEnabled());
}

void TestCards::anExhibitHasNoCards()
{
    QVERIFY(child<QToolButton>("potential.head")->isVisible());
    QVERIFY(m_window->openExperimentNamed("balls-that-share-their-chances"));
    QVERIFY(!child<QToolButton>("potential.head")->isVisible());
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    QVERIFY(child<QToolButton>("potential.head")->isVisible());
}

QTEST_MAIN(TestCards)
#include "tst_Cards.moc"
