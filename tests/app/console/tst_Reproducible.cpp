#include "app/experiments/ExperimentLibrary.h"
#include "core/grid/Parallel.h"
#include "support/Command.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace dqm;
using namespace dqm::test;

/// The same experiment gives the same bytes, from run to run and for any number of threads: sums
/// are taken in a fixed order, random numbers belong to a place and not to a thread.
class TestReproducible : public QObject
{
    Q_OBJECT

private slots:
    void bytesDependOnTheExperimentAlone_data();
    void bytesDependOnTheExperimentAlone();
    void threadsAreAWholeNumber();
    void cleanup() { setThreadCount(m_threads); }

private:
    const int m_threads = threadCount();
};

void TestReproducible::bytesDependOnTheExperimentAlone_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char* label, const char* name, const QString& options) {
        QTest::newRow(label) << QString(name) << options.split(' ', Qt::SkipEmptyParts);
    };
    row("a free packet", "free-spreading",
        "--until 1 --set grid.points=[128,128] --error-estimate");
    row("FFTW's sizes", "free-spreading", "--until 0.5 --set grid.points=[90,108]");
    row("walls", "box-revival", "--until 1 --set grid.points=[63,63] --error-estimate");
    row("an edge that absorbs, single precision", "double-slit",
        "--until 0.5 --set grid.points=[128,128] --set time.accuracy=1e-3");
    row("particles", "particles-through-a-double-slit", "--until 0.6 --set grid.points=[128,128]");
    row("particles under a wrong law", "what-if-v-plus-u",
        "--until 0.5 --set grid.points=[128,128]");
    row("the stage with friction", "galilean-2x2", "--until 0.5 --set grid.points=[64,64]");
    row("Fick's twin", "galilean-2x2",
        "--until 0.5 --set grid.points=[64,64] --set stage.dissipation=fick");
    row("K' on its own", "boosted-spreading",
        "--until 0.5 --set grid.points=[64,64] --route active");
    row("a fluid beside", "fluid-on-a-torus", "--until 0.3 --set grid.points=[64,64]");
    row("cooling", "cooling-in-a-well", "--until 1 --set grid.points=[64,64]");
    row("two particles", "two-fermions-avoid-each-other",
        "--until 0.5 --set grid.points=[128,128]");
    row("statistics", "balls-that-share-their-chances", "--until 2000");
    row("levels", "bosons-on-levels", "--until 2000");
    row("walks", "walking-at-light-speed", "--until 1");
    row("field", "shaken-by-the-field", "--until 1");
    row("gauge mass", "mass-from-the-rms", "--until 20");
    row("reaction", "composites-within-a-mean-free-path", "--until 0.5");
    row("thermal diffusion", "which-way-does-it-drift", "--until 0.5");
}

void TestReproducible::bytesDependOnTheExperimentAlone()
{
    QFETCH(QString, name);
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    const QString fields = folder.filePath("fields.npz");
    const bool hasFields = std::holds_alternative<Experiment>(openAnyExperiment(name));
    QByteArray series;
    QByteArray arrays;
    for (const char* threads : {"1", "1", "2", "3"}) {
        QStringList arguments
            = QStringList{"run", name, "--series", "-", "--quiet", "--threads", threads} + options;
        if (hasFields)
            arguments += {"--fields", fields};
        const Outcome outcome = command(arguments);
        QVERIFY2(outcome.status == exitDone, qPrintable(outcome.err));
        QFile file(fields);
        QVERIFY(!hasFields || file.open(QIODevice::ReadOnly));
        const QByteArray now = hasFields ? file.readAll() : QByteArray();
        if (series.isEmpty()) {
            series = outcome.out;
            arrays = now;
        }
        QVERIFY(series.count('\n') > 3);
        QVERIFY2(outcome.out == series, threads);
        QVERIFY2(now == arrays, threads);
    }
}

void TestReproducible::threadsAreAWholeNumber()
{
    for (const char* wrong : {"0", "-1", "1.5", "two", "1000"}) {
        const Outcome outcome = command({"run", "free-spreading", "--threads", wrong});
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("--threads"), wrong);
    }
}

QTEST_GUILESS_MAIN(TestReproducible)
#include "tst_Reproducible.moc"
