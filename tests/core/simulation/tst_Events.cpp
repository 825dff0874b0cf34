#include "core/dynamics/Interventions.h"
#include "core/ensembles/ParticleEnsemble.h"
#include "core/setup/Events.h"
#include "core/setup/ExperimentChecks.h"
#include "core/simulation/KeptState.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;

Q_DECLARE_METATYPE(std::function<void(dqm::Experiment&)>)

namespace {

Event kickAt(double time, Vec2 velocity)
{
    Event event;
    event.time = time;
    event.kick = velocity;
    return event;
}

Event measureAt(double time, Axis axis, double width, std::optional<double> outcome = {})
{
    Event event;
    event.time = time;
    event.measure = Measurement{axis, width, outcome};
    return event;
}

Event setAt(double time, const std::string& id, double value)
{
    Event event;
    event.time = time;
    event.set = {{id, value}};
    return event;
}

/// s0 = 1 on a torus that it does not fill.
Experiment freePacket()
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = 96;
    experiment.grid.size = Vec2(30.0, 30.0);
    experiment.packets = {GaussianPacket{}};
    experiment.time.until = 4.0;
    return experiment;
}

/// The anharmonic well of the spectrum's example.
Experiment anharmonic()
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = 96;
    experiment.grid.size = Vec2(14.0, 14.0);
    experiment.potential
        = {FormulaTerm{"0.5*(x^2 + y^2) + 0.1*(x^2*y - y^3/3) + 0.02*(x^2 + y^2)^2", {}}};
    experiment.packets = {GaussianPacket{.center = Vec2(1.0, -0.6),
        .sigma = Vec2::Constant(std::numbers::sqrt2 / 2.0),
        .velocity = Vec2(0.0, 0.5)}};
    experiment.time.until = 4.0;
    experiment.time.step = 0.02;
    experiment.time.scheme = Scheme::Strang;
    return experiment;
}

Observables inK(Simulation& simulation) { return simulation.observables(Route::Rest); }

Observables at(const Experiment& experiment, double time)
{
    Simulation simulation(experiment);
    simulation.advanceTo(time);
    return inK(simulation);
}

ComplexField psiAt(const Experiment& experiment, double time)
{
    Simulation simulation(experiment);
    simulation.advanceTo(time);
    return simulation.fields(Route::Rest).psi;
}

double difference(const ComplexField& a, const ComplexField& b)
{
    return std::sqrt((a - b).abs2().sum() / b.abs2().sum());
}

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private slots:
    void aKickAddsAVelocityAndLeavesRhoAndUAlone();
    void aKickOnAFilledTorusLeavesNoSeam();
    void aMeasurementNarrowsAGaussianByTheLaw();
    void inTheMeanAMeasurementCostsDiffusionEnergyAlone();
    void outcomesAreDrawnWithTheirProbability();
    void aMeasurementFindsNothingWhereNothingIs();
    void whatIsSetActsFromItsTime();
    void whatIsSetAtOneInstantIsSetInItsOrder();
    void theStateOfItsTimeIsTheOneAfterIt();
    void itIsDoneOnceHoweverTimeIsCut_data();
    void itIsDoneOnceHoweverTimeIsCut();
    void particlesAreSortedByTheOutcome();
    void hitsAndPathsGoOnUnderAKick();
    void theTwinInKPrimeTakesIt();
    void aKeptStateKnowsWhatWasDone();
    void anotherPastHappensAgain();
    void timeDoesNotRunBackwardPastIt();
    void whatItDidIsReported();
    void badOnesAreRefusedByTheirKey_data();
    void badOnesAreRefusedByTheirKey();
};

