#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/experiments/SavedWaves.h"
#include "support/Close.h"
#include "support/Command.h"
#include "support/MessageOf.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace dqm;
using namespace dqm::test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

/// The shipped experiment with the psi of a file instead of its packets.
QByteArray goingOn(const QString& name, const QStringList& changes, const QString& file)
{
    return formatExperiment(openExperiment(
        name, changes + QStringList{"packets=[{\"type\":\"file\",\"file\":\"" + file + "\"}]"}));
}

} // namespace

/// A run goes on where another one ended.
class TestSavedWaves : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void goesOnWhereARunEnded_data();
    void goesOnWhereARunEnded();
    void isReadBetweenItsPoints_data();
    void isReadBetweenItsPoints();
    void saysWhatDoesNotFit();
    void isNamedFromTheExperimentsFolder();
    void staysOpenableWhereItIsCarried();
    void refusesWhatHoldsNoPsi_data();
    void refusesWhatHoldsNoPsi();
    void isNoTargetOfTheSameRun();
    void weighsLikeAnyPacket();

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    /// psi of a run, in a file of the folder.
    QString saved(const QString& experiment, const QString& file, const QStringList& options)
    {
        const Outcome outcome
            = command(QStringList{"run", experiment, "--quiet", "--fields", at(file)} + options);
        return outcome.status == exitDone ? at(file) : outcome.err;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSavedWaves::goesOnWhereARunEnded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("points");
    QTest::newRow("arrays") << "free-spreading"
                            << "half.npz"
                            << "[64,64]";
    QTest::newRow("image data") << "free-spreading"
                                << "half.vti"
                                << "[64,64]";
    QTest::newRow("not square") << "free-spreading"
                                << "half.npz"
                                << "[48,80]";
    QTest::newRow("walls") << "box-revival"
                           << "half.npz"
                           << "[63,63]";
    QTest::newRow("walls, image data") << "box-revival"
                                       << "half.vti"
                                       << "[63,63]";
    QTest::newRow("an edge that absorbs") << "double-slit"
                                          << "half.npz"
                                          << "[128,128]";
    QTest::newRow("two particles") << "two-bosons-meet"
                                   << "half.npz"
                                   << "[64,64]";
}

void TestSavedWaves::goesOnWhereARunEnded()
{
    QFETCH(QString, name);
    QFETCH(QString, file);
    QFETCH(QString, points);
    // Else the layer would be chosen by the waves of either start.
    const QStringList grid{"grid.points=" + points, "grid.absorber={\"width\":4,\"strength\":5}"};
    const QStringList coarse{"--set", grid[0], "--set", grid[1], "--set", "time.step=0.01"};
    // In the same steps: rows that are closer than a step shorten it.
    const QStringList half{"--until", "0.5", "--every", "0.5"};
    QCOMPARE(saved(name, file, coarse + half), at(file));
    const QString rest = at("rest.dqm");
    write(rest, goingOn(name, grid + QStringList{"time.step=0.01"}, at(file)));

    const Table whole = series(QStringList{name, "--until", "1", "--every", "0.5"} + coarse);
    const Table second = series({rest, "--until", "0.5", "--every", "0.5"});
    QCOMPARE(whole.rows(), std::size_t(3));
    QCOMPARE(second.rows(), std::size_t(2));
    for (std::size_t row = 0; row < 2; ++row) {
        // What is left where an edge absorbs begins again as a whole ensemble.
        const double left = whole.at(row + 1, "norm") / second.at(row, "norm");
        constexpr double allowed = 1e-11;
        for (const char* column : {"sigma_x", "sigma_y", "mean_x"}) {
            if (whole.names.contains(column))
                DQM_CLOSE(second.at(row, column), whole.at(row + 1, column), allowed);
        }
        DQM_CLOSE(
            second.at(row, "energy_drift"), whole.at(row + 1, "energy_drift") / left, allowed);
    }
}

void TestSavedWaves::isReadBetweenItsPoints_data()
{
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("points");
    QTest::newRow("more points") << "[32,32]"
                                 << "[100,90]";
    QTest::newRow("fewer points") << "[32,32]"
                                  << "[64,80]";
    QTest::newRow("a wider grid") << "[50,44]"
                                  << "[128,128]";
    QTest::newRow("a narrower one") << "[24,22]"
                                    << "[81,64]";
}

/// Sums and products of the same Gaussian, whatever the points.
void TestSavedWaves::isReadBetweenItsPoints()
{
    QFETCH(QString, size);
    QFETCH(QString, points);
    const QStringList source{"--set", "grid.points=[96,96]", "--set", "grid.size=[32,32]", "--set",
        "packets=[{\"type\":\"gaussian\",\"center\":[1,-0.5],\"velocity\":[1.2,0.4]}]"};
    QCOMPARE(
        saved("free-spreading", "psi.npz", source + QStringList{"--until", "0.4"}), at("psi.npz"));
    const Table there
        = series(QStringList{"free-spreading", "--until", "0.4", "--every", "0.4"} + source);
    const QStringList target{"grid.points=" + points, "grid.size=" + size};
    write(at("other.dqm"), goingOn("free-spreading", target, at("psi.npz")));
    const Table here = series({at("other.dqm"), "--until", "0.1", "--every", "0.1"});
    for (const char* column : {"mean_x", "mean_y", "mean_px", "sigma_x", "sigma_y", "energy_drift",
             "energy_diffusion", "energy_total"})
        DQM_CLOSE(here.at(0, column), there.last(column), 1e-6);
}

