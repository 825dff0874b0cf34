#include "app/CommandLine.h"
#include "app/ExperimentFile.h"
#include "app/ExperimentLibrary.h"
#include "core/Simulation.h"
#include "support/Command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <vtkDataArray.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkXMLImageDataReader.h>

#include <charconv>
#include <csignal>
#include <streambuf>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A grid on which a free packet is still exact, and quick.
const QStringList coarse{"--set", "grid.points=[64,64]"};

/// Takes rows until `lines` of them have come; then it asks `then`, which says whether it goes on.
class CountingBuffer : public std::streambuf
{
public:
    CountingBuffer(int lines, std::function<bool()> then)
        : m_lines(lines)
        , m_then(std::move(then))
    {
    }
    QByteArray text;

protected:
    int overflow(int c) override
    {
        if (m_isClosed) {
            return traits_type::eof();
        }
        text += static_cast<char>(c);
        if (c == '\n' && --m_lines == 0) {
            m_isClosed = !m_then();
        }
        return c;
    }

private:
    int m_lines;
    std::function<bool()> m_then;
    bool m_isClosed = false;
};

QString write(const QTemporaryDir& folder, const char* name, const QByteArray& text)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        qFatal("the test's folder cannot be written");
    }
    return file.fileName();
}

bool isOneLine(const QString& text)
{
    return text.endsWith('\n') && text.count('\n') == 1 && text.size() > 10;
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
        QVERIFY(lines[0].contains(QRegularExpression("^free-spreading +wave +Free spreading$")));
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
        for (const char* word : {"list", "show", "check", "run", "render", "--version", "--help"}) {
            QVERIFY2(isCommand({word}), word);
        }
        QVERIFY(!isCommand({}));
        QVERIFY(!isCommand({"double-slit"}));
        QVERIFY(!isCommand({"a.dqm"}));
    }

    void refusesBadInput_data();
    void refusesBadInput();

    void writesTheColumnsOfTheFormat()
    {
        const Table table = series(coarse
            + QStringList{
                "free-spreading", "--set", "regions=[{\"name\":\"right\",\"box\":[0,16,-16,16]}]"});
        QCOMPARE(table.names.join(','),
            QByteArray("t,norm,mean_x,mean_y,mean_px,mean_py,sigma_x,sigma_y,energy_drift,"
                       "energy_diffusion,energy_potential,energy_rest,energy_total,uncertainty_x,"
                       "uncertainty_y,fick_x,fick_y,cross_term,entropy,angular_momentum,P_right"));
        QCOMPARE(table.rows(), std::size_t{201});
        QCOMPARE(table.at(0, "t"), 0.0);
        QVERIFY(table.last("t") == openExperiment("free-spreading").time.until);
        QVERIFY(table.comments.value(0).startsWith("# dqmlab "));
        QVERIFY(std::abs(table.last("P_right") - 0.5) < 0.05);
        QCOMPARE(table.at(7, "energy_rest"), 400.0);
    }

    void writesEveryDigit()
    {
        const Table table = series(coarse + QStringList{"free-spreading", "--every", "1"});
        for (const auto& row : table.cells) {
            for (const QByteArray& cell : row) {
                char shortest[40];
                const double value = cell.toDouble();
                const auto end = std::to_chars(
                    shortest, shortest + sizeof shortest, value, std::chars_format::general, 17);
                QCOMPARE(cell, QByteArray(shortest, end.ptr - shortest));
            }
        }
        QVERIFY(table.text(1, "sigma_x").size() >= 17);
    }

    void endsAtUntilWhateverTheInterval()
    {
        const Table table
            = series(coarse + QStringList{"free-spreading", "--until", "1", "--every", "0.3"});
        QCOMPARE(table.rows(), std::size_t{5});
        QCOMPARE(table.at(3, "t"), 0.9);
        QVERIFY(table.last("t") == 1.0);
        QCOMPARE(series(coarse + QStringList{"free-spreading", "--every", "100"}).rows(),
            std::size_t{2});
    }

    void followsTheFreePacketToEightDigits()
    {
        const Table table = series({"free-spreading"});
        QCOMPARE(table.rows(), std::size_t{201});
        for (std::size_t i = 0; i < table.rows(); ++i) {
            const double theta = table.at(i, "t") / 2.0;
            const double sigma = std::sqrt(1.0 + theta * theta);
            QVERIFY(std::abs(table.at(i, "sigma_x") / sigma - 1.0) < 1e-8);
            QVERIFY(std::abs(table.at(i, "sigma_y") / sigma - 1.0) < 1e-8);
            const double kinetic = table.at(i, "energy_drift") + table.at(i, "energy_diffusion");
            QVERIFY(std::abs(kinetic - 0.25) < 1e-8);
            QVERIFY(std::abs(table.at(i, "energy_diffusion") - 0.25 / (sigma * sigma)) < 1e-8);
        }
    }

    void seesWhatTheMovingObserverSees_data()
    {
        QTest::addColumn<QString>("route");
        QTest::newRow("transformed") << "passive";
        QTest::newRow("evolved on its own") << "active";
    }

    void seesWhatTheMovingObserverSees()
    {
        QFETCH(QString, route);
        const QStringList run{
            "free-spreading", "--every", "0.25", "--set", "packets[0].velocity=[0.4,0.3]"};
        const Table k = series(run);
        const Table moving = series(run + QStringList{"--frame", "1.5,-0.7", "--route", route});
        QCOMPARE(moving.rows(), k.rows());
        QVERIFY(moving.comments.last().contains(route.toUtf8()));
        const Vec2 w(1.5, -0.7);
        for (std::size_t i = 0; i < k.rows(); ++i) {
            for (const char* same : {"norm", "sigma_x", "sigma_y", "energy_diffusion",
                     "uncertainty_x", "uncertainty_y", "fick_x", "entropy"}) {
                QVERIFY2(std::abs(moving.at(i, same) - k.at(i, same)) < 1e-10, same);
            }
            const Vec2 p(k.at(i, "mean_px"), k.at(i, "mean_py"));
            const double change = -w.dot(p) + 0.5 * w.squaredNorm();
            QVERIFY(
                std::abs(moving.at(i, "energy_drift") - k.at(i, "energy_drift") - change) < 1e-10);
            const double x = k.at(i, "mean_x") - w.x() * k.at(i, "t");
            QVERIFY(std::abs(moving.at(i, "mean_x") - x) < 1e-8);
            QVERIFY(std::abs(moving.at(i, "mean_py") - (p.y() - w.y())) < 1e-10);
        }
    }

    void runsBackwardFromTheStart()
    {
        const QStringList run{"free-fall", "--every", "0.1", "--until", "1"};
        const Table table = series(run + QStringList{"--reverse"});
        QCOMPARE(table.rows(), std::size_t{11});
        QVERIFY(table.last("t") == -1.0);
        QVERIFY(std::abs(table.last("mean_x") - (-9.0 - 2.8)) < 1e-6);
        QVERIFY(std::abs(table.last("mean_y") - (-4.0 - 5.0 - 0.5 * 1.6)) < 1e-6);
        QVERIFY(table.comments.last().contains("backward"));
    }

    void changesKeysBeforeTheRun()
    {
        const Table table = series(coarse
            + QStringList{"free-spreading", "--every", "4", "--set", "constants.mass=2", "--set",
                "packets[0].velocity=[1,0]"});
        QVERIFY(std::abs(table.last("sigma_x") - std::sqrt(2.0)) < 1e-6);
        QVERIFY(std::abs(table.last("mean_px") - 2.0) < 1e-10);
    }

    void repeatsWhatATableCarries()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("first.csv");
        const QStringList changes
            = coarse + QStringList{"--until", "1.5", "--frame", "0.5,0.25", "--set", "strength=2"};
        const Outcome first
            = command(QStringList{"run", "coherent-state", "--quiet", "--series", path} + changes);
        QCOMPARE(first.status, int(exitDone));
        QVERIFY(first.out.isEmpty());
        const Experiment carried = loadExperiment(path);
        QCOMPARE(carried.time.until, 1.5);
        QCOMPARE(carried.frameVelocity, Vec2(0.5, 0.25));
        QCOMPARE(carried.strength, 2.0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(command({"run", path, "--quiet"}).out, file.readAll());
    }

    void writesFieldsThatEqualTheSimulation()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("ψ end.vti");
        const QStringList changes = coarse + QStringList{"--set", "strength=1.5"};
        const Outcome outcome = command(
            QStringList{"run", "coherent-state", "--quiet", "--until", "0.7", "--fields", path}
            + changes);
        QCOMPARE(outcome.status, int(exitDone));
        QVERIFY(outcome.out.isEmpty());

        Experiment experiment = openExperiment("coherent-state", {changes[1], changes[3]});
        experiment.time.until = 0.7;
        QVERIFY(loadExperiment(path) == experiment);
        Simulation simulation(experiment);
        for (int row = 1; row <= 200; ++row) {
            simulation.advanceTo(row < 200 ? row * (0.7 / 200) : 0.7);
        }
        const Simulation::Fields fields = simulation.fields(Route::Rest);

        vtkNew<vtkXMLImageDataReader> reader;
        reader->SetFileName(QFile::encodeName(path).constData());
        reader->Update();
        vtkImageData* image = reader->GetOutput();
        QCOMPARE(image->GetDimensions()[0], 64);
        QCOMPARE(image->GetSpacing()[1], fields.grid.dy());
        QCOMPARE(image->GetOrigin()[0], fields.grid.x(0));
        const Hydrodynamics& h = fields.hydrodynamics;
        compare(image, "rho", 0, h.rho);
        compare(image, "phase", 0, h.phase);
        compare(image, "v", 0, h.v.x);
        compare(image, "v", 1, h.v.y);
        compare(image, "u", 0, h.u.x);
        compare(image, "u", 1, h.u.y);
        compare(image, "V", 0, fields.V);
        compare(image, "Q", 0, h.Q);
        compare(image, "psi_re", 0, fields.psi.real());
        compare(image, "psi_im", 0, fields.psi.imag());
        QCOMPARE(image->GetPointData()->GetArray("v")->GetNumberOfComponents(), 3);
    }

    void numbersTheFieldsOfEveryRow()
    {
        const QTemporaryDir folder;
        const Outcome outcome
            = command(QStringList{"run", "free-spreading", "--quiet", "--until", "1", "--every",
                          "0.1", "--fields", folder.filePath("f{n}.vti")}
                + coarse);
        QCOMPARE(outcome.status, int(exitDone));
        const QStringList files = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 11);
        QCOMPARE(files.first(), QString("f00.vti"));
        QCOMPARE(files.last(), QString("f10.vti"));
    }

    void showsProgressUnlessQuiet()
    {
        const QStringList run = QStringList{"run", "free-spreading", "--until", "1"} + coarse;
        const Outcome loud = command(run);
        QVERIFY(loud.err.contains("50 %") && loud.err.contains("left"));
        QVERIFY(loud.err.contains("201 rows to t = 1"));
        QVERIFY(command(run + QStringList{"--quiet"}).err.isEmpty());
    }

    void finishesTheRowOnCtrlC()
    {
        const QTemporaryDir folder;
        CountingBuffer buffer(10, [] { return std::raise(SIGINT) == 0; });
        std::ostream out(&buffer);
        std::ostringstream err;
        const QString fields = folder.filePath("f.vti");
        const int status = runCommand(
            QStringList{"run", "free-spreading", "--series", "-", "--fields", fields} + coarse, out,
            err);
        QCOMPARE(status, int(exitInterrupted));
        QVERIFY(QString::fromStdString(err.str()).contains("interrupted: 6 rows"));
        QVERIFY(buffer.text.endsWith('\n'));
        const Table table(buffer.text);
        QCOMPARE(table.rows(), std::size_t{6});
        QCOMPARE(table.cells.back().size(), table.names.size());
        QVERIFY(QFile::exists(fields));
    }

    void keepsTheRowsWhenTheOutputCloses()
    {
        CountingBuffer buffer(10, [] { return false; });
        std::ostream out(&buffer);
        std::ostringstream err;
        const int status = runCommand(
            QStringList{"run", "free-spreading", "--series", "-", "--quiet"} + coarse, out, err);
        QCOMPARE(status, int(exitFailed));
        QVERIFY(isOneLine(QString::fromStdString(err.str())));
        QCOMPARE(Table(buffer.text).rows(), std::size_t{6});
    }

    void failsWhenTheDiskIsFull()
    {
        if (!QFile::exists("/dev/full")) {
            QSKIP("this system has no device that is always full");
        }
        const Outcome outcome = command(
            QStringList{"run", "free-spreading", "--series", "/dev/full", "--quiet"} + coarse);
        QCOMPARE(outcome.status, int(exitFailed));
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
    }

