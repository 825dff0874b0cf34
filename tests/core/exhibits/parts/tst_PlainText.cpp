#include "core/exhibits/parts/PlainText.h"

#include <QTest>

using namespace dqm;

class TestPlainText : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheLettersOfRichText_data()
    {
        QTest::addColumn<QString>("rich");
        QTest::addColumn<QString>("plain");
        const auto row = [](const char* rich, const char* plain) {
            QTest::newRow(rich) << QString::fromUtf8(rich) << QString::fromUtf8(plain);
        };
        row("", "");
        row("share", "share");
        row("<i>n</i><sub>1</sub>", "n₁");
        row("d<sup>2</sup>k/ω", "d²k/ω");
        row("P(r < R)", "P(r < R)");
        row("a<b", "a<b");
        row("a &lt; b&nbsp;&amp; c", "a < b & c");
        row("E<sub>tot</sub> 12", "Etot 12");
        row("V e<sup>−λt</sup>, 1", "V e^(−λt), 1");
        row("D<sup>α−1</sup>, exact", "Dᵅ⁻¹, exact");
        row("(1 − w)<sup>n − 2</sup>", "(1 − w)ⁿ⁻²");
        row("10<sup>−3</sup> and x<sub>2</sub><sup>2</sup>", "10⁻³ and x₂²");
        row("<b>10<sup>12</sup></b> 3", "10¹² 3");
    }
    void keepsTheLettersOfRichText()
    {
        QFETCH(QString, rich);
        QTEST(QString::fromStdString(plainText(rich.toStdString())), "plain");
    }
};

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_PlainText.moc"
