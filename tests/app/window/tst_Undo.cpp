#include "app/experiments/ExperimentFile.h"
#include "app/session/Recovery.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/scene/view/StageView.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWindow>

using namespace dqm;

/// Nothing that a person changed in the window is lost without a word.
class TestUndo : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aDragOfASliderIsOneStep();
    void keysTakeBackAndMakeAgainAlsoFromANumberBox();
    void theMenuSaysWhatIsTakenBack();
    void everyControlShowsWhatIsTakenBack();
    void goingBackKeepsTheRunningState();
    void resettingIsQuietAndIsTakenBack();
    void anotherExperimentIsNoLoss();
    void closingAsksForEverythingThatIsNotSaved_data();
    void closingAsksForEverythingThatIsNotSaved();
    void closingSavesWhatLiesBelowTheTable();
    void aNameWithoutSuffixIsAskedAboutWithIt();
    void aFileThatSomethingElseChangedIsNotReplacedWithoutAsking();
    void whatACrashLeftIsOfferedAndRestored();
    void whatACrashLeftCanBeDiscarded();

private:
    QAction* command(CommandId id) { return m_window->commands()[id]; }
    double mass() const { return m_window->document().present().constants.mass; }
    QString at(const QString& name) const { return m_folder.filePath(name); }

    template <class T>
    T* child(const char* name)
    {
        T* found = m_window->findChild<T*>(name);
        Q_ASSERT(found);
        return found;
    }

    /// Answers each question that comes up with a button of that text, in turn.
    void answer(QStringList texts);
    void leaveACrash();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_answers;
    QStringList m_questions;
    QTimer m_answerer;
};

void TestUndo::initTestCase()
{
    test::keepSettingsIn(m_folder.path(), "tst_Undo");
    connect(&m_answerer, &QTimer::timeout, this, [this] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box || m_answers.isEmpty())
            return;
        const QString wanted = m_answers.takeFirst();
        m_questions << box->text();
        for (QAbstractButton* button : box->buttons()) {
            if (QString(button->text()).remove('&') == wanted)
                return button->click();
        }
        QFAIL(qPrintable("no button " + wanted));
    });
}

void TestUndo::init()
{
    QSettings().clear();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    m_answers.clear();
    m_questions.clear();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_answerer.start(20);
}

void TestUndo::cleanup()
{
    m_answerer.stop();
    m_window.reset();
}

void TestUndo::answer(QStringList texts) { m_answers = std::move(texts); }

void TestUndo::aDragOfASliderIsOneStep()
{
    auto* slider = child<ValueSlider>("constants.mass.slider");
    QWindow* window = m_window->windowHandle();
    const auto at
        = [&](int x) { return slider->mapTo(m_window.get(), QPoint(x, slider->height() / 2)); };
    QTest::mousePress(window, Qt::LeftButton, {}, at(slider->width() / 2));
    for (int x = slider->width() / 2; x < slider->width() - 10; x += 5)
        QTest::mouseMove(window, at(x));
    QTest::qWait(1100); // a hand that rests holds on
    QTest::mouseMove(window, at(slider->width() - 8));
    QTest::mouseRelease(window, Qt::LeftButton, {}, at(slider->width() - 8));
    QVERIFY(mass() > 2.0);
    command(CommandId::Undo)->trigger();
    QCOMPARE(mass(), 1.0);
    QVERIFY(!command(CommandId::Undo)->isEnabled());
}

void TestUndo::keysTakeBackAndMakeAgainAlsoFromANumberBox()
{
    auto* box = child<NumberBox>("constants.mass.box");
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, "2.5");
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(mass(), 2.5);
    QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(mass(), 1.0);
    QCOMPARE(box->text(), QString("1"));
    QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(mass(), 2.5);
    QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(mass(), 2.5);
    // What is half typed is the box's own to take back.
    box->selectAll();
    QTest::keyClicks(box, "7");
    QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(mass(), 2.5);
}

void TestUndo::theMenuSaysWhatIsTakenBack()
{
    QCOMPARE(command(CommandId::Undo)->text(), QString("&Undo"));
    m_window->setParameter("constants.mass", 2.0);
    QCOMPARE(command(CommandId::Undo)->text(), QString("&Undo Mass"));
    command(CommandId::Undo)->trigger();
    QCOMPARE(command(CommandId::Redo)->text(), QString("&Redo Mass"));
}

