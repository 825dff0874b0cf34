#include "app/experiments/ExperimentFile.h"
#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QDialog>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

/// Instants that are kept with an experiment, by keys, menu and dialog of the window.
class TestMomentMenu : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_MomentMenu"); }
    void init();
    void cleanup() { m_window.reset(); }

    void keepingNotesTimeAndView();
    void aKeyGoesBackToTimeAndView();
    void theyAreInTheOrderOfTime();
    void keepingCanBeTakenBack();
    void aFileBringsThemBack();
    void theDialogNamesOrdersAndRemoves();
    void aNameThatStandsTwiceIsRefused();
    void anExhibitHasNone();

private:
    const std::vector<Moment>& moments() const { return m_window->document().present().moments; }
    void trigger(CommandId id) { m_window->commands()[id]->trigger(); }
    double shown() const { return m_window->frame() ? m_window->frame()->time : -1.0; }
    bool goTo(double time)
    {
        emit m_window->findChild<Timeline*>()->asked(time);
        return QTest::qWaitFor([&] { return std::abs(shown() - time) < 1e-9; });
    }
    QDialog* dialog()
    {
        trigger(CommandId::EditMoments);
        return m_window->findChild<QDialog*>("momentDialog");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestMomentMenu::init()
{
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    m_window->resize(1100, 760);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(m_window->frame());
}

void TestMomentMenu::keepingNotesTimeAndView()
{
    QVERIFY(!m_window->commands()[CommandId::NextMoment]->isEnabled());
    QVERIFY(goTo(1.5));
    trigger(CommandId::Flat);
    QTest::keyClick(&m_window->scene(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(int(moments().size()), 1);
    QCOMPARE(moments()[0].name, std::string("t = 1.5"));
    QCOMPARE(moments()[0].time, 1.5);
    QVERIFY(moments()[0].view && moments()[0].view->flat);
    QVERIFY(m_window->commands()[CommandId::NextMoment]->isEnabled());
    QVERIFY(m_window->table().isModified());
}

void TestMomentMenu::aKeyGoesBackToTimeAndView()
{
    QVERIFY(goTo(1.5));
    trigger(CommandId::Flat);
    trigger(CommandId::KeepMoment);
    trigger(CommandId::Flat);
    QVERIFY(goTo(3.0));
    trigger(CommandId::KeepMoment);
    QTest::keyClick(&m_window->scene(), Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(shown(), 1.5);
    QVERIFY(m_window->commands()[CommandId::Flat]->isChecked());
    QTest::keyClick(&m_window->scene(), Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(shown(), 3.0);
    QVERIFY(!m_window->commands()[CommandId::Flat]->isChecked());
    trigger(CommandId::NextMoment); // the last one stays
    QTest::keyClick(&m_window->scene(), Qt::Key_PageUp, Qt::ControlModifier);
    QTRY_COMPARE(shown(), 1.5);
}

void TestMomentMenu::theyAreInTheOrderOfTime()
{
    for (const double time : {2.0, 0.5, 1.0, 1.0}) {
        QVERIFY(goTo(time));
        trigger(CommandId::KeepMoment);
    }
    QCOMPARE(int(moments().size()), 4);
    for (std::size_t i = 1; i < moments().size(); ++i) {
        QVERIFY(moments()[i - 1].time <= moments()[i].time);
        QVERIFY(moments()[i - 1].name != moments()[i].name);
    }
}

void TestMomentMenu::keepingCanBeTakenBack()
{
    QVERIFY(goTo(1.0));
    trigger(CommandId::KeepMoment);
    const auto before = m_window->frame();
    trigger(CommandId::Undo);
    QVERIFY(moments().empty());
    QVERIFY(!m_window->commands()[CommandId::NextMoment]->isEnabled());
    trigger(CommandId::Redo);
    QCOMPARE(int(moments().size()), 1);
    QCOMPARE(m_window->frame()->time, before->time); // no number is made anew
    QVERIFY(!m_window->isPreparing());
}

void TestMomentMenu::aFileBringsThemBack()
{
    QVERIFY(goTo(1.0));
    trigger(CommandId::KeepMoment);
    const auto kept = moments();
    const QString path = m_folder.filePath("with-moments.dqm");
    QVERIFY(m_window->saveTo(path));
    QVERIFY(m_window->openExperimentNamed("tunnelling"));
    QVERIFY(moments().empty());
    QVERIFY(m_window->openExperimentNamed(path));
    QCOMPARE(moments(), kept);
    QTRY_VERIFY(m_window->frame() && !m_window->isPreparing());
    QTest::keyClick(&m_window->scene(), Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(shown(), 1.0);
}

void TestMomentMenu::theDialogNamesOrdersAndRemoves()
{
    for (const double time : {0.5, 1.0}) {
        QVERIFY(goTo(time));
        trigger(CommandId::KeepMoment);
    }
    auto* list = dialog()->findChild<QListWidget*>("moments");
    QCOMPARE(list->count(), 2);
    list->item(1)->setText("half way");
    QCOMPARE(moments()[1].name, std::string("half way"));
    list->setCurrentRow(1);
    const auto click = [&](const char* text) {
        for (QPushButton* button : dialog()->findChildren<QPushButton*>()) {
            if (button->text().remove('&') == text)
                return button->click();
        }
        QFAIL("no such button");
    };
    click("Move up");
    QCOMPARE(moments()[0].name, std::string("half way"));
    click("Go there");
    QTRY_COMPARE(shown(), 1.0);
    click("Remove");
    QCOMPARE(int(moments().size()), 1);
    QCOMPARE(moments()[0].time, 0.5);
    trigger(CommandId::Undo);
    QCOMPARE(list->count(), 2);
}

void TestMomentMenu::aNameThatStandsTwiceIsRefused()
{
    for (const double time : {0.5, 1.0}) {
        QVERIFY(goTo(time));
        trigger(CommandId::KeepMoment);
    }
    auto* list = dialog()->findChild<QListWidget*>("moments");
    list->item(1)->setText("t = 0.5");
    QCOMPARE(moments()[1].name, std::string("t = 1"));
    QCOMPARE(list->item(1)->text(), QString("t = 1"));
    QVERIFY2(m_window->message().contains("a name of its own"), qPrintable(m_window->message()));
}

void TestMomentMenu::anExhibitHasNone()
{
    trigger(CommandId::KeepMoment);
    QVERIFY(m_window->openExperimentNamed("walking-at-light-speed"));
    QVERIFY(!m_window->commands()[CommandId::KeepMoment]->isEnabled());
    QVERIFY(!m_window->commands()[CommandId::NextMoment]->isEnabled());
    QVERIFY(m_window->openExperimentNamed("free-spreading"));
    QVERIFY(m_window->commands()[CommandId::KeepMoment]->isEnabled());
}

QTEST_MAIN(TestMomentMenu)
#include "tst_MomentMenu.moc"
