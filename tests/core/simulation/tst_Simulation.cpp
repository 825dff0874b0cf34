#include "core/hydrodynamics/Circulation.h"
#include "core/potentials/Potential.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

const Vec2 W(1.5, -0.7);

Experiment packetOn(int n, double size, GaussianPacket packet = {})
{
    Experiment experiment;
    experiment.grid = square(n, size);
    experiment.packets = {packet};
    experiment.time.step = 0.02;
    return experiment;
}

Experiment squeezedOscillator()
{
    Experiment experiment = packetOn(160, 28.0,
        {.center = Vec2(1.5, -0.5), .sigma = Vec2(0.5, 1.2), .velocity = Vec2(0.0, 1.0)});
    experiment.potential = {HarmonicTerm{.omega = Vec2(1.0, 1.5)}};
    return experiment;
}

Experiment boxWithTwoModes()
{
    Experiment experiment;
    experiment.grid = square(63, 10.0, BoundaryKind::Walls);
    experiment.grid.center = Vec2(5.0, 5.0);
    experiment.packets = {EigenstatePacket{.n = {1, 1}}, EigenstatePacket{.n = {2, 1}}};
    experiment.time.step = 0.1;
    return experiment;
}

Experiment leavingPacket()
{
    Experiment experiment = packetOn(
        128, 30.0, {.center = Vec2(6.0, 0.0), .sigma = Vec2(1.0, 1.0), .velocity = Vec2(5.0, 0.0)});
    experiment.grid.boundary = BoundaryKind::Absorbing;
    return experiment;
}

/// psi of K, for comparisons to the last digits.
ComplexField psiOf(Simulation& simulation) { return simulation.fields(Route::Rest).psi; }

void requireInvariants(const Observables& inK, const Observables& inKPrime, Vec2 velocity,
    double mass, double tolerance)
{
    const Moments& a = inK.moments;
    const Moments& b = inKPrime.moments;
    DQM_CLOSE(inKPrime.energies.diffusion, inK.energies.diffusion, tolerance);
    DQM_CLOSE(b.sigma.x(), a.sigma.x(), tolerance);
    DQM_CLOSE(b.sigma.y(), a.sigma.y(), tolerance);
    DQM_CLOSE(b.entropy, a.entropy, tolerance);
    DQM_CLOSE(b.uncertainty.x(), a.uncertainty.x(), tolerance);
    DQM_CLOSE(b.fick.y(), a.fick.y(), tolerance);
    DQM_CLOSE(b.mean.x(), a.mean.x() - velocity.x() * inK.time, tolerance);
    DQM_CLOSE(b.mean.y(), a.mean.y() - velocity.y() * inK.time, tolerance);
    DQM_CLOSE(b.momentum.x(), a.momentum.x() - mass * velocity.x(), tolerance);
    DQM_CLOSE(inKPrime.energies.potential, inK.energies.potential, tolerance);
    const double change = -velocity.dot(a.momentum) + 0.5 * mass * velocity.squaredNorm();
    DQM_CLOSE(inKPrime.energies.drift, inK.energies.drift + change, tolerance);
}

} // namespace

class TestSimulation : public QObject
{
    Q_OBJECT

private slots:
    void freePacketFollowsTheTable_data();
    void freePacketFollowsTheTable();
    void fallingPacketFollowsTheTable_data();
    void fallingPacketFollowsTheTable();
    void squeezedStateFollowsTheTable_data();
    void squeezedStateFollowsTheTable();
    void focusingRunsBackThroughTheWaist();
    void bothRoutesToKPrimeAgree_data();
    void bothRoutesToKPrimeAgree();
    void twinMayJoinAndTheFrameMayChangeOnTheWay();
    void invarianceHoldsWithAnAbsorbingEdge();
    void circulationIsTheSameInEveryFrame();
    void observerAtRestSeesK();
    void meanIsContinuousAroundTheTorus();
    void meanSurvivesOneLongAdvance();
    void changedConstantsKeepPsi_data();
    void changedConstantsKeepPsi();
    void changedStrengthSetsANewEnergy();
    void titleChangesNothing();
    void changedEnsembleStartsAnew_data();
    void changedEnsembleStartsAnew();
    void badExperimentChangesNothing_data();
    void badExperimentChangesNothing();
    void reversalReturnsToTheStart();
    void restartIsExact();
    void advanceToLandsExactly_data();
    void advanceToLandsExactly();
    void energyStaysWithinItsBound_data();
    void energyStaysWithinItsBound();
    void energyOfAChangingPotentialIsNotConserved();
    void absorbingEdgeTakesTheNorm();
    void boxSwingsBetweenItsWalls_data();
    void boxSwingsBetweenItsWalls();
    void wallsMoveThroughKPrime();
    void ehrenfestsRelationsHold();
    void vortexPairAnnihilatesInTime();
    void fieldsOfAFrameAreThoseOfTheState_data();
    void fieldsOfAFrameAreThoseOfTheState();
    void frameHoldsWhatWasAskedFor();
    void framesKeepWhatTheyShow();
    void regionsHoldTheSameInEveryFrame();
    void twoThreadsAgreeWithOne();
};

