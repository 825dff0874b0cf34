#include "app/console/CommandLine.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "support/Command.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace dqm;
using namespace dqm::test;

namespace {

QString write(const QTemporaryDir& folder, const char* name, const QByteArray& text)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the test's folder cannot be written");
    return file.fileName();
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void listsTheShippedExperiments()
    {
        const Outcome outcome = command({"list"});
        QCOMPARE(outcome.status, int(exitDone));
        const QStringList lines = QString::fromUtf8(outcome.out).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), qsizetype(shippedExperiments().size()));
        QVERIFY(lines[0].contains(
            QRegularExpression("^galilean-2x2 +wave +Galilean 2x2 +No preferred frame, level 2$")));
    }

    void showsAnExperimentThatCanBeEdited()
    {
        const Outcome outcome = command({"show", "double-slit"});
        QCOMPARE(outcome.status, int(exitDone));
        QVERIFY(parseExperiment(outcome.out) == openExperiment("double-slit"));
        QVERIFY(outcome.out.contains("\"friction\""));
    }

    void checksNamesAndFiles()
    {
        const QTemporaryDir folder;
        const QString path = write(folder, "a b.dqm", command({"show", "tunnelling"}).out);
        for (const QString& source : {QString("tunnelling"), path}) {
            const Outcome outcome = command({"check", source});
            QCOMPARE(outcome.status, int(exitDone));
            QVERIFY(outcome.out.contains("can be run"));
            QVERIFY(outcome.err.isEmpty());
        }
    }

    /// A pole between the points of a sample, on one line of the grid; a pole that comes later.
    void checksWhatARunRefuses_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QString>("place");
        QTest::newRow("on one line") << QByteArray("0.3/(y+1.15)") << "y = -1.15";
        QTest::newRow("later") << QByteArray("t > 0.7 ? 1/(x-x) : 0") << "t = 0.75";
    }
    void checksWhatARunRefuses()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QString, place);
        const QTemporaryDir folder;
        const QString path = write(folder, "pole.dqm",
            R"({"dqmlab": 1, "grid": {"points": [200, 200], "size": [10, 10]}, "time": {"until": 1},
                "potential": [{"type": "formula", "expression": ")"
                + expression + R"("}], "packets": [{"type": "gaussian"}]})");
        const Outcome checked = command({"check", path});
        QCOMPARE(checked.status, int(exitBadInput));
        QVERIFY2(isOneLine(checked.err), qPrintable(checked.err));
        QVERIFY2(checked.err.contains("expression") && checked.err.contains(place),
            qPrintable(checked.err));
    }

    void saysThatAPlaneWaveIsMoved()
    {
        const QTemporaryDir folder;
        const auto plane = [&](const QByteArray& velocity) {
            return write(folder, "plane.dqm",
                R"({"dqmlab": 1, "grid": {"points": [64, 64], "size": [20, 20]},
                    "time": {"until": 0.1}, "packets": [{"type": "plane", "velocity": )"
                    + velocity + "}]}");
        };
        const QString told = "packets[0].velocity: a plane wave has to fit the grid";
        const QString moved = plane("[2, 0]");
        QVERIFY(QString(command({"check", moved}).out).contains(told));
        QVERIFY(command({"check", moved}).out.contains("1.88495559"));
        QVERIFY(command({"run", moved}).err.contains(told));
        const QString fits = plane("[1.8849555921538759, 0]");
        QVERIFY(!command({"check", fits}).out.contains("fit"));
    }

    /// Where K′ cannot stand beside K, from a file as from the command line.
    void saysThatTheStageShowsLess_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::newRow("K | K'") << "frictionless";
        QTest::newRow("2 x 2") << "frictionless|frictional";
    }

    void saysThatTheStageShowsLess()
    {
        QFETCH(QString, rows);
        const QTemporaryDir folder;
        const auto stage = [&](const char* boundary) {
            QByteArray text
                = "{'dqmlab': 1, 'grid': {'points': [63, 63], 'size': [20, 20], 'boundary': "
                  "'EDGE'},"
                  " 'time': {'until': 0.1}, 'packets': [{'type': 'gaussian', 'sigma': [1, 1]}],"
                  " 'stage': {'columns': 'K|KPRIME', 'rows': 'ROWS'}}";
            text.replace('\'', '"').replace("PRIME", "'");
            text.replace("EDGE", boundary).replace("ROWS", rows.toUtf8());
            return write(folder, "stage.dqm", text);
        };
        const QString told = QString::fromUtf8("note: stage.columns: K′ does not stand beside K");
        const QString walled = stage("walls");
        const Outcome checked = command({"check", walled});
        QCOMPARE(checked.status, int(exitDone));
        QCOMPARE(QString(checked.out).count(told), 1);
        QCOMPARE(QString(command({"run", walled}).err).count(told), 1);
        const QString open = stage("periodic");
        QVERIFY(QString(command({"run", open, "--set", "grid.boundary=walls"}).err).contains(told));
        for (const char* torus : {"periodic", "absorbing"})
            QVERIFY(!QString(command({"check", stage(torus)}).out).contains("stage.columns"));
    }

    void warnsOfNoShippedExperiment()
    {
        for (const ShippedExperiment& shipped : shippedExperiments()) {
            const Outcome outcome = command({"check", shipped.name});
            QCOMPARE(outcome.status, int(exitDone));
            QVERIFY2(!outcome.out.contains("warning:"), qPrintable(outcome.out));
        }
    }

    void helpsWithEveryCommand()
    {
        QVERIFY(command({"--version"}).out.startsWith("dqmlab "));
        QVERIFY(command({"--help"}).out.contains("dqmlab run"));
        for (const char* name : {"list", "show", "check", "run"}) {
            const Outcome outcome = command({name, "--help"});
            QCOMPARE(outcome.status, int(exitDone));
            QVERIFY2(outcome.out.startsWith("Usage:") && outcome.out.contains(name), name);
        }
        QVERIFY(command({"run", "--help"}).out.contains("--route"));
    }

    void tellsCommandsFromExperiments()
    {
        for (const char* word : {"list", "show", "check", "describe", "run", "--version", "--help"})
            QVERIFY2(isCommand({word}), word);
        QVERIFY(!isCommand({}));
        QVERIFY(!isCommand({"double-slit"}));
        QVERIFY(!isCommand({"a.dqm"}));
    }

    void whatCannotBeWrittenIsNoSuccess_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const QStringList& arguments) {
            QTest::newRow(qPrintable(arguments.join(' '))) << arguments;
        };
        row({"list"});
        row({"show", "free-fall"});
        row({"check", "free-fall"});
        row({"equations"});
        row({"describe", "free-fall"});
        row({"run", "--help"});
        row({"run", "free-fall", "--list-jobs"});
        row({"run", "free-fall", "--quiet", "--every", "1", "--set", "grid.points=[96,96]"});
        row({"--version"});
        row({"--help"});
    }

    void whatCannotBeWrittenIsNoSuccess()
    {
        QFETCH(const QStringList, arguments);
        if (!QFile::exists("/dev/full"))
            QSKIP("this system has no device that is always full");
        std::ofstream full("/dev/full");
        std::ostringstream err;
        QCOMPARE(runCommand(arguments, full, err), int(exitFailed));
        const QString said = QString::fromStdString(err.str());
        QVERIFY2(isOneLine(said) && said.contains("No space left on device"), qPrintable(said));
    }

    void refusesBadInput_data();
    void refusesBadInput();
};

