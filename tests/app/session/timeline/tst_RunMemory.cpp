#include "app/session/timeline/RunMemory.h"
#include "core/ensembles/ParticleEnsemble.h"

#include <QTest>

#include <map>
#include <random>
#include <thread>

using namespace dqm;

namespace {

constexpr std::size_t plenty = std::size_t(1) << 30U;

Experiment inAWell()
{
    Experiment experiment;
    experiment.grid.nx = 64;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(24.0, 24.0);
    GaussianPacket gaussian;
    gaussian.velocity = Vec2(0.5, -0.25);
    experiment.packets = {gaussian};
    experiment.potential = {HarmonicTerm{}};
    experiment.time.until = 4.0;
    return experiment;
}

/// On a stage of four with particles, where K' moves.
Experiment withEverything()
{
    Experiment experiment = inAWell();
    experiment.frameVelocity = Vec2(0.5, 0.0);
    experiment.medium.friction = 0.5;
    experiment.stage.columns = StageSettings::Columns::KAndKPrime;
    experiment.stage.rows = StageSettings::Rows::FrictionlessAndFrictional;
    experiment.stage.dissipation = StageSettings::Dissipation::Fick;
    experiment.ensemble.particles = 200;
    return experiment;
}

struct Instant
{
    ComplexField psi;
    std::vector<Vec2> places;
    std::vector<Picture> pictures;
};

Instant instantOf(Simulation& simulation)
{
    Instant instant;
    instant.psi = simulation.fields(Route::Rest).psi;
    if (const ParticleEnsemble* particles = simulation.particles()) {
        for (int k = 0; k < particles->count(); ++k)
            instant.places.push_back(particles->place(k));
    }
    const auto frame = simulation.frame({.fieldsOfTwin = true});
    instant.pictures = frame->pictures;
    instant.pictures.insert(
        instant.pictures.end(), frame->frictional.begin(), frame->frictional.end());
    return instant;
}

void goBack(RunMemory& memory, double time)
{
    QVERIFY(memory.knows(time));
    memory.lookBack(time);
    while (!memory.goOn()) { }
    QVERIFY(!memory.isOnTheWay());
}

void compare(const Instant& a, const Instant& b)
{
    QVERIFY((a.psi == b.psi).all());
    QVERIFY(a.places == b.places);
    QCOMPARE(a.pictures.size(), b.pictures.size());
    // Floats are read from rows in one case and where the state lies with its solver in the other.
    for (std::size_t i = 0; i < a.pictures.size(); ++i)
        QVERIFY(
            ((a.pictures[i].rho - b.pictures[i].rho).abs() <= 1e-6F * b.pictures[i].rhoMax).all());
}

double difference(const ComplexField& a, const ComplexField& b)
{
    return std::sqrt((a - b).abs2().sum() / b.abs2().sum());
}

} // namespace

Q_DECLARE_METATYPE(dqm::Experiment)

/// Any time that a run has reached comes back, as it was.
class TestRunMemory : public QObject
{
    Q_OBJECT

private slots:
    void everyInstantComesBackToTheLastBit_data();
    void everyInstantComesBackToTheLastBit();
    void anyTimeComesBackAsARunThatGoesThere();
    void goingOverKnownTimesAddsNothing();
    void aChangeEndsWhatWasKnownOfLaterTimes();
    void aLookBackBehindAChangeEndsNothingUntilTimeMovesOn();
    void changesOnTheWayAreGoneThroughAgain();
    void whatWasDoneComesBackUnderTheLawOfThen();
    void coolingComesBackToo();
    void staysWithinItsBudget();
    void whatDoesNotFitIsNotKept();
    void aWayThatIsCalledOffLeavesTheExperimentOfNow();
};

void TestRunMemory::everyInstantComesBackToTheLastBit_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::newRow("a wave") << inAWell();
    QTest::newRow("2 x 2, particles") << withEverything();
    Experiment kramers = withEverything();
    kramers.stage.dissipation = StageSettings::Dissipation::Kramers;
    kramers.potential.clear();
    QTest::newRow("Kramers") << kramers;
    Experiment absorbing = inAWell();
    absorbing.potential.clear();
    absorbing.grid.boundary = BoundaryKind::Absorbing;
    QTest::newRow("an absorbing edge") << absorbing;
}