void TestSimulation::freePacketFollowsTheTable_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<Vec2>("sigma");
    QTest::addColumn<double>("diffusion");
    QTest::addColumn<double>("drift");
    QTest::newRow("0") << 0.0 << Vec2(1.0, 0.5) << 0.625 << 0.0;
    QTest::newRow("0.5") << 0.5 << Vec2(1.03077640640, 0.707106781187) << 0.367647058824
                         << 0.257352941176;
    QTest::newRow("1") << 1.0 << Vec2(1.11803398875, 1.11803398875) << 0.2 << 0.425;
    QTest::newRow("2") << 2.0 << Vec2(1.41421356237, 2.06155281281) << 0.0919117647059
                       << 0.533088235294;
}

void TestSimulation::freePacketFollowsTheTable()
{
    QFETCH(double, t);
    QFETCH(Vec2, sigma);
    QFETCH(double, diffusion);
    QFETCH(double, drift);
    Simulation simulation(packetOn(256, 40.0, {.sigma = Vec2(1.0, 0.5)}));
    simulation.advanceTo(t);
    const Observables found = simulation.observables(Route::Rest);
    DQM_CLOSE(found.time, t, 0.0);
    DQM_CLOSE(found.moments.sigma.x(), sigma.x(), 1e-10);
    DQM_CLOSE(found.moments.sigma.y(), sigma.y(), 1e-10);
    DQM_CLOSE(found.energies.diffusion, diffusion, 1e-10);
    DQM_CLOSE(found.energies.drift, drift, 1e-10);
    DQM_CLOSE(found.moments.norm, 1.0, 1e-12);
}

void TestSimulation::fallingPacketFollowsTheTable_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<Vec2>("mean");
    QTest::addColumn<double>("diffusion");
    QTest::addColumn<double>("drift");
    QTest::addColumn<double>("potential");
    QTest::newRow("1") << 1.0 << Vec2(0.9, -0.15) << 0.2 << 0.94 << -0.765;
    QTest::newRow("2") << 2.0 << Vec2(2.6, -0.6) << 0.125 << 2.51 << -2.26;
    QTest::newRow("3") << 3.0 << Vec2(5.1, -1.35) << 0.0769230769231 << 4.78307692308 << -4.485;
}

void TestSimulation::fallingPacketFollowsTheTable()
{
    QFETCH(double, t);
    QFETCH(Vec2, mean);
    QFETCH(double, diffusion);
    QFETCH(double, drift);
    QFETCH(double, potential);
    Experiment experiment = packetOn(192, 40.0, {.velocity = Vec2(0.5, 0.0)});
    experiment.potential = {UniformTerm{.force = Vec2(0.8, -0.3)}};
    experiment.time.scheme = Scheme::Chin4B;
    Simulation simulation(experiment);
    simulation.advanceTo(t);
    const Observables found = simulation.observables(Route::Rest);
    DQM_CLOSE(found.moments.mean.x(), mean.x(), 1e-8);
    DQM_CLOSE(found.moments.mean.y(), mean.y(), 1e-8);
    DQM_CLOSE(found.energies.diffusion, diffusion, 1e-8);
    DQM_CLOSE(found.energies.drift, drift, 1e-7);
    DQM_CLOSE(found.energies.potential, potential, 1e-7);
}

void TestSimulation::squeezedStateFollowsTheTable_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<Vec2>("mean");
    QTest::addColumn<Vec2>("sigma");
    QTest::addColumn<Vec2>("momentum");
    QTest::addColumn<double>("diffusion");
    QTest::addColumn<double>("drift");
    QTest::addColumn<double>("potential");
    QTest::newRow("0.4") << 0.4 << Vec2(1.381591491, -0.03623949186)
                         << Vec2(0.6031044553, 1.002745221) << Vec2(-0.5841275135, 1.248817470)
                         << 0.4679733087 << 1.501154542 << 2.268927705;
    QTest::newRow("1") << 1.0 << Vec2(0.8104534588, 0.6296280569)
                       << Vec2(0.8837731970, 0.2897926920) << Vec2(-1.262206477, 0.8188584416)
                       << 1.648493032 << 1.330154881 << 1.259407642;
    QTest::newRow("2") << 2.0 << Vec2(-0.6242202548, 0.5890762537)
                       << Vec2(0.9328002776, 1.188637559) << Vec2(-1.363946140, -0.8841524906)
                       << 0.2321320208 << 1.396186053 << 2.609737481;
    QTest::newRow("3.7") << 3.7 << Vec2(-1.272150048, -0.8176831253)
                         << Vec2(0.6786344761, 0.9108285978) << Vec2(0.7947542114, 0.2411165480)
                         << 0.4220911434 << 1.091017933 << 2.724946479;
}

