#include "core/ensembles/EnsembleReadouts.h"
#include "core/ensembles/ParticleEnsemble.h"
#include "core/experiment/Boundary.h"
#include "support/Close.h"
#include "support/ParticleScenes.h"

#include <QTest>

#include <cmath>
#include <stdexcept>
#include <vector>

using namespace dqm;
using namespace dqm::test;

class TestParticleEnsemble : public QObject
{
    Q_OBJECT

private slots:
    void splineFollowsTheClosedForm();
    void probabilitiesOfCellsAreOfFourthOrder();
    void histogramStaysRho_data();
    void histogramStaysRho();
    void wrongProcessesLeaveRho_data();
    void wrongProcessesLeaveRho();
    void driftKeepsTheShareOfTheWidth();
    void carrierCarriesTheParticles();
    void backwardInTimeItStaysRho();
    void sameWhateverTheThreads();
    void wallsKeepTheParticles();
    void absorbingEdgesEndThem();
    void aStrangeCloudRelaxes();
    void kicksForgetAsDiffusionDoes_data();
    void kicksForgetAsDiffusionDoes();
    void pathsRememberToAnOrderAboveOne();
    void refusesWhatIsOutOfRange();
};

void TestParticleEnsemble::splineFollowsTheClosedForm()
{
    const Grid grid = square(128, 24.0);
    const Gaussian1D x = freeGaussian({}, 1.0);
    const Gaussian1D y = freeGaussian({.sigma = 0.8}, 1.0);
    SplineWave wave;
    wave.assign(stateOf(productOn(grid, x, y)), grid, {});
    const Vec2 p(0.613, -1.047);
    const LocalWave local = wave.at(p);
    DQM_CLOSE(local.rho, std::norm(x(p.x()) * y(p.y())), 2e-5);
    DQM_CLOSE(local.v.x(), x.v(p.x()), 1e-3);
    DQM_CLOSE(local.u.y(), y.u(p.y()), 1e-3);
    QVERIFY((wave.at(p + grid.size).v - local.v).norm() < 1e-9);
}

void TestParticleEnsemble::probabilitiesOfCellsAreOfFourthOrder()
{
    std::array<double, 2> errors{};
    for (size_t n = 0; n < 2; ++n) {
        const Grid grid = square(n == 0 ? 64 : 128, 24.0);
        const Gaussian1D g = freeGaussian({}, 1.0);
        SplineWave wave;
        wave.assign(stateOf(productOn(grid, g, g)), grid, {});
        errors[n] = std::abs(wave.cellProbabilities().sum() - 1.0);
    }
    QVERIFY(errors[1] < 3e-6);
    QVERIFY(errors[0] > 12.0 * errors[1]);
}

void TestParticleEnsemble::histogramStaysRho_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<double>("nu");
    QTest::addColumn<double>("dt");
    for (const QString scene : {"gaussian", "slits", "odd slits", "vortex"})
        for (const double nu : {0.0, 0.5, 1.0})
            for (const double dt : {0.04, 0.01})
                QTest::addRow("%s nu=%g dt=%g", qPrintable(scene), nu, dt) << scene << nu << dt;
}

void TestParticleEnsemble::histogramStaysRho()
{
    QFETCH(QString, scene);
    QFETCH(double, nu);
    QFETCH(double, dt);
    ParticleScene stage(scene.toStdString());
    ParticleOptions options;
    options.count = particleCount(dt > 0.02 ? 40000 : 15000);
    options.noise = nu;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    advanceTogether(stage.state, stage.solver, particles, dt, qRound(2.0 / dt), 2);
    const HistogramCheck check = checkHistogram(particles, 0, 2);
    qInfo("chi^2/dof %.3f in %d bins, L1 %.4f of %.4f", check.chiSquaredPerDof, check.bins,
        check.L1, check.expectedL1);
    QVERIFY(check.bins > 200);
    QVERIFY2(check.chiSquaredPerDof < 1.3, qPrintable(QString::number(check.chiSquaredPerDof)));
    QVERIFY(check.L1 < 1.2 * check.expectedL1);
}

void TestParticleEnsemble::wrongProcessesLeaveRho_data()
{
    QTest::addColumn<ParticleLaw>("law");
    QTest::newRow("v - u and noise") << ParticleLaw::Conservative;
    QTest::newRow("v + u and noise") << ParticleLaw::TotalVelocity;
    QTest::newRow("v and noise") << ParticleLaw::DriftAndNoise;
}

/// In bins of 8 x 8 cells, about a hundred: few bins tell a wrong law soonest.
void TestParticleEnsemble::wrongProcessesLeaveRho()
{
    QFETCH(ParticleLaw, law);
    ParticleScene stage("slits");
    ParticleOptions options;
    options.count = 200000;
    options.law = law;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    advanceTogether(stage.state, stage.solver, particles, 0.04, 50, 2);
    const HistogramCheck check = checkHistogram(particles, 8, 2);
    qInfo("chi^2/dof %.3g in %d bins", check.chiSquaredPerDof, check.bins);
    if (law == ParticleLaw::Conservative)
        QVERIFY(check.chiSquaredPerDof < 1.4);
    else
        QVERIFY(check.chiSquaredPerDof > 100.0);
}