void TestEvents::aKickAddsAVelocityAndLeavesRhoAndUAlone()
{
    Experiment kickedOne = freePacket();
    const Vec2 push(0.7, -0.4);
    kickedOne.events = {kickAt(1.0, push)};
    const Observables alone = at(freePacket(), 3.0);
    const Observables thrown = at(kickedOne, 3.0);
    const Vec2 gone = thrown.moments.mean - alone.moments.mean;
    QVERIFY2((gone - 2.0 * push).norm() < 1e-8, qPrintable(QString::number(gone.x() - 1.4)));
    QVERIFY((thrown.moments.sigma - alone.moments.sigma).norm() < 1e-8);
    QVERIFY(std::abs(thrown.energies.diffusion - alone.energies.diffusion) < 1e-8);
    const double bulk = 0.5 * push.squaredNorm();
    QVERIFY(std::abs(thrown.energies.drift - alone.energies.drift - bulk) < 1e-8);
}

void TestEvents::aKickOnAFilledTorusLeavesNoSeam()
{
    Experiment experiment = freePacket();
    experiment.packets = {PlanePacket{}};
    experiment.events = {kickAt(0.0, Vec2(0.25, 0.0))};
    Simulation simulation(experiment);
    const double own = 2.0 * std::numbers::pi / 30.0;
    const Observables seen = inK(simulation);
    QVERIFY(std::abs(seen.moments.momentum.x() - own) < 1e-9);
    QVERIFY(seen.energies.diffusion < 1e-12);
}

void TestEvents::aMeasurementNarrowsAGaussianByTheLaw()
{
    // 1/s'^2 = 1/s^2 + 1/w^2, <x>' = (<x> w^2 + X s^2)/(s^2 + w^2); y is left alone.
    Experiment experiment = freePacket();
    experiment.events = {measureAt(1.0, Axis::X, 0.8, 0.6)};
    const Observables before = at(freePacket(), 1.0);
    const Observables after = at(experiment, 1.0);
    const double s2 = before.moments.sigma.x() * before.moments.sigma.x();
    const double w2 = 0.64;
    QVERIFY(std::abs(after.moments.sigma.x() - 1.0 / std::sqrt(1.0 / s2 + 1.0 / w2)) < 1e-9);
    QVERIFY(std::abs(after.moments.mean.x() - 0.6 * s2 / (s2 + w2)) < 1e-9);
    QVERIFY(std::abs(after.moments.sigma.y() - before.moments.sigma.y()) < 1e-9);
    QVERIFY(std::abs(after.moments.norm - 1.0) < 1e-12);

    // Of an independent program: anharmonic, t = 2, w = 0.5, X = 0.6.
    Experiment well = anharmonic();
    QVERIFY(std::abs(at(well, 2.0).moments.sigma.x() - 0.678558) < 5e-6);
    well.events = {measureAt(2.0, Axis::X, 0.5, 0.6)};
    QVERIFY(std::abs(at(well, 2.0).moments.sigma.x() - 0.407486) < 5e-6);
}

void TestEvents::inTheMeanAMeasurementCostsDiffusionEnergyAlone()
{
    constexpr double w = 0.5;
    const Experiment well = anharmonic();
    Simulation simulation(well);
    simulation.advanceTo(2.0);
    const Observables before = inK(simulation);
    const std::shared_ptr<const KeptState> kept = simulation.keep();
    const RealField rho = simulation.fields(Route::Rest).psi.abs2();
    const double cell = well.grid.dx() * well.grid.dy();
    double all = 0.0;
    double diffusion = 0.0;
    double drift = 0.0;
    constexpr double apart = 0.1;
    for (double X = -6.0; X < 6.05; X += apart) {
        double probability = 0.0;
        for (int i = 0; i < well.grid.nx; ++i)
            probability += rho.col(i).sum() * cell
                * std::exp(-0.5 * std::pow((well.grid.x(i) - X) / w, 2))
                / (w * std::sqrt(2.0 * std::numbers::pi));
        if (probability < 1e-9)
            continue;
        simulation.takeUp(*kept);
        Experiment measured = well;
        measured.events = {measureAt(2.0, Axis::X, w, X)};
        simulation.apply(measured);
        const Observables after = inK(simulation);
        all += apart * probability;
        diffusion += apart * probability * after.energies.diffusion;
        drift += apart * probability * after.energies.drift;
    }
    QVERIFY(std::abs(all - 1.0) < 1e-6);
    QVERIFY2(std::abs(diffusion - before.energies.diffusion - 1.0 / (8.0 * w * w)) < 2e-6,
        qPrintable(QString::number(diffusion - before.energies.diffusion, 'g', 12)));
    QVERIFY(std::abs(drift - before.energies.drift) < 2e-6);
}