void TestSimulation::squeezedStateFollowsTheTable()
{
    QFETCH(double, t);
    QFETCH(Vec2, mean);
    QFETCH(Vec2, sigma);
    QFETCH(Vec2, momentum);
    QFETCH(double, diffusion);
    QFETCH(double, drift);
    QFETCH(double, potential);
    Simulation simulation(squeezedOscillator());
    simulation.advanceTo(t);
    const Observables found = simulation.observables(Route::Rest);
    const double tolerance = 2e-7;
    for (const int k : {0, 1}) {
        DQM_CLOSE(found.moments.mean[k], mean[k], tolerance);
        DQM_CLOSE(found.moments.sigma[k], sigma[k], tolerance);
        DQM_CLOSE(found.moments.momentum[k], momentum[k], tolerance);
    }
    DQM_CLOSE(found.energies.diffusion, diffusion, 5.0 * tolerance);
    DQM_CLOSE(found.energies.drift, drift, 5.0 * tolerance);
    DQM_CLOSE(found.energies.potential, potential, 5.0 * tolerance);
}

void TestSimulation::focusingRunsBackThroughTheWaist()
{
    // sigma^2 = s0^2 (1 - beta t)^2 + (hbar t/2 m s0)^2, least at t_w = s0^2 beta/(...).
    const double beta = 0.6;
    Simulation simulation(packetOn(192, 32.0, {.chirp = beta}));
    const double waist = beta / (beta * beta + 0.25);
    for (const double t : {0.5 * waist, waist, 2.0 * waist}) {
        simulation.advanceTo(t);
        const double expected = std::sqrt(std::pow(1.0 - beta * t, 2) + 0.25 * t * t);
        DQM_CLOSE(simulation.observables(Route::Rest).moments.sigma.x(), expected, 1e-11);
    }
    DQM_CLOSE(simulation.observables(Route::Rest).moments.sigma.x(), 1.0, 1e-11);
}

void TestSimulation::bothRoutesToKPrimeAgree_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::newRow("free") << packetOn(
        128, 32.0, {.sigma = Vec2(1.0, 0.8), .velocity = Vec2(0.5, 0.3)});
    QTest::newRow("oscillator") << squeezedOscillator();
    Experiment barrier
        = packetOn(128, 32.0, {.center = Vec2(-3.0, 0.0), .velocity = Vec2(1.5, 0.0)});
    barrier.potential = {Sech2Term{.width = 2.0}};
    QTest::newRow("barrier") << barrier;
    Experiment heavy = packetOn(128, 32.0, {.sigma = Vec2(0.8, 0.8), .velocity = Vec2(1.0, 0.0)});
    heavy.constants = {0.7, 1.3, 20.0};
    QTest::newRow("other constants") << heavy;
    Experiment shaken = squeezedOscillator();
    shaken.potential.emplace_back(
        FormulaTerm{.expression = "0.3*x*cos(2*t)*exp(-(x^2+y^2)/8)", .parameters = {}});
    QTest::newRow("oscillator shaken in time") << shaken;
}

void TestSimulation::bothRoutesToKPrimeAgree()
{
    QFETCH(Experiment, experiment);
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    for (int look = 0; look < 2; ++look) {
        simulation.advance(50);
        const auto frame = simulation.frame({.fields = false});
        QCOMPARE(int(frame->pictures.size()), 3);
        const double mass = experiment.constants.mass;
        const Observables& rest = frame->pictures[0].numbers;
        requireInvariants(rest, frame->pictures[1].numbers, W, mass, 1e-10);
        requireInvariants(rest, frame->pictures[2].numbers, W, mass, 1e-10);
        QVERIFY(frame->invariance.has_value());
        DQM_CLOSE(frame->invariance->rho, 0.0, 1e-10);
        DQM_CLOSE(frame->invariance->sigma, 0.0, 1e-10);
        DQM_CLOSE(frame->invariance->u, 0.0, 1e-9);
        DQM_CLOSE(frame->invariance->diffusionEnergy, 0.0, 1e-10);
    }
}

void TestSimulation::twinMayJoinAndTheFrameMayChangeOnTheWay()
{
    Experiment experiment = squeezedOscillator();
    experiment.frameVelocity = W;
    Simulation simulation(experiment);
    simulation.advance(40);
    QVERIFY_EXCEPTION_THROWN(simulation.observables(Route::Evolved), std::invalid_argument);
    simulation.setEvolveInKPrime(true);
    simulation.advance(40);
    requireInvariants(
        simulation.observables(Route::Rest), simulation.observables(Route::Evolved), W, 1.0, 1e-10);

    const Vec2 other(-0.4, 2.1);
    experiment.frameVelocity = other;
    simulation.apply(experiment);
    simulation.advance(40);
    requireInvariants(simulation.observables(Route::Rest), simulation.observables(Route::Evolved),
        other, 1.0, 1e-10);

    experiment.constants.mass = 1.7;
    experiment.strength = 0.6;
    simulation.apply(experiment);
    simulation.advance(40);
    requireInvariants(simulation.observables(Route::Rest), simulation.observables(Route::Evolved),
        other, 1.7, 1e-10);
    simulation.setEvolveInKPrime(false);
    QCOMPARE(int(simulation.frame()->pictures.size()), 2);
}

