#include "core/ensembles/ParticleEnsemble.h"
#include "core/simulation/KeptState.h"
#include "core/simulation/Simulation.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

Experiment packet(int points = 64)
{
    Experiment experiment;
    experiment.grid = square(points, 24.0);
    GaussianPacket gaussian;
    gaussian.velocity = Vec2(0.5, -0.25);
    experiment.packets = {gaussian};
    experiment.time.until = 4.0;
    return experiment;
}

Experiment inAWell(int points = 64)
{
    Experiment experiment = packet(points);
    experiment.potential = {HarmonicTerm{}};
    return experiment;
}

Experiment onAStage(Experiment experiment, StageSettings::Dissipation dissipation)
{
    experiment.frameVelocity = Vec2(0.5, 0.0);
    experiment.medium.friction = 0.5;
    experiment.stage.columns = StageSettings::Columns::KAndKPrime;
    experiment.stage.rows = StageSettings::Rows::FrictionlessAndFrictional;
    experiment.stage.dissipation = dissipation;
    return experiment;
}

template <class Field>
bool isSame(const Field& a, const Field& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}

/// Everything that a frame shows and a file would hold.
struct Seen
{
    std::shared_ptr<const Frame> frame;
    ComplexField psi;
    std::vector<Vec2> places;
    std::optional<double> error;
};

Seen look(Simulation& simulation)
{
    Seen seen{simulation.frame({.fieldsOfTwin = true, .ensembleReportEvery = 1}),
        simulation.fields(Route::Rest).psi, {}, simulation.estimatedError()};
    if (const ParticleEnsemble* particles = simulation.particles()) {
        for (int k = 0; k < particles->count(); ++k)
            seen.places.push_back(particles->place(k));
    }
    return seen;
}

void compare(const Picture& a, const Picture& b)
{
    for (FloatField Picture::*field : {&Picture::rho, &Picture::re, &Picture::im, &Picture::vx,
             &Picture::uy, &Picture::Q, &Picture::V})
        QVERIFY2(isSame(a.*field, b.*field), a.title.c_str());
    QCOMPARE(a.numbers.energies.diffusion, b.numbers.energies.diffusion);
    QCOMPARE(a.numbers.moments.mean, b.numbers.moments.mean);
    QCOMPARE(a.particles.places.size(), b.particles.places.size());
    QVERIFY(a.particles.places == b.particles.places);
}

void compare(const Seen& a, const Seen& b)
{
    QCOMPARE(a.frame->time, b.frame->time);
    QCOMPARE(a.frame->steps, b.frame->steps);
    QVERIFY(isSame(a.psi, b.psi));
    QVERIFY(a.places == b.places);
    QCOMPARE(a.error.has_value(), b.error.has_value());
    if (a.error)
        QCOMPARE(*a.error, *b.error);
    QCOMPARE(a.frame->pictures.size(), b.frame->pictures.size());
    for (std::size_t i = 0; i < a.frame->pictures.size(); ++i)
        compare(a.frame->pictures[i], b.frame->pictures[i]);
    QCOMPARE(a.frame->preparedInKPrime.has_value(), b.frame->preparedInKPrime.has_value());
    if (a.frame->preparedInKPrime)
        compare(*a.frame->preparedInKPrime, *b.frame->preparedInKPrime);
    QCOMPARE(a.frame->frictional.size(), b.frame->frictional.size());
    for (std::size_t i = 0; i < a.frame->frictional.size(); ++i)
        compare(a.frame->frictional[i], b.frame->frictional[i]);
}

} // namespace

Q_DECLARE_METATYPE(dqm::Experiment)

/// What was kept goes on as it did, to the last bit: psi in every frame, twins, particles, errors.
class TestKeptState : public QObject
{
    Q_OBJECT

private slots:
    void goesOnAsItDid_data();
    void goesOnAsItDid();
    void singlePrecisionComesBackToItsRounding();
    void goesOnUnderTheLawOfThen();
    void carriesWhatWasCarriedThen();
    void mayBeTakenUpAgainAndAgain();
    void saysHowMuchItHolds();
};