private:
    static void compare(
        vtkImageData* image, const char* name, int component, const RealField& expected)
    {
        vtkDataArray* array = image->GetPointData()->GetArray(name);
        QVERIFY2(array != nullptr && array->GetDataType() == VTK_DOUBLE, name);
        QCOMPARE(array->GetNumberOfTuples(), vtkIdType(expected.size()));
        double largest = 0.0;
        for (vtkIdType i = 0; i < array->GetNumberOfTuples(); ++i) {
            largest = std::max(
                largest, std::abs(array->GetComponent(i, component) - expected.data()[i]));
        }
        // Transforms on another number of threads may differ in the last digits.
        QVERIFY2(largest <= 1e-9 * (1.0 + expected.abs().maxCoeff()), name);
    }
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
    row("render", {"render", "double-slit"}, "not in this version");
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
    row("check newer", {"check", "@newer"}, "dqmlab: found 2");
    row("check other kind", {"check", "@kind"}, "\"thermal-diffusion\"");
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
    row("fields in no folder", {"run", "free-fall", "--fields", "@no/f.vti"}, "no such folder");
    row("fields is a folder", {"run", "free-fall", "--fields", "@"}, "folder");
    row("a line break in a name", {"show", "two\nlines"}, "two lines");
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
    write(folder, "newer", "{ \"dqmlab\": 2 }");
    write(folder, "kind", "{ \"dqmlab\": 1, \"kind\": \"thermal-diffusion\" }");
    write(folder, "table", "# made elsewhere\nt,x\n0,1\n");
    write(folder, "fields", "<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\"/>\n");
    const QString good = write(folder, "good", command({"show", "free-fall"}).out);
    for (QString& argument : arguments) {
        if (argument.startsWith('@')) {
            argument.replace(0, 1, folder.path() + '/');
        }
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