void TestSimulation::invarianceHoldsWithAnAbsorbingEdge()
{
    Experiment experiment = leavingPacket();
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    simulation.advanceTo(0.4);
    const auto before = simulation.frame({.fields = false});
    DQM_CLOSE(before->invariance->rho, 0.0, 1e-6);
    DQM_CLOSE(before->invariance->u, 0.0, 1e-3);
    simulation.advanceTo(1.5);
    const auto after = simulation.frame({.fields = false});
    QVERIFY(after->normError < -0.4);
    // The cusp of the layer falls differently between the points of either grid.
    DQM_CLOSE(after->invariance->rho, 0.0, 5e-3);
    DQM_CLOSE(after->invariance->sigma, 0.0, 1e-4);
    DQM_CLOSE(after->invariance->diffusionEnergy, 0.0, 5e-3);
}

void TestSimulation::circulationIsTheSameInEveryFrame()
{
    Experiment experiment = packetOn(128, 24.0);
    experiment.packets = {VortexPacket{.charge = 2}};
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    simulation.advanceTo(1.0);
    for (const Route route : {Route::Rest, Route::Observed, Route::Evolved}) {
        const Vec2 centre = simulation.observables(route).moments.mean;
        WaveState state;
        state.envelope = simulation.fields(route).psi;
        const Vec2 place = (centre - experiment.grid.lower()).array() / experiment.grid.dx();
        const int i = static_cast<int>(std::lround(place.x()));
        const int j = static_cast<int>(std::lround(place.y()));
        DQM_CLOSE(circulation(state, experiment.grid, {}, i - 12, i + 12, j - 12, j + 12),
            4.0 * std::numbers::pi, 1e-10);
    }
}

void TestSimulation::observerAtRestSeesK()
{
    Simulation simulation(squeezedOscillator());
    simulation.advance(20);
    const auto frame = simulation.frame();
    QCOMPARE(frame->pictures[1].numbers.moments.mean, frame->pictures[0].numbers.moments.mean);
    QCOMPARE(frame->pictures[1].numbers.energies.drift, frame->pictures[0].numbers.energies.drift);
    QVERIFY(frame->pictures[0].hasFields());
    QVERIFY(!frame->pictures[1].hasFields());
    QCOMPARE(&observedPicture(*frame), &frame->pictures[0]);
    QVERIFY(frame->pictures[1].route == Route::Observed);
}

void TestSimulation::meanIsContinuousAroundTheTorus()
{
    Experiment experiment
        = packetOn(96, 20.0, {.center = Vec2(1.0, -2.0), .velocity = Vec2(6.0, -4.0)});
    experiment.frameVelocity = W;
    experiment.time.step = 0.05;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    for (int k = 0; k < 4; ++k) {
        simulation.advance(15);
        const double t = simulation.time();
        const Vec2 expected = Vec2(1.0, -2.0) + t * Vec2(6.0, -4.0);
        const Vec2 inK = simulation.observables(Route::Rest).moments.mean;
        const Vec2 observed = simulation.observables(Route::Observed).moments.mean;
        const Vec2 evolved = simulation.observables(Route::Evolved).moments.mean;
        QVERIFY((inK - expected).norm() < 1e-6);
        QVERIFY((observed - (expected - t * W)).norm() < 1e-6);
        QVERIFY((evolved - (expected - t * W)).norm() < 1e-6);
    }
}

void TestSimulation::meanSurvivesOneLongAdvance()
{
    Experiment experiment = packetOn(64, 16.0, {.velocity = Vec2(7.0, 0.0)});
    experiment.time.step = 0.25;
    Simulation simulation(experiment);
    simulation.advance(8);
    DQM_CLOSE(simulation.observables(Route::Rest).moments.mean.x(), 14.0, 1e-4);
    simulation.advance(-8);
    DQM_CLOSE(simulation.observables(Route::Rest).moments.mean.x(), 0.0, 1e-8);
}

void TestSimulation::changedConstantsKeepPsi_data()
{
    QTest::addColumn<Constants>("constants");
    QTest::newRow("mass") << Constants{1.0, 2.5, 20.0};
    QTest::newRow("hbar") << Constants{0.6, 1.0, 20.0};
}

void TestSimulation::changedConstantsKeepPsi()
{
    QFETCH(Constants, constants);
    Experiment experiment = squeezedOscillator();
    Simulation simulation(experiment);
    simulation.advance(30);
    const auto before = simulation.fields(Route::Rest);
    const long long revision = simulation.frame()->revision;
    experiment.constants = constants;
    simulation.apply(experiment);
    const auto after = simulation.fields(Route::Rest);
    QVERIFY((before.psi == after.psi).all());
    QVERIFY(simulation.time() > 0.5);
    const double factor = constants.hbar / constants.mass;
    const auto& was = before.hydrodynamics;
    const auto& is = after.hydrodynamics;
    QVERIFY((is.v.x - factor * was.v.x).abs().maxCoeff() < 1e-10);
    QVERIFY((is.u.y - factor * was.u.y).abs().maxCoeff() < 1e-10);
    QVERIFY(simulation.frame()->revision > revision);
}