void TestParticleEnsemble::driftKeepsTheShareOfTheWidth()
{
    ParticleScene stage("gaussian");
    ParticleOptions options;
    options.count = 500;
    options.noise = 0.0;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options);
    advanceTogether(stage.state, stage.solver, particles, 0.02, 100);
    for (int k = 0; k < particles.count(); ++k)
        QVERIFY((particles.place(k) - std::sqrt(2.0) * particles.startingPlace(k)).norm() < 2e-3);
}

void TestParticleEnsemble::carrierCarriesTheParticles()
{
    ParticleScene stage("gaussian");
    stage.state.carrier = Vec2(7.3, -2.1);
    ParticleOptions options;
    options.count = 500;
    options.noise = 0.0;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options);
    advanceTogether(stage.state, stage.solver, particles, 0.02, 100);
    const Vec2 way = 2.0 * stage.state.carrier;
    for (int k = 0; k < particles.count(); ++k)
        QVERIFY(
            (particles.place(k) - way - std::sqrt(2.0) * particles.startingPlace(k)).norm() < 4e-3);
}

void TestParticleEnsemble::backwardInTimeItStaysRho()
{
    ParticleScene stage("odd slits");
    stage.solver.advance(stage.state, 1.0, 1);
    ParticleOptions options;
    options.count = 40000;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    advanceTogether(stage.state, stage.solver, particles, -0.02, 40, 2);
    QVERIFY(checkHistogram(particles).chiSquaredPerDof < 1.3);
}

void TestParticleEnsemble::sameWhateverTheThreads()
{
    std::array<std::vector<Vec2>, 2> places;
    for (const int threads : {1, 2}) {
        ParticleScene stage("slits");
        ParticleOptions options;
        options.count = 6000;
        ParticleEnsemble particles(stage.state, stage.grid, {}, options, threads);
        advanceTogether(stage.state, stage.solver, particles, 0.04, 10, threads);
        for (int k = 0; k < particles.count(); ++k)
            places[size_t(threads - 1)].push_back(particles.place(k));
    }
    QVERIFY(places[0] == places[1]);
}

void TestParticleEnsemble::wallsKeepTheParticles()
{
    const Grid grid = square(95, 6.0, BoundaryKind::Walls);
    WaveState state = normalised(
        productOn(grid, freeGaussian({.sigma = 0.6, .position = 0.8, .velocity = 2.0}, 0.0),
            freeGaussian({.sigma = 0.7}, 0.0)),
        grid);
    SplitStepSolver solver(setupOf(experimentOn(grid)));
    ParticleOptions options;
    options.count = 40000;
    ParticleEnsemble particles(state, grid, {}, options, 2);
    advanceTogether(state, solver, particles, 0.01, 150, 2);
    const HistogramCheck check = checkHistogram(particles);
    qInfo("chi^2/dof %.3f", check.chiSquaredPerDof);
    QVERIFY(check.chiSquaredPerDof < 1.3);
    for (int k = 0; k < particles.count(); ++k)
        QVERIFY(particles.place(k).cwiseAbs().maxCoeff() <= 3.0);
}

void TestParticleEnsemble::absorbingEdgesEndThem()
{
    Experiment experiment = experimentOn(square(128, 16.0, BoundaryKind::Absorbing));
    experiment.packets = {GaussianPacket{.velocity = Vec2(4.0, 0.0)}};
    WaveState state = normalised(
        productOn(experiment.grid, freeGaussian({.velocity = 4.0}, 0.0), freeGaussian({}, 0.0)),
        experiment.grid);
    SplitStepSolver solver(setupOf(experiment));
    RealField gamma;
    AbsorbingLayer(experiment).sample(gamma);
    ParticleOptions options;
    options.count = 40000;
    ParticleEnsemble particles(state, experiment.grid, {}, options, 2);
    particles.setAbsorption(gamma);
    advanceTogether(state, solver, particles, 0.01, 170, 2);
    const double norm = state.envelope.abs2().sum() * experiment.grid.cellArea();
    QVERIFY(norm < 0.7 && norm > 0.05);
    const double share = particles.alive() / 40000.0;
    DQM_CLOSE(share, norm, 4.0 * std::sqrt(norm * (1.0 - norm) / 40000.0));
    QVERIFY(checkHistogram(particles).chiSquaredPerDof < 1.3);
}

