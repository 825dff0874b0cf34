#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/session/ExhibitDocument.h"
#include "app/session/ExperimentDocument.h"
#include "app/session/History.h"
#include "app/session/Recovery.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/types.h>

using namespace dqm;

namespace {

/// A run of the program that has changed something and waits to be killed.
int changeAndWait(const QString& folder)
{
    History history;
    ExperimentDocument document(history);
    Recovery recovery(history, nullptr, folder);
    document.open(openAnyExperiment("free-spreading"), "free-spreading");
    document.setValue("constants.mass", 1.75);
    document.open(openAnyExperiment("double-slit"), "double-slit");
    document.setValue("constants.hbar", 1.125);
    recovery.flush();
    puts("kept");
    fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

/// What is kept of runs that did not end in order.
class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_history = std::make_unique<History>();
        m_document = std::make_unique<ExperimentDocument>(*m_history);
        m_document->open(openAnyExperiment("free-spreading"), "free-spreading");
    }

    void writesWhatIsNotSavedAfterAWhileAndOnlyThat()
    {
        Recovery recovery(*m_history, nullptr, m_folder->path());
        m_document->setValue("constants.mass", 1.5);
        QTRY_COMPARE(files().size(), 1);
        m_history->undo();
        QTRY_COMPARE(files().size(), 0);
    }

    void leavesNothingBehindWhenItEndsInOrder()
    {
        {
            Recovery recovery(*m_history, nullptr, m_folder->path());
            m_document->setValue("constants.mass", 1.5);
            recovery.flush();
            QCOMPARE(files().size(), 1);
        }
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void aKilledRunIsHandedOutOnceWithAllItHadChanged()
    {
        QProcess run;
        start(run);
        kill(static_cast<pid_t>(run.processId()), SIGKILL);
        QVERIFY(run.waitForFinished());

        Recovery recovery(*m_history, nullptr, m_folder->path());
        const auto sheets = recovery.claim();
        QCOMPARE(sheets.size(), std::size_t(2));
        QCOMPARE(sheets[0]->name, QString("free-spreading"));
        QCOMPARE(std::get<Experiment>(sheets[0]->present).constants.mass, 1.75);
        QVERIFY(sheets[0]->loaded == openAnyExperiment("free-spreading"));
        QCOMPARE(std::get<Experiment>(sheets[1]->present).constants.hbar, 1.125);
        QVERIFY(sheets[1]->isModified());

        History another;
        Recovery second(another, nullptr, m_folder->path());
        QVERIFY2(second.claim().empty(), "one run has claimed it");

        m_document->open(sheets[1]);
        recovery.settle();
        QCOMPARE(files().size(), 1); // its own, with what was restored
        QVERIFY(second.claim().empty());
    }

    void whatIsNotAnsweredIsOfferedAgain()
    {
        QProcess run;
        start(run);
        kill(static_cast<pid_t>(run.processId()), SIGKILL);
        QVERIFY(run.waitForFinished());
        {
            Recovery recovery(*m_history, nullptr, m_folder->path());
            QCOMPARE(recovery.claim().size(), std::size_t(2));
        }
        Recovery recovery(*m_history, nullptr, m_folder->path());
        QCOMPARE(recovery.claim().size(), std::size_t(2));
        recovery.settle();
        QCOMPARE(files().size(), 0);
    }

    void aRunThatIsAliveIsLeftAlone()
    {
        QProcess run;
        start(run);
        Recovery recovery(*m_history, nullptr, m_folder->path());
        QVERIFY(recovery.claim().empty());
        QCOMPARE(files().size(), 1);
        run.kill();
        QVERIFY(run.waitForFinished());
    }

    void damagedFilesAreNoExperiments()
    {
        QFile damaged(m_folder->filePath("1-2.unsaved"));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("{\"dqmlab-unsaved\": 1, \"experiments\": [{\"loaded\": \"{\"}, 7]}");
        damaged.close();
        Recovery recovery(*m_history, nullptr, m_folder->path());
        QVERIFY(recovery.claim().empty());
    }

    void saysOnceThatNothingCanBeKept()
    {
        QFile inTheWay(m_folder->filePath("file"));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Recovery recovery(*m_history, nullptr, m_folder->filePath("file/folder"));
        const QSignalSpy failed(&recovery, &Recovery::failed);
        m_document->setValue("constants.mass", 1.5);
        recovery.flush();
        recovery.flush();
        QCOMPARE(failed.count(), 1);
    }

private:
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList({"*.unsaved"}, QDir::Files);
    }

    void start(QProcess& run)
    {
        run.start(QCoreApplication::applicationFilePath(), {"--change-and-wait", m_folder->path()});
        QVERIFY(run.waitForReadyRead(30000));
        QVERIFY(run.readAllStandardOutput().startsWith("kept"));
        QCOMPARE(files().size(), 1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<History> m_history;
    std::unique_ptr<ExperimentDocument> m_document;
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--change-and-wait")
        return changeAndWait(arguments.value(2));
    TestRecovery test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_Recovery.moc"