void TestSavedWaves::saysWhatDoesNotFit()
{
    const QStringList source{"--set",
        "packets=[{\"type\":\"gaussian\",\"center\":[5,0],\"velocity\":[4,0]}]", "--set",
        "grid.points=[128,128]", "--until", "0.01"};
    QCOMPARE(saved("free-spreading", "psi.npz", source), at("psi.npz"));
    const QString cut = at("cut.dqm");
    write(cut, goingOn("free-spreading", {"grid.size=[16,16]"}, at("psi.npz")));
    const Outcome warned = command({"run", cut, "--until", "0.01", "--series", "-"});
    QCOMPARE(warned.status, int(exitDone));
    QVERIFY2(warned.err.contains("packets[0]: ") && warned.err.contains("does not fit the grid"),
        qPrintable(warned.err));
    const QString slow = at("slow.dqm");
    write(slow, goingOn("free-spreading", {"grid.points=[16,16]"}, at("psi.npz")));
    const Outcome refused = command({"run", slow, "--until", "0.01"});
    QCOMPARE(refused.status, int(exitBadInput));
    QVERIFY2(
        isOneLine(refused.err) && refused.err.contains("packets[0].file: found a wave function"),
        qPrintable(refused.err));
}

void TestSavedWaves::isNamedFromTheExperimentsFolder()
{
    const QStringList grid{"--set", "grid.points=[64,64]", "--until", "0.1"};
    QVERIFY(QDir(m_folder->path()).mkdir("inner"));
    QCOMPARE(saved("free-spreading", "inner/psi.npz", grid), at("inner/psi.npz"));
    write(at("rest.dqm"),
        "{\"dqmlab\": 1, \"packets\": [{\"type\": \"file\", \"file\": \"inner/psi.npz\"}],"
        "\"grid\": {\"points\": [64, 64]}}");
    const Experiment opened = loadExperiment(at("rest.dqm"));
    QCOMPARE(savedWaveFiles(opened), QStringList{QDir::cleanPath(at("inner/psi.npz"))});
    // Saved beside it or above, both can be moved together.
    saveExperiment(opened, at("again.dqm"));
    QVERIFY(contentOf(at("again.dqm")).contains("\"file\": \"inner/psi.npz\""));
    QCOMPARE(loadExperiment(at("again.dqm")), opened);
    // Elsewhere the whole name stands.
    const QTemporaryDir elsewhere;
    saveExperiment(opened, elsewhere.filePath("far.dqm"));
    QCOMPARE(loadExperiment(elsewhere.filePath("far.dqm")), opened);
    // Moved.
    QVERIFY(QDir(elsewhere.path()).mkdir("inner"));
    QVERIFY(QFile::copy(at("inner/psi.npz"), elsewhere.filePath("inner/psi.npz")));
    QVERIFY(QFile::copy(at("again.dqm"), elsewhere.filePath("again.dqm")));
    QVERIFY(QFile::remove(at("inner/psi.npz")));
    QCOMPARE(loadExperiment(elsewhere.filePath("again.dqm")).packets.size(), std::size_t(1));
}

void TestSavedWaves::staysOpenableWhereItIsCarried()
{
    const QStringList grid{"--set", "grid.points=[64,64]", "--until", "0.1"};
    QCOMPARE(saved("free-spreading", "psi.npz", grid), at("psi.npz"));
    write(at("rest.dqm"),
        "{\"dqmlab\": 1, \"packets\": [{\"type\": \"file\", \"file\": \"psi.npz\"}],"
        "\"grid\": {\"points\": [64, 64]}}");
    const QTemporaryDir elsewhere;
    const QString later = elsewhere.filePath("later.npz");
    QCOMPARE(
        command({"run", at("rest.dqm"), "--quiet", "--until", "0.1", "--fields", later}).status,
        int(exitDone));
    QCOMPARE(loadExperiment(later).packets, loadExperiment(at("rest.dqm")).packets);
}

