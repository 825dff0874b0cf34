#include "widgets/numbers/LimitNote.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/NumberText.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <limits>
#include <memory>
#include <vector>

using namespace dqm;

class tst_NumberBox : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatIsTyped_data();
    void takesWhatIsTyped();
    void putsBackWhatIsNoNumber_data();
    void putsBackWhatIsNoNumber();
    void keepsAllDigitsOfAValueItShows();
    void leavesAHalfTypedNumberAlone();
    void knowsAWordForAValue();
    void stepsWithTheArrowKeys();
    void keepsEveryCharacterFromTheShortcuts();
    void saysWhichLimitItKeptTo();
    void writesNumbersForColumns_data();
    void writesNumbersForColumns();
    void writesRoundOffAsZero();
    void writesSmallErrors();
};

namespace {

void type(NumberBox& box, const QString& text)
{
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, text);
    QTest::keyClick(&box, Qt::Key_Return);
}

} // namespace

void tst_NumberBox::takesWhatIsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    QTest::newRow("plain") << "2.5" << 2.5;
    QTest::newRow("decimal comma") << "2,5" << 2.5;
    QTest::newRow("exponent") << "25e-1" << 2.5;
    QTest::newRow("negative") << "-0.5" << -0.5;
    QTest::newRow("above the range") << "1e9" << 10.0;
    QTest::newRow("below the range") << "-1e9" << -10.0;
    QTest::newRow("many digits") << "0.123456789012" << 0.123456789012;
}

void tst_NumberBox::takesWhatIsTyped()
{
    QFETCH(QString, text);
    QFETCH(double, expected);
    NumberBox box;
    box.setScale({-10.0, 10.0, 0.1, false});
    const QSignalSpy edited(&box, &NumberBox::valueEdited);
    type(box, text);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.first().first().toDouble(), expected);
    QCOMPARE(box.value(), expected);
}

void tst_NumberBox::putsBackWhatIsNoNumber_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "abc", "1.2.3", "nan", "inf", "1e999", "--1"})
        QTest::newRow(text) << text;
}

void tst_NumberBox::putsBackWhatIsNoNumber()
{
    QFETCH(QString, text);
    NumberBox box;
    box.setScale({-10.0, 10.0, 0.1, false});
    box.showValue(1.5);
    const QSignalSpy edited(&box, &NumberBox::valueEdited);
    box.selectAll();
    QTest::keyClick(&box, Qt::Key_Backspace);
    QTest::keyClicks(&box, text);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(box.text(), "1.5");
}

void tst_NumberBox::keepsAllDigitsOfAValueItShows()
{
    NumberBox box;
    box.setScale({0.0, 10.0, 0.1, false});
    const QSignalSpy edited(&box, &NumberBox::valueEdited);
    box.showValue(1.0 / 3.0);
    QCOMPARE(box.text(), "0.33333");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(box.value(), 1.0 / 3.0);
}

void tst_NumberBox::leavesAHalfTypedNumberAlone()
{
    NumberBox box;
    box.setScale({0.0, 10.0, 0.1, false});
    box.show();
    box.activateWindow();
    box.setFocus();
    QTRY_VERIFY(box.hasFocus());
    box.selectAll();
    QTest::keyClicks(&box, "7.");
    box.showValue(3.0);
    QCOMPARE(box.text(), "7.");
    QTest::keyClick(&box, Qt::Key_Escape);
    QCOMPARE(box.text(), "3");
}

void tst_NumberBox::knowsAWordForAValue()
{
    NumberBox box;
    box.setScale({0.0, 1.0, 0.01, false});
    box.setWord(0.0, "auto");
    box.showValue(0.0);
    QCOMPARE(box.text(), "auto");
    type(box, "0.25");
    QCOMPARE(box.value(), 0.25);
    const QSignalSpy edited(&box, &NumberBox::valueEdited);
    type(box, "auto");
    QCOMPARE(edited.count(), 1);
    QCOMPARE(box.value(), 0.0);
}

void tst_NumberBox::stepsWithTheArrowKeys()
{
    NumberBox box;
    box.setScale({-1.0, 1.0, 0.1, false});
    box.showValue(0.0);
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.value(), 0.1);
    QTest::keyClick(&box, Qt::Key_PageDown);
    QCOMPARE(box.value(), -0.9);
    QTest::keyClick(&box, Qt::Key_PageDown);
    QCOMPARE(box.value(), -1.0);
}

