#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"
#include "support/Command.h"
#include "support/MessageOf.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

const QByteArray simple
    = "{ \"dqmlab\": 1, \"kind\": \"coin\", \"title\": \"A coin\", \"parameters\": { \"balls\": 5, "
      "\"scene\": \"plane\" }, \"until\": 400 }";

/// No value is the default.
ExhibitExperiment maximal()
{
    ExhibitExperiment e;
    e.kind = "coin";
    e.title = "Alles \"auf einmal\" — ψ";
    e.about = "First.\n\nSecond.";
    e.equations = {"27", "31"};
    e.values = {{"balls", 7.0}, {"p", 0.25}, {"scene", 2.0}, {"fault", 2.0}};
    e.seed = 9007199254740992ULL;
    e.until = 12.5;
    e.pace = 0.125;
    return e;
}

ExhibitExperiment exhibitIn(const QByteArray& json, const QStringList& changes = {})
{
    return std::get<ExhibitExperiment>(parseAnyExperiment(json, changes));
}

} // namespace

class TestExhibitFile : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = at("coin.dqm");
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(simple);
    }

    void givesBackWhatWasWritten()
    {
        const QByteArray text = formatExperiment(maximal());
        QCOMPARE(exhibitIn(text), maximal());
        QCOMPARE(exhibitIn(formatExperimentOnOneLine(maximal())), maximal());
        QVERIFY(text.contains("\"scene\": \"map\""));
        QVERIFY(text.contains("\"balls\": 7,"));
    }

    void takesWhatIsLeftOutFromTheKind()
    {
        const ExhibitExperiment e = exhibitIn("{\"dqmlab\": 1, \"kind\": \"coin\"}");
        QCOMPARE(e.values.at("balls"), 3.0);
        QCOMPARE(e.values.size(), std::size_t{4});
        QCOMPARE(e.until, 1000.0);
        QCOMPARE(e.pace, 100.0);
        QCOMPARE(exhibitIn(simple).values.at("scene"), 1.0);
    }

    void tellsAWaveFromAnExhibit()
    {
        const QByteArray unsaid = "{\"dqmlab\": 1, \"packets\": [{\"type\": \"gaussian\"}]}";
        QVERIFY(std::holds_alternative<Experiment>(parseAnyExperiment(unsaid)));
        QVERIFY(std::holds_alternative<Experiment>(openAnyExperiment("free-spreading")));
        const QString message = messageOf([] { parseExperiment(simple); });
        QVERIFY(message.startsWith("kind: found \"coin\", expected \"wave\""));
        QCOMPARE(openAnyExperiment(m_file), AnyExperiment(exhibitIn(simple)));
    }

    void changesAValueByItsPath()
    {
        const ExhibitExperiment e
            = exhibitIn(simple, {"parameters.p=0.25", "parameters.scene=map", "seed=12"});
        QCOMPARE(e.values.at("p"), 0.25);
        QCOMPARE(e.values.at("scene"), 2.0);
        QCOMPARE(e.seed, std::uint64_t{12});
    }

    void refusesWhatWillNotDo_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("piece");
        const auto row = [](const char* change, const char* path, const char* piece) {
            QTest::newRow(change) << QString(change) << QString(path) << QString(piece);
        };
        row("kind=coim", "kind", "did you mean \"coin\"?");
        row("kind=3", "kind", "found 3, expected one of \"wave\", \"two-particles\", \"coin\"");
        row("titel=\"x\"", "titel", "did you mean \"title\"?");
        row("grid={}", "grid", "unknown key");
        row("parameters=3", "parameters", "an object");
        row("parameters.bals=3", "parameters.bals", "did you mean \"balls\"?");
        row("parameters.balls=41", "parameters.balls", "found 41, expected a whole number");
        row("parameters.balls=2.5", "parameters.balls", "a whole number from 1 to 40");
        row("parameters.balls=\"many\"", "parameters.balls", "found \"many\", expected a number");
        row("parameters.p=1.01", "parameters.p", "a number from 0 to 1");
        row("parameters.p=-0.01", "parameters.p", "found -0.01");
        row("parameters.p=[1]", "parameters.p", "a list of 1");
        row("parameters.scene=plan", "parameters.scene", "did you mean \"plane\"?");
        row("parameters.scene=1", "parameters.scene", "one of \"boxes\", \"plane\", \"map\"");
        row("seed=-1", "seed", "a whole number from 0");
        row("seed=1.5", "seed", "a whole number");
        row("until=0", "until", "a number above 0");
        row("until=\"long\"", "until", "a number");
        row("pace=-2", "pace", "a number above 0");
        row("equations=[1]", "equations[0]", "a text");
        row("dqmlab=2", "dqmlab", "found 2");
    }
    void refusesWhatWillNotDo()
    {
        QFETCH(QString, change);
        QFETCH(QString, path);
        QFETCH(QString, piece);
        const QString message = messageOf([&] { parseAnyExperiment(simple, {change}); });
        QVERIFY2(message.startsWith(path + ": "), qPrintable(message));
        QVERIFY2(message.contains(piece), qPrintable(message));
    }

    void withoutATitleItIsCalledAfterItsKind()
    {
        const QByteArray untitled = R"({ "dqmlab": 1, "kind": "coin" })";
        QCOMPARE(exhibitIn(untitled).title, exhibitKind("coin")->name);
        QVERIFY(!exhibitIn(untitled).title.empty());
        QCOMPARE(exhibitIn(simple).title, std::string("A coin"));
    }

    void takesWhatMissesAnEndByRoundingForTheEnd()
    {
        QCOMPARE(exhibitIn(simple, {"parameters.p=1.0000000000000002"}).values.at("p"), 1.0);
        QCOMPARE(exhibitIn(simple, {"parameters.p=-1e-17"}).values.at("p"), 0.0);
        QCOMPARE(
            exhibitIn(simple, {"parameters.balls=40.00000000000001"}).values.at("balls"), 40.0);
        QCOMPARE(exhibitIn(simple, {"parameters.p=1e-17"}).values.at("p"), 1e-17);
        for (const char* beyond : {"parameters.p=1.00000000000001", "parameters.p=-1e-14",
                 "parameters.balls=0.9999999999999"})
            QVERIFY(!messageOf([&] { parseAnyExperiment(simple, {beyond}); }).isEmpty());
        // From a slider as from a file.
        ExhibitExperiment e = exhibitIn(simple);
        e.values["p"] = std::nextafter(1.0, 2.0);
        QCOMPARE(complete(e).values.at("p"), 1.0);
    }

    void showsAndChecksAnExhibit()
    {
        const Outcome shown = command({"show", m_file});
        QCOMPARE(shown.status, 0);
        QCOMPARE(exhibitIn(shown.out), exhibitIn(simple));
        const Outcome checked = command({"check", m_file});
        QCOMPARE(checked.status, 0);
        QVERIFY(checked.out.contains("\"A coin\" can be run, coin, 4 parameters"));
    }

    void writesASeriesThatOpensAgain()
    {
        const Outcome outcome = command({"run", m_file, "--series", at("s.csv"), "--every", "100",
            "--set", "parameters.p=0.25", "--quiet"});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.err, QString());
        QFile file(at("s.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Table table(file.readAll());
        QCOMPARE(
            table.names.join(','), QByteArray("throws,share,share_error,share_expected,heads"));
        QCOMPARE(table.rows(), std::size_t{5});
        QCOMPARE(table.at(0, "throws"), 0.0);
        QCOMPARE(table.text(0, "share_error"), QByteArray("nan"));
        QCOMPARE(table.last("throws"), 400.0);
        QCOMPARE(table.last("share"), table.last("heads") / 400.0);
        QCOMPARE(table.last("share_expected"), 0.25);
        QVERIFY(std::abs(table.last("share") - 0.25) < 4.0 * table.last("share_error"));
        const auto again = std::get<ExhibitExperiment>(openAnyExperiment(at("s.csv")));
        QCOMPARE(again.values.at("p"), 0.25);
        QCOMPARE(again.title, std::string("A coin"));
    }

    void writesChartsAsTables()
    {
        const Outcome outcome = command({"run", m_file, "--charts", at("c"), "--quiet"});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.out, QByteArray());
        QFile sides(at("c-sides.csv"));
        QVERIFY(sides.open(QIODevice::ReadOnly));
        const QByteArray text = sides.readAll();
        const Table table(text);
        QCOMPARE(
            table.names.join(';'), QByteArray("side;thrown;\"exact;  (27)\"").replace("  ", " "));
        QVERIFY(text.contains("\"tails, or so\","));
        QVERIFY(text.contains("# time 400\n"));
        QVERIFY(std::holds_alternative<ExhibitExperiment>(openAnyExperiment(at("c-sides.csv"))));
        QFile past(at("c-past.csv"));
        QVERIFY(past.open(QIODevice::ReadOnly));
        const Table line(past.readAll());
        QCOMPARE(line.names.join(','), QByteArray("throws,share,share ±"));
        QCOMPARE(line.rows(), std::size_t{25});
    }

    void repeatsItselfFromTheSameSeed()
    {
        const QStringList run{"run", m_file, "--quiet"};
        QCOMPARE(command(run).out, command(run).out);
        QVERIFY(command(run).out != command(run + QStringList{"--set", "seed=2"}).out);
    }

    void runsARangeAsABatch()
    {
        const Outcome outcome = command({"run", m_file, "--quiet", "--set",
            "parameters.p=0.2:0.6:0.2", "--series", at("p{p}.csv"), "--until", "2000"});
        QCOMPARE(outcome.status, 0);
        QFile last(at("p0.6.csv"));
        QVERIFY(last.open(QIODevice::ReadOnly));
        QCOMPARE(Table(last.readAll()).last("share_expected"), 0.6);
    }

    void refusesBadArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("piece");
        const auto row
            = [](const char* name, const QStringList& arguments, const char* piece,
                  int status = 2) { QTest::newRow(name) << arguments << status << QString(piece); };
        row("fields", {"run", "@", "--fields", "f.vti"}, "--fields has a meaning for a wave only");
        row("frame", {"run", "@", "--frame", "1,0"}, "--frame has a meaning for a wave only");
        row("reverse", {"run", "@", "--reverse"}, "--reverse has a meaning");
        row("charts of a wave", {"run", "free-fall", "--charts", "c"},
            "--charts has a meaning for an exhibit only");
        row("charts in no folder", {"run", "@", "--charts", "/no/where/c"}, "no such folder");
        row("charts without a prefix", {"run", "@", "--charts", ""}, "--charts");
        row("series is the experiment", {"run", "@", "--series", "@"}, "experiment itself");
        row("until zero", {"run", "@", "--until", "0"}, "number > 0");
        row("every tiny", {"run", "@", "--every", "1e-9"}, "ten million rows");
        row("set unknown", {"run", "@", "--set", "parameters.q=1"}, "parameters.q");
        row("set out of range", {"run", "@", "--set", "parameters.p=2"}, "parameters.p: found 2");
        row("set a misspelled word", {"run", "@", "--set", "parameters.scene=boxs"},
            "did you mean \"boxes\"?");
        row("equations", {"equations", "@"}, "expected \"wave\"");
        row("goes wrong", {"run", "@", "--quiet", "--set", "parameters.fault=throws"},
            "rolled away", 1);
    }
    void refusesBadArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, piece);
        arguments.replaceInStrings("@", m_file);
        const Outcome outcome = command(arguments);
        QTEST(outcome.status, "status");
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains(piece), qPrintable(outcome.err));
    }

private:
    QString at(const QString& name) const { return m_folder->path() + '/' + name; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestExhibitFile)
#include "tst_ExhibitFile.moc"