void TestRunMemory::everyInstantComesBackToTheLastBit()
{
    QFETCH(Experiment, experiment);
    Simulation simulation(experiment, {.errorEstimate = ErrorEstimate::WhilePlaying});
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    std::map<double, Instant> seen;
    seen[0.0] = instantOf(simulation);
    // As it is played: calls of several lengths, another speed, a landing, and states now and then.
    for (int call = 0; call < 30; ++call) {
        if (call == 12)
            memory.setStepLimit(0.03);
        if (call == 20)
            memory.advanceTo(simulation.time() + 0.05);
        else
            memory.advance(1 + call % 5);
        if (call % 10 == 9)
            std::this_thread::sleep_for(std::chrono::milliseconds(110));
        seen[simulation.time()] = instantOf(simulation);
    }
    QVERIFY(memory.states() >= 3);
    std::vector<double> times;
    for (const auto& [time, instant] : seen)
        times.push_back(time);
    std::ranges::shuffle(times, std::mt19937(1));
    for (const double time : times) {
        goBack(memory, time);
        QCOMPARE(simulation.time(), time);
        compare(instantOf(simulation), seen[time]);
    }
}

void TestRunMemory::anyTimeComesBackAsARunThatGoesThere()
{
    Simulation simulation(inAWell());
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    for (int call = 0; call < 20; ++call)
        memory.advance(3);
    for (const double time : {0.0, 0.02, 0.31, 0.77, 1.1}) {
        goBack(memory, time);
        QCOMPARE(simulation.time(), time);
        Simulation direct(inAWell(), {.stepLimit = 0.02});
        const int whole = static_cast<int>(time / 0.02 + 1e-9);
        direct.advance(whole);
        direct.advanceTo(time);
        QVERIFY(
            difference(simulation.fields(Route::Rest).psi, direct.fields(Route::Rest).psi) < 1e-10);
    }
}

void TestRunMemory::goingOverKnownTimesAddsNothing()
{
    Simulation simulation(inAWell());
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    memory.advance(50);
    const Instant last = instantOf(simulation);
    const double end = simulation.time();
    goBack(memory, 0.4);
    memory.advance(10);
    memory.advance(-20);
    QCOMPARE(memory.knownUntil(), end);
    QCOMPARE(memory.states(), std::size_t(1));
    QVERIFY(!memory.takeCut());
    goBack(memory, end);
    compare(instantOf(simulation), last);
    // From the end on it is noted again, as from a place that lies beyond it.
    memory.advance(5);
    goBack(memory, 0.5);
    memory.advance(60);
    QVERIFY(memory.knownUntil() == simulation.time());
    const Instant beyond = instantOf(simulation);
    const double now = simulation.time();
    goBack(memory, 0.1);
    goBack(memory, now);
    compare(instantOf(simulation), beyond);
}

void TestRunMemory::aChangeEndsWhatWasKnownOfLaterTimes()
{
    Simulation simulation(inAWell());
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    memory.advance(50);
    goBack(memory, 0.4);
    Experiment heavier = inAWell();
    heavier.view.colorBy = "drift";
    memory.apply(heavier);
    QVERIFY2(!memory.takeCut(), "a look was taken for a law");
    QVERIFY(memory.knows(1.0));
    heavier.constants.mass = 2.0;
    memory.apply(heavier);
    const auto cut = memory.takeCut();
    QVERIFY(cut && *cut == simulation.time());
    QVERIFY(!memory.takeCut());
    QVERIFY(!memory.knows(0.5));
    memory.advance(20);
    const Instant last = instantOf(simulation);
    const double now = simulation.time();
    goBack(memory, 0.2);
    goBack(memory, now);
    compare(instantOf(simulation), last);
}

void TestRunMemory::aLookBackBehindAChangeEndsNothingUntilTimeMovesOn()
{
    Simulation simulation(inAWell());
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    memory.advance(20);
    const Instant before = instantOf(simulation);
    const double then = simulation.time();
    memory.advance(10);
    Experiment heavier = inAWell();
    heavier.constants.mass = 2.0;
    memory.apply(heavier);
    memory.advance(20);
    const Instant last = instantOf(simulation);
    const double end = simulation.time();
    goBack(memory, then);
    QVERIFY((simulation.fields(Route::Rest).psi == before.psi).all());
    QVERIFY2(simulation.experiment() == heavier, "the experiment of now is not in force");
    QVERIFY(!memory.takeCut());
    goBack(memory, end);
    compare(instantOf(simulation), last);
    goBack(memory, then);
    memory.advance(1);
    QVERIFY(memory.takeCut() == then);
    QVERIFY(!memory.knows(end));
}

