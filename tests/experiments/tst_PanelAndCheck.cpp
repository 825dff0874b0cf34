#include "app/experiments/ExperimentLibrary.h"
#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"
#include "support/Command.h"
#include "widgets/numbers/Marks.h"
#include "widgets/panels/paper/EquationNumbers.h"
#include "widgets/panels/paper/PaperPanel.h"

#include <QtTest>

#include <map>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A row by its words, and what is said of it.
using Verdicts = std::map<QString, QString>;

/// What `run --check` prints of the paper's equations.
Verdicts verdictsIn(const QString& table)
{
    constexpr int quantityWidth = 64;
    constexpr int verdictPlace = quantityWidth + 26 + 10 + 16 + 11;
    Verdicts verdicts;
    const QString rows = table.section(QStringLiteral("# Equations\n"), 1);
    for (const QString& line : rows.split('\n')) {
        if (line.startsWith('('))
            verdicts[line.left(quantityWidth).trimmed()] = line.mid(verdictPlace).trimmed();
    }
    return verdicts;
}

/// The same as the paper's panel shows it.
Verdicts verdictsOn(const PaperPanel& panel)
{
    Verdicts verdicts;
    for (const auto* numbers : panel.findChildren<EquationNumbers*>()) {
        for (const Readout& readout : numbers->readouts()) {
            if (const Verdict verdict = verdictOf(readout); verdict == Verdict::Unresolved)
                verdicts[QString::fromStdString(readout.label)]
                    = EquationNumbers::valueText(readout);
            else if (verdict != Verdict::None)
                verdicts[QString::fromStdString(readout.label)]
                    = verdict == Verdict::Broken ? QStringLiteral("FAILS") : wordOf(verdict);
        }
    }
    return verdicts;
}

} // namespace

/// The paper's panel and the command line judge by one and the same, on grids that are too coarse
/// for much of it too.
class TestPanelAndCheck : public QObject
{
    Q_OBJECT

private slots:
    void sayTheSameInEveryRow_data();
    void sayTheSameInEveryRow();
};

void TestPanelAndCheck::sayTheSameInEveryRow_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("changes");
    const auto row = [](const char* name, int points, QStringList changes = {}) {
        changes << QStringLiteral("grid.points=[%1,%1]").arg(points);
        QTest::addRow("%s, %d", name, points) << QString(name) << changes;
    };
    // As they are shipped, or as wide and slow as so coarse a grid takes them.
    row("free-spreading", 16, {"packets[0].sigma=[2.2,2.2]"});
    row("harmonic-breathing", 16, {"packets[0].sigma=[1.3,1.3]"});
    row("coherent-state", 16, {"packets[0].sigma=[1.3,1.3]", "packets[0].velocity=[0,0.5]"});
    row("box-revival", 16);
    row("fluid-on-a-torus", 16);
    row("where-the-fluid-ends", 16);
    row("vortex-pair-annihilation", 16);
    row("free-spreading", 32);
    row("boosted-spreading", 32);
    row("harmonic-breathing", 32, {"packets[0].sigma=[1.3,1.3]"});
    row("quantised-vortex", 32);
    row("box-revival", 32);
    row("cooling-in-a-well", 32);
    row("two-fermions-avoid-each-other", 32);
}

void TestPanelAndCheck::sayTheSameInEveryRow()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, changes);
    QStringList arguments{"run", name, "--check", "--quiet", "--until", "1", "--every", "1"};
    for (const QString& change : changes)
        arguments << "--set" << change;
    const Outcome outcome = command(arguments);
    const Verdicts printed = verdictsIn(QString::fromUtf8(outcome.out));
    QVERIFY2(printed.size() >= 8, outcome.out.constData() + outcome.err.toUtf8());

    // As the window runs it.
    Simulation simulation(openExperiment(name, changes),
        {.threads = threadCount(), .errorEstimate = ErrorEstimate::WhilePlaying});
    simulation.advanceTo(1.0);
    PaperPanel panel({});
    panel.setFrame(*simulation.frame({.fields = false, .equations = true}));
    QCOMPARE(verdictsOn(panel), printed);
}

QTEST_MAIN(TestPanelAndCheck)
#include "tst_PanelAndCheck.moc"
