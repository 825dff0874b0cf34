#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

/// The program where it gets no more memory: what it writes is whole, or one line says that there
/// is not enough.
class TestLittleMemory : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString& name) const { return m_folder.filePath(name); }

    /// Enough of them are too many for a ground and a frame.
    static qsizetype coloursIn(const QString& path)
    {
        const QImage image = QImage(path).scaled(512, 512);
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours << image.pixel(x, y);
        }
        return colours.size();
    }

private slots:
    void whatIsWrittenIsWholeOrALineSaysWhyNot_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("megabytes");
        const auto rows = [](const char* name, const QStringList& arguments,
                              std::initializer_list<int> limits) {
            for (const int limit : limits)
                QTest::addRow("%s, %d MB", name, limit) << arguments << limit;
        };
        rows("a picture larger than a driver draws",
            {"render", "free-spreading", "--image", "@.png", "--size", "8192x8192"},
            {220, 400, 700, 1000, 1400});
        rows("a clear picture of panes",
            {"render", "galilean-2x2", "--image", "@.png", "--size", "2048x2048", "--transparent"},
            {420, 600, 800});
        rows("a plot",
            {"render", "free-spreading", "--view", "plots", "--plot", "spread", "--image", "@.png",
                "--size", "4096x4096"},
            {200, 240, 255, 280, 330, 450, 700});
        rows("a plot for paper",
            {"render", "free-spreading", "--view", "plots", "--plot", "spread", "--image", "@.pdf"},
            {200, 220, 260});
        rows("an exhibit's page",
            {"render", "bosons-on-levels", "--image", "@.png", "--size", "4096x2304"},
            {200, 240, 300, 420, 560});
        rows("a window",
            {"free-spreading", "--size", "1280x800", "--after", "0.5", "--screenshot", "@.png"},
            {200, 230, 260, 320, 400, 700, 900, 1100, 1600});
        rows("fields",
            {"run", "free-spreading", "--set", "grid.points=[1024,1024]", "--set", "time.step=0.01",
                "--until", "0.01", "--every", "0.01", "--fields", "@.vti", "--quiet"},
            {200, 240, 300, 400, 600});
        rows("arrays",
            {"run", "free-spreading", "--set", "grid.points=[1024,1024]", "--set", "time.step=0.01",
                "--until", "0.01", "--every", "0.01", "--fields", "@.npz", "--quiet"},
            {240, 300, 400});
        rows("many particles",
            {"run", "free-spreading", "--set", "ensemble.particles=200000", "--set",
                "time.step=0.01", "--until", "0.01", "--every", "0.01", "--particles", "@.vtp",
                "--quiet"},
            {200, 260, 320, 400});
    }

    void whatIsWrittenIsWholeOrALineSaysWhyNot()
    {
        QFETCH(QStringList, arguments);
        QFETCH(const int, megabytes);
        const QString target = arguments.filter("@").value(0).replace('@', at("out"));
        arguments.replaceInStrings("@", at("out"));
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", m_folder.path());
        environment.insert("XDG_CONFIG_HOME", m_folder.path());
        environment.insert("XDG_RUNTIME_DIR", m_folder.path());
        environment.insert("DQMLAB_RENDERER", "software");
        program.setProcessEnvironment(environment);
        program.setChildProcessModifier([megabytes] {
            const rlimit most{rlim_t(megabytes) * 1'000'000, rlim_t(megabytes) * 1'000'000};
            const rlimit none{0, 0};
            ::setrlimit(RLIMIT_AS, &most);
            ::setrlimit(RLIMIT_CORE, &none);
        });
        program.start(DQM_PROGRAM, arguments);
        QVERIFY(program.waitForFinished(120'000));
        const QString said = QString::fromUtf8(program.readAllStandardError());
        QVERIFY2(program.exitStatus() == QProcess::NormalExit, qPrintable(said));
        if (program.exitCode() == 0) {
            QVERIFY2(QFile(target).size() > 4000, qPrintable(said));
            if (target.endsWith(".png"))
                QVERIFY2(coloursIn(target) > 40, "it shows nothing");
        } else {
            QCOMPARE(said, QString("dqmlab: there is not enough memory\n"));
            QCOMPARE(program.exitCode(), 1);
            QVERIFY(!QFile::exists(target));
        }
        QFile::remove(target);
        QCOMPARE(QDir(m_folder.path()).entryList({".dqmlab-*", "out*"}, QDir::Files | QDir::Hidden),
            QStringList());
    }
};

QTEST_GUILESS_MAIN(TestLittleMemory)
#include "tst_LittleMemory.moc"
