#include "support/Command.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A short run of a shipped experiment.
QStringList shortRun(const QString& name, const QStringList& more = {})
{
    return QStringList{name, "--set", "grid.points=[64,64]", "--until", "0.5", "--every", "0.25"}
    + more;
}

} // namespace

/// run --compare: an experiment and the same with other values, in one table.
class TestRunCompare : public QObject
{
    Q_OBJECT

private slots:
    void theOtherRunIsThatOfItsOwnToTheLastBit_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("compare");
        QTest::addColumn<QStringList>("ownRun");
        QTest::newRow("mass by its symbol") << "free-spreading"
                                            << "m=2" << QStringList{"--set", "constants.mass=2"};
        QTest::newRow("mass by its last word")
            << "free-spreading"
            << "mass=2" << QStringList{"--set", "constants.mass=2"};
        QTest::newRow("two at once")
            << "tunnelling"
            << "strength=0.5,constants.hbar=0.9"
            << QStringList{"--set", "strength=0.5", "--set", "constants.hbar=0.9"};
        QTest::newRow("an observer's frame")
            << "free-spreading"
            << "frame.velocity[0]=1.5" << QStringList{"--frame", "1.5,0"};
        QTest::newRow("particles that the first has not")
            << "free-spreading"
            << "N=500" << QStringList{"--set", "ensemble.particles=500"};
        QTest::newRow("friction on a stage")
            << "galilean-2x2"
            << "gamma=1" << QStringList{"--set", "medium.friction=1"};
    }
    void theOtherRunIsThatOfItsOwnToTheLastBit()
    {
        QFETCH(QString, name);
        QFETCH(QString, compare);
        QFETCH(QStringList, ownRun);
        const Table plain = series(shortRun(name));
        const Table own = series(shortRun(name, ownRun));
        const Table both = series(shortRun(name, {"--compare", compare}));
        QCOMPARE(both.rows(), std::size_t(3));
        QCOMPARE(own.rows(), both.rows());
        // The first run is what it was, and stands first.
        QCOMPARE(both.names.mid(0, plain.names.size()), plain.names);
        for (std::size_t row = 0; row < both.rows(); ++row) {
            QCOMPARE(both.cells[row].mid(0, plain.names.size()), plain.cells[row]);
            for (const QByteArray& column : own.names) {
                if (column == "t")
                    continue;
                const QByteArray compared = "compare_" + column;
                QVERIFY2(both.names.contains(compared), compared);
                QCOMPARE(both.text(row, compared), own.text(row, column));
            }
        }
        QVERIFY(!plain.comments.join('\n').contains("compare="));
        QCOMPARE(both.comments.join('\n').count(" compare="), 1);
    }

    void aDifferenceIsTheOtherLessTheFirst()
    {
        const Table both = series(shortRun("free-spreading", {"--compare", "m=2"}));
        for (std::size_t row = 0; row < both.rows(); ++row) {
            for (const char* column : {"sigma_x", "energy_diffusion", "energy_total", "mean_x"}) {
                const QByteArray name(column);
                QCOMPARE(both.at(row, "compare_difference_" + name),
                    both.at(row, "compare_" + name) - both.at(row, name));
            }
        }
        // hbar^2/8 m sigma^2 per axis: half as much, and a heavier packet spreads less.
        QCOMPARE(both.at(0, "compare_energy_diffusion"), 0.5 * both.at(0, "energy_diffusion"));
        QVERIFY(both.last("compare_difference_sigma_x") < 0.0);
        QVERIFY(!both.names.contains("compare_difference_error_estimate"));
        QVERIFY(!both.names.contains("compare_t"));
    }

    void whatIsTheSameDiffersByNothing()
    {
        const Table both = series(shortRun("tunnelling", {"--compare", "strength=1", "--reverse"}));
        int differences = 0;
        for (const QByteArray& column : both.names) {
            if (!column.startsWith("compare_difference_"))
                continue;
            ++differences;
            for (std::size_t row = 0; row < both.rows(); ++row)
                QCOMPARE(both.at(row, column), 0.0);
        }
        QVERIFY(differences >= 19);
        QCOMPARE(both.last("t"), -0.5);
    }

    void refusesInOneLineThatNamesTheOption_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* tag, const char* changes, const char* says) {
            QTest::newRow(tag) << "free-spreading" << QStringList{"--compare", changes} << says;
        };
        row("unknown", "weight=2", "there is no parameter \"weight\"");
        row("misspelled", "stregth=2", "did you mean \"strength\"");
        row("negative mass", "m=-1", "constants.mass");
        row("not finite", "m=nan", "constants.mass");
        row("no number", "m=heavy", "found \"m=heavy\", expected PARAMETER=VALUE");
        row("no value", "m", "expected PARAMETER=VALUE");
        row("nothing", "", "expected a value");
        row("a comma too many", "m=2,", "expected PARAMETER=VALUE");
        row("twice", "m=2,mass=3", "found constants.mass twice");
        row("more particles than there can be", "N=1e12", "ensemble.particles");
        row("the clock", "playback.speed=2", "there is no parameter");
        QTest::newRow("no series")
            << "free-spreading" << QStringList{"--compare", "m=2", "--check"} << "--series";
        QTest::newRow("an exhibit")
            << "bosons-on-levels" << QStringList{"--compare", "m=2"} << "a wave";
    }
    void refusesInOneLineThatNamesTheOption()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        QFETCH(QString, says);
        const Outcome outcome = command(QStringList{"run", name} + options);
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("--compare"), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains(says), qPrintable(outcome.err));
        QVERIFY(outcome.out.isEmpty());
    }

    void theSummaryTellsBothRuns()
    {
        const QTemporaryDir folder;
        const Outcome outcome = command(QStringList{"run"}
            + shortRun(
                "free-spreading", {"--compare", "m=2", "--series", folder.filePath("both.csv")}));
        QCOMPARE(outcome.status, int(exitDone));
        QVERIFY2(outcome.err.contains("compared (constants.mass=2): "), qPrintable(outcome.err));
        // The table opens again as the first of its experiments.
        QCOMPARE(command({"check", folder.filePath("both.csv")}).status, int(exitDone));
    }
};

QTEST_GUILESS_MAIN(TestRunCompare)
#include "tst_RunCompare.moc"
