#include "widgets/panels/bars/ViewBar.h"

#include <QAction>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace dqm;

class tst_ViewBar : public QObject
{
    Q_OBJECT

private slots:
    void showsAColoringWithoutEmitting();
    void emitsTheChosenColoring();
    void pressesItsActions();
    void warnsOfTheOppositeSignOfU();
    void explainsTheLinesOfAFlowOnce();
};

void tst_ViewBar::showsAColoringWithoutEmitting()
{
    ViewBar bar({});
    const QSignalSpy changed(&bar, &ViewBar::colorByChanged);
    bar.setColorBy(ColorBy::QuantumPotential);
    QCOMPARE(changed.count(), 0);
    QVERIFY(bar.findChild<QComboBox*>()->currentText().contains("Q"));
}

void tst_ViewBar::emitsTheChosenColoring()
{
    ViewBar bar({});
    bar.show();
    bar.activateWindow();
    QList<ColorBy> emitted;
    connect(&bar, &ViewBar::colorByChanged, this, [&emitted](ColorBy by) { emitted << by; });
    auto* colors = bar.findChild<QComboBox*>();
    colors->setFocus();
    QTest::keyClick(colors, Qt::Key_Down);
    QTest::keyClick(colors, Qt::Key_Down);
    QCOMPARE(emitted, QList<ColorBy>({ColorBy::Density, ColorBy::DriftSpeed}));
}

void tst_ViewBar::pressesItsActions()
{
    QAction flat;
    flat.setCheckable(true);
    const ViewBar bar({.flat = &flat});
    auto* button = bar.findChild<QToolButton*>();
    QVERIFY(button);
    button->click();
    QVERIFY(flat.isChecked());
    flat.setChecked(false);
    QVERIFY(!button->isChecked());
}

void tst_ViewBar::warnsOfTheOppositeSignOfU()
{
    ViewBar bar({});
    bar.setColorBy(ColorBy::DiffusionSpeed);
    QVERIFY(bar.findChild<QComboBox*>()->toolTip().contains(
        "Nelson's osmotic velocity has the opposite sign"));
}

void tst_ViewBar::explainsTheLinesOfAFlowOnce()
{
    QAction drift(QStringLiteral("Drift lines"));
    QAction diffusion(QStringLiteral("Diffusion lines"));
    const ViewBar bar({.driftLines = &drift, .diffusionLines = &diffusion});
    const ViewBar another({.driftLines = &drift, .diffusionLines = &diffusion});
    const QString text = diffusion.toolTip();
    QVERIFY(text.startsWith(QLatin1String("Diffusion lines")));
    QCOMPARE(text.count(QLatin1String("Nelson's osmotic velocity has the opposite sign")), 1);
    QVERIFY(text.contains(QLatin1String("does not carry")));
    QVERIFY(!drift.toolTip().contains(QLatin1String("Nelson")));
    QCOMPARE(bar.findChildren<QToolButton*>().size(), 2);
}

QTEST_MAIN(tst_ViewBar)
#include "tst_ViewBar.moc"
