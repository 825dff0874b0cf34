#include "core/ensembles/EnsembleReadouts.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"

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

Experiment freeGaussianWith(int count)
{
    Experiment experiment = withParticles(count);
    experiment.grid.size = Vec2(24.0, 24.0);
    experiment.potential.clear();
    experiment.packets = {GaussianPacket{}};
    return experiment;
}

double chiSquared(const Simulation& simulation)
{
    return checkHistogram(*simulation.particles(), 0, 2).chiSquaredPerDof;
}

Vec2 meanOf(const std::vector<Eigen::Vector2f>& places)
{
    Vec2 sum(0.0, 0.0);
    for (const Eigen::Vector2f& place : places)
        sum += place.cast<double>();
    return sum / static_cast<double>(places.size());
}

Vec2 varianceOf(const std::vector<Eigen::Vector2f>& places)
{
    const Vec2 mean = meanOf(places);
    Vec2 sum(0.0, 0.0);
    for (const Eigen::Vector2f& place : places)
        sum += (place.cast<double>() - mean).cwiseAbs2();
    return sum / static_cast<double>(places.size());
}

} // namespace

class TestSimulationParticles : public QObject
{
    Q_OBJECT

private slots:
    void thereAreNoneUnlessAskedFor();
    void theyFollowTheWave();
    void theyOutliveAChange();
    void noiseMayChangeOnTheWay();
    void anotherLawLeavesRho();
    void anotherSeedBeginsAnew();
    void inKPrimeTheyAreShifted();
    void eachFrameMayPrepareItsOwn();
    void trailsEndAtTheParticles();
    void reportsAreMadeNowAndThen();
    void theCorrelationFollowsTheLaw_data();
    void theCorrelationFollowsTheLaw();
    void aStrangeCloudRemembersLongerThanRhoAllows();
    void twinsShowBrownianParticles_data();
    void twinsShowBrownianParticles();
};

void TestSimulationParticles::thereAreNoneUnlessAskedFor()
{
    Simulation simulation(withParticles(0));
    QVERIFY(simulation.particles() == nullptr);
    const auto frame = simulation.frame({.ensembleReportEvery = 1});
    QVERIFY(frame->pictures.front().particles.empty());
    QVERIFY(frame->ensemble == nullptr);
}

void TestSimulationParticles::theyFollowTheWave()
{
    Simulation simulation(withParticles(20000), {.threads = 2});
    for (const double time : {1.0, 0.5}) {
        simulation.advanceTo(time);
        QCOMPARE(simulation.particles()->wave().time(), time);
        QVERIFY(chiSquared(simulation) < 1.3);
    }
    const auto frame = simulation.frame();
    QCOMPARE(int(frame->pictures.front().particles.places.size()), 20000);
    QVERIFY(simulation.frame({.particles = false})->pictures.front().particles.empty());
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
    QVERIFY(chiSquared(simulation) < 1.3);
}

void TestSimulationParticles::noiseMayChangeOnTheWay()
{
    Simulation simulation(withParticles(20000), {.threads = 2});
    double time = 0.0;
    for (const double nu : {1.0, 0.0, 0.4, 1.0}) {
        Experiment changed = simulation.experiment();
        changed.ensemble.noise = nu;
        simulation.apply(changed);
        simulation.advanceTo(time += 0.3);
        QCOMPARE(simulation.time(), time);
        QVERIFY2(chiSquared(simulation) < 1.3, qPrintable(QString::number(nu)));
        const auto report = simulation.frame({.ensembleReportEvery = 1})->ensemble;
        DQM_CLOSE(report->expectedDiffusion, 0.5 * nu, 1e-12);
        DQM_CLOSE(report->diffusion.value, 0.5 * nu, 3.0 * report->diffusion.error + 0.01);
    }
}

