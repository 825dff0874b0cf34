#include "core/potentials/GroundEnergy.h"
#include "core/setup/ExperimentChecks.h"
#include "core/simulation/Simulation.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

#include <functional>
#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

const Vec2 omega(1.0, 1.5);

Experiment offCentre(const Grid& grid)
{
    Experiment experiment = experimentOn(grid, {HarmonicTerm{.omega = omega}});
    experiment.packets = {GaussianPacket{.center = Vec2(2.0, -1.0), .sigma = Vec2(0.6, 1.1)}};
    experiment.time.until = 12.0;
    experiment.time.imaginary = true;
    return experiment;
}

double movable(const Observables& seen)
{
    return seen.energies.kinetic() + seen.energies.potential;
}

} // namespace

class TestCooling : public QObject
{
    Q_OBJECT

private slots:
    void reachesTheGroundStateOfAWell_data();
    void reachesTheGroundStateOfAWell();
    void reachesTheGroundStateOfABox();
    void followsTheClosedForm();
    void knowsWhereItEnds();
    void hasNoWayBack();
    void tellsTheOneWhoLooks();
    void refusesWhatHasNoGroundState_data();
    void refusesWhatHasNoGroundState();
};

void TestCooling::reachesTheGroundStateOfAWell_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("fused, Chin 4B") << 64 << Scheme::Chin4B;
    QTest::newRow("fused, Strang") << 64 << Scheme::Strang;
    QTest::newRow("library, Chin 4B") << 60 << Scheme::Chin4B;
    QTest::newRow("library, Strang") << 60 << Scheme::Strang;
}

void TestCooling::reachesTheGroundStateOfAWell()
{
    QFETCH(int, points);
    QFETCH(Scheme, scheme);
    Experiment experiment = offCentre(squareGrid(points, 14.0));
    experiment.time.scheme = scheme;
    experiment.time.step = 0.01;
    Simulation simulation(experiment);
    double last = movable(simulation.observables(Route::Rest));
    for (int n = 1; n <= 60; ++n) {
        simulation.advanceTo(0.2 * n);
        const Observables seen = simulation.observables(Route::Rest);
        QVERIFY(std::abs(seen.moments.norm - 1.0) < 1e-12);
        // Monotonic: dE/dtau = -2 (<H^2> - <H>^2) / hbar.
        const double energy = movable(seen);
        QVERIFY2(energy < last + 1e-12, qPrintable(QString::number(energy - last)));
        last = energy;
    }
    const double ground = 0.5 * (omega.x() + omega.y());
    QVERIFY2(last > ground - 1e-10 && last < ground + 1e-8, qPrintable(QString::number(last)));
    QCOMPARE(groundEnergy(experiment).value_or(0.0), ground);
}

void TestCooling::reachesTheGroundStateOfABox()
{
    Grid grid = squareGrid(63, 8.0, BoundaryKind::Walls);
    grid.ny = 31;
    grid.size.y() = 4.0;
    Experiment experiment = experimentOn(grid);
    experiment.packets = {GaussianPacket{.center = Vec2(1.5, 0.3), .sigma = Vec2(0.5, 0.4)}};
    experiment.time.imaginary = true;
    Simulation simulation(experiment);
    simulation.advanceTo(60.0);
    const double pi = std::numbers::pi;
    const double ground = 0.5 * pi * pi * (1.0 / 64.0 + 1.0 / 16.0);
    QVERIFY(std::abs(movable(simulation.observables(Route::Rest)) - ground) < 1e-9);
    QVERIFY(std::abs(groundEnergy(experiment).value_or(0.0) - ground) < 1e-12);
}

/// A coherent state stays one while it is cooled: its mean falls as e^{-omega tau}.
void TestCooling::followsTheClosedForm()
{
    Experiment experiment = offCentre(squareGrid(64, 14.0));
    experiment.packets = {GaussianPacket{.center = Vec2(2.0, -1.0),
        .sigma = Vec2(std::sqrt(0.5 / omega.x()), std::sqrt(0.5 / omega.y()))}};
    experiment.time.step = 0.01;
    Simulation simulation(experiment);
    for (const double tau : {0.3, 1.0, 2.5}) {
        simulation.advanceTo(tau);
        const Moments moments = simulation.observables(Route::Rest).moments;
        QVERIFY(std::abs(moments.mean.x() - 2.0 * std::exp(-omega.x() * tau)) < 1e-7);
        QVERIFY(std::abs(moments.mean.y() + std::exp(-omega.y() * tau)) < 1e-7);
        QVERIFY(moments.momentum.norm() < 1e-10);
        const double x = 2.0 * omega.x() * std::exp(-omega.x() * tau);
        const double y = omega.y() * std::exp(-omega.y() * tau);
        const double energy = 0.5 * (omega.x() + omega.y()) + 0.5 * (x * x + y * y);
        QVERIFY(std::abs(movable(simulation.observables(Route::Rest)) - energy) < 1e-6);
    }
}

