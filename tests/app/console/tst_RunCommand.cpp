#include "app/console/CommandLine.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "core/simulation/Simulation.h"
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
        if (m_isClosed)
            return traits_type::eof();
        text += static_cast<char>(c);
        if (c == '\n' && --m_lines == 0)
            m_isClosed = !m_then();
        return c;
    }

private:
    int m_lines;
    std::function<bool()> m_then;
    bool m_isClosed = false;
};

} // namespace

class TestRunCommand : public QObject
{
    Q_OBJECT

private slots:
    void writesTheColumnsOfTheFormat()
    {
        const Table table = series(coarse
            + QStringList{
                "free-spreading", "--set", "regions=[{\"name\":\"right\",\"box\":[0,16,-16,16]}]"});
        QCOMPARE(table.names.join(','),
            QByteArray("t,norm,mean_x,mean_y,mean_px,mean_py,sigma_x,sigma_y,energy_drift,"
                       "energy_diffusion,energy_potential,energy_rest,energy_total,uncertainty_x,"
                       "uncertainty_y,fick_x,fick_y,cross_term,entropy,angular_momentum,P_right,"
                       "error_estimate,grid_error_estimate"));
        QCOMPARE(table.rows(), std::size_t{201});
        QCOMPARE(table.at(0, "t"), 0.0);
        QVERIFY(table.last("t") == openExperiment("free-spreading").time.until);
        QVERIFY(table.comments.value(0).startsWith("# dqmlab "));
        QVERIFY(std::abs(table.last("P_right") - 0.5) < 0.05);
        QCOMPARE(table.at(7, "energy_rest"), 400.0);
    }

    void twoParticlesHaveTheirColumns()
    {
        const Table table = series(coarse
            + QStringList{"two-fermions-avoid-each-other", "--set", "grid.size=[24,24]", "--until",
                "0.4", "--every", "0.2"});
        QVERIFY(table.names.contains("mean_x1") && table.names.contains("sigma_x2"));
        QVERIFY(!table.names.contains("mean_x"));
        QVERIFY(std::abs(table.last("pair_exchange") + 1.0) < 1e-10);
        QVERIFY(table.last("pair_purity") < 0.5 + 1e-10);
        QVERIFY(table.last("pair_distance_squared") > 100.0);
        QVERIFY(std::isfinite(table.last("pair_drift_coupling")));
        QVERIFY(table.last("pair_correlation") < -0.5);
    }