void TestCommandLine::refusesBadInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("piece");
    const auto row = [](const char* name, QStringList arguments, const char* piece) {
        QTest::newRow(name) << arguments << QString(piece);
    };
    row("no command", {}, "no command");
    row("unknown command", {"rnu"}, "\"run\"?");
    row("list with an argument", {"list", "all"}, "one argument too many");
    row("list with an option", {"list", "--all"}, "\"all\"");
    row("show nothing", {"show"}, "FILE or a NAME");
    row("show two", {"show", "free-fall", "free-fall"}, "one argument too many");
    row("show unknown", {"show", "free-spraeding"}, "\"free-spreading\"");
    row("check nothing", {"check"}, "FILE or a NAME");
    row("check unknown", {"check", "nothing.dqm"}, "nothing.dqm");
    row("check a folder", {"check", "@"}, "folder");
    row("check empty", {"check", "@empty"}, "line 1");
    row("check text", {"check", "@text"}, "not JSON");
    row("check half", {"check", "@half"}, "line 3");
    row("check NaN", {"check", "@nan"}, "line 1");
    row("check unknown key", {"check", "@key"}, "\"packets\"?");
    row("check sigma", {"check", "@sigma"}, "packets[0].sigma[0]");
    row("check shape", {"check", "@shape"}, "grid.points");
    row("check formula", {"check", "@formula"}, "potential[0].expression");
    row("check cancelling packets", {"check", "@cancel"}, "packets: found packets that cancel");
    row("check a packet of nothing", {"check", "@nothing"}, "packets[0]: ");
    row("check a hidden pole", {"check", "@pole"}, "potential[0].expression");
    row("check a packet too fast", {"check", "@fast"}, "packets[0]: ");
    row("check newer", {"check", "@newer"}, "dqmlab: found 2");
    row("check other kind", {"check", "@kind"}, "\"weather\"");
    row("check table without experiment", {"check", "@table"}, "carries no experiment");
    row("check fields without experiment", {"check", "@fields"}, "carries no experiment");
    row("check unreadable", {"check", "/proc/self/mem"}, "cannot read");
    row("run nothing", {"run"}, "FILE or a NAME");
    row("run unknown", {"run", "dubble-slit"}, "\"double-slit\"");
    row("run two", {"run", "free-fall", "tunnelling"}, "\"tunnelling\"");
    row("unknown option", {"run", "free-fall", "--untill", "3"}, "\"until\"?");
    row("missing value", {"run", "free-fall", "--until"}, "until");
    row("value for a switch", {"run", "free-fall", "--quiet=1"}, "quiet");
    row("until text", {"run", "free-fall", "--until", "soon"}, "\"soon\"");
    row("until zero", {"run", "free-fall", "--until", "0"}, "number > 0");
    row("until negative", {"run", "free-fall", "--until", "-3"}, "--reverse");
    row("until NaN", {"run", "free-fall", "--until", "nan"}, "\"nan\"");
    row("until infinite", {"run", "free-fall", "--until", "inf"}, "\"inf\"");
    row("until twice", {"run", "free-fall", "--until", "1", "--until", "2"}, "twice");
    row("every zero", {"run", "free-fall", "--every", "0"}, "--every");
    row("every tiny", {"run", "free-fall", "--every", "1e-9"}, "ten million rows");
    row("frame of one", {"run", "free-fall", "--frame", "1"}, "two numbers");
    row("frame of three", {"run", "free-fall", "--frame", "1,2,3"}, "two numbers");
    row("frame of text", {"run", "free-fall", "--frame", "a,b"}, "\"a,b\"");
    row("frame NaN", {"run", "free-fall", "--frame", "nan,0"}, "two numbers");
    row("route unknown", {"run", "free-fall", "--route", "both"}, "\"passive\" or \"active\"");
    row("route with walls", {"run", "box-revival", "--frame", "1,0", "--route", "active"}, "walls");
    row("set without value", {"run", "free-fall", "--set", "strength"}, "PATH=VALUE");
    row("set unknown key", {"run", "free-fall", "--set", "constants.mas=2"}, "\"mass\"?");
    row("set a key in quotes", {"run", "free-fall", "--set", R"(view."drift line"=true)"},
        "\"drift lines\"?");
    row("set an open quote", {"run", "free-fall", "--set", R"(view."drift lines=true)"},
        "PATH=VALUE");
    row("set bad value", {"run", "free-fall", "--set", "constants.mass=-2"}, "constants.mass");
    row("set bad JSON", {"run", "free-fall", "--set", "grid.size=[1,"}, "one JSON value");
    row("set no entry", {"run", "free-fall", "--set", "packets[5].sigma=[1,1]"}, "packets[5]");
    row("set formula",
        {"run", "free-fall", "--set",
            "potential=[{\"type\":\"formula\",\"expression\":\"sni(x)\"}]"},
        "potential[0].expression");
    row("series empty", {"run", "free-fall", "--series", ""}, "--series");
    row("series in no folder", {"run", "free-fall", "--series", "@no/s.csv"}, "cannot write");
    row("series is a folder", {"run", "free-fall", "--series", "@"}, "cannot write");
    row("series is the experiment", {"run", "@good", "--series", "@good"}, "experiment itself");
    row("series twice", {"run", "free-fall", "--series", "@a", "--fields", "@./a"},
        "--series writes");
    row("series is linked to the experiment", {"run", "@good", "--series", "@link"}, "itself");
    row("fields are the experiment by another name", {"run", "@good", "--fields", "@hard"},
        "itself");
    row("two links to one file", {"run", "free-fall", "--series", "@link", "--fields", "@hard"},
        "--series writes");
    row("numbered fields are the experiment", {"run", "@f3.vti", "--fields", "@f{n}.vti"},
        "itself");
    row("numbered fields are linked to the experiment", {"run", "@good", "--fields", "@h{n}.vti"},
        "itself");
    row("numbered fields are the series",
        {"run", "free-fall", "--series", "@f12.vti", "--fields", "@./f{n}.vti"}, "--series writes");
    row("the list of the fields is the series",
        {"run", "free-fall", "--series", "@f.pvd", "--fields", "@f-{n}.vti"}, "--series writes");
    row("csv of another kind", {"run", "free-fall", "--csv", "|"}, "--csv");
    row("check twice in disguise", {"check", "@twice"}, "\"title\" stands twice");
    row("check nothing in a key", {"check", "@nul"}, "a\\u0000b");
    row("check a colour in a key", {"check", "@colour"}, "\\u001b[31m");
    row("check a long key", {"check", "@long"}, "... (5000 characters)");
    row("check a long text", {"check", "@longtext"}, "... (5000 characters)");
    row("a long option", {"run", "free-fall", "--route", QString(5000, 'x')}, "characters)");
    row("fields in no folder", {"run", "free-fall", "--fields", "@no/f.vti"}, "no such folder");
    row("fields is a folder", {"run", "free-fall", "--fields", "@"}, "folder");
    row("a line break in a name", {"show", "two\nlines"}, "\"two\\u000alines\"");
}