void tst_NumberBox::keepsEveryCharacterFromTheShortcuts()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* box = new NumberBox;
    column->addWidget(box);
    box->showValue(0.5);
    QAction play;
    play.setShortcut(Qt::Key_Space);
    window.addAction(&play);
    const QSignalSpy played(&play, &QAction::triggered);
    std::vector<std::unique_ptr<QAction>> commands;
    int given = 0;
    for (const int key : {int(Qt::Key_A), int(Qt::Key_C), int(Qt::Key_T), int(Qt::Key_2),
             int(Qt::Key_Period), int(Qt::Key_BracketLeft), int(Qt::SHIFT) | int(Qt::Key_D)}) {
        commands.push_back(std::make_unique<QAction>());
        commands.back()->setShortcut(QKeySequence(key));
        connect(commands.back().get(), &QAction::triggered, this, [&given] { ++given; });
        window.addAction(commands.back().get());
    }
    window.show();
    window.activateWindow();
    box->setFocus();
    QTRY_VERIFY(box->hasFocus());
    box->selectAll();
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(played.count(), 1);
    QTest::keyClicks(box, "a2cTD[.5");
    QCOMPARE(given, 0);
    QCOMPARE(box->text(), QString("2.5"));
    // In the middle of a number Space is a character too.
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(played.count(), 1);
}

void tst_NumberBox::saysWhichLimitItKeptTo()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* box = new NumberBox;
    column->addWidget(box);
    box->setScale({0.1, 10.0, 0.1, false});
    window.show();
    const auto note = [&window] { return window.findChild<LimitNote*>(); };
    type(*box, "0.5");
    QVERIFY(!note());
    type(*box, "1e-9");
    QCOMPARE(box->value(), 0.1);
    QTRY_VERIFY(note() && note()->isVisible());
    QCOMPARE(note()->text(), QString("1e-09 is below the least, 0.1"));
    QVERIFY(window.rect().contains(note()->geometry().topLeft()));
    type(*box, "40");
    QTRY_VERIFY(note());
    QCOMPARE(note()->text(), QString("40 is above the most, 10"));
    type(*box, "4");
    QVERIFY(!note());
    type(*box, "-1");
    QTRY_VERIFY(note());
    type(*box, "1e999");
    QCOMPARE(box->text(), QString("0.1"));
    QTRY_COMPARE(note()->text(), QString("“1e999” is no number, 0.1 stays"));
    type(*box, "3");
    QVERIFY(!note());
    type(*box, "-1");
    QTRY_VERIFY(note());
    box->hide();
    QTRY_VERIFY(!note());
}

void tst_NumberBox::writesNumbersForColumns_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << 1.0 << "1.00000";
    QTest::newRow("negative") << -12.34567 << "−12.34567";
    QTest::newRow("thousands") << 1234.5678 << "1234.5678";
    QTest::newRow("ten thousands") << 12345.678 << "12345.678";
    QTest::newRow("large") << 123456.0 << "1.235×10⁵";
    QTest::newRow("small") << -1.2344e-5 << "−1.234×10⁻⁵";
    QTest::newRow("tiny, but measured against nothing") << 3e-17 << "3.000×10⁻¹⁷";
    QTest::newRow("nothing") << 0.0 << "0.00000";
    QTest::newRow("no number") << std::nan("") << "—";
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << "—";
}

void tst_NumberBox::writesNumbersForColumns()
{
    QFETCH(double, value);
    QFETCH(QString, text);
    QCOMPARE(columnNumber(value), text);
}

void tst_NumberBox::writesRoundOffAsZero()
{
    QCOMPARE(columnNumber(-3e-14, 1.0), "0.00000");
    QCOMPARE(columnNumber(3e-9, 1e4), "0.00000");
    QCOMPARE(columnNumber(3e-9, 1.0), "3.000×10⁻⁹");
}

void tst_NumberBox::writesSmallErrors()
{
    QCOMPARE(errorNumber(-2.24e-15), "−2.2×10⁻¹⁵");
    QCOMPARE(errorNumber(0.0), "0");
    QCOMPARE(errorNumber(std::nan("")), "—");
}

QTEST_MAIN(tst_NumberBox)
#include "tst_NumberBox.moc"
