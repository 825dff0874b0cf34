#include "app/window/MainWindow.h"
#include "support/OwnSettings.h"

#include <QAction>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

namespace {

/// Megabytes of this process that lie in memory.
double residentMemory()
{
    QFile file("/proc/self/status");
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024.0;
    return 0.0;
}

} // namespace

/// What is played again and again takes no more memory than the first times.
class TestWindowMemory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::keepSettingsIn(m_folder.path(), "tst_WindowMemory"); }

    void runsThatBeginAnewLeaveNothingBehind_data()
    {
        QTest::addColumn<QString>("experiment");
        QTest::newRow("particles") << "particles-through-a-double-slit";
        QTest::newRow("2 x 2") << "galilean-2x2";
    }

    void runsThatBeginAnewLeaveNothingBehind()
    {
        QVERIFY2(residentMemory() > 0.0, "the system does not say how much memory a process takes");
        QFETCH(QString, experiment);
        MainWindow window;
        QVERIFY(window.openExperimentNamed(experiment));
        window.resize(1280, 800);
        window.show();
        window.setPlaying(true);
        constexpr int warmUp = 6;
        constexpr int rounds = 18;
        double before = 0.0;
        for (int round = 0; round < warmUp + rounds; ++round) {
            int frames = 0;
            const auto counted
                = connect(&window, &MainWindow::frameTaken, &window, [&frames] { ++frames; });
            QTRY_VERIFY_WITH_TIMEOUT(frames >= 12, 60000);
            disconnect(counted);
            if (round + 1 == warmUp)
                before = residentMemory();
            window.commands()[CommandId::Restart]->trigger();
        }
        const double grown = residentMemory() - before;
        QVERIFY2(grown < 0.05 * before + 2.0,
            qPrintable(QStringLiteral("from %1 MB by %2 MB").arg(before).arg(grown)));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestWindowMemory)
#include "tst_WindowMemory.moc"