void TestUndo::everyControlShowsWhatIsTakenBack()
{
    m_window->setParameter("packets.width", 2.0);
    QCOMPARE(child<NumberBox>("packets.width.box")->value(), 2.0);
    command(CommandId::StageFour)->trigger();
    QCOMPARE(child<NumberBox>("packets.width.box")->value(), 2.0);
    command(CommandId::PrepareAlike)->trigger();
    command(CommandId::DriftArrows)->trigger();
    command(CommandId::NextColor)->trigger();
    QVERIFY(child<QWidget>("medium.friction.slider")->isVisible());
    for (int k = 0; k < 5; ++k)
        command(CommandId::Undo)->trigger();
    QVERIFY(!command(CommandId::Undo)->isEnabled());
    QVERIFY(!child<QWidget>("medium.friction.slider")->isVisible());
    QVERIFY(!command(CommandId::DriftArrows)->isChecked());
    QVERIFY(!command(CommandId::PrepareAlike)->isChecked());
    QCOMPARE(child<NumberBox>("packets.width.box")->value(), 1.0);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->scene().paneCount(), 1, 20000);
    QVERIFY(!m_window->isWindowModified());
    for (int k = 0; k < 5; ++k)
        command(CommandId::Redo)->trigger();
    QVERIFY(command(CommandId::DriftArrows)->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->scene().paneCount(), 4, 20000);
}

void TestUndo::goingBackKeepsTheRunningState()
{
    m_window->setPlaying(true);
    m_window->setParameter("constants.mass", 3.0);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->time > 0.1, 20000);
    m_window->setPlaying(false);
    command(CommandId::Undo)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame()->constants.mass == 1.0, 20000);
    QVERIFY(m_window->frame()->time > 0.1);
}

void TestUndo::resettingIsQuietAndIsTakenBack()
{
    auto* reset = child<QPushButton>("resetToFile");
    QVERIFY(!reset->property("primary").toBool());
    m_window->setParameter("constants.mass", 2.5);
    m_window->setParameter("packets.width", 1.5);
    const Experiment changed = m_window->document().present();
    reset->click();
    QVERIFY(!m_window->isWindowModified());
    command(CommandId::Undo)->trigger();
    QVERIFY(m_window->document().present() == changed);
    QVERIFY(m_window->isWindowModified());
    QCOMPARE(child<NumberBox>("constants.mass.box")->value(), 2.5);
}

void TestUndo::anotherExperimentIsNoLoss()
{
    const QString own = at("own.dqm");
    QVERIFY(m_window->saveTo(own));
    m_window->setParameter("constants.mass", 2.5);
    QVERIFY2(m_window->openExperimentNamed("double-slit"), "it asks nothing");
    QVERIFY(m_window->openExperimentNamed("one-ball-per-box"));
    QVERIFY(m_window->exhibits().isActive());
    while (m_window->table().path() != own)
        command(CommandId::Undo)->trigger();
    QVERIFY(!m_window->exhibits().isActive());
    QCOMPARE(mass(), 2.5);
    QVERIFY(m_window->isWindowModified());
    QVERIFY(m_window->windowTitle().contains("own.dqm"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->frame() && m_window->frame()->constants.mass == 2.5, 20000);
}

void TestUndo::closingAsksForEverythingThatIsNotSaved_data()
{
    QTest::addColumn<bool>("isOwnFile");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("closes");
    QTest::newRow("shipped, cancelled") << false << "Cancel" << false;
    QTest::newRow("shipped, discarded") << false << "Discard" << true;
    QTest::newRow("own, cancelled") << true << "Cancel" << false;
    QTest::newRow("own, discarded") << true << "Discard" << true;
    QTest::newRow("own, saved") << true << "Save" << true;
}

void TestUndo::closingAsksForEverythingThatIsNotSaved()
{
    QFETCH(bool, isOwnFile);
    QFETCH(QString, answer);
    QFETCH(bool, closes);
    const QString own = at("own.dqm");
    if (isOwnFile)
        QVERIFY(m_window->saveTo(own));
    m_window->setParameter("constants.mass", 2.5);
    this->answer({answer});
    QCOMPARE(m_window->close(), closes);
    QCOMPARE(m_questions.size(), 1);
    QVERIFY2(m_questions.front().contains("Free spreading"), qPrintable(m_questions.front()));
    if (isOwnFile)
        QCOMPARE(loadExperiment(own).constants.mass, answer == "Save" ? 2.5 : 1.0);
    if (!closes)
        QCOMPARE(mass(), 2.5);
}

void TestUndo::closingSavesWhatLiesBelowTheTable()
{
    const QString own = at("below.dqm");
    QVERIFY(m_window->saveTo(own));
    m_window->setParameter("constants.mass", 2.5);
    QVERIFY(m_window->openExperimentNamed("double-slit"));
    answer({"Save"});
    QVERIFY(m_window->close());
    QCOMPARE(loadExperiment(own).constants.mass, 2.5);
}

void TestUndo::aNameWithoutSuffixIsAskedAboutWithIt()
{
    const QString path = at("results.dqm");
    QVERIFY(m_window->saveTo(path));
    m_window->setParameter("constants.mass", 2.5);
    int dialogs = 0;
    QTimer chooser;
    connect(&chooser, &QTimer::timeout, this, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        if (++dialogs == 3)
            return dialog->reject();
        dialog->findChild<QLineEdit*>("fileNameEdit")->setText(at("results"));
        QMetaObject::invokeMethod(dialog, "accept");
    });
    chooser.start(50);
    answer({"No", "No"});
    command(CommandId::SaveAs)->trigger();
    QCOMPARE(m_questions.size(), 2);
    QVERIFY2(m_questions.front().contains("results.dqm"), qPrintable(m_questions.front()));
    QCOMPARE(loadExperiment(path).constants.mass, 1.0);
    dialogs = 0;
    answer({"Yes"});
    command(CommandId::SaveAs)->trigger();
    QCOMPARE(loadExperiment(path).constants.mass, 2.5);
}