    void aFluidBesidePsiHasItsColumns()
    {
        const Table table = series({"fluid-on-a-torus", "--until", "0.4", "--every", "0.2"});
        QCOMPARE(table.last("hydrodynamic_t"), 0.4);
        QVERIFY(table.last("hydrodynamic_difference_rho") < 1e-9);
        QVERIFY(table.last("hydrodynamic_difference_v") < 1e-7);
        QVERIFY(table.last("hydrodynamic_rho_min_over_max") > 0.05);
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

    void estimatesItsError()
    {
        const QStringList coherent{"coherent-state", "--every", "2", "--until", "4"};
        const Table table = series(coherent);
        QCOMPARE(table.at(0, "error_estimate"), 0.0);
        QVERIFY(table.last("error_estimate") > 1e-12 && table.last("error_estimate") < 1e-6);
        const Table loose = series(coherent + QStringList{"--set", "time.accuracy=1e-3"});
        QVERIFY(loose.last("error_estimate") > table.last("error_estimate"));
        QVERIFY(loose.last("error_estimate") < 2e-3);
        QVERIFY(std::abs(loose.last("mean_x") - table.last("mean_x")) < 5e-3);
        // Where no coarser grid carries the run, only when asked.
        const QStringList slits{"double-slit", "--until", "0.02", "--every", "0.02"};
        QVERIFY(!series(slits).names.contains("error_estimate"));
        QVERIFY(series(slits + QStringList{"--error-estimate"}).names.contains("error_estimate"));
    }

    void coolsToTheGroundState()
    {
        const Table table
            = series(coarse + QStringList{"cooling-in-a-well", "--until", "14", "--every", "0.5"});
        for (std::size_t row = 1; row < table.rows(); ++row)
            QVERIFY(table.at(row, "energy_total") < table.at(row - 1, "energy_total") + 1e-12);
        const double ground = table.last("energy_total") - table.last("energy_rest");
        QVERIFY2(std::abs(ground - 1.25) < 1e-9, qPrintable(QString::number(ground - 1.25)));
        QVERIFY(std::abs(table.last("norm") - 1.0) < 1e-12);
        const Outcome back = command({"run", "cooling-in-a-well", "--reverse"});
        QCOMPARE(back.status, 2);
        QVERIFY(back.err.contains("does not run backward"));
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

    void writesEveryEvolutionOfAStage()
    {
        const Table plain = series(coarse + QStringList{"free-spreading", "--every", "4"});
        const Table table = series({"galilean-2x2", "--every", "0.5"});
        QCOMPARE(table.rows(), std::size_t{11});
        QCOMPARE(table.names.mid(0, plain.names.size()), plain.names);
        for (std::size_t i = 0; i < table.rows(); ++i) {
            const double t = table.at(i, "t");
            QVERIFY(std::abs(table.at(i, "mean_x") + 1.5 * t) < 1e-8);
            for (const QByteArray& name : table.names) {
                if (name.startsWith("difference_") || name.startsWith("route_difference_"))
                    QVERIFY2(std::abs(table.at(i, name)) < 1e-10, name.constData());
            }
            const double lost = 1.0 - std::exp(-0.5 * t);
            for (const char* column :
                {"friction_kprime_mean_px", "friction_difference_velocity_x"}) {
                QVERIFY2(std::abs(table.at(i, column) + 1.5 * lost) < 1e-6, column);
            }
            QVERIFY(std::abs(table.at(i, "friction_k_mean_px")) < 1e-9);
            QVERIFY(std::abs(table.at(i, "k_sigma_x") - table.at(i, "kprime_sigma_x")) < 1e-10);
            QCOMPARE(table.at(i, "friction_k_t"), t);
        }
        QVERIFY(std::abs(table.last("friction_kprime_mean_px") + 1.376872502) < 1e-6);
        QVERIFY(std::abs(table.last("friction_kprime_mean_x") + 4.746254996) < 1e-6);
        QVERIFY(std::abs(table.last("kprime_mean_px")) < 1e-10);
        QVERIFY(table.last("friction_difference_rho") > 0.3);
    }

    void leavesFrictionBehindWhenTimeRunsBackward()
    {
        const Table table
            = series(coarse + QStringList{"galilean-2x2", "--every", "1", "--reverse"});
        QVERIFY(std::abs(table.last("friction_k_t")) < 1e-12);
        QVERIFY(std::abs(table.last("friction_kprime_mean_x")) < 1e-9);
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
        for (int row = 1; row <= 200; ++row)
            simulation.advanceTo(row < 200 ? row * (0.7 / 200) : 0.7);
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

    void arraysForNumPyCarryFieldsAndExperiment()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("f.npz");
        QCOMPARE(command(QStringList{
                             "run", "free-spreading", "--quiet", "--until", "0.5", "--fields", path}
                     + coarse)
                     .status,
            int(exitDone));
        const Experiment experiment = loadExperiment(path);
        QCOMPARE(experiment.time.until, 0.5);
        Simulation simulation(experiment);
        for (int row = 1; row <= 200; ++row)
            simulation.advanceTo(row < 200 ? row * (0.5 / 200) : 0.5);
        const RealField rho = simulation.fields(Route::Rest).hydrodynamics.rho;
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        const qsizetype data = all.indexOf('\n', all.indexOf("rho.npy")) + 1;
        RealField read(rho.rows(), rho.cols());
        std::memcpy(read.data(), all.constData() + data, sizeof(double) * size_t(rho.size()));
        QVERIFY((read == rho).all());
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
        QCOMPARE(files.size(), 12);
        QCOMPARE(files.first(), QString("f.pvd"));
        QCOMPARE(files.at(1), QString("f00.vti"));
        QCOMPARE(files.last(), QString("f10.vti"));
        QFile collection(folder.filePath("f.pvd"));
        QVERIFY(collection.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(collection.readAll());
        QCOMPARE(text.count("<DataSet "), 11);
        QVERIFY(text.contains(R"(<DataSet timestep="1" part="0" file="f10.vti"/>)"));
    }

    void showsProgressUnlessQuiet()
    {
        const QStringList run = QStringList{"run", "free-spreading", "--until", "1"} + coarse;
        const Outcome loud = command(run);
        QVERIFY(loud.err.contains("50 %") && loud.err.contains("left"));
        QVERIFY(loud.err.contains("201 rows to t = 1"));
        QVERIFY(command(run + QStringList{"--quiet"}).err.isEmpty());
    }

    void keepsTheRowsWhenVIsNoLongerFinite()
    {
        const Outcome outcome
            = command(QStringList{"run", "free-spreading", "--until", "1", "--quiet", "--set",
                          "potential=[{\"type\":\"formula\","
                          "\"expression\":\"t > 0.5 ? 1/0 : x\"}]"}
                + coarse);
        QCOMPARE(outcome.status, int(exitFailed));
        QVERIFY2(outcome.err.contains("potential[0].expression"), qPrintable(outcome.err));
        QVERIFY(Table(outcome.out).rows() > std::size_t{50});
    }

    void checkSaysWhatRunWarnsOf()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("wide.dqm");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ \"dqmlab\": 1, \"grid\": { \"points\": [64, 64], \"size\": [10, 10] },"
                   " \"packets\": [ { \"type\": \"gaussian\", \"sigma\": [4, 1] } ],"
                   " \"time\": { \"until\": 0.1 } }");
        file.close();
        const QByteArray warning = "warning: packets[0]: ";
        QVERIFY(command({"check", path}).out.contains(warning));
        QVERIFY(command({"run", path, "--series", folder.filePath("s.csv")}).err.contains(warning));
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

    void tablesForSpreadsheetsSayTheSame()
    {
        const QTemporaryDir folder;
        const QStringList run = QStringList{"run", "free-spreading", "--quiet", "--every", "1",
                                    "--set", "title=\"a; b\""}
            + coarse;
        const Outcome plain = command(run);
        const Outcome other
            = command(run + QStringList{"--csv", ";", "--series", folder.filePath("s.csv")});
        QCOMPARE(other.status, int(exitDone));
        QFile file(folder.filePath("s.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        QVERIFY(text.startsWith("\xEF\xBB\xBF# dqmlab"));
        QVERIFY(loadExperiment(file.fileName())
            == openExperiment("free-spreading", {"title=\"a; b\"", "grid.points=[64,64]"}));
        const qsizetype rows = text.indexOf("\nt;") + 1;
        QByteArray table = text.mid(rows);
        QVERIFY(table.contains(',') && !table.contains('.'));
        table.replace(',', '.').replace(';', ',');
        QCOMPARE(table, plain.out.mid(plain.out.indexOf("\nt,") + 1));
    }

    void fieldsGoThroughLinks()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile::link("there.vti", folder.filePath("link.vti")));
        QVERIFY(QFile::link("there.vtp", folder.filePath("link.vtp")));
        QCOMPARE(command(QStringList{"run", "free-spreading", "--quiet", "--until", "0.1",
                             "--fields", folder.filePath("link.vti"), "--particles",
                             folder.filePath("link.vtp"), "--set", "ensemble.particles=10"}
                     + coarse)
                     .status,
            int(exitDone));
        for (const char* suffix : {"vti", "vtp"}) {
            QVERIFY(QFileInfo(folder.filePath(QString("link.") + suffix)).isSymLink());
            QCOMPARE(loadExperiment(folder.filePath(QString("there.") + suffix)).grid.nx, 64);
        }
        QCOMPARE(QDir(folder.path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .size(),
            4);
    }

    void failsWhenTheDiskIsFull()
    {
        if (!QFile::exists("/dev/full"))
            QSKIP("this system has no device that is always full");
        const Outcome outcome = command(
            QStringList{"run", "free-spreading", "--series", "/dev/full", "--quiet"} + coarse);
        QCOMPARE(outcome.status, int(exitFailed));
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("No space left on device"),
            qPrintable(outcome.err));
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

QTEST_GUILESS_MAIN(TestRunCommand)
#include "tst_RunCommand.moc"
