#include "core/Simulation.h"
#include "core/ensembles/EnsembleReadouts.h"

#include <QTest>

using namespace dqm;

namespace {

Experiment withParticles(int count)
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = 96;
    experiment.grid.size = Vec2(16.0, 16.0);
    experiment.packets = {GaussianPacket{.velocity = Vec2(1.0, 0.0)}};
    experiment.potential = {HarmonicTerm{}};
    experiment.ensemble.particles = count;
    experiment.time.step = 0.02;
    return experiment;
}

} // namespace

class TestSimulationParticles : public QObject
{
    Q_OBJECT

private slots:
    void thereAreNoneUnlessAskedFor();
    void theyFollowTheWave();
    void theyOutliveAChange();
};

void TestSimulationParticles::thereAreNoneUnlessAskedFor()
{
    Simulation simulation(withParticles(0));
    QVERIFY(simulation.particles() == nullptr);
    QVERIFY(simulation.frame()->particles.empty());
}

void TestSimulationParticles::theyFollowTheWave()
{
    Simulation simulation(withParticles(20000), {.threads = 2});
    for (const double time : {1.0, 0.5}) {
        simulation.advanceTo(time);
        QCOMPARE(simulation.particles()->wave().time(), time);
        QVERIFY(checkHistogram(*simulation.particles()).chiSquaredPerDof < 1.3);
    }
    const auto frame = simulation.frame();
    QCOMPARE(int(frame->particles.size()), 20000);
    simulation.restart();
    QCOMPARE(simulation.particles()->steps(), 0LL);
}

void TestSimulationParticles::theyOutliveAChange()
{
    Simulation simulation(withParticles(20000), {.threads = 2});
    simulation.advanceTo(0.4);
    Experiment changed = simulation.experiment();
    changed.constants.mass = 2.0;
    changed.strength = 0.5;
    simulation.apply(changed);
    QVERIFY(simulation.particles()->steps() > 0);
    QCOMPARE(simulation.particles()->constants().mass, 2.0);
    simulation.advanceTo(1.2);
    QVERIFY(checkHistogram(*simulation.particles()).chiSquaredPerDof < 1.3);
}

QTEST_APPLESS_MAIN(TestSimulationParticles)
#include "tst_SimulationParticles.moc"
