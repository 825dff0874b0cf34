#include "widgets/panels/bars/MessageBar.h"

#include <QLabel>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace dqm;

class tst_MessageBar : public QObject
{
    Q_OBJECT

private slots:
    void isHiddenWhenEmpty();
    void keepsAnErrorUntilItIsClosed();
    void letsAHintGoByItself();
    void doesNotLetAHintHideAnError();
    void growsWithItsText();
    void showsTextAsItIs();
};

void tst_MessageBar::isHiddenWhenEmpty()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showError({});
    QVERIFY(bar.isHidden());
}

void tst_MessageBar::keepsAnErrorUntilItIsClosed()
{
    MessageBar bar;
    bar.showError("No such file.");
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.property("severity").toString(), "error");
    QVERIFY(!bar.findChild<QTimer*>()->isActive());
    bar.findChild<QToolButton*>("close")->click();
    QVERIFY(bar.isHidden());
    QVERIFY(bar.text().isEmpty());
}

void tst_MessageBar::letsAHintGoByItself()
{
    MessageBar bar;
    bar.showHint("Drag the scene.");
    QCOMPARE(bar.text(), "Drag the scene.");
    QTimer* timer = bar.findChild<QTimer*>();
    QVERIFY(timer->isActive());
    timer->start(1);
    QTRY_VERIFY(bar.isHidden());
    bar.showHint("Again.");
    QVERIFY(!bar.isHidden());
    QVERIFY(!bar.graphicsEffect());
}

void tst_MessageBar::doesNotLetAHintHideAnError()
{
    MessageBar bar;
    bar.showError("Broken.");
    bar.showHint("By the way.");
    QCOMPARE(bar.text(), "Broken.");
    bar.clear();
    bar.showHint("By the way.");
    QCOMPARE(bar.text(), "By the way.");
}

void tst_MessageBar::growsWithItsText()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* bar = new MessageBar;
    column->addWidget(bar);
    column->addStretch(1);
    window.resize(300, 400);
    window.show();
    bar->showError("Short.");
    QTest::qWait(20);
    const int before = bar->height();
    bar->showError(QString("A reason that takes several lines. ").repeated(8));
    QTRY_VERIFY(bar->height() > 2 * before);
    auto* label = bar->findChild<QLabel*>();
    QVERIFY(label->height() >= label->heightForWidth(label->width()));
}

void tst_MessageBar::showsTextAsItIs()
{
    MessageBar bar;
    bar.showError("a < b && c > d <b>not bold</b>");
    QCOMPARE(bar.findChild<QLabel*>()->textFormat(), Qt::PlainText);
    QCOMPARE(bar.text(), "a < b && c > d <b>not bold</b>");
}

QTEST_MAIN(tst_MessageBar)
#include "tst_MessageBar.moc"