void TestSimulation::changedStrengthSetsANewEnergy()
{
    Experiment experiment = squeezedOscillator();
    Simulation simulation(experiment);
    simulation.advance(25);
    const double before = simulation.observables(Route::Rest).energies.total();
    experiment.strength = 2.0;
    simulation.apply(experiment);
    const double after = simulation.observables(Route::Rest).energies.total();
    QVERIFY(std::abs(after - before) > 0.1);
    DQM_CLOSE(simulation.frame()->energyError, 0.0, 1e-15);
    simulation.advance(100);
    QVERIFY(simulation.frame()->energyError < 1e-5);
    DQM_CLOSE(simulation.observables(Route::Rest).energies.total(), after, 1e-4);
}

void TestSimulation::titleChangesNothing()
{
    Experiment experiment = squeezedOscillator();
    Simulation simulation(experiment);
    simulation.advance(10);
    const auto before = simulation.frame();
    experiment.title = "Another name";
    experiment.view.colorBy = "density";
    experiment.regions = {{"right", {0.0, 12.0, -12.0, 12.0}}};
    simulation.apply(experiment);
    const auto after = simulation.frame();
    QCOMPARE(after->revision, before->revision);
    QCOMPARE(after->time, before->time);
    QCOMPARE(after->stepSize, before->stepSize);
    QCOMPARE(QString::fromStdString(simulation.experiment().title), QStringLiteral("Another name"));
    QCOMPARE(int(after->pictures[0].numbers.regions.size()), 1);
}

void TestSimulation::changedEnsembleStartsAnew_data()
{
    QTest::addColumn<Experiment>("next");
    Experiment packet = squeezedOscillator();
    std::get<GaussianPacket>(packet.packets[0]).sigma = Vec2(1.0, 1.0);
    QTest::newRow("packet") << packet;
    Experiment grid = squeezedOscillator();
    grid.grid.nx = 96;
    QTest::newRow("grid") << grid;
    Experiment boundary = squeezedOscillator();
    boundary.grid.boundary = BoundaryKind::Walls;
    QTest::newRow("boundary") << boundary;
}

void TestSimulation::changedEnsembleStartsAnew()
{
    QFETCH(Experiment, next);
    Simulation simulation(squeezedOscillator());
    simulation.advance(10);
    const long long revision = simulation.frame()->revision;
    simulation.apply(next);
    QCOMPARE(simulation.time(), 0.0);
    QCOMPARE(simulation.steps(), 0LL);
    QVERIFY(simulation.frame()->revision > revision);
    Simulation fresh(next);
    QVERIFY((psiOf(simulation) == psiOf(fresh)).all());
}

void TestSimulation::badExperimentChangesNothing_data()
{
    QTest::addColumn<Experiment>("bad");
    Experiment mass = squeezedOscillator();
    mass.constants.mass = -1.0;
    QTest::newRow("negative mass") << mass;
    Experiment formula = squeezedOscillator();
    formula.potential = {FormulaTerm{.expression = "sin(x", .parameters = {}}};
    QTest::newRow("formula with a typo") << formula;
    Experiment packet = squeezedOscillator();
    std::get<GaussianPacket>(packet.packets[0]).sigma = Vec2(0.0, 1.0);
    QTest::newRow("no width") << packet;
    Experiment empty = squeezedOscillator();
    empty.packets.clear();
    QTest::newRow("no packet") << empty;
    Experiment nan = squeezedOscillator();
    nan.frameVelocity.x() = std::nan("");
    QTest::newRow("frame velocity not a number") << nan;
}

void TestSimulation::badExperimentChangesNothing()
{
    QFETCH(Experiment, bad);
    Simulation simulation(squeezedOscillator());
    simulation.advance(10);
    const ComplexField psi = psiOf(simulation);
    const auto before = simulation.frame({.fields = false});
    QVERIFY_EXCEPTION_THROWN(simulation.apply(bad), ExperimentError);
    const auto after = simulation.frame({.fields = false});
    QVERIFY((psiOf(simulation) == psi).all());
    QVERIFY(simulation.experiment() == squeezedOscillator());
    QCOMPARE(after->revision, before->revision);
    QCOMPARE(after->time, before->time);
    QCOMPARE(after->energyError, before->energyError);
    simulation.advance(1);
    QVERIFY(simulation.time() > before->time);
    QVERIFY_EXCEPTION_THROWN(Simulation{bad}, ExperimentError);
}

void TestSimulation::reversalReturnsToTheStart()
{
    Simulation simulation(squeezedOscillator());
    const ComplexField start = psiOf(simulation);
    simulation.advance(200);
    QVERIFY((psiOf(simulation) - start).abs().maxCoeff() > 0.1);
    simulation.advance(-200);
    QVERIFY((psiOf(simulation) - start).abs().maxCoeff() < 1e-9);
    DQM_CLOSE(simulation.time(), 0.0, 1e-12);
    QCOMPARE(simulation.steps(), 400LL);
    const auto reversed = [&](int steps) {
        simulation.advance(steps);
        return simulation.observables(Route::Rest).moments.sigma;
    };
    QVERIFY((reversed(-50) - reversed(100)).norm() > 1e-3); // it went on into negative times
}