void TestEvents::outcomesAreDrawnWithTheirProbability()
{
    Experiment experiment = freePacket();
    experiment.packets = {GaussianPacket{.center = Vec2(2.0, 0.0), .sigma = Vec2(0.8, 1.0)}};
    const ComplexField psi = psiAt(experiment, 0.0);
    constexpr int draws = 4000;
    const Measurement instrument{Axis::X, 0.6, {}};
    double sum = 0.0;
    double squares = 0.0;
    for (unsigned seed = 0; seed < draws; ++seed) {
        const double found = drawnOutcome(psi, experiment.grid, instrument, seed, 3);
        sum += found;
        squares += found * found;
    }
    const double mean = sum / draws;
    const double variance = squares / draws - mean * mean;
    // s^2 + w^2 = 1.
    QVERIFY(std::abs(mean - 2.0) < 4.0 / std::sqrt(draws));
    QVERIFY(std::abs(variance - 1.0) < 4.0 * std::sqrt(2.0 / draws));
    QCOMPARE(drawnOutcome(psi, experiment.grid, instrument, 7, 3),
        drawnOutcome(psi, experiment.grid, instrument, 7, 3));
    QVERIFY(drawnOutcome(psi, experiment.grid, instrument, 7, 3)
        != drawnOutcome(psi, experiment.grid, instrument, 7, 4));
}

void TestEvents::aMeasurementFindsNothingWhereNothingIs()
{
    Experiment experiment = freePacket();
    experiment.events = {measureAt(0.5, Axis::X, 0.2, 14.0)};
    Simulation simulation(experiment);
    try {
        simulation.advanceTo(1.0);
        QFAIL("Something was found.");
    } catch (const std::runtime_error& problem) {
        QVERIFY2(QByteArray(problem.what()).contains("x = 14"), problem.what());
    }
}

void TestEvents::whatIsSetActsFromItsTime()
{
    Experiment experiment = freePacket();
    experiment.events = {setAt(1.0, "constants.mass", 4.0)};
    Simulation alone(freePacket());
    alone.advanceTo(1.0);
    Experiment heavy = freePacket();
    heavy.constants.mass = 4.0;
    alone.apply(heavy);
    alone.advanceTo(3.0);
    Simulation simulation(experiment);
    simulation.advanceTo(3.0);
    QVERIFY(difference(simulation.fields(Route::Rest).psi, alone.fields(Route::Rest).psi) < 1e-12);
    QCOMPARE(simulation.frame()->constants.mass, 4.0);
    QCOMPARE(simulation.experiment(), experiment);
}

void TestEvents::whatIsSetAtOneInstantIsSetInItsOrder()
{
    // The kick is one of m = 2: p = m dv, whatever m is set to afterwards.
    Experiment experiment = freePacket();
    experiment.events = {setAt(1.0, "constants.mass", 2.0), kickAt(1.0, Vec2(0.5, 0.0)),
        setAt(1.0, "constants.mass", 4.0)};
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    QVERIFY(std::abs(inK(simulation).moments.momentum.x() - 1.0) < 1e-9);
    QCOMPARE(simulation.frame()->constants.mass, 4.0);
}