/// Nelson's ground state of an oscillator is an Ornstein-Uhlenbeck process of rate omega.
void TestParticleEnsemble::aStrangeCloudRelaxes()
{
    const Grid grid = square(96, 14.0);
    const Experiment experiment = experimentOn(grid, {HarmonicTerm{}});
    const Gaussian1D ground = harmonicGaussian({.sigma = std::sqrt(0.5)}, 1.0, 0.0);
    WaveState state = normalised(productOn(grid, ground, ground), grid);
    SplitStepSolver solver(setupOf(experiment));
    ParticleOptions options;
    options.count = 20000;
    options.start = GaussianCloud{Vec2(1.0, 0.0), Vec2(0.4, 0.4)};
    ParticleEnsemble particles(state, grid, {}, options, 2);
    QVERIFY(checkHistogram(particles).chiSquaredPerDof > 50.0);
    advanceTogether(state, solver, particles, 0.02, 50, 2);
    double mean = 0.0;
    for (int k = 0; k < particles.count(); ++k)
        mean += particles.place(k).x() / particles.count();
    DQM_CLOSE(mean, std::exp(-1.0), 0.02);
    advanceTogether(state, solver, particles, 0.02, 300, 2);
    QVERIFY(checkHistogram(particles).chiSquaredPerDof < 1.3);
}

void TestParticleEnsemble::kicksForgetAsDiffusionDoes_data()
{
    QTest::addColumn<double>("kick");
    for (const double kick : {0.1, 0.2, 0.4})
        QTest::addRow("%g", kick) << kick;
}

/// The ground state of an oscillator rests, so that kicks are all: an Ornstein-Uhlenbeck process of
/// rate omega, whose places a time tau apart are correlated as e^{-omega tau}.
void TestParticleEnsemble::kicksForgetAsDiffusionDoes()
{
    QFETCH(double, kick);
    const Grid grid = square(64, 12.0);
    const Gaussian1D ground = harmonicGaussian({.sigma = std::sqrt(0.5)}, 1.0, 0.0);
    const WaveState state = normalised(productOn(grid, ground, ground), grid);
    ParticleOptions options;
    options.count = 200000;
    ParticleEnsemble particles(state, grid, {}, options, 2);
    double product = 0.0;
    double square = 0.0;
    for (int n = 0; n < 12; ++n) {
        std::vector<Vec2> before;
        for (int k = 0; k < particles.count(); ++k)
            before.push_back(particles.place(k));
        particles.advance(state, state, kick, 2);
        for (int k = 0; k < particles.count(); ++k) {
            const Vec2 from = before[static_cast<std::size_t>(k)];
            product += from.dot(particles.place(k));
            square += from.squaredNorm();
        }
    }
    // Chance leaves 3e-4; of the first order it would be kick^2 = 0.01, 0.04, 0.16.
    const double off = product / square - std::exp(-kick);
    QVERIFY2(std::abs(off) < 1e-3 + 0.5 * std::pow(kick, 2.5), qPrintable(QString::number(off)));
}

/// A free Gaussian forgets as e^{-arctan theta}; what a step adds goes with its power 3/2.
void TestParticleEnsemble::pathsRememberToAnOrderAboveOne()
{
    const Grid grid = square(96, 24.0);
    const Gaussian1D packet = freeGaussian({}, 0.0);
    const Experiment experiment = experimentOn(grid);
    const auto offBy = [&](double dt, unsigned seed) {
        WaveState state = normalised(productOn(grid, packet, packet), grid);
        SplitStepSolver solver(setupOf(experiment));
        ParticleOptions options;
        options.count = 200000;
        options.seed = seed;
        ParticleEnsemble particles(state, grid, {}, options, 2);
        advanceTogether(state, solver, particles, dt, static_cast<int>(std::lround(2.0 / dt)), 2);
        const auto r = startCorrelation(particles);
        return 0.5 * (r[0].value + r[1].value) - std::exp(-std::atan(1.0));
    };
    // Chance leaves 1e-3.
    for (const double dt : {0.1, 0.25, 0.5}) {
        const double off = offBy(dt, 3);
        QVERIFY2(std::abs(off) < 3e-3 + 0.05 * std::pow(dt, 1.5),
            qPrintable(QString("dt = %1: %2").arg(dt).arg(off)));
    }
}

void TestParticleEnsemble::refusesWhatIsOutOfRange()
{
    ParticleScene stage("gaussian");
    const auto build
        = [&](ParticleOptions options) { ParticleEnsemble(stage.state, stage.grid, {}, options); };
    ParticleOptions options;
    options.count = 0;
    QVERIFY_EXCEPTION_THROWN(build(options), std::invalid_argument);
    options.count = 200001;
    QVERIFY_EXCEPTION_THROWN(build(options), std::invalid_argument);
    options.count = 10;
    options.noise = 1.5;
    QVERIFY_EXCEPTION_THROWN(build(options), std::invalid_argument);
    options.noise = 1.0;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options);
    QVERIFY_EXCEPTION_THROWN(
        particles.advance(stage.state, stage.state, 0.0), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestParticleEnsemble)
#include "tst_ParticleEnsemble.moc"