void TestSimulation::restartIsExact()
{
    Experiment experiment = squeezedOscillator();
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    const ComplexField start = psiOf(simulation);
    simulation.advance(50);
    const Observables there = simulation.observables(Route::Evolved);
    simulation.restart();
    QVERIFY((psiOf(simulation) == start).all());
    QCOMPARE(simulation.time(), 0.0);
    QCOMPARE(simulation.steps(), 0LL);
    simulation.advance(50);
    QCOMPARE(simulation.observables(Route::Evolved).energies.drift, there.energies.drift);
    const Vec2 mean = simulation.observables(Route::Evolved).moments.mean;
    QVERIFY((mean - there.moments.mean).norm() < 1e-12);
}

void TestSimulation::advanceToLandsExactly_data()
{
    QTest::addColumn<double>("time");
    QTest::addColumn<long long>("steps");
    QTest::newRow("whole number of steps") << 0.6 << 30LL;
    QTest::newRow("in between") << 0.31 << 16LL;
    QTest::newRow("less than a step") << 0.001 << 1LL;
    QTest::newRow("backward") << -0.05 << 3LL;
    QTest::newRow("nowhere") << 0.0 << 0LL;
}

void TestSimulation::advanceToLandsExactly()
{
    QFETCH(double, time);
    QFETCH(long long, steps);
    Simulation simulation(packetOn(64, 20.0));
    simulation.advanceTo(time);
    QCOMPARE(simulation.time(), time);
    QCOMPARE(simulation.steps(), steps);
    const Gaussian1D g = freeGaussian({}, time);
    DQM_CLOSE(simulation.observables(Route::Rest).moments.sigma.x(), g.sigma(), 1e-11);
    QVERIFY_EXCEPTION_THROWN(simulation.advanceTo(std::nan("")), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(simulation.advanceTo(1e20), std::invalid_argument);
    QCOMPARE(simulation.time(), time);
}

void TestSimulation::energyStaysWithinItsBound_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<double>("step");
    QTest::addColumn<double>("bound");
    QTest::newRow("Strang") << Scheme::Strang << 0.01 << 1e-4;
    QTest::newRow("Chin 4B") << Scheme::Chin4B << 0.01 << 1e-8;
}

void TestSimulation::energyStaysWithinItsBound()
{
    QFETCH(Scheme, scheme);
    QFETCH(double, step);
    QFETCH(double, bound);
    Experiment experiment = squeezedOscillator();
    experiment.time.scheme = scheme;
    experiment.time.step = step;
    Simulation simulation(experiment);
    double worst = 0.0;
    for (int k = 0; k < 5; ++k) {
        simulation.advance(40);
        worst = std::max(worst, simulation.frame({.fields = false})->energyError);
    }
    QVERIFY2(worst < bound, qPrintable(QString::number(worst)));
    QVERIFY(worst > 0.0);
    QVERIFY(simulation.frame({.fields = false})->energyIsConserved);
    QVERIFY(simulation.scheme() == scheme);
}

void TestSimulation::energyOfAChangingPotentialIsNotConserved()
{
    Experiment experiment = packetOn(64, 20.0);
    experiment.potential
        = {FormulaTerm{.expression = "0.2*x^2*(1+0.5*sin(3*t))", .parameters = {}}};
    Simulation simulation(experiment);
    simulation.advance(50);
    QVERIFY(!simulation.frame({.fields = false})->energyIsConserved);
}

void TestSimulation::absorbingEdgeTakesTheNorm()
{
    Simulation simulation(leavingPacket());
    QVERIFY(!simulation.frame({.fields = false})->energyIsConserved);
    simulation.advanceTo(6.0);
    const auto frame = simulation.frame({.fields = false});
    QVERIFY2(frame->normError < -0.99, qPrintable(QString::number(frame->normError)));
    QVERIFY(frame->normError >= -1.0);
}

void TestSimulation::boxSwingsBetweenItsWalls_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("p");
    QTest::newRow("5") << 5.0 << 3.67008971088 << 0.179853493893;
    QTest::newRow("10") << 10.0 << 4.83746682442 << 0.265578854192;
    QTest::newRow("40") << 40.0 << 3.31510579584 << -0.0942947587762;
}

void TestSimulation::boxSwingsBetweenItsWalls()
{
    QFETCH(double, t);
    QFETCH(double, x);
    QFETCH(double, p);
    Simulation simulation(boxWithTwoModes());
    simulation.advanceTo(t);
    const Observables found = simulation.observables(Route::Rest);
    DQM_CLOSE(found.moments.mean.x(), x, 1e-10);
    DQM_CLOSE(found.moments.momentum.x(), p, 1e-10);
    QVERIFY(simulation.frame({.fields = false})->energyError < 1e-11);
}