void TestEvents::theStateOfItsTimeIsTheOneAfterIt()
{
    Experiment experiment = freePacket();
    experiment.events = {kickAt(1.0, Vec2(1.0, 0.0))};
    QVERIFY(std::abs(at(experiment, 1.0).moments.momentum.x() - 1.0) < 1e-9);
    QVERIFY(std::abs(at(experiment, 0.999).moments.momentum.x()) < 1e-9);
    experiment.events = {kickAt(0.0, Vec2(1.0, 0.0))};
    QVERIFY(std::abs(at(experiment, 0.0).moments.momentum.x() - 1.0) < 1e-9);
    // Prepared anew with it, and seen at once.
    Simulation simulation(freePacket());
    simulation.advanceTo(0.5);
    simulation.apply(experiment);
    QCOMPARE(simulation.time(), 0.0);
    const std::shared_ptr<const Frame> frame = simulation.frame();
    QVERIFY(std::abs(frame->pictures[0].numbers.moments.momentum.x() - 1.0) < 1e-9);
    QVERIFY(frame->pictures[0].hasFields());
}

void TestEvents::itIsDoneOnceHoweverTimeIsCut_data()
{
    QTest::addColumn<QList<double>>("times");
    QTest::newRow("one way") << QList<double>{3.0};
    QTest::newRow("on it") << QList<double>{1.5, 3.0};
    QTest::newRow("a rounding before it") << QList<double>{1.5 - 4e-16, 1.5, 3.0};
    QTest::newRow("many") << QList<double>{0.3, 0.7, 1.1, 1.49, 1.51, 2.2, 3.0};
}

void TestEvents::itIsDoneOnceHoweverTimeIsCut()
{
    QFETCH(QList<double>, times);
    Experiment experiment = anharmonic();
    experiment.events
        = {kickAt(1.5, Vec2(0.5, 0.2)), measureAt(1.5, Axis::Y, 0.7), setAt(2.0, "strength", 0.5)};
    Simulation simulation(experiment);
    for (const double time : times)
        simulation.advanceTo(time);
    QCOMPARE(simulation.frame()->events->size(), std::size_t(3));
    QVERIFY(difference(simulation.fields(Route::Rest).psi, psiAt(experiment, 3.0)) < 1e-4);
    Simulation inSteps(experiment);
    inSteps.advance(150);
    QCOMPARE(inSteps.frame()->events->size(), std::size_t(3));
    QVERIFY(std::abs(inSteps.time() - 3.0) < 1e-12);
    QVERIFY(difference(inSteps.fields(Route::Rest).psi, psiAt(experiment, 3.0)) < 1e-9);
}

void TestEvents::particlesAreSortedByTheOutcome()
{
    Experiment experiment = anharmonic();
    experiment.ensemble.particles = 20000;
    experiment.events = {measureAt(1.0, Axis::X, 0.5, 0.3)};
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    QCOMPARE(simulation.particles()->alive(), 20000);
    FrameRequest request;
    request.ensembleReportEvery = 1;
    for (const double time : {1.0, 1.6, 2.2}) {
        simulation.advanceTo(time);
        const std::shared_ptr<const Frame> frame = simulation.frame(request);
        const EnsembleReport& report = *frame->ensemble;
        QVERIFY2(std::abs(report.histogram.chiSquaredPerDof - 1.0)
                < 4.5 * report.chiSquaredScatter() + 0.05,
            qPrintable(QString::number(report.histogram.chiSquaredPerDof)));
    }
}

void TestEvents::hitsAndPathsGoOnUnderAKick()
{
    Experiment experiment = freePacket();
    experiment.ensemble.particles = 4000;
    experiment.ensemble.noise = 0.0;
    experiment.events = {kickAt(1.0, Vec2(1.0, 0.0))};
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    std::vector<Vec2> before;
    for (int k = 0; k < 4000; ++k)
        before.push_back(simulation.particles()->place(k));
    simulation.advanceTo(1.5);
    double gone = 0.0;
    for (int k = 0; k < 4000; ++k)
        gone += simulation.particles()->place(k).x() - before[static_cast<std::size_t>(k)].x();
    // Bohm's paths spread about the mean, which goes with the kick.
    QVERIFY(std::abs(gone / 4000 - 0.5) < 0.02);
}

