#include "core/packets/WavePacket.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"

#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

/// Section F1 of the physics: a torus without a node, rho = e^{2C}.
Experiment torus(double eps = 0.2, double flow = 0.3, Vec2 quanta = Vec2(0.0, 0.0))
{
    Experiment experiment;
    experiment.grid.nx = 64;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(10.0, 10.0);
    const QString size
        = QStringLiteral("exp(%1*(cos(0.2*pi*x) + 0.7*sin(0.2*pi*(x + 2*y))))").arg(eps);
    const QString angle = QStringLiteral("(%1*(sin(0.2*pi*y) + 0.5*cos(0.2*pi*(x - y)))"
                                         " + 0.2*pi*(%2*x + %3*y))")
                              .arg(flow)
                              .arg(quanta.x())
                              .arg(quanta.y());
    FormulaPacket packet;
    packet.real = QStringLiteral("%1*cos%2").arg(size, angle).toStdString();
    packet.imaginary = QStringLiteral("%1*sin%2").arg(size, angle).toStdString();
    experiment.packets = {packet};
    experiment.stage.hydrodynamic = true;
    experiment.time.step = 0.005;
    experiment.time.scheme = Scheme::Chin4B;
    return experiment;
}

HydrodynamicCheck checkOf(Simulation& simulation)
{
    return simulation.frame({.fields = false})->hydrodynamic.value();
}

} // namespace

class TestHydrodynamicTwin : public QObject
{
    Q_OBJECT

private slots:
    void followsPsiOnATorus();
    void followsADriftAroundTheTorus();
    void goesBackWithTime();
    void endsAtANodeAndPsiGoesOn();
    void saysWhyItCannotStart();
    void followsChangedForcesAndConstants();
    void joinsOnTheWay();
};

void TestHydrodynamicTwin::followsPsiOnATorus()
{
    Simulation simulation(torus());
    simulation.advanceTo(2.0);
    const HydrodynamicCheck check = checkOf(simulation);
    qInfo("rho off by %.2e, v by %.2e, depth %.3f", check.rho, check.v, check.depth);
    QVERIFY(check.note.empty());
    QCOMPARE(check.time, 2.0);
    QVERIFY(check.rho < 1e-9 && check.rho > 0.0);
    QVERIFY(check.v < 1e-7);
    QVERIFY(check.depth > 0.05 && check.depth < 1.0);
}

/// S winds around the torus; a potential acts.
void TestHydrodynamicTwin::followsADriftAroundTheTorus()
{
    Experiment experiment = torus(0.2, 0.3, Vec2(3.0, -2.0));
    experiment.potential = {FormulaTerm{"0.3*cos(0.2*pi*x)*cos(0.2*pi*y)", {}}};
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    const HydrodynamicCheck check = checkOf(simulation);
    qInfo("rho off by %.2e, v by %.2e", check.rho, check.v);
    QVERIFY(check.rho < 1e-7 && check.v < 1e-6);
}

void TestHydrodynamicTwin::goesBackWithTime()
{
    Simulation simulation(torus());
    simulation.advanceTo(0.5);
    simulation.advanceTo(0.0);
    const HydrodynamicCheck check = checkOf(simulation);
    QCOMPARE(check.time, 0.0);
    QVERIFY(check.rho < 1e-8);
}

void TestHydrodynamicTwin::endsAtANodeAndPsiGoesOn()
{
    Simulation simulation(torus(0.3, 0.6));
    double lastDifference = 0.0;
    while (!checkOf(simulation).endedAt && simulation.time() < 10.0) {
        lastDifference = checkOf(simulation).rho;
        simulation.advance(4);
    }
    const HydrodynamicCheck end = checkOf(simulation);
    QVERIFY(end.endedAt.has_value());
    QVERIFY(*end.endedAt > 0.0 && *end.endedAt <= simulation.time());
    QVERIFY(QString::fromStdString(end.note).contains("ψ goes on"));
    QVERIFY(lastDifference < 1e-4);
    simulation.advance(20);
    const auto later = simulation.frame();
    QVERIFY(later->pictures[0].hasFields() && later->normError < 1e-9);
    QCOMPARE(later->pictures[0].note, end.note);
    QCOMPARE(later->hydrodynamic->endedAt, end.endedAt);

    simulation.advanceTo(*end.endedAt - 0.1);
    const HydrodynamicCheck back = checkOf(simulation);
    QVERIFY2(!back.endedAt && back.note.empty(), "time ran back past the node");
    QCOMPARE(back.time, simulation.time());
    QVERIFY(back.rho < 1e-4);
    simulation.restart();
    QVERIFY(checkOf(simulation).rho < 1e-12);
}

void TestHydrodynamicTwin::saysWhyItCannotStart()
{
    Experiment localised = torus();
    localised.packets = {GaussianPacket{}};
    Simulation simulation(localised);
    simulation.advance(3);
    const HydrodynamicCheck check = checkOf(simulation);
    QVERIFY(!check.endedAt && QString::fromStdString(check.note).contains("cannot start"));
    Experiment walls = localised;
    walls.grid.boundary = BoundaryKind::Walls;
    Simulation between(walls);
    QVERIFY(QString::fromStdString(checkOf(between).note).contains("periodic"));
    walls.stage.hydrodynamic = false;
    between.apply(walls);
    QVERIFY(!between.frame()->hydrodynamic);
}

void TestHydrodynamicTwin::followsChangedForcesAndConstants()
{
    Simulation simulation(torus());
    simulation.advanceTo(0.3);
    Experiment other = simulation.experiment();
    other.potential = {FormulaTerm{"0.3*cos(0.2*pi*x)", {}}};
    other.constants.mass = 1.5;
    other.constants.hbar = 0.8;
    simulation.apply(other);
    simulation.advanceTo(0.8);
    const HydrodynamicCheck check = checkOf(simulation);
    qInfo("rho off by %.2e", check.rho);
    QVERIFY(check.note.empty() && check.rho < 1e-8);
}

void TestHydrodynamicTwin::joinsOnTheWay()
{
    Experiment experiment = torus();
    experiment.stage.hydrodynamic = false;
    Simulation simulation(experiment);
    simulation.advanceTo(0.4);
    experiment.stage.hydrodynamic = true;
    simulation.apply(experiment);
    QVERIFY(checkOf(simulation).rho < 1e-12);
    simulation.advanceTo(0.9);
    QVERIFY(checkOf(simulation).rho < 1e-9);
}

QTEST_APPLESS_MAIN(TestHydrodynamicTwin)
#include "tst_HydrodynamicTwin.moc"
