#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// scripts/dependencies beside a package manager of the test's own, which only notes what it is
/// asked.
class TestDependencies : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void isSilentWhereAnotherPackageProvidesTheName();
    void installsWhatNobodyProvides();
    void namesWhatCouldNotBeInstalled();

private:
    struct Outcome
    {
        int status;
        QString output;
        QString errors;
    };
    Outcome run(const QStringList& installed);
    void write(const QString& name, const QByteArray& script);
    static QStringList wanted();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDependencies::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    // One line a package, "name, what it provides", as the query of the script asks for it.
    write("dpkg-query", "#!/bin/sh\nsed 's/^/installed /' \"$DQM_INSTALLED\"\n");
    write("apt-get",
        "#!/bin/sh\n"
        "echo \"$@\" >>\"$DQM_ASKED\"\n"
        "[ \"$1\" != install ] || for word; do echo \"$word, \" >>\"$DQM_INSTALLED\"; done\n");
    write("sudo", "#!/bin/sh\nexec \"$@\"\n");
}

void TestDependencies::write(const QString& name, const QByteArray& script)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QStringList TestDependencies::wanted()
{
    QProcess list;
    list.start(QStringLiteral(DQM_SOURCE_DIR) + "/scripts/dependencies", {"--list"});
    list.waitForFinished();
    return QString::fromUtf8(list.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
}

TestDependencies::Outcome TestDependencies::run(const QStringList& installed)
{
    QFile packages(m_folder->filePath("installed"));
    if (packages.open(QIODevice::WriteOnly))
        packages.write(installed.join('\n').toUtf8() + '\n');
    packages.close();
    QProcess script;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", m_folder->path() + ':' + environment.value("PATH"));
    environment.insert("DQM_INSTALLED", packages.fileName());
    environment.insert("DQM_ASKED", m_folder->filePath("asked"));
    script.setProcessEnvironment(environment);
    script.start(QStringLiteral(DQM_SOURCE_DIR) + "/scripts/dependencies", {"--test"});
    script.waitForFinished();
    return {script.exitCode(), QString::fromUtf8(script.readAllStandardOutput()),
        QString::fromUtf8(script.readAllStandardError())};
}

void TestDependencies::isSilentWhereAnotherPackageProvidesTheName()
{
    QStringList installed = wanted();
    QVERIFY(installed.removeOne("libqt6opengl6-dev"));
    installed.replaceInStrings(
        "qt6-base-dev", "qt6-base-dev, other (= 1), libqt6opengl6-dev (= 6.8)");
    const Outcome outcome = run(installed);
    QCOMPARE(outcome.errors, QString());
    QCOMPARE(outcome.output, QString());
    QCOMPARE(outcome.status, 0);
    QVERIFY(!QFile::exists(m_folder->filePath("asked")));
}

void TestDependencies::installsWhatNobodyProvides()
{
    QStringList installed = wanted();
    QVERIFY(installed.removeOne("ninja-build"));
    const Outcome outcome = run(installed);
    QCOMPARE(outcome.errors, QString());
    QCOMPARE(outcome.status, 0);
    QFile asked(m_folder->filePath("asked"));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    const QString calls = QString::fromUtf8(asked.readAll());
    QVERIFY2(calls.contains("install") && calls.contains("ninja-build"), qPrintable(calls));
    QVERIFY2(!calls.contains("qt6-base-dev"), qPrintable(calls));
}

void TestDependencies::namesWhatCouldNotBeInstalled()
{
    write("apt-get",
        "#!/bin/sh\n[ \"$1\" = update ] || { echo 'E: Unable to locate package' >&2; exit 100; "
        "}\n");
    QStringList installed = wanted();
    QVERIFY(installed.removeOne("ninja-build"));
    const Outcome outcome = run(installed);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.errors.contains("Could not install: ninja-build"), qPrintable(outcome.errors));
    QVERIFY2(outcome.errors.contains("Unable to locate"), qPrintable(outcome.errors));
}

QTEST_APPLESS_MAIN(TestDependencies)
#include "tst_Dependencies.moc"
