#include "app/console/Batch.h"
#include "app/console/RunCommand.h"
#include "app/experiments/ExperimentFile.h"
#include "support/Command.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dqm;
using namespace dqm::test;

class TestBatch : public QObject
{
    Q_OBJECT

private slots:
    void listsAJobPerValueForAShell()
    {
        const Outcome listed = command({"run", "free-fall", "--series", "a b{mass}.csv", "--set",
            "constants.mass=1:2:0.5", "--list-jobs"});
        QCOMPARE(listed.status, int(exitDone));
        QCOMPARE(listed.out.count('\n'), 3);
        QVERIFY(listed.out.contains(
            "dqmlab run free-fall --series 'a b1.5.csv' --set constants.mass=1.5\n"));
    }

    void runsEveryJobIntoItsOwnFile()
    {
        const QTemporaryDir folder;
        const Outcome outcome = command({"run", "free-spreading", "--quiet", "--set",
            "grid.points=[32,32]", "--set", "constants.mass=1:2:1", "--until", "0.1", "--every",
            "0.1", "--series", folder.filePath("m{mass}.csv")});
        QCOMPARE(outcome.err, QString());
        QCOMPARE(outcome.status, int(exitDone));
        QCOMPARE(loadExperiment(folder.filePath("m1.csv")).constants.mass, 1.0);
        QCOMPARE(loadExperiment(folder.filePath("m2.csv")).constants.mass, 2.0);
    }

    void aJobThatFailsIsReportedAndTheOthersRun()
    {
        const QTemporaryDir folder;
        const Outcome outcome = command({"run", "free-spreading", "--quiet", "--set",
            "grid.points=[32,32]", "--set", "constants.mass=-1:1:2", "--until", "0.1", "--every",
            "0.1", "--series", folder.filePath("m{mass}.csv")});
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY(QFile::exists(folder.filePath("m1.csv")));
    }

    void jobsMustNotWriteOverEachOther_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("piece");
        const QStringList mass{"--set", "constants.mass=1:2:1"};
        QTest::newRow("one name") << QStringList{"--series", "a.csv"} + mass << "{mass}";
        QTest::newRow("to standard output") << QStringList{"--series", "-"} + mass << "{mass}";
        QTest::newRow("no name") << mass << "{mass}";
        QTest::newRow("one of two names")
            << QStringList{"--series", "a{mass}.csv", "--fields=f.vti"} + mass << "{mass}";
        QTest::newRow("two ranges of one word") << QStringList{"--series", "a{omega}.csv", "--set",
            "potential[0].omega=1:2:1", "--set", "packets[0].omega=1:2:1"}
                                                << "a1.csv";
        QTest::newRow("steps below the digits of a name") << QStringList{"--series", "a{mass}.csv",
            "--set", "constants.mass=1:1.0000000000004:0.0000000000001"}
                                                          << "a1.csv";
    }

    void jobsMustNotWriteOverEachOther()
    {
        QFETCH(const QStringList, options);
        QFETCH(const QString, piece);
        const Outcome outcome = command(QStringList{"run", "free-fall"} + options);
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains(piece), qPrintable(outcome.err));
    }
};

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_Batch.moc"