void TestUndo::aFileThatSomethingElseChangedIsNotReplacedWithoutAsking()
{
    const QString path = at("shared.dqm");
    QVERIFY(m_window->saveTo(path));
    QVERIFY(m_window->openExperimentNamed(path));
    m_window->setParameter("constants.mass", 2.5);
    Experiment ofAnother = loadExperiment(path);
    ofAnother.title = "From elsewhere";
    saveExperiment(ofAnother, path);
    answer({"Cancel"});
    command(CommandId::Save)->trigger();
    QCOMPARE(m_questions.size(), 1);
    QVERIFY2(m_questions.front().contains("shared.dqm"), qPrintable(m_questions.front()));
    QCOMPARE(loadExperiment(path).title, std::string("From elsewhere"));
    answer({"Replace it"});
    command(CommandId::Save)->trigger();
    QCOMPARE(loadExperiment(path).constants.mass, 2.5);
    // What was written here is known.
    m_window->setParameter("constants.mass", 3.0);
    command(CommandId::Save)->trigger();
    QCOMPARE(m_questions.size(), 2);
    QCOMPARE(loadExperiment(path).constants.mass, 3.0);
}

/// A file as a killed run leaves it.
void TestUndo::leaveACrash()
{
    const QString folder
        = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/unsaved";
    m_window->setParameter("constants.mass", 2.75);
    QTRY_COMPARE(QDir(folder).entryList({"*.unsaved"}).size(), 1);
    const QString path = QDir(folder).filePath(QDir(folder).entryList({"*.unsaved"}).front());
    QVERIFY(QFile::copy(path, at("kept")));
    m_window.reset();
    QVERIFY(!QFile::exists(path));
    QVERIFY(QFile::copy(at("kept"), path));
    QVERIFY(QFile::remove(at("kept")));
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("double-slit"));
    m_window->show();
    m_window->offerRecovery();
}

void TestUndo::whatACrashLeftIsOfferedAndRestored()
{
    leaveACrash();
    auto* bar = child<MessageBar>("question");
    QTRY_VERIFY(bar->isVisible());
    QVERIFY2(bar->text().contains("Free spreading"), qPrintable(bar->text()));
    // Another experiment does not sweep the question away.
    QVERIFY(m_window->openExperimentNamed("tunnelling"));
    QVERIFY(bar->isVisible());
    const auto buttons = bar->findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 2);
    QCOMPARE(buttons[0]->text(), QString("Restore"));
    buttons[0]->click();
    QVERIFY(!bar->isVisible());
    QCOMPARE(mass(), 2.75);
    QVERIFY(m_window->isWindowModified());
    QCOMPARE(m_window->table().name(), QString("free-spreading"));
    command(CommandId::Undo)->trigger();
    QCOMPARE(m_window->table().name(), QString("tunnelling"));
}

void TestUndo::whatACrashLeftCanBeDiscarded()
{
    leaveACrash();
    child<MessageBar>("question")->findChildren<QPushButton*>()[1]->click();
    QCOMPARE(m_window->table().name(), QString("double-slit"));
    const QString folder
        = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/unsaved";
    QVERIFY(QDir(folder).entryList({"*.unsaved"}).isEmpty());
}

QTEST_MAIN(TestUndo)
#include "tst_Undo.moc"
