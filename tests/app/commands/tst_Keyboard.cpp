#include "app/commands/Keyboard.h"
#include "app/window/ExhibitPage.h"
#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/scene/view/StageView.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

/// Where keys and the focus go in the assembled window.
class TestKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_Keyboard"); }

    void init()
    {
        QSettings().clear();
        m_window = std::make_unique<MainWindow>();
        QVERIFY(m_window->openExperimentNamed("free-spreading"));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void aControlThatVanishesGivesTheFocusToTheScene()
    {
        QVERIFY(m_window->openExperimentNamed("galilean-2x2"));
        auto* friction = child<ValueSlider>("medium.friction.slider");
        QVERIFY(friction->isVisible());
        friction->setFocus();
        QTRY_VERIFY(friction->hasFocus());
        const double hbar = m_window->document().present().constants.hbar;
        press(Qt::Key_1);
        QTRY_VERIFY(!friction->isVisible());
        QTRY_VERIFY(m_window->scene().hasFocus());
        press(Qt::Key_2);
        press(Qt::Key_3);
        QCOMPARE(m_window->document().present().constants.hbar, hbar);
        QCOMPARE(m_window->document().present().stage.rows,
            StageSettings::Rows::FrictionlessAndFrictional);
        QCOMPARE(m_window->document().present().stage.columns, StageSettings::Columns::K);
    }

    void aBoxThatVanishesOrIsDisabledGivesTheFocusToTheScene_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"medium.friction.box", "medium.velocity[0].box",
                 "constants.mass.box", "packets.width.slider"})
            QTest::newRow(name) << name;
    }

    void aBoxThatVanishesOrIsDisabledGivesTheFocusToTheScene()
    {
        QFETCH(QString, name);
        QVERIFY(m_window->openExperimentNamed("galilean-2x2"));
        auto* box = m_window->findChild<QWidget*>(name);
        QVERIFY(box);
        for (const auto& vanish :
            {std::function<void(bool)>([box](bool away) { box->setVisible(!away); }),
                std::function<void(bool)>([box](bool away) { box->setEnabled(!away); }),
                std::function<void(bool)>(
                    [this](bool) { m_window->commands()[CommandId::SceneOnly]->trigger(); })}) {
            box->setFocus();
            QTRY_VERIFY(box->hasFocus());
            vanish(true);
            QTRY_VERIFY(m_window->scene().hasFocus());
            vanish(false);
        }
    }

    void anExhibitThatTakesTheTableTakesTheFocus()
    {
        child<NumberBox>("constants.mass.box")->setFocus();
        QVERIFY(m_window->openExperimentNamed("one-ball-per-box"));
        QTRY_VERIFY(m_window->focusWidget() == m_window->exhibits().centre());
        press(Qt::Key_Space);
        QVERIFY(m_window->commands()[CommandId::Play]->isChecked());
    }

    void lettersInABoxAreNoShortcuts()
    {
        auto* box = child<NumberBox>("constants.mass.box");
        box->setFocus();
        QTRY_VERIFY(box->hasFocus());
        std::vector<bool> before;
        for (const QAction* action : m_window->commands().all())
            before.push_back(action->isChecked());
        const auto stage = m_window->document().present().stage;
        const QString text = box->text();
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            if (letter != 'e')
                QTest::keyClick(box, letter);
        }
        QCOMPARE(box->text(), text);
        QTest::keyClicks(box, "1234");
        for (std::size_t k = 0; k < before.size(); ++k)
            QCOMPARE(m_window->commands().all()[k]->isChecked(), before[k]);
        QVERIFY(m_window->document().present().stage == stage);
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(box->text(), text);
        QTest::keyClick(box, Qt::Key_C, Qt::ControlModifier);
        // Nothing is half typed: time may run.
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(m_window->commands()[CommandId::Play]->isChecked());
    }

    void keysOfOtherLayoutsActByTheirPlace_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("place");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<int>("command");
        const auto row = [](const char* name, int key, const QString& text, int place,
                             int modifiers, CommandId command) {
            QTest::newRow(name) << key << text << place << modifiers << static_cast<int>(command);
        };
        row("French 1", Qt::Key_Ampersand, "&", 10, 0, CommandId::StageOne);
        row("French 2", Qt::Key_Eacute, "é", 11, 0, CommandId::StageFrames);
        row("French 4", Qt::Key_Apostrophe, "'", 13, 0, CommandId::StageFour);
        row("Cyrillic C", 0x421, "с", 54, 0, CommandId::PotentialContours);
        row("Cyrillic U", 0x413, "г", 30, 0, CommandId::DiffusionLines);
        row("Cyrillic Shift+D", 0x412, "В", 40, Qt::ShiftModifier, CommandId::DriftArrows);
        row("Cyrillic Ctrl+D", 0x412, "\x04", 40, Qt::ControlModifier, CommandId::DriftTracers);
        row("Greek T", 0x3a4, "τ", 28, 0, CommandId::Flat);
        row("no place of a command", Qt::Key_Semicolon, ";", 47, 0, CommandId::Quit);
        row("a Latin letter is itself", Qt::Key_A, "a", 24, 0,
            CommandId::Quit); // French A, place Q
    }

    void keysOfOtherLayoutsActByTheirPlace()
    {
        QFETCH(int, key);
        QFETCH(QString, text);
        QFETCH(int, place);
        QFETCH(int, modifiers);
        QFETCH(int, command);
        m_window->scene().setFocus();
        QAction* wanted = m_window->commands()[static_cast<CommandId>(command)];
        QList<QAction*> given;
        for (QAction* action : m_window->commands().all())
            connect(action, &QAction::triggered, this, [&given, action] { given << action; });
        QKeyEvent event(QEvent::KeyPress, key, Qt::KeyboardModifiers(modifiers),
            static_cast<quint32>(place), 0, 0, text);
        QApplication::sendEvent(m_window->focusWidget(), &event);
        for (QAction* action : m_window->commands().all())
            disconnect(action, &QAction::triggered, this, nullptr);
        if (static_cast<CommandId>(command) == CommandId::Quit)
            QVERIFY(given.isEmpty());
        else
            QCOMPARE(given, QList<QAction*>{wanted});

        // Into a box it is written, or refused, and no more.
        auto* box = child<NumberBox>("constants.mass.box");
        box->setFocus();
        QTRY_VERIFY(box->hasFocus());
        given.clear();
        QKeyEvent again(QEvent::KeyPress, key, Qt::KeyboardModifiers(modifiers),
            static_cast<quint32>(place), 0, 0, text);
        QApplication::sendEvent(box, &again);
        QVERIFY(given.isEmpty());
    }

    void theKeysLieWhereTheyLie()
    {
        QCOMPARE(keyByPlace(10), Qt::Key_1);
        QCOMPARE(keyByPlace(19), Qt::Key_0);
        QCOMPARE(keyByPlace(24), Qt::Key_Q);
        QCOMPARE(keyByPlace(35), Qt::Key_BracketRight);
        QCOMPARE(keyByPlace(38), Qt::Key_A);
        QCOMPARE(keyByPlace(58), Qt::Key_M);
        QCOMPARE(keyByPlace(60), Qt::Key_Period);
        for (const quint32 other : {0U, 9U, 20U, 36U, 47U, 61U, 65U, 111U})
            QCOMPARE(keyByPlace(other), Qt::Key_unknown);
    }

    void everyKeyHasOneMeaning()
    {
        const auto keysOf = [this] {
            QStringList keys;
            for (const QAction* action : m_window->commands().all()) {
                for (const QKeySequence& key : action->shortcuts())
                    keys << key.toString() + ' ' + action->objectName();
            }
            return keys;
        };
        const QStringList ofWaves = keysOf();
        QSet<QString> seen;
        for (const QString& key : ofWaves) {
            QVERIFY2(!seen.contains(key.section(' ', 0, 0)), qPrintable(key));
            seen << key.section(' ', 0, 0);
        }
        QVERIFY(m_window->openExperimentNamed("one-ball-per-box"));
        QCOMPARE(keysOf(), ofWaves);
    }

    void particlesThatAreNotThereAreToldHowToGet()
    {
        QCOMPARE(m_window->document().present().ensemble.particles, 0);
        press(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY2(m_window->message().contains("no particles"), qPrintable(m_window->message()));
    }

private:
    /// To whoever has the focus, as a keyboard does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_window->windowHandle(), key, modifiers);
    }

    template <class T>
    T* child(const char* name)
    {
        T* found = m_window->findChild<T*>(name);
        Q_ASSERT(found);
        return found;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestKeyboard)
#include "tst_Keyboard.moc"