void TestKeptState::goesOnAsItDid_data()
{
    using Dissipation = StageSettings::Dissipation;
    QTest::addColumn<Experiment>("experiment");
    const auto row
        = [](const char* name, const Experiment& experiment) { QTest::newRow(name) << experiment; };
    row("free", packet());
    row("in a well", inAWell());
    row("a grid for FFTW", inAWell(60));
    Experiment walls = packet(63);
    walls.grid.boundary = BoundaryKind::Walls;
    row("between walls", walls);
    Experiment absorbing = packet();
    absorbing.grid.boundary = BoundaryKind::Absorbing;
    row("an absorbing edge", absorbing);
    row("2 x 2, Fick", onAStage(inAWell(), Dissipation::Fick));
    row("2 x 2, Kramers without chance", onAStage(packet(), Dissipation::Kramers));
    Experiment chance = onAStage(inAWell(48), Dissipation::Kramers);
    row("2 x 2, Kramers by chance", chance);
    Experiment alike = onAStage(packet(), Dissipation::Fick);
    alike.stage.preparation = StageSettings::Preparation::SameInEachFrame;
    alike.ensemble.particles = 200;
    row("prepared alike, with particles", alike);
    Experiment particles = inAWell();
    particles.ensemble.particles = 500;
    row("particles", particles);
    Experiment cooling = inAWell();
    cooling.packets = {GaussianPacket{}};
    cooling.time.imaginary = true;
    row("cooling", cooling);
}

void TestKeptState::goesOnAsItDid()
{
    QFETCH(Experiment, experiment);
    Simulation simulation(experiment, {.threads = 2, .errorEstimate = ErrorEstimate::Always});
    const auto goOn = [&] {
        simulation.advance(5);
        simulation.advanceTo(simulation.time() + 0.4 * simulation.stepSize());
        simulation.advance(3);
        return look(simulation);
    };
    goOn();
    const auto kept = simulation.keep();
    QCOMPARE(kept->time(), simulation.time());
    const Seen before = goOn();
    simulation.advance(4);
    simulation.takeUp(*kept);
    QCOMPARE(simulation.time(), kept->time());
    compare(before, goOn());
}

/// Where it lies with its solver it has a scale of its own.
void TestKeptState::singlePrecisionComesBackToItsRounding()
{
    Experiment experiment = inAWell();
    experiment.time.accuracy = 1e-3;
    Simulation simulation(experiment);
    simulation.advance(6);
    QVERIFY(simulation.precision() == Precision::Single);
    const auto kept = simulation.keep();
    simulation.advance(6);
    const Seen before = look(simulation);
    simulation.takeUp(*kept);
    QVERIFY(simulation.precision() == Precision::Single);
    simulation.advance(6);
    const ComplexField psi = simulation.fields(Route::Rest).psi;
    QVERIFY(std::sqrt((psi - before.psi).abs2().sum() / before.psi.abs2().sum()) < 1e-6);
}

void TestKeptState::goesOnUnderTheLawOfThen()
{
    const Experiment first = onAStage(inAWell(), StageSettings::Dissipation::Fick);
    Simulation simulation(first);
    simulation.advance(6);
    const auto kept = simulation.keep();
    simulation.advance(6);
    const Seen before = look(simulation);
    Experiment other = first;
    other.constants.mass = 2.0;
    other.frameVelocity = Vec2(-1.0, 0.5);
    other.stage = StageSettings();
    simulation.apply(other);
    simulation.advance(6);
    simulation.takeUp(*kept);
    QVERIFY(simulation.experiment() == first);
    simulation.advance(6);
    compare(before, look(simulation));
}

void TestKeptState::carriesWhatWasCarriedThen()
{
    Experiment moving = inAWell();
    moving.frameVelocity = Vec2(0.5, 0.0);
    Simulation simulation(moving, {.evolveInKPrime = true});
    simulation.advance(6);
    const auto kept = simulation.keep();
    simulation.advance(6);
    const Seen before = look(simulation);
    simulation.setEvolveInKPrime(false);
    simulation.advance(1);
    simulation.takeUp(*kept);
    simulation.advance(6);
    compare(before, look(simulation));
}

void TestKeptState::mayBeTakenUpAgainAndAgain()
{
    Experiment experiment = onAStage(inAWell(), StageSettings::Dissipation::Kramers);
    experiment.ensemble.particles = 200;
    Simulation simulation(experiment);
    simulation.advance(3);
    const auto kept = simulation.keep();
    simulation.advance(3);
    const Seen before = look(simulation);
    for (int round = 0; round < 3; ++round) {
        simulation.takeUp(*kept);
        simulation.advance(3);
        compare(before, look(simulation));
    }
}

void TestKeptState::saysHowMuchItHolds()
{
    Simulation simulation(inAWell());
    const std::size_t psi = 64 * 64 * sizeof(std::complex<double>);
    const std::size_t alone = simulation.keep()->bytes();
    QVERIFY(alone >= psi && alone < 2 * psi);
    Simulation staged(onAStage(inAWell(), StageSettings::Dissipation::Fick));
    QVERIFY(staged.keep()->bytes() > 3 * psi);
}

QTEST_APPLESS_MAIN(TestKeptState)
#include "tst_KeptState.moc"
