#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

/// The program on machines that cannot show a window, or write numbers in their own way.
class TestDisplay : public QObject
{
    Q_OBJECT

private slots:
    void saysInOneLineThatThereIsNoDisplay_data();
    void saysInOneLineThatThereIsNoDisplay();
    void aDisplayThatTurnsTheProgramAwayIsSaid();
    void writesNumbersAlikeInEveryLanguage();

private:
    static QProcessEnvironment bare()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name :
            {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"})
            environment.remove(name);
        return environment;
    }
};

void TestDisplay::saysInOneLineThatThereIsNoDisplay_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    QTest::newRow("none") << QStringList{} << QStringList{} << "no display";
    QTest::newRow("a number that nobody has")
        << QStringList{"DISPLAY=:4999"} << QStringList{} << ":4999";
    QTest::newRow("no such name") << QStringList{"DISPLAY=nonsense"} << QStringList{} << "nonsense";
    QTest::newRow("Wayland that is not there")
        << QStringList{"WAYLAND_DISPLAY=wayland-4999"} << QStringList{} << "wayland-4999";
    QTest::newRow("a platform without a display")
        << QStringList{"QT_QPA_PLATFORM=xcb"} << QStringList{} << "xcb";
    QTest::newRow("a platform that is not installed")
        << QStringList{"QT_QPA_PLATFORM=nonsense"} << QStringList{} << "nonsense";
    QTest::newRow("the same as an option")
        << QStringList{} << QStringList{"-platform", "nonsense"} << "nonsense";
    QTest::newRow("a display as an option")
        << QStringList{} << QStringList{"-display", ":4999"} << ":4999";
}

void TestDisplay::saysInOneLineThatThereIsNoDisplay()
{
    QFETCH(QStringList, variables);
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    QProcessEnvironment environment = bare();
    for (const QString& variable : variables)
        environment.insert(variable.section('=', 0, 0), variable.section('=', 1));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(DQM_PROGRAM, arguments);
    QVERIFY(program.waitForFinished(30000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 1);
    const QString said = QString::fromUtf8(program.readAllStandardError());
    QCOMPARE(said.count('\n'), 1);
    QVERIFY2(said.contains(names), qPrintable(said));
    QVERIFY2(said.contains("dqmlab run"), qPrintable(said));
}

void TestDisplay::aDisplayThatTurnsTheProgramAwayIsSaid()
{
    constexpr int firstPort = 6000; // where the numbers of displays begin
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int number = 4000;
    for (;; ++number) {
        QVERIFY(number < 4100);
        address.sin_port = htons(static_cast<std::uint16_t>(firstPort + number));
        if (bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            break;
    }
    QCOMPARE(listen(listener, 4), 0);
    std::jthread doorman([listener] {
        for (int guest = accept(listener, nullptr, nullptr); guest >= 0;
             guest = accept(listener, nullptr, nullptr))
            close(guest);
    });
    QProcessEnvironment environment = bare();
    environment.insert("DISPLAY", QStringLiteral("127.0.0.1:%1").arg(number));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(DQM_PROGRAM, QStringList());
    const bool ended = program.waitForFinished(30000);
    shutdown(listener, SHUT_RDWR); // lets the doorman go
    doorman.join();
    close(listener);
    QVERIFY(ended);
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(QString::fromUtf8(program.readAllStandardError()).count('\n'), 1);
}

void TestDisplay::writesNumbersAlikeInEveryLanguage()
{
    const QTemporaryDir folder;
    const auto plot = [&folder](const QString& language) {
        QProcessEnvironment environment = bare();
        for (const char* name : {"LANG", "LC_ALL", "LC_NUMERIC"})
            environment.insert(name, language);
        QProcess program;
        program.setProcessEnvironment(environment);
        const QString path = folder.filePath(language + ".svg");
        program.start(DQM_PROGRAM,
            {"render", "free-spreading", "--view", "plots", "--image", path, "--at", "0.5"});
        if (!program.waitForFinished(60000))
            return QByteArray();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : program.readAllStandardError();
    };
    const QByteArray plain = plot("C.UTF-8");
    QVERIFY2(plain.contains("<svg"), plain.constData());
    QCOMPARE(plot("de_DE.UTF-8"), plain);
}

QTEST_GUILESS_MAIN(TestDisplay)
#include "tst_Display.moc"