void TestRunMemory::changesOnTheWayAreGoneThroughAgain()
{
    Experiment moving = withEverything();
    Simulation simulation(moving);
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    std::map<double, Instant> seen;
    for (int change = 0; change < 6; ++change) {
        memory.advance(4);
        moving.medium.friction = 0.5 + 0.25 * change;
        moving.frameVelocity.x() = 0.1 * change;
        moving.constants.mass = change < 3 ? 1.0 : 1.5;
        memory.apply(moving);
        if (change == 4)
            memory.setEvolveInKPrime(true);
        memory.advance(4);
        seen[simulation.time()] = instantOf(simulation);
    }
    for (auto moment = seen.rbegin(); moment != seen.rend(); ++moment) {
        goBack(memory, moment->first);
        QVERIFY((simulation.fields(Route::Rest).psi == moment->second.psi).all());
    }
    goBack(memory, seen.rbegin()->first);
    compare(instantOf(simulation), seen.rbegin()->second);
}

void TestRunMemory::whatWasDoneComesBackUnderTheLawOfThen()
{
    Experiment moving = inAWell();
    Simulation simulation(moving);
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.advance(10);
    // A kick by m dv/hbar, and another mass before time goes on.
    Event kick;
    kick.time = simulation.time();
    kick.kick = Vec2(0.5, 0.0);
    moving.events = {kick};
    memory.apply(moving);
    for (const double mass : {1.5, 2.0}) {
        moving.constants.mass = mass;
        memory.apply(moving);
    }
    memory.advance(10);
    const Instant before = instantOf(simulation);
    const double then = simulation.time();
    memory.advance(20);
    goBack(memory, then);
    compare(instantOf(simulation), before);
}

void TestRunMemory::coolingComesBackToo()
{
    Experiment cooling = inAWell();
    cooling.packets = {GaussianPacket{.center = Vec2(1.0, 0.0)}};
    cooling.time.imaginary = true;
    Simulation simulation(cooling);
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.advance(5);
    const Instant before = instantOf(simulation);
    const double then = simulation.time();
    memory.advance(20);
    goBack(memory, then);
    compare(instantOf(simulation), before);
}

void TestRunMemory::staysWithinItsBudget()
{
    Simulation simulation(inAWell());
    const std::size_t each = simulation.keep()->bytes();
    RunMemory memory(5 * each);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    std::map<double, Instant> seen;
    for (int call = 0; call < 12; ++call) {
        memory.advance(3);
        std::this_thread::sleep_for(std::chrono::milliseconds(110));
        memory.advance(2);
        QVERIFY(memory.bytes() <= 5 * each);
        seen[simulation.time()] = instantOf(simulation);
    }
    QVERIFY(memory.states() >= 4);
    for (const auto& [time, instant] : seen) {
        goBack(memory, time);
        compare(instantOf(simulation), instant);
    }
    memory.setBudget(2 * each);
    QCOMPARE(memory.states(), std::size_t(2));
    goBack(memory, seen.begin()->first);
    compare(instantOf(simulation), seen.begin()->second);
}

void TestRunMemory::whatDoesNotFitIsNotKept()
{
    Simulation simulation(inAWell());
    const std::size_t each = simulation.keep()->bytes();
    for (const std::size_t budget : {each / 2, each + each / 2}) {
        RunMemory memory(budget);
        memory.begin(simulation);
        const double start = simulation.time();
        memory.advance(5);
        std::this_thread::sleep_for(std::chrono::milliseconds(110));
        memory.advance(5);
        QVERIFY(memory.bytes() <= budget);
        QCOMPARE(memory.knows(start), budget >= each);
        Experiment heavier = simulation.experiment();
        heavier.constants.mass += 1.0;
        memory.apply(heavier);
        memory.advance(-5);
        memory.advance(10);
    }
}

void TestRunMemory::aWayThatIsCalledOffLeavesTheExperimentOfNow()
{
    Simulation simulation(inAWell());
    RunMemory memory(plenty);
    memory.begin(simulation);
    memory.setStepLimit(0.02);
    for (int call = 0; call < 20; ++call)
        memory.advance(3);
    Experiment heavier = inAWell();
    heavier.constants.mass = 2.0;
    memory.apply(heavier);
    memory.advance(3);
    memory.lookBack(0.9);
    memory.goOn();
    heavier.constants.mass = 3.0;
    memory.apply(heavier);
    memory.callOff();
    QVERIFY(!memory.isOnTheWay());
    QVERIFY(simulation.experiment() == heavier);
    QVERIFY(simulation.time() < 0.9);
    memory.advance(3);
    QVERIFY(memory.knownUntil() == simulation.time());
}

QTEST_APPLESS_MAIN(TestRunMemory)
#include "tst_RunMemory.moc"