void TestSimulationParticles::anotherLawLeavesRho()
{
    for (const ParticleLaw law : {ParticleLaw::TotalVelocity, ParticleLaw::DriftAndNoise}) {
        Simulation simulation(freeGaussianWith(20000), {.threads = 2});
        simulation.advanceTo(0.4);
        Experiment changed = simulation.experiment();
        changed.ensemble.law = law;
        simulation.apply(changed);
        QCOMPARE(simulation.time(), 0.4);
        simulation.advanceTo(1.6);
        QVERIFY(chiSquared(simulation) > 5.0);
        const auto frame = simulation.frame({.ensembleReportEvery = 1});
        QCOMPARE(frame->pictures.front().particles.law, law);
        QVERIFY(!frame->ensemble->expectedCorrelation);
    }
}

void TestSimulationParticles::anotherSeedBeginsAnew()
{
    Simulation simulation(withParticles(500));
    simulation.advanceTo(0.4);
    const Vec2 before = simulation.particles()->startingPlace(0);
    Experiment changed = simulation.experiment();
    changed.ensemble.seed = 2;
    simulation.apply(changed);
    QCOMPARE(simulation.time(), 0.0);
    QVERIFY(simulation.particles()->startingPlace(0) != before);
    changed.ensemble.start = GaussianCloud{Vec2(3.0, 0.0), Vec2(0.2, 0.2)};
    simulation.apply(changed);
    QVERIFY((simulation.particles()->startingPlace(0) - Vec2(3.0, 0.0)).norm() < 1.5);
}

void TestSimulationParticles::inKPrimeTheyAreShifted()
{
    Experiment experiment = freeGaussianWith(20000);
    experiment.frameVelocity = Vec2(3.0, -1.0);
    experiment.stage.columns = StageSettings::Columns::KAndKPrime;
    Simulation simulation(experiment, {.threads = 2});
    simulation.advanceTo(1.5);
    const auto frame = simulation.frame({.fieldsOfTwin = true});
    const auto& inK = frame->pictures[0].particles.places;
    for (const std::size_t index : {1U, 2U}) {
        const Picture& picture = frame->pictures[index];
        QCOMPARE(picture.particles.places.size(), inK.size());
        const Vec2 half = 0.5 * picture.grid.size;
        for (std::size_t k = 0; k < inK.size(); k += 100) {
            const Vec2 place = picture.particles.places[k].cast<double>();
            Vec2 off = place - (inK[k].cast<double>() - 1.5 * experiment.frameVelocity);
            for (int axis = 0; axis < 2; ++axis)
                off[axis] = std::remainder(off[axis], picture.grid.size[axis]);
            QVERIFY(off.norm() < 1e-5);
            QVERIFY(((place - picture.grid.center).cwiseAbs().array() <= half.array()).all());
        }
        // The histogram is the picture's own rho: in squares of 8 x 8 of its cells.
        const Grid& grid = picture.grid;
        Eigen::ArrayXXd expected = Eigen::ArrayXXd::Zero(12, 12);
        Eigen::ArrayXXd counts = expected;
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                expected(j / 8, i / 8) += double(picture.rho(j, i)) * grid.cellArea() * 20000.0;
        for (const Eigen::Vector2f& place : picture.particles.places) {
            // Points are the middles of their cells.
            const Vec2 cell = (place.cast<double>() - Vec2(grid.x(0), grid.y(0)))
                                  .cwiseQuotient(Vec2(grid.dx(), grid.dy()));
            const int i = (int(std::floor(cell.x() + 0.5)) + grid.nx) % grid.nx;
            const int j = (int(std::floor(cell.y() + 0.5)) + grid.ny) % grid.ny;
            counts(j / 8, i / 8) += 1.0;
        }
        double chi = 0.0;
        int full = 0;
        for (Eigen::Index c = 0; c < expected.size(); ++c) {
            const double mean = expected.data()[c];
            if (mean > 8.0) {
                chi += std::pow(counts.data()[c] - mean, 2) / mean;
                ++full;
            }
        }
        chi /= full;
        QVERIFY2(chi < 1.8 && full > 9, qPrintable(QString::number(chi)));
    }
}