void TestCooling::knowsWhereItEnds()
{
    Experiment experiment = offCentre(squareGrid(64, 14.0));
    experiment.strength = 4.0;
    QCOMPARE(groundEnergy(experiment).value_or(0.0), omega.x() + omega.y());
    experiment.strength = 0.0;
    QCOMPARE(groundEnergy(experiment).value_or(1.0), 0.0);
    experiment.strength = 1.0;
    std::get<HarmonicTerm>(experiment.potential[0]).center = Vec2(5.0, 0.0);
    QVERIFY(!groundEnergy(experiment));
    experiment.potential = {HarmonicTerm{}, HarmonicTerm{}};
    QVERIFY(!groundEnergy(experiment));
    experiment.potential = {DiscTerm{.height = -3.0}};
    QVERIFY(!groundEnergy(experiment));
}

void TestCooling::hasNoWayBack()
{
    for (const int points : {60, 64}) {
        Simulation simulation(offCentre(squareGrid(points, 14.0)));
        QVERIFY(!simulation.canRunBackward());
        simulation.advanceTo(1.0);
        const double energy = movable(simulation.observables(Route::Rest));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, simulation.advance(-1));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, simulation.advanceTo(0.5));
        QCOMPARE(simulation.time(), 1.0);
        QCOMPARE(movable(simulation.observables(Route::Rest)), energy);
        simulation.restart();
        QCOMPARE(simulation.time(), 0.0);
        QVERIFY(movable(simulation.observables(Route::Rest)) > energy);
    }
}

void TestCooling::tellsTheOneWhoLooks()
{
    Experiment experiment = offCentre(squareGrid(64, 14.0));
    Simulation simulation(experiment);
    simulation.advance(3);
    auto frame = simulation.frame();
    QVERIFY(frame->isCooling);
    QVERIFY(!frame->energyIsConserved);
    QCOMPARE(frame->groundEnergy.value_or(0.0), 1.25);
    // The same ensemble in real time, from here.
    experiment.time.imaginary = false;
    simulation.apply(experiment);
    simulation.advance(3);
    frame = simulation.frame();
    QVERIFY(!frame->isCooling);
    QVERIFY(!frame->groundEnergy);
    QVERIFY(frame->energyIsConserved);
    QVERIFY(frame->energyError < 1e-6);
}

void TestCooling::refusesWhatHasNoGroundState_data()
{
    using Change = std::function<void(Experiment&)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("absorbing edge")
        << Change([](Experiment& e) { e.grid.boundary = BoundaryKind::Absorbing; });
    QTest::newRow("driven") << Change([](Experiment& e) {
        e.potential = {FormulaTerm{"x^2+y^2-x*cos(t)", {}}};
    });
    QTest::newRow("moving frame") << Change(
        [](Experiment& e) { e.frameVelocity = Vec2(1.0, 0.0); });
    QTest::newRow("stage") << Change(
        [](Experiment& e) { e.stage.columns = StageSettings::Columns::KAndKPrime; });
    QTest::newRow("particles") << Change([](Experiment& e) { e.ensemble.particles = 10; });
}

void TestCooling::refusesWhatHasNoGroundState()
{
    QFETCH(std::function<void(Experiment&)>, change);
    Experiment experiment = offCentre(squareGrid(64, 14.0));
    validate(experiment);
    change(experiment);
    try {
        validate(experiment);
        QFAIL("It was taken.");
    } catch (const ExperimentError& error) {
        QCOMPARE(error.path(), std::string("time.imaginary"));
        QVERIFY(QString(error.what()).contains("found true with "));
    }
}

QTEST_APPLESS_MAIN(TestCooling)
#include "tst_Cooling.moc"
