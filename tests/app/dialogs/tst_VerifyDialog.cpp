#include "app/dialogs/VerifyDialog.h"
#include "widgets/numbers/ReadoutTable.h"

#include <QPushButton>
#include <QtTest>

using namespace dqm;

namespace {

const VerificationCase spreading{
    "Spreading", "free-spreading", {"grid.points=[64,64]"}, 0.5, {"Closed forms"}};
const VerificationCase slow{"Slow", "free-spreading",
    {"grid.points=[256,256]", "potential=[{\"type\":\"lattice\"}]", "time.step=1e-4"}, 0.8};

} // namespace

class TestVerifyDialog : public QObject
{
    Q_OBJECT

private slots:
    void showsTheTableOfTheCommand();
    void saysWhatFails();
    void isCancelledByItsButtonAndByItsEnd();
};

void TestVerifyDialog::showsTheTableOfTheCommand()
{
    VerifyDialog dialog(theme(ThemeKind::Light), nullptr, {spreading});
    QVERIFY(dialog.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isBusy(), 60'000);
    QVERIFY2(dialog.state().startsWith("This installation computes what it should: 8 hold"),
        qPrintable(dialog.state()));
    const QString text = dialog.table().plainText();
    QVERIFY2(text.startsWith("Spreading\tfound\texpected\twithin\n"), qPrintable(text));
    QVERIFY(text.contains("sigma x\t") && text.count("✓") == 8);
    QCOMPARE(dialog.findChild<QPushButton*>("stop")->text(), QString("Close"));
    dialog.findChild<QPushButton*>("stop")->click();
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
}

void TestVerifyDialog::saysWhatFails()
{
    VerifyDialog dialog(
        theme(ThemeKind::Dark), nullptr, {{"Nothing", "no-such-experiment"}, spreading});
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isBusy(), 60'000);
    QVERIFY(dialog.state().startsWith("This installation does not compute what it should"));
    QCOMPARE(dialog.table().plainText().count("✗"), 1);
}

void TestVerifyDialog::isCancelledByItsButtonAndByItsEnd()
{
    VerifyDialog dialog(theme(ThemeKind::Light), nullptr, {spreading, slow, slow});
    dialog.findChild<QPushButton*>("stop")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isBusy(), 120'000);
    QVERIFY2(dialog.state().startsWith("Cancelled"), qPrintable(dialog.state()));
    // Destroyed while it runs: it waits for the runs in hand, and nobody is told any more.
    VerifyDialog gone(theme(ThemeKind::Light), nullptr, {slow, slow});
}

QTEST_MAIN(TestVerifyDialog)
#include "tst_VerifyDialog.moc"