void TestSimulationParticles::eachFrameMayPrepareItsOwn()
{
    Experiment experiment = freeGaussianWith(20000);
    experiment.frameVelocity = Vec2(2.0, 0.0);
    experiment.stage.columns = StageSettings::Columns::KAndKPrime;
    experiment.stage.preparation = StageSettings::Preparation::SameInEachFrame;
    Simulation simulation(experiment, {.threads = 2});
    simulation.advanceTo(2.0);
    const auto frame = simulation.frame();
    QVERIFY(frame->preparedInKPrime);
    const auto& places = frame->preparedInKPrime->particles.places;
    QCOMPARE(int(places.size()), 20000);
    QVERIFY(meanOf(places).norm() < 0.05);
    const Vec2 variance = varianceOf(places);
    DQM_CLOSE(variance.x(), 2.0, 0.08);
    DQM_CLOSE(variance.y(), 2.0, 0.08);
}

void TestSimulationParticles::trailsEndAtTheParticles()
{
    Experiment experiment = withParticles(3);
    Simulation simulation(experiment);
    simulation.advanceTo(2.0);
    const auto frame = simulation.frame();
    const ParticlePlaces& seen = frame->pictures.front().particles;
    QCOMPARE(int(seen.trailLengths.size()), 3);
    std::size_t first = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY(seen.trailLengths[k] > 10);
        QCOMPARE(seen.trailPoints[first], seen.places[k]);
        first += std::size_t(seen.trailLengths[k]);
    }
    QCOMPARE(first, seen.trailPoints.size());
}

void TestSimulationParticles::reportsAreMadeNowAndThen()
{
    Simulation simulation(withParticles(20000), {.threads = 2});
    const auto first = simulation.frame({.ensembleReportEvery = 3})->ensemble;
    QVERIFY(first);
    for (int n = 0; n < 2; ++n) {
        simulation.advance(5);
        QCOMPARE(simulation.frame({.ensembleReportEvery = 3})->ensemble, first);
    }
    simulation.advance(5);
    const auto next = simulation.frame({.ensembleReportEvery = 3})->ensemble;
    QVERIFY(next != first);
    QCOMPARE(next->time, simulation.time());
    QCOMPARE(next->alive, 20000);
    QVERIFY(next->histogram.chiSquaredPerDof < 1.0 + 4.0 * next->chiSquaredScatter());
    QVERIFY(!simulation.frame()->ensemble);
    // Three snapshots, a hundredth of the run apart, and the velocities are there.
    simulation.advance(30);
    const auto later = simulation.frame({.ensembleReportEvery = 1})->ensemble;
    QVERIFY(later->velocities.size() > 4);
    QVERIFY(later->velocities[0].particles >= later->velocities[1].particles);
    for (int axis = 0; axis < 2; ++axis) {
        const Estimate& v = later->velocities[0].v[std::size_t(axis)];
        DQM_CLOSE(v.value, later->velocities[0].vOfPsi[axis], 4.5 * v.error);
    }
}

void TestSimulationParticles::theCorrelationFollowsTheLaw_data()
{
    QTest::addColumn<double>("nu");
    QTest::newRow("Nelson") << 1.0;
    QTest::newRow("between") << 0.5;
    QTest::newRow("drift") << 0.0;
}

/// theta = t/2: exp(-nu arctan 1) at t = 2.
void TestSimulationParticles::theCorrelationFollowsTheLaw()
{
    QFETCH(double, nu);
    Experiment experiment = freeGaussianWith(20000);
    experiment.ensemble.noise = nu;
    Simulation simulation(experiment, {.threads = 2});
    simulation.advanceTo(2.0);
    const auto report = simulation.frame({.ensembleReportEvery = 1})->ensemble;
    QVERIFY(report->expectedCorrelation.has_value());
    for (std::size_t axis = 0; axis < 2; ++axis) {
        DQM_CLOSE((*report->expectedCorrelation)[axis], std::exp(-nu * std::atan(1.0)), 1e-9);
        DQM_CLOSE(report->correlation[axis].value, (*report->expectedCorrelation)[axis],
            3.0 * report->correlation[axis].error + 1e-6);
    }
    // Another mass on the way: no Gaussian with a known past any more.
    Experiment heavier = simulation.experiment();
    heavier.constants.mass = 2.0;
    simulation.apply(heavier);
    QVERIFY(!simulation.frame({.ensembleReportEvery = 1})->ensemble->expectedCorrelation);
}