void TestSavedWaves::refusesWhatHoldsNoPsi_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing") << "nowhere.npz"
                             << "nowhere.npz";
    QTest::newRow("a folder") << "."
                              << "cannot read";
    QTest::newRow("no name") << ""
                             << "expected the name of a file";
    QTest::newRow("a text") << "text.csv"
                            << "a saved wave function is a file of arrays";
    QTest::newRow("no psi") << "nopsi.npz"
                            << "no array \"psi\"";
    QTest::newRow("no psi, image data") << "nopsi.vti"
                                        << "no arrays \"psi_re\"";
    QTest::newRow("wrong shape") << "shape.npz"
                                 << "of 64 rows and 64 columns";
    QTest::newRow("uneven places") << "uneven.npz"
                                   << "equally far apart";
    QTest::newRow("not finite") << "nan.npz"
                                << "not finite";
    QTest::newRow("nothing") << "zero.npz"
                             << "vanishes everywhere";
    QTest::newRow("cut short") << "short.npz"
                               << "no array \"psi\"";
    QTest::newRow("other units") << "electron.npz"
                                 << "expected those of this experiment";
}

void TestSavedWaves::refusesWhatHoldsNoPsi()
{
    QFETCH(QString, file);
    QFETCH(QString, message);
    const QStringList grid{"--set", "grid.points=[64,64]", "--until", "0.1"};
    QCOMPARE(saved("free-spreading", "psi.npz", grid), at("psi.npz"));
    QCOMPARE(saved("free-spreading", "psi.vti", grid), at("psi.vti"));
    const QByteArray npz = contentOf(at("psi.npz"));
    write(at("text.csv"), "t,x\n1,2\n");
    write(at("nopsi.npz"), QByteArray(npz).replace("psi.npy", "chi.npy"));
    write(at("nopsi.vti"), contentOf(at("psi.vti")).replace("psi_re", "chi_re"));
    write(at("shape.npz"), QByteArray(npz).replace("(64, 64)", "(32, 64)"));
    const qsizetype head = npz.indexOf("\x93NUMPY", npz.indexOf("psi.npy"));
    const qsizetype data = npz.indexOf('\n', head) + 1;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QByteArray broken = npz;
    broken.replace(data + 160, 8, QByteArray(reinterpret_cast<const char*>(&nan), 8));
    write(at("nan.npz"), broken);
    QByteArray zero = npz;
    zero.replace(data, 64 * 64 * 16, QByteArray(64 * 64 * 16, '\0'));
    write(at("zero.npz"), zero);
    QByteArray uneven = npz;
    const qsizetype ofX = npz.indexOf('\n', npz.indexOf("\x93NUMPY", npz.indexOf("x.npy"))) + 1;
    const double stray = 0.25;
    uneven.replace(ofX + 80, 8, QByteArray(reinterpret_cast<const char*>(&stray), 8));
    write(at("uneven.npz"), uneven);
    write(at("short.npz"), npz.left(npz.size() / 2));
    QByteArray electron = npz;
    electron.replace(": \"natural\"", ":\"electron\""); // as long as before
    write(at("electron.npz"), electron);

    write(at("rest.dqm"),
        "{\"dqmlab\": 1, \"packets\": [{\"type\": \"file\", \"file\": \"" + file.toUtf8()
            + "\"}]}");
    const Outcome outcome = command({"check", at("rest.dqm")});
    QCOMPARE(outcome.status, int(exitBadInput));
    QVERIFY2(isOneLine(outcome.err), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("packets[0].file: ") && outcome.err.contains(message),
        qPrintable(outcome.err));
}

void TestSavedWaves::isNoTargetOfTheSameRun()
{
    const QStringList grid{"--set", "grid.points=[64,64]", "--until", "0.1"};
    QCOMPARE(saved("free-spreading", "psi.npz", grid), at("psi.npz"));
    write(at("rest.dqm"), goingOn("free-spreading", {"grid.points=[64,64]"}, at("psi.npz")));
    const QByteArray before = contentOf(at("psi.npz"));
    const Outcome outcome = command({"run", at("rest.dqm"), "--fields", at("psi.npz")});
    QCOMPARE(outcome.status, int(exitBadInput));
    QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("with whose wave function"),
        qPrintable(outcome.err));
    QCOMPARE(contentOf(at("psi.npz")), before);
}

/// Half of it moved by nothing, half turned by a phase: what cancels is refused.
void TestSavedWaves::weighsLikeAnyPacket()
{
    const QStringList grid{"--set", "grid.points=[64,64]", "--until", "0.1"};
    QCOMPARE(saved("free-spreading", "psi.npz", grid), at("psi.npz"));
    const auto twice = [&](const QByteArray& phase) {
        const QByteArray one = "{\"type\": \"file\", \"file\": \"psi.npz\"";
        write(at("two.dqm"),
            "{\"dqmlab\": 1, \"grid\": {\"points\": [64, 64]}, \"packets\": [" + one + "}, " + one
                + ", \"phase\": " + phase + "}]}");
        return command({"check", at("two.dqm")});
    };
    QCOMPARE(twice("1").status, int(exitDone));
    const Outcome cancelled = twice("3.14159265358979323846");
    QCOMPARE(cancelled.status, int(exitBadInput));
    QVERIFY(cancelled.err.contains("cancel each other"));
}

QTEST_GUILESS_MAIN(TestSavedWaves)
#include "tst_SavedWaves.moc"
