#include "app/experiments/ExperimentLibrary.h"
#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"
#include "support/Command.h"
#include "widgets/numbers/ReadoutTable.h"
#include "widgets/numbers/Readouts.h"
#include "widgets/panels/particles/ParticleReadouts.h"

#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr int looks = 20;

/// What a cross stands beside, line by line.
QStringList crossesIn(const QString& text) { return text.split('\n').filter(QStringLiteral("✗")); }

/// As coarse as its physics allows, so that all of them take a minute or two.
Experiment quick(const QString& name)
{
    const Experiment shipped = openExperiment(name);
    const bool mayBeCoarser
        = shipped.grid.isTorus() && shipped.grid.nx == 256 && shipped.potential.empty();
    return mayBeCoarser ? openExperiment(name, {"grid.points=[128,128]"}) : shipped;
}

} // namespace

/// No shipped experiment denies its own physics, in the window's marks or in the equations, at any
/// of 20 times over its run: a cross is for physics that fails, never for the grid.
class TestMarksOverARun : public QObject
{
    Q_OBJECT

private slots:
    void noCrossAndNoFailure_data();
    void noCrossAndNoFailure();
    void noCrossAfterHbarWasChanged_data();
    void noCrossAfterHbarWasChanged();
    void theCommandLineTakesTimes();
};

void TestMarksOverARun::noCrossAndNoFailure_data()
{
    QTest::addColumn<QString>("name");
    for (const ShippedExperiment& shipped : shippedExperiments())
        if (shipped.kind == "wave" || shipped.kind == "two-particles")
            QTest::newRow(qPrintable(shipped.name)) << shipped.name;
}

void TestMarksOverARun::noCrossAndNoFailure()
{
    QFETCH(QString, name);
    const Experiment experiment = quick(name);
    SimulationOptions options;
    options.evolveInKPrime = experiment.grid.isTorus();
    options.threads = threadCount();
    Simulation simulation(experiment, options);
    Readouts readouts;
    ParticleReadouts particles;
    const FrameRequest request{.fields = false, .ensembleReportEvery = 1, .equations = true};
    int said = 0;
    QStringList crosses;
    for (int n = 0; n <= looks; ++n) {
        simulation.advanceTo(experiment.time.until * n / looks);
        const auto frame = simulation.frame(request);
        readouts.setFrame(*frame);
        particles.setFrame(*frame);
        QStringList now = crossesIn(readouts.findChild<ReadoutTable*>()->plainText());
        if (frame->ensemble)
            now << crossesIn(particles.findChild<ReadoutTable*>()->plainText());
        for (const EquationRow& row : *frame->equations) {
            said += row.reason.empty();
            if (row.reason.empty() && !row.holds)
                now << QStringLiteral("%1 %2: %3 > %4")
                           .arg(QString::fromStdString(row.equation),
                               QString::fromStdString(row.quantity))
                           .arg(row.value)
                           .arg(row.bound);
        }
        for (const QString& cross : now)
            crosses << QStringLiteral("t = %1: %2").arg(frame->time).arg(cross.trimmed());
    }
    QVERIFY2(crosses.isEmpty(), qPrintable('\n' + crosses.join('\n')));
    QVERIFY2(said > 12 * looks, "reasons are no excuse for saying nothing");
}

void TestMarksOverARun::noCrossAfterHbarWasChanged_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("hbar");
    for (const char* name : {"boosted-spreading", "galilean-2x2"})
        for (const double hbar : {0.2, 0.7, 3.0})
            QTest::newRow(qPrintable(QStringLiteral("%1, %2").arg(name).arg(hbar)))
                << QString(name) << hbar;
}

/// psi is kept: numbers of K and K' stay equal, and what is equal carries no cross.
void TestMarksOverARun::noCrossAfterHbarWasChanged()
{
    QFETCH(QString, name);
    QFETCH(double, hbar);
    Experiment experiment = quick(name);
    Simulation simulation(experiment, {true, threadCount()});
    Readouts readouts;
    QStringList crosses;
    for (int n = 1; n <= 6; ++n) {
        simulation.advanceTo(0.25 * n * experiment.time.until);
        if (n == 2) {
            experiment.constants.hbar = hbar;
            simulation.apply(experiment);
        }
        readouts.setFrame(*simulation.frame({.fields = false}));
        crosses << crossesIn(readouts.findChild<ReadoutTable*>()->plainText());
    }
    QVERIFY2(crosses.isEmpty(), qPrintable(crosses.join('\n')));
}

void TestMarksOverARun::theCommandLineTakesTimes()
{
    const QStringList coarse{"equations", "cooling-in-a-well", "--times", "3"};
    const Outcome outcome = command(coarse);
    QCOMPARE(outcome.status, int(exitDone));
    QVERIFY(outcome.out.contains("all hold") && outcome.out.contains("imaginary time"));
    QVERIFY(outcome.out.contains("\n2.667 ") && outcome.out.contains("\n8 "));
    QCOMPARE(command({"equations", "--times", "2.5"}).status, int(exitBadInput));
    QCOMPARE(command({"equations", "--times", "2", "--at", "1"}).status, int(exitBadInput));
}

QTEST_MAIN(TestMarksOverARun)
#include "tst_MarksOverARun.moc"