void TestCommandLine::refusesBadInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, piece);
    const QTemporaryDir folder;
    write(folder, "empty", "");
    write(folder, "text", "hello");
    write(folder, "half", "{ \"dqmlab\": 1,\n  \"strength\": 1,\n");
    write(folder, "nan", "{ \"dqmlab\": 1, \"strength\": NaN }");
    write(folder, "key", "{ \"dqmlab\": 1, \"pakets\": [] }");
    write(folder, "sigma",
        "{ \"dqmlab\": 1, \"packets\": [ { \"type\": \"gaussian\", \"sigma\": [0, 1] } ] }");
    write(folder, "shape", "{ \"dqmlab\": 1, \"grid\": { \"points\": [256, 256, 1] } }");
    write(folder, "formula",
        "{ \"dqmlab\": 1, \"potential\": [ { \"type\": \"formula\", \"expression\": \"x +* y\" } ],"
        " \"packets\": [ { \"type\": \"gaussian\" } ] }");
    write(folder, "cancel",
        "{ \"dqmlab\": 1, \"packets\": [ { \"type\": \"gaussian\" },"
        " { \"type\": \"gaussian\", \"phase\": 3.141592653589793 } ] }");
    write(folder, "nothing",
        "{ \"dqmlab\": 1, \"packets\": [ { \"type\": \"formula\", \"real\": \"0\" } ] }");
    write(folder, "pole",
        "{ \"dqmlab\": 1, \"grid\": { \"points\": [200, 200], \"size\": [10, 10] },"
        " \"potential\": [ { \"type\": \"formula\", \"expression\": \"0.3/(y+1.15)\" } ],"
        " \"packets\": [ { \"type\": \"gaussian\" } ] }");
    write(folder, "fast",
        "{ \"dqmlab\": 1, \"grid\": { \"points\": [128, 64], \"size\": [20, 12] }, \"packets\": ["
        " { \"type\": \"formula\", \"real\": \"exp(-(x*x+y*y)/4)*cos(28*x)\","
        " \"imaginary\": \"exp(-(x*x+y*y)/4)*sin(28*x)\" } ] }");
    write(folder, "newer", "{ \"dqmlab\": 2 }");
    write(folder, "kind", "{ \"dqmlab\": 1, \"kind\": \"weather\" }");
    write(folder, "table", "# made elsewhere\nt,x\n0,1\n");
    write(folder, "fields", "<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\"/>\n");
    write(folder, "twice", R"({"dqmlab":1,"title":"a","titl\u0065":"b"})");
    write(folder, "nul", R"({"dqmlab":1,"a\u0000b":1})");
    write(folder, "colour", R"({"dqmlab":1,"\u001b[31m\u0007":1})");
    write(folder, "long", "{\"dqmlab\":1,\"" + QByteArray(5000, 'k') + "\":1}");
    write(folder, "longtext", "{\"dqmlab\":1,\"kind\":\"" + QByteArray(5000, 'k') + "\"}");
    const QString good = write(folder, "good", command({"show", "free-fall"}).out);
    QVERIFY(QFile::link("good", folder.filePath("link")));
    for (const char* name : {"hard", "h1.vti"})
        std::filesystem::create_hard_link(good.toStdString(), folder.filePath(name).toStdString());
    write(folder, "f3.vti", command({"show", "free-fall"}).out);
    for (QString& argument : arguments) {
        if (argument.startsWith('@'))
            argument.replace(0, 1, folder.path() + '/');
    }
    const Outcome outcome = command(arguments);
    QCOMPARE(outcome.status, int(exitBadInput));
    QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains(piece), qPrintable(outcome.err));
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(loadExperiment(good) == openExperiment("free-fall"));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_CommandLine.moc"
