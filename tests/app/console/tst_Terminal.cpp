#include "app/console/CommandLine.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "support/Command.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

// What the program does to the terminal, the shell and the discs around it.

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr int patience = 60'000; // milliseconds
constexpr rlim_t smallFile = 20'000; // bytes

const QByteArray smallWave
    = R"({"dqmlab": 1, "grid": {"points": [64, 64], "size": [20, 20]}, "ensemble": {"particles": 500},
        "packets": [{"type": "gaussian"}], "time": {"until": 1, "step": 0.05}})";

/// A step takes a long while, and so does a row.
const QByteArray slowWave = R"({"dqmlab": 1, "grid": {"points": [1024, 1024], "size": [200, 200]},
        "potential": [{"type": "harmonic", "omega": [0.1, 0.1]}],
        "packets": [{"type": "gaussian"}], "time": {"until": 100, "step": 0.001}})";

/// Two packets that cancel each other: check may pass them, a run does not.
const QByteArray nothingLeft = R"({"dqmlab": 1, "grid": {"points": [32, 32], "size": [20, 20]},
        "packets": [{"type": "gaussian", "sigma": [2, 2]},
                    {"type": "gaussian", "sigma": [2, 2], "phase": 3.141592653589793}],
        "time": {"until": 0.1, "step": 0.01}})";

} // namespace