void TestSimulation::wallsMoveThroughKPrime()
{
    Experiment experiment = boxWithTwoModes();
    experiment.frameVelocity = Vec2(0.3, -0.2);
    Simulation simulation(experiment, {.evolveInKPrime = true});
    simulation.advanceTo(10.0);
    const auto frame = simulation.frame();
    QCOMPARE(int(frame->pictures.size()), 2); // walls rest in K: nothing to evolve in K'
    QVERIFY(!frame->invariance);
    const Picture& seen = frame->pictures[1];
    requireInvariants(frame->pictures[0].numbers, seen.numbers, Vec2(0.3, -0.2), 1.0, 1e-11);
    QVERIFY((seen.grid.center - Vec2(2.0, 7.0)).norm() < 1e-12);
    QVERIFY((seen.rho == frame->pictures[0].rho).all());
    QVERIFY_EXCEPTION_THROWN(simulation.observables(Route::Evolved), std::invalid_argument);
}

void TestSimulation::ehrenfestsRelationsHold()
{
    Experiment experiment = packetOn(128, 32.0,
        {.center = Vec2(-2.0, 0.5), .sigma = Vec2(1.0, 0.8), .velocity = Vec2(1.5, 0.2)});
    experiment.potential = {Sech2Term{}, HarmonicTerm{.omega = Vec2(0.3, 0.4)}};
    experiment.time.step = 0.005;
    Simulation simulation(experiment);
    const double delta = 5e-4;
    simulation.advanceTo(1.0 - delta);
    const Moments before = simulation.observables(Route::Rest).moments;
    simulation.advanceTo(1.0);
    const Moments now = simulation.observables(Route::Rest).moments;
    const auto fields = simulation.fields(Route::Rest);
    simulation.advanceTo(1.0 + delta);
    const Moments after = simulation.observables(Route::Rest).moments;

    const VectorField slope = Potential(experiment, experiment.grid).gradient(1.0);
    const double area = experiment.grid.cellArea();
    const Vec2 force(-(slope.x * fields.hydrodynamics.rho).sum() * area,
        -(slope.y * fields.hydrodynamics.rho).sum() * area);
    const Vec2 velocity = (after.mean - before.mean) / (2.0 * delta);
    const Vec2 thrust = (after.momentum - before.momentum) / (2.0 * delta);
    // The differences err by delta^2 f'''/6.
    QVERIFY2((velocity - now.momentum).norm() < 1e-6,
        qPrintable(QString::number((velocity - now.momentum).norm())));
    QVERIFY2((thrust - force).norm() < 1e-6, qPrintable(QString::number((thrust - force).norm())));
}

void TestSimulation::vortexPairAnnihilatesInTime()
{
    // psi0 = (x - a + i y)(x + a - i y) e^{-r^2/4}: y_v = -theta (2 - a^2)/a,
    // x_v^2 = a^2 - 4 theta^2 (1/a^2 - 1), gone at t = 1.8582674444.
    Experiment experiment = packetOn(128, 24.0);
    const double a = 0.9;
    experiment.packets = {FormulaPacket{.real = "(x^2+y^2-a^2)*exp(-(x^2+y^2)/4)",
        .imaginary = "2*a*y*exp(-(x^2+y^2)/4)",
        .parameters = {{"a", a}}}};
    Simulation simulation(experiment);
    DQM_CLOSE(simulation.observables(Route::Rest).energies.diffusion, 0.25, 1e-9);
    const auto found = [&](double t) {
        simulation.advanceTo(t);
        WaveState state;
        state.envelope = psiOf(simulation);
        return vortices(state, experiment.grid, 1e-9);
    };
    for (const double t : {0.5, 1.0, 1.5}) {
        const double theta = 0.5 * t;
        const double y = -theta * (2.0 - a * a) / a;
        const double x = std::sqrt(a * a - 4.0 * theta * theta * (1.0 / (a * a) - 1.0));
        const std::vector<Vortex> pair = found(t);
        QCOMPARE(int(pair.size()), 2);
        QCOMPARE(pair[0].charge + pair[1].charge, 0);
        for (const Vortex& vortex : pair) {
            DQM_CLOSE(std::abs(vortex.position.x()), x, 0.75 * experiment.grid.dx());
            DQM_CLOSE(vortex.position.y(), y, 0.75 * experiment.grid.dy());
        }
    }
    QCOMPARE(int(found(2.0).size()), 0);
}

void TestSimulation::fieldsOfAFrameAreThoseOfTheState_data()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("K") << Route::Rest;
    QTest::newRow("observed") << Route::Observed;
    QTest::newRow("evolved") << Route::Evolved;
}

