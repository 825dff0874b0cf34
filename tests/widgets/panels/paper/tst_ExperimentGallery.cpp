#include "widgets/numbers/EquationText.h"
#include "widgets/panels/paper/EquationChips.h"
#include "widgets/panels/paper/ExperimentGallery.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>

using namespace dqm;

class tst_ExperimentGallery : public QObject
{
    Q_OBJECT

private slots:
    void showsAnExperimentWithoutEmitting();
    void emitsTheNameOfTheChosenOne();
    void namesAFileThatIsNotInTheList();
    void wrapsEquationsIntoItsWidth();
    void knowsEveryEquationOfThePaper();
};

namespace {

std::vector<ExperimentGallery::Entry> entries()
{
    return {{"free-spreading", "Free spreading"}, {"vortex", "Quantised vortex"}};
}

} // namespace

void tst_ExperimentGallery::showsAnExperimentWithoutEmitting()
{
    ExperimentGallery gallery(entries());
    const QSignalSpy chosen(&gallery, &ExperimentGallery::chosen);
    gallery.setCurrent("vortex", "Quantised vortex", "A **hole** in ρ", {"6", "16"});
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(gallery.findChild<QComboBox*>()->currentText(), "Quantised vortex");
    QCOMPARE(gallery.findChild<QTextBrowser*>()->toPlainText().trimmed(), "A hole in ρ");
    QVERIFY(gallery.findChild<EquationChips*>()->accessibleName().contains("6, 16"));
}

void tst_ExperimentGallery::emitsTheNameOfTheChosenOne()
{
    ExperimentGallery gallery(entries());
    gallery.setCurrent("free-spreading", "Free spreading", {}, {});
    gallery.show();
    const QSignalSpy chosen(&gallery, &ExperimentGallery::chosen);
    QTest::keyClick(gallery.findChild<QComboBox*>(), Qt::Key_Down);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), "vortex");
}

void tst_ExperimentGallery::namesAFileThatIsNotInTheList()
{
    ExperimentGallery gallery(entries());
    gallery.setCurrent({}, "My own", {}, {});
    const auto* chooser = gallery.findChild<QComboBox*>();
    QCOMPARE(chooser->currentIndex(), -1);
    QCOMPARE(chooser->placeholderText(), "My own");
    QCOMPARE(chooser->count(), 2);
}

void tst_ExperimentGallery::wrapsEquationsIntoItsWidth()
{
    EquationChips chips;
    QStringList numbers;
    for (int number = 1; number <= 12; ++number)
        numbers << QStringLiteral("(%1)").arg(number);
    chips.setEquations(numbers);
    QVERIFY(chips.heightForWidth(120) > chips.heightForWidth(276));
    QVERIFY(chips.heightForWidth(276) > chips.heightForWidth(2000));
    chips.setEquations({});
    QCOMPARE(chips.heightForWidth(276), 0);
}

void tst_ExperimentGallery::knowsEveryEquationOfThePaper()
{
    for (int number = 1; number <= 34; ++number)
        QVERIFY2(
            !equationText(QString::number(number)).isEmpty(), qPrintable(QString::number(number)));
    QVERIFY(equationText("35").isEmpty());
    QVERIFY(equationText("3").contains("Nelson's osmotic velocity has the opposite sign"));
}

QTEST_MAIN(tst_ExperimentGallery)
#include "tst_ExperimentGallery.moc"
