#include "app/experiments/ExperimentFile.h"
#include "app/results/ParticlesWriter.h"
#include "core/simulation/Simulation.h"
#include "support/Command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <vtkDataArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkXMLPolyDataReader.h>

#include <array>
#include <cstring>

using namespace dqm;
using namespace dqm::test;

namespace {

const QStringList few{"run", "coherent-state", "--quiet", "--until", "0.5", "--every", "0.1",
    "--set", "grid.points=[64,64]", "--set", "ensemble.particles=40"};

/// The same run, row by row as the command makes it.
Simulation sameRun(const Experiment& experiment)
{
    Simulation simulation(experiment);
    for (int row = 1; row <= 5; ++row)
        simulation.advanceTo(row < 5 ? row * 0.1 : 0.5);
    return simulation;
}

} // namespace

class TestParticlesWriter : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsTheEnsembleOfTheSimulation()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("ψ.vtp");
        const Outcome outcome = command(few + QStringList{"--particles", path});
        QCOMPARE(outcome.err, QString());
        QVERIFY(outcome.out.isEmpty());
        const Experiment experiment = loadExperiment(path);
        QCOMPARE(experiment.ensemble.particles, 40);
        const Simulation simulation = sameRun(experiment);

        vtkNew<vtkXMLPolyDataReader> reader;
        reader->SetFileName(QFile::encodeName(path).constData());
        reader->Update();
        vtkPolyData* data = reader->GetOutput();
        QCOMPARE(data->GetNumberOfPoints(), vtkIdType(40));
        QCOMPARE(data->GetNumberOfVerts(), vtkIdType(40));
        const ParticleEnsemble& particles = *simulation.particles();
        for (int k = 0; k < 40; ++k) {
            QCOMPARE(data->GetPoint(k)[0], particles.wrapped(k).x());
            QCOMPARE(data->GetPoint(k)[1], particles.wrapped(k).y());
            const auto at = [&](const char* name, int component) {
                return data->GetPointData()->GetArray(name)->GetComponent(k, component);
            };
            QCOMPARE(at("start", 0), particles.startingPlace(k).x());
            QCOMPARE(
                at("displacement", 1), particles.place(k).y() - particles.startingPlace(k).y());
            QCOMPARE(at("v", 0), particles.wave().at(particles.wrapped(k)).v.x());
            QCOMPARE(at("u", 1), particles.wave().at(particles.wrapped(k)).u.y());
            QCOMPARE(at("id", 0), double(k));
            QCOMPARE(at("alive", 0), 1.0);
        }
    }

    void anObserverSeesPlacesAndVelocitiesMoved()
    {
        Experiment experiment = parseExperiment(command({"show", "coherent-state"}).out,
            {"grid.points=[64,64]", "ensemble.particles=40"});
        const Simulation simulation = sameRun(experiment);
        const Vec2 W(1.5, -0.5);
        const ParticleTable inK = particleTable(*simulation.particles(), Vec2(0.0, 0.0), 0.5);
        const ParticleTable inKPrime = particleTable(*simulation.particles(), W, 0.5);
        for (std::size_t k = 0; k < 40; ++k) {
            QVERIFY((inKPrime.place[k] - inK.place[k] + 0.5 * W).norm() < 1e-12);
            QVERIFY((inKPrime.displacement[k] - inK.displacement[k] + 0.5 * W).norm() < 1e-12);
            QVERIFY((inKPrime.v[k] - inK.v[k] + W).norm() < 1e-12);
            QVERIFY(inKPrime.u[k] == inK.u[k]);
            QVERIFY(inKPrime.start[k] == inK.start[k]);
        }
    }

    void aSeriesHasACollectionBesideThatOfTheFields()
    {
        const QTemporaryDir folder;
        QCOMPARE(command(few
                     + QStringList{"--fields", folder.filePath("f{n}.vti"), "--particles",
                         folder.filePath("f{n}.vtp")})
                     .status,
            int(exitDone));
        QCOMPARE(QDir(folder.path()).entryList({"*.pvd"}, QDir::Files, QDir::Name),
            (QStringList{"f-particles.pvd", "f.pvd"}));
        QFile collection(folder.filePath("f-particles.pvd"));
        QVERIFY(collection.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(collection.readAll());
        QCOMPARE(text.count("<DataSet "), 6);
        QVERIFY(text.contains(R"(timestep="0.5" part="0" file="f5.vtp")"));
    }

    void arraysForNumPyHoldThemToo()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("f.npz");
        QCOMPARE(command(few + QStringList{"--fields", path}).status, int(exitDone));
        const Simulation simulation = sameRun(loadExperiment(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        const qsizetype entry = all.indexOf("particle_place.npy");
        QVERIFY(entry > 0 && all.indexOf("'shape': (40, 2)", entry) > entry);
        std::array<double, 80> places{};
        std::memcpy(places.data(), all.constData() + all.indexOf('\n', entry) + 1, sizeof places);
        for (int k = 0; k < 40; ++k) {
            const Vec2 place = simulation.particles()->wrapped(k);
            QCOMPARE(places[2 * std::size_t(k)], place.x());
            QCOMPARE(places[2 * std::size_t(k) + 1], place.y());
        }
        QVERIFY(all.indexOf("particle_alive.npy") > 0);
    }

    void whatCannotBeIsRefusedInOneLine_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("part");
        QTest::newRow("none") << QStringList{"--particles", "a.vtp", "--set",
            "ensemble.particles=0"}
                              << "has none";
        QTest::newRow("name") << QStringList{"--particles", "a.csv"} << ".vtp";
        QTest::newRow("folder") << QStringList{"--particles", "nowhere/a.vtp"} << "no such folder";
    }

    void whatCannotBeIsRefusedInOneLine()
    {
        QFETCH(const QStringList, options);
        QFETCH(const QString, part);
        const Outcome outcome = command(few + options);
        QCOMPARE(outcome.status, int(exitBadInput));
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains(part), qPrintable(outcome.err));
    }
};

QTEST_GUILESS_MAIN(TestParticlesWriter)
#include "tst_ParticlesWriter.moc"