void TestEvents::theTwinInKPrimeTakesIt()
{
    Experiment experiment = freePacket();
    experiment.frameVelocity = Vec2(0.9, 0.3);
    experiment.events = {kickAt(0.5, Vec2(-0.6, 0.8)), measureAt(1.0, Axis::Y, 0.7, 0.4)};
    Simulation simulation(experiment, {.evolveInKPrime = true});
    simulation.advanceTo(2.0);
    const std::shared_ptr<const Frame> frame = simulation.frame();
    QVERIFY(frame->invariance->rho < 1e-9);
    QVERIFY(frame->invariance->diffusionEnergy < 1e-9);
}

void TestEvents::aKeptStateKnowsWhatWasDone()
{
    Experiment experiment = anharmonic();
    experiment.events = {kickAt(1.0, Vec2(0.5, 0.0)), measureAt(2.0, Axis::X, 0.6)};
    Simulation simulation(experiment);
    simulation.advanceTo(0.5);
    const auto before = simulation.keep();
    simulation.advanceTo(1.5);
    const auto between = simulation.keep();
    simulation.advanceTo(2.5);
    const ComplexField end = simulation.fields(Route::Rest).psi;
    simulation.takeUp(*between);
    simulation.advanceTo(2.5);
    QCOMPARE(simulation.frame()->events->size(), std::size_t(2));
    QVERIFY((simulation.fields(Route::Rest).psi == end).all());
    simulation.takeUp(*before);
    QVERIFY(!simulation.keep()->eventReports);
    simulation.advanceTo(1.5);
    simulation.advanceTo(2.5);
    QVERIFY((simulation.fields(Route::Rest).psi == end).all());
}

void TestEvents::anotherPastHappensAgain()
{
    Experiment experiment = anharmonic();
    experiment.events = {kickAt(1.0, Vec2(0.5, 0.0))};
    Simulation simulation(experiment);
    simulation.advanceTo(2.0);
    Experiment without = experiment;
    without.events.clear();
    simulation.apply(without);
    QCOMPARE(simulation.time(), 2.0);
    QVERIFY(difference(simulation.fields(Route::Rest).psi, psiAt(without, 2.0)) < 1e-9);
    simulation.apply(experiment);
    QVERIFY(difference(simulation.fields(Route::Rest).psi, psiAt(experiment, 2.0)) < 1e-9);
    // What comes later is only noted.
    const ComplexField now = simulation.fields(Route::Rest).psi;
    experiment.events.push_back(kickAt(3.0, Vec2(0.0, 1.0)));
    simulation.apply(experiment);
    QVERIFY((simulation.fields(Route::Rest).psi == now).all());
    // And what is done now is done at once.
    experiment.events = {kickAt(1.0, Vec2(0.5, 0.0)), kickAt(2.0, Vec2(0.0, 1.0))};
    simulation.apply(experiment);
    QCOMPARE(simulation.frame()->events->size(), std::size_t(2));
    QVERIFY(
        std::abs(inK(simulation).moments.momentum.y() - at(without, 2.0).moments.momentum.y() - 1.0)
        < 0.5);
}

void TestEvents::timeDoesNotRunBackwardPastIt()
{
    Experiment experiment = freePacket();
    experiment.events = {kickAt(1.0, Vec2(0.5, 0.0))};
    Simulation simulation(experiment);
    simulation.advanceTo(2.0);
    QVERIFY(!simulation.canRunBackward());
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, simulation.advanceTo(0.5));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, simulation.advance(-1));
    QCOMPARE(simulation.time(), 2.0);
}

