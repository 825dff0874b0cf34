#include "app/files/OutputFile.h"
#include "app/files/OutputStream.h"
#include "support/MessageOf.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <memory>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace dqm;
using namespace dqm::test;

class TestOutputFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const QString& name) const { return m_folder->filePath(name); }
    QByteArray bytesOf(const QString& name) const
    {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
    }
    void put(const QString& name, const QByteArray& bytes) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QStringList names() const
    {
        return QDir(m_folder->path())
            .entryList(
                QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void takesItsPlaceWhenItIsWhole()
    {
        put("a", "old");
        QFile::setPermissions(at("a"), QFile::ReadOwner | QFile::WriteOwner);
        {
            OutputFile file(at("a"));
            file.write("new");
            QCOMPARE(bytesOf("a"), QByteArray("old"));
            QVERIFY(names().filter("a.").isEmpty());
            file.commit();
        }
        QCOMPARE(bytesOf("a"), QByteArray("new"));
        QCOMPARE(names(), QStringList("a"));
        QVERIFY(!QFileInfo(at("a")).permission(QFile::ReadOther));
    }

    void leavesEverythingAsItWasIfItIsNotFinished()
    {
        put("a", "old");
        {
            OutputFile file(at("a"));
            file.write("half");
        }
        {
            OutputFile file(at("b"));
            file.write("half");
        }
        QCOMPARE(bytesOf("a"), QByteArray("old"));
        QCOMPARE(names(), QStringList("a"));
    }

    void nothingIsLeftHoweverTheProgramEnds()
    {
        put("a", "old");
        const pid_t child = ::fork();
        if (child == 0) {
            OutputFile file(at("a"));
            file.write(QByteArray(100'000, 'x'));
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(bytesOf("a"), QByteArray("old"));
        // Not every file system has files without a name.
        const bool isNameless = OutputFile(at("a")).place().startsWith("/proc/");
        QCOMPARE(names().size(), isNameless ? 1 : 2);
    }

    void othersWriteItByItsPlace_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("here") << int(OutputFile::Kind::Whole);
        QTest::newRow("another program") << int(OutputFile::Kind::Named);
    }

    void othersWriteItByItsPlace()
    {
        QFETCH(const int, kind);
        put("a", "old");
        QFile::setPermissions(at("a"), QFile::ReadOwner | QFile::WriteOwner);
        OutputFile file(at("a"), OutputFile::Kind(kind));
        {
            std::ofstream other(file.place().toStdString());
            other << "by name";
        }
        QCOMPARE(bytesOf("a"), QByteArray("old"));
        file.commit();
        QCOMPARE(bytesOf("a"), QByteArray("by name"));
        QCOMPARE(names(), QStringList("a"));
        QVERIFY(!QFileInfo(at("a")).permission(QFile::ReadOther));
    }

    void itsPlaceCannotBeGuessed()
    {
        const OutputFile one(at("a"), OutputFile::Kind::Named);
        const OutputFile other(at("a"), OutputFile::Kind::Named);
        QVERIFY(one.place() != other.place());
        QVERIFY(!QFileInfo(one.place()).fileName().contains("a.part"));
    }

    void linksAreFollowed()
    {
        QVERIFY(QDir(m_folder->path()).mkdir("there"));
        put("there/a", "old");
        QVERIFY(QFile::link("there/a", at("link")));
        QVERIFY(QFile::link(at("link"), at("second")));
        QVERIFY(QFile::link("there/new", at("dangling")));
        for (const char* name : {"second", "dangling"}) {
            OutputFile file(at(name));
            file.write(name);
            file.commit();
            QVERIFY(QFileInfo(at(name)).isSymLink());
        }
        QCOMPARE(bytesOf("there/a"), QByteArray("second"));
        QCOMPARE(bytesOf("there/new"), QByteArray("dangling"));
        QVERIFY(!QFileInfo(at("there/a")).isSymLink());
    }

    void pipesAreWrittenTo()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(at("pipe")).constData(), 0600), 0);
        QByteArray read;
        std::thread reader([&] { read = bytesOf("pipe"); });
        {
            OutputFile file(at("pipe"));
            file.write(QByteArray(300'000, 'x'));
            file.commit();
        }
        reader.join();
        QCOMPARE(read.size(), 300'000);
        struct stat status
        {
        };
        QCOMPARE(::stat(QFile::encodeName(at("pipe")).constData(), &status), 0);
        QVERIFY(S_ISFIFO(status.st_mode));
        QCOMPARE(names(), QStringList("pipe"));
    }

    void aFullDiscIsCalledOne()
    {
        if (!QFile::exists("/dev/full"))
            QSKIP("this system has no device that is always full");
        const QString message = messageOf([] {
            OutputFile file("/dev/full");
            file.write("x");
            file.commit();
        });
        QVERIFY2(message.contains("/dev/full: No space left on device"), qPrintable(message));
    }

    void whatCannotBeWrittenIsSaidBefore_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("piece");
        QTest::newRow("folder") << "."
                                << "folder";
        QTest::newRow("no folder") << "none/a"
                                   << "no such folder";
        QTest::newRow("a link to nowhere") << "nowhere"
                                           << "no such folder";
    }

    void whatCannotBeWrittenIsSaidBefore()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, piece);
        QVERIFY(QFile::link(at("none/b"), at("nowhere")));
        QVERIFY(QString::fromStdString(whyNoFile(at(name))).contains(piece));
        QVERIFY(messageOf([&] { OutputFile file(at(name)); }).contains(piece));
    }

    void aFilmHasItsOwnNameWhereNoneIsYet()
    {
        {
            OutputFile film(at("f.mp4"), OutputFile::Kind::Film);
            QVERIFY(film.isInPlace());
            film.write("short");
            film.keep();
        }
        QCOMPARE(bytesOf("f.mp4"), QByteArray("short"));
        {
            OutputFile film(at("f.mp4"), OutputFile::Kind::Film);
            QVERIFY(!film.isInPlace() && film.place().endsWith(".mp4"));
            film.write("longer");
            QCOMPARE(bytesOf("f.mp4"), QByteArray("short"));
            film.commit();
        }
        QCOMPARE(bytesOf("f.mp4"), QByteArray("longer"));
        QCOMPARE(names(), QStringList("f.mp4"));
    }

    void aStreamTouchesItsFileWithTheFirstLine()
    {
        put("s", "old");
        {
            OutputStream stream(at("s"));
        }
        QCOMPARE(bytesOf("s"), QByteArray("old"));
        OutputStream stream(at("s"));
        writeOut(stream, "row\n", "s");
        QCOMPARE(bytesOf("s"), QByteArray("row\n"));
        writeOut(stream, "row\n", "s");
        QCOMPARE(bytesOf("s"), QByteArray("row\nrow\n"));
    }

    void aStreamSaysWhyItTakesNothing()
    {
        if (!QFile::exists("/dev/full"))
            QSKIP("this system has no device that is always full");
        OutputStream stream("/dev/full");
        const QString message = messageOf([&] { writeOut(stream, "row", "/dev/full"); });
        QVERIFY2(message.contains("No space left on device"), qPrintable(message));
        std::ofstream other("/dev/full");
        QVERIFY_EXCEPTION_THROWN(writeOut(other, "row"), OutputFailure);
    }

    void aReaderThatHasGoneIsNoFailure()
    {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        ::close(ends[0]);
        std::signal(SIGPIPE, SIG_IGN);
        OutputStream stream("/dev/fd/" + QString::number(ends[1]));
        QVERIFY_EXCEPTION_THROWN(writeOut(stream, "row"), ReaderGone);
        ::close(ends[1]);
    }
};

QTEST_APPLESS_MAIN(TestOutputFile)
#include "tst_OutputFile.moc"