void TestSimulation::fieldsOfAFrameAreThoseOfTheState()
{
    QFETCH(Route, route);
    Experiment experiment = squeezedOscillator();
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    simulation.advanceTo(0.4);
    const auto frame = simulation.frame({.fieldsOfTwin = true});
    const Picture& picture = frame->pictures.at(std::size_t(route));
    const Simulation::Fields exact = simulation.fields(route);
    QVERIFY(picture.hasFields() && picture.route == route && picture.grid == exact.grid);
    const auto worst = [](const FloatField& shown, const RealField& field, const auto& where) {
        return where.select((shown.cast<double>() - field).abs(), 0.0).maxCoeff();
    };
    const auto& flow = exact.hydrodynamics;
    const MaskField everywhere = MaskField::Constant(flow.rho.rows(), flow.rho.cols(), true);
    const MaskField core = flow.rho > 1e-4 * flow.rho.maxCoeff();
    QVERIFY(worst(picture.rho, flow.rho, everywhere) < 1e-7);
    QVERIFY(worst(picture.re, exact.psi.real(), everywhere) < 1e-6);
    QVERIFY(worst(picture.im, exact.psi.imag(), everywhere) < 1e-6);
    QVERIFY(worst(picture.V, exact.V, everywhere) < 1e-4);
    const auto largest = [&](const RealField& f) { return core.select(f.abs(), 0.0).maxCoeff(); };
    DQM_CLOSE(worst(picture.vx, flow.v.x, core), 0.0, 5e-3 * largest(flow.v.x));
    DQM_CLOSE(worst(picture.uy, flow.u.y, core), 0.0, 5e-3 * largest(flow.u.y));
    DQM_CLOSE(worst(picture.Q, flow.Q, core), 0.0, 1e-2 * largest(flow.Q));
    DQM_CLOSE(picture.rhoMax, flow.rho.maxCoeff(), 1e-7);
    const FloatField emptySpace = (picture.rho <= picture.rhoFloor).select(picture.vx, 0.0F);
    QCOMPARE(emptySpace.abs().maxCoeff(), 0.0F);
    const Vec2 mean(1.5, -0.5);
    QVERIFY((picture.initialMean - mean).norm() < 1e-10);
}

void TestSimulation::frameHoldsWhatWasAskedFor()
{
    Experiment experiment = packetOn(64, 20.0);
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    const auto none = simulation.frame({.fields = false});
    for (const Picture& picture : none->pictures)
        QVERIFY(!picture.hasFields());
    const auto onlyKPrime = simulation.frame({.fieldsOfK = false, .fieldsOfStage = false});
    QVERIFY(!onlyKPrime->pictures[0].hasFields());
    QVERIFY(onlyKPrime->pictures[1].hasFields());
    QVERIFY(!onlyKPrime->pictures[2].hasFields());
    QCOMPARE(onlyKPrime->pictures[1].V.size(), 0);
    QCOMPARE(&observedPicture(*onlyKPrime), &onlyKPrime->pictures[1]);
    QCOMPARE(onlyKPrime->constants.c, 20.0);
    QCOMPARE(onlyKPrime->frameVelocity, W);
}

void TestSimulation::framesKeepWhatTheyShow()
{
    std::shared_ptr<const Frame> kept;
    FloatField rho;
    {
        Simulation simulation(squeezedOscillator());
        kept = simulation.frame();
        rho = kept->pictures[0].rho;
        // Frames that are let go may lend their memory to later ones; this one is not let go.
        for (int k = 0; k < 8; ++k) {
            simulation.advance(5);
            const auto passing = simulation.frame();
            QVERIFY(passing != kept);
            QVERIFY((passing->pictures[0].rho - rho).abs().maxCoeff() > 0.0F);
        }
        QVERIFY(!simulation.frame({.fields = false})->pictures[0].hasFields());
        simulation.restart();
        QVERIFY((simulation.frame()->pictures[0].rho == rho).all());
    }
    QCOMPARE(kept->time, 0.0);
    QVERIFY((kept->pictures[0].rho == rho).all());
}

void TestSimulation::regionsHoldTheSameInEveryFrame()
{
    Experiment experiment = packetOn(96, 20.0, {.velocity = Vec2(2.0, 1.0)});
    experiment.regions = {{"right", {0.0, 100.0, -100.0, 100.0}}, {"box", {-1.03, 2.7, -0.4, 9.9}}};
    experiment.frameVelocity = W;
    Simulation simulation(experiment, {.evolveInKPrime = true});
    simulation.advance(40);
    const auto frame = simulation.frame({.fields = false});
    for (std::size_t region = 0; region < 2; ++region) {
        const double inK = frame->pictures[0].numbers.regions[region];
        DQM_CLOSE(frame->pictures[1].numbers.regions[region], inK, 1e-10);
        DQM_CLOSE(frame->pictures[2].numbers.regions[region], inK, 1e-10);
        QVERIFY(inK > 0.2 && inK < 0.999);
    }
}

void TestSimulation::twoThreadsAgreeWithOne()
{
    const auto run = [](int threads) {
        Experiment experiment = squeezedOscillator();
        experiment.frameVelocity = W;
        Simulation simulation(experiment, {.evolveInKPrime = true, .threads = threads});
        simulation.advance(50);
        return psiOf(simulation);
    };
    QVERIFY((run(1) - run(2)).abs().maxCoeff() < 1e-12);
}

QTEST_APPLESS_MAIN(TestSimulation)
#include "tst_Simulation.moc"