void TestEvents::whatItDidIsReported()
{
    Experiment experiment = freePacket();
    experiment.events = {kickAt(1.0, Vec2(0.6, 0.0)), measureAt(1.0, Axis::X, 0.5, 0.2)};
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    const std::vector<EventReport>& done = *simulation.frame()->events;
    QCOMPARE(done.size(), std::size_t(2));
    QVERIFY(std::abs(done[0].after.drift - done[0].before.drift - 0.18) < 1e-9);
    QVERIFY(std::abs(done[0].after.diffusion - done[0].before.diffusion) < 1e-9);
    QCOMPARE(*done[1].outcome, 0.2);
    QCOMPARE(*done[1].meanPrice, 0.5);
    QVERIFY(done[1].after.diffusion > done[1].before.diffusion);
}

void TestEvents::badOnesAreRefusedByTheirKey_data()
{
    QTest::addColumn<std::function<void(Experiment&)>>("spoil");
    QTest::addColumn<QByteArray>("path");
    const auto row
        = [](const char* name, const char* path, std::function<void(Experiment&)> spoil) {
              QTest::newRow(name) << std::move(spoil) << QByteArray(path);
          };
    const auto with = [](std::vector<Event> events) {
        return [events](Experiment& experiment) { experiment.events = events; };
    };
    row("nothing is done", "events[0]",
        with({Event{.time = 1.0, .kick = {}, .measure = {}, .set = {}}}));
    Event both = kickAt(1.0, Vec2(1.0, 0.0));
    both.set = {{"strength", 0.5}};
    row("two things", "events[0]", with({both}));
    row("before the start", "events[0].time", with({kickAt(-1.0, Vec2(1.0, 0.0))}));
    row("no time", "events[0].time", with({kickAt(std::nan(""), Vec2(1.0, 0.0))}));
    row("out of order", "events[1].time",
        with({kickAt(2.0, Vec2(1.0, 0.0)), kickAt(1.0, Vec2(1.0, 0.0))}));
    row("no velocity", "events[0].kick", with({kickAt(1.0, Vec2(INFINITY, 0.0))}));
    row("no resolution", "events[0].measure.width", with({measureAt(1.0, Axis::X, 0.0)}));
    row("finer than the grid", "events[0].measure.width", with({measureAt(1.0, Axis::X, 0.1)}));
    row("no outcome", "events[0].measure.outcome",
        with({measureAt(1.0, Axis::X, 1.0, std::nan(""))}));
    row("not a parameter", "events[0].set", with({setAt(1.0, "constants.charge", 1.0)}));
    row("one that prepares anew", "events[0].set", with({setAt(1.0, "ensemble.particles", 100.0)}));
    row("no mass", "events[0].set", with({setAt(1.0, "constants.mass", -1.0)}));
    row("while cooling", "events", [](Experiment& experiment) {
        experiment.potential = {HarmonicTerm{}};
        experiment.time.imaginary = true;
        experiment.events = {kickAt(1.0, Vec2(1.0, 0.0))};
    });
    row("of one of two exchanged", "events[0].measure", [](Experiment& experiment) {
        experiment.kind = ExperimentKind::TwoParticles;
        experiment.exchange = Exchange::Symmetric;
        experiment.packets = {GaussianPacket{.center = Vec2(-3.0, 3.0)}};
        experiment.events = {measureAt(1.0, Axis::X, 1.0)};
    });
}

void TestEvents::badOnesAreRefusedByTheirKey()
{
    QFETCH(std::function<void(Experiment&)>, spoil);
    QFETCH(QByteArray, path);
    Experiment experiment = freePacket();
    spoil(experiment);
    try {
        validate(experiment);
        QFAIL("It was taken.");
    } catch (const ExperimentError& problem) {
        QVERIFY2(QByteArray(problem.what()).contains(path), problem.what());
    }
}

QTEST_APPLESS_MAIN(TestEvents)
#include "tst_Events.moc"
