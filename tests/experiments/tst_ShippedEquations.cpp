#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "core/equations/EquationTable.h"
#include "support/Command.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace dqm;
using namespace dqm::test;

/// Every equation of the table, for every shipped experiment at the start and a little later.
class TestShippedEquations : public QObject
{
    Q_OBJECT

private slots:
    void hold_data();
    void hold();
    void theCommandSaysSo();
    void aStepTooLargeDoesNotHold();
    void timesMustAscend();
};

void TestShippedEquations::hold_data()
{
    QTest::addColumn<QString>("name");
    for (const ShippedExperiment& shipped : shippedExperiments())
        if (shipped.kind == "wave" || shipped.kind == "two-particles")
            QTest::newRow(qPrintable(shipped.name)) << shipped.name;
}

void TestShippedEquations::hold()
{
    QFETCH(QString, name);
    const Experiment experiment = openExperiment(name);
    const auto rows = equationTable(experiment, {0.0, experiment.time.until / 8.0}, 2);
    QVERIFY(rows.size() > 12);
    QStringList failures;
    for (const EquationRow& row : rows)
        if (!row.holds)
            failures << QStringLiteral("%1 %2: %3 > %4 at t = %5")
                            .arg(QString::fromStdString(row.equation),
                                QString::fromStdString(row.quantity))
                            .arg(row.value)
                            .arg(row.bound)
                            .arg(row.time);
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join("; ")));
}

void TestShippedEquations::theCommandSaysSo()
{
    const Outcome good = command({"equations", "free-spreading"});
    QCOMPARE(good.status, int(exitDone));
    QVERIFY(good.out.contains("all hold") && good.out.contains("(16)"));
    QVERIFY(command({"equations"}).out.contains("all hold"));
    QCOMPARE(command({"equations", "no-such-thing"}).status, int(exitBadInput));
}

/// A step at which the solver is no longer right must show, in the table and in the exit status.
void TestShippedEquations::aStepTooLargeDoesNotHold()
{
    Experiment experiment = openExperiment("harmonic-breathing");
    experiment.time.scheme = Scheme::Strang;
    experiment.time.step = 0.9;
    const auto rows = equationTable(experiment, {0.0, experiment.time.until / 8.0}, 2);
    QVERIFY(!std::ranges::all_of(rows, [](const EquationRow& row) { return row.holds; }));

    const QTemporaryDir folder;
    const QString path = folder.filePath("wide.dqm");
    saveExperiment(experiment, path);
    const Outcome outcome = command({"equations", path});
    QCOMPARE(outcome.status, int(exitFailed));
    QVERIFY(outcome.out.contains("FAILS"));
}

void TestShippedEquations::timesMustAscend()
{
    const Experiment experiment = openExperiment("free-spreading");
    QVERIFY_EXCEPTION_THROWN(equationTable(experiment, {1.0, 0.5}), std::invalid_argument);
}

QTEST_GUILESS_MAIN(TestShippedEquations)
#include "tst_ShippedEquations.moc"