/// The offset of a cloud decays as exp(-arctan theta) in units of sigma and no faster.
void TestSimulationParticles::aStrangeCloudRemembersLongerThanRhoAllows()
{
    Experiment experiment = freeGaussianWith(20000);
    experiment.ensemble.start = GaussianCloud{Vec2(1.0, 0.0), Vec2(1.0, 1.0)};
    Simulation simulation(experiment, {.threads = 2});
    simulation.advanceTo(2.0);
    const auto frame = simulation.frame({.ensembleReportEvery = 1});
    const double sigma = std::sqrt(2.0);
    const Vec2 mean = meanOf(frame->pictures.front().particles.places);
    DQM_CLOSE(mean.x(), sigma * std::exp(-std::atan(1.0)), 4.0 * sigma / std::sqrt(20000.0));
    DQM_CLOSE(mean.y(), 0.0, 4.0 * sigma / std::sqrt(20000.0));
    QVERIFY(!frame->ensemble->isFromRho);
    QVERIFY(frame->ensemble->histogram.chiSquaredPerDof > 3.0);
}

void TestSimulationParticles::twinsShowBrownianParticles_data()
{
    QTest::addColumn<StageSettings::Dissipation>("kind");
    QTest::addColumn<bool>("hasPotential");
    QTest::newRow("Kramers") << StageSettings::Dissipation::Kramers << false;
    QTest::newRow("Fick") << StageSettings::Dissipation::Fick << false;
    QTest::newRow("Kramers in a well") << StageSettings::Dissipation::Kramers << true;
    QTest::newRow("Fick in a well") << StageSettings::Dissipation::Fick << true;
}

/// Their mean and spread are those of the twin whose density stands behind them.
void TestSimulationParticles::twinsShowBrownianParticles()
{
    QFETCH(StageSettings::Dissipation, kind);
    QFETCH(bool, hasPotential);
    Experiment experiment = freeGaussianWith(20000);
    if (hasPotential)
        experiment.potential = {HarmonicTerm{.omega = Vec2(0.4, 0.4)}};
    experiment.packets = {GaussianPacket{.velocity = Vec2(0.5, 0.0)}};
    experiment.frameVelocity = Vec2(1.0, 0.0);
    experiment.medium.friction = 0.5;
    experiment.medium.velocity = Vec2(0.0, 0.8);
    experiment.stage.columns = StageSettings::Columns::KAndKPrime;
    experiment.stage.rows = StageSettings::Rows::FrictionlessAndFrictional;
    experiment.stage.dissipation = kind;
    Simulation simulation(experiment, {.threads = 2});
    simulation.advanceTo(1.5);
    const auto frame = simulation.frame();
    QCOMPARE(int(frame->frictional.size()), 2);
    for (const Picture& picture : frame->frictional) {
        const auto& places = picture.particles.places;
        QCOMPARE(int(places.size()), 20000);
        const Vec2 sigma = picture.numbers.moments.sigma;
        const Vec2 off = meanOf(places) - picture.numbers.moments.mean;
        QVERIFY2(off.norm() < 0.06, qPrintable(QString::number(off.norm())));
        const Vec2 variance = varianceOf(places);
        for (int axis = 0; axis < 2; ++axis)
            DQM_CLOSE(variance[axis] / (sigma[axis] * sigma[axis]), 1.0, 0.06);
        QCOMPARE(int(picture.particles.trailLengths.size()), 400);
    }
    QVERIFY(simulation.frame({.particles = false})->frictional[0].particles.empty());
}

QTEST_APPLESS_MAIN(TestSimulationParticles)
#include "tst_SimulationParticles.moc"