class TestTerminal : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const QString& name) const { return m_folder->filePath(name); }

    QByteArray bytesOf(const QString& name) const
    {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void put(const QString& name, const QByteArray& bytes) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    Outcome program(const QStringList& arguments, const QByteArray& input = {},
        const std::function<void()>& before = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        if (before)
            process.setChildProcessModifier(before);
        process.start(DQM_PROGRAM, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
            return {-1, {}, process.errorString()};
        return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
    }

    /// What lies in the folder beside what was put there.
    QStringList others(QStringList known) const
    {
        QStringList found
            = QDir(m_folder->path())
                  .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        for (const QString& name : known)
            found.removeAll(name);
        return found;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        put("small.dqm", smallWave);
        put("slow.dqm", slowWave);
        put("nothing.dqm", nothingLeft);
    }

    void standardInputIsAFileForEveryCommand_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("check") << QStringList{"check", "-"};
        QTest::newRow("show") << QStringList{"show", "-"};
        QTest::newRow("run") << QStringList{"run", "-", "--every", "1", "--quiet"};
        QTest::newRow("describe") << QStringList{"describe", "-", "--at", "0.2"};
        QTest::newRow("equations") << QStringList{"equations", "-"};
        QTest::newRow("render") << QStringList{
            "render", "-", "--plot-data", "curves.csv", "--at", "0.1"};
    }

    void standardInputIsAFileForEveryCommand()
    {
        QFETCH(const QStringList, command);
        const Outcome outcome = program(command, smallWave);
        QVERIFY2(outcome.status == exitDone, qPrintable(outcome.err));
        const Outcome wrong = program(command, "{ \"dqmlab\": 1, \"pakets\": [] }");
        QCOMPARE(wrong.status, int(exitBadInput));
        QVERIFY2(isOneLine(wrong.err) && wrong.err.contains("\"packets\"?"), qPrintable(wrong.err));
        QCOMPARE(program(command).status, int(exitBadInput));
    }

    void standardInputMayBeAnythingThatCarriesAnExperiment()
    {
        QCOMPARE(program({"run", "small.dqm", "--quiet", "--fields", "f.npz", "--series", "s.csv"})
                     .status,
            int(exitDone));
        for (const char* name : {"f.npz", "s.csv"}) {
            const Outcome outcome = program({"show", "-"}, bytesOf(name));
            QVERIFY2(outcome.status == exitDone, qPrintable(outcome.err));
            QVERIFY(parseExperiment(outcome.out) == loadExperiment(at(name)));
        }
    }

    void aReaderThatGoesEndsTheProgramQuietly_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("run") << "run small.dqm --quiet --every 0.001";
        QTest::newRow("list") << "list";
        QTest::newRow("equations") << "equations small.dqm";
        QTest::newRow("show") << "show small.dqm";
        QTest::newRow("help") << "run --help";
        QTest::newRow("jobs") << "run small.dqm --set constants.mass=1:2:0.0001 --series {mass} "
                                 "--list-jobs";
    }

    void aReaderThatGoesEndsTheProgramQuietly()
    {
        QFETCH(const QString, command);
        QProcess shell;
        shell.setWorkingDirectory(m_folder->path());
        // What it writes comes when nobody is there to read it.
        shell.start("/bin/sh",
            {"-c",
                QString("(sleep 0.3; \"%1\" %2; echo $? >status) | true")
                    .arg(DQM_PROGRAM, command)});
        QVERIFY(shell.waitForFinished(patience));
        QCOMPARE(shell.readAllStandardError(), QByteArray());
        QTRY_COMPARE_WITH_TIMEOUT(
            bytesOf("status").trimmed().toInt(), int(exitReaderGone), patience);
    }

    void signalsEndASlowRowSoonAndKeepWhatWasWritten_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
    }

    void signalsEndASlowRowSoonAndKeepWhatWasWritten()
    {
        QFETCH(const int, signal);
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(
            DQM_PROGRAM, {"run", "slow.dqm", "--series", "s.csv", "--fields", "f.vti", "--quiet"});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(bytesOf("s.csv").count('\n') >= 5, patience);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        // A row of it takes minutes: who waited for one would not end before the test does.
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), int(exitInterrupted));
        QVERIFY(Table(bytesOf("s.csv")).rows() >= 1);
        QCOMPARE(others({"small.dqm", "slow.dqm", "nothing.dqm", "s.csv"}), QStringList());
    }

    void whatFailsBeforeTheFirstRowLeavesTheEarlierFiles_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("target");
        const auto row = [](const QStringList& command, const char* target) {
            QTest::newRow(target) << command + QStringList{target} << QString(target);
        };
        row({"run", "nothing.dqm", "--series"}, "keep.csv");
        row({"run", "nothing.dqm", "--fields"}, "keep.vti");
        row({"run", "nothing.dqm", "--fields"}, "keep.npz");
        row({"render", "nothing.dqm", "--image"}, "keep.png");
        row({"render", "nothing.dqm", "--plot-data"}, "keep-curves.csv");
    }

    void whatFailsBeforeTheFirstRowLeavesTheEarlierFiles()
    {
        QFETCH(const QStringList, command);
        QFETCH(const QString, target);
        put(target, "precious");
        const Outcome outcome = program(command);
        QVERIFY(outcome.status == exitBadInput || outcome.status == exitFailed);
        QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
        QCOMPARE(bytesOf(target), QByteArray("precious"));
        QCOMPARE(others({"small.dqm", "slow.dqm", "nothing.dqm", target}), QStringList());
    }

    void whatDoesNotFitIsToldWithTheReason_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("target");
        const auto row = [](const QStringList& command, const char* target) {
            QTest::newRow(target) << command + QStringList{target} << QString(target);
        };
        row({"run", "small.dqm", "--every", "0.001", "--quiet", "--series"}, "s.csv");
        row({"run", "small.dqm", "--quiet", "--fields"}, "f.vti");
        row({"run", "small.dqm", "--quiet", "--fields"}, "f.npz");
        row({"run", "small.dqm", "--quiet", "--particles"}, "p.vtp");
        row({"render", "small.dqm", "--size", "640x480", "--image"}, "a.png");
    }

    void whatDoesNotFitIsToldWithTheReason()
    {
        QFETCH(const QStringList, command);
        QFETCH(const QString, target);
        put(target, "precious");
        const Outcome outcome = program(command, {}, [] {
            const rlimit most{smallFile, smallFile};
            ::setrlimit(RLIMIT_FSIZE, &most);
        });
        QVERIFY2(outcome.status == exitFailed, qPrintable(outcome.err));
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("File too large")
                && outcome.err.contains(target),
            qPrintable(outcome.err));
        if (target == "s.csv")
            QVERIFY(Table(bytesOf(target)).rows() > 3); // what was computed is kept
        else
            QCOMPARE(bytesOf(target), QByteArray("precious"));
        QCOMPARE(others({"small.dqm", "slow.dqm", "nothing.dqm", target}), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_Terminal.moc"
