#include "core/ensembles/EnsembleReadouts.h"
#include "support/Close.h"
#include "support/ParticleScenes.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

class TestEnsembleReadouts : public QObject
{
    Q_OBJECT

private slots:
    void pathsRememberWhereTheyBegan();
    void driftRemembersAll();
    void quadraticVariationGivesD_data();
    void quadraticVariationGivesD();
    void quadraticVariationGivesDNearNodesUnderAnyLaw_data();
    void quadraticVariationGivesDNearNodesUnderAnyLaw();
    void forwardAndBackwardVelocitiesGiveVAndU();
    void whatChangesOnTheWayIsNoErrorOfTheComparison_data();
    void whatChangesOnTheWayIsNoErrorOfTheComparison();
    void aWrongFlowIsFoundOut();
    void chanceExceedsItsBoundSeldom();
};

/// corr = exp(-arctan theta) [Nelson1966].
void TestEnsembleReadouts::pathsRememberWhereTheyBegan()
{
    ParticleScene stage("gaussian");
    ParticleOptions options;
    options.count = particleCount(50000);
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    // theta = t/2
    const std::array<std::pair<double, double>, 3> expected{
        {{1.0, 0.62898516}, {2.0, 0.45593813}, {4.0, 0.33049997}}};
    for (const auto& [time, value] : expected) {
        advanceTogether(stage.state, stage.solver, particles, 0.02,
            qRound((time - stage.state.time) / 0.02), 2);
        for (const Estimate& r : startCorrelation(particles)) {
            qInfo("theta %g: %.5f +- %.5f", time / 2.0, r.value, r.error);
            DQM_CLOSE(r.value, value, 3.0 * r.error);
        }
    }
}

void TestEnsembleReadouts::driftRemembersAll()
{
    ParticleScene stage("gaussian");
    ParticleOptions options;
    options.count = 2000;
    options.noise = 0.0;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    advanceTogether(stage.state, stage.solver, particles, 0.04, 25, 2);
    DQM_CLOSE(startCorrelation(particles)[0].value, 1.0, 1e-6);
}

void TestEnsembleReadouts::quadraticVariationGivesD_data()
{
    QTest::addColumn<double>("nu");
    QTest::newRow("Nelson") << 1.0;
    QTest::newRow("between") << 0.5;
    QTest::newRow("drift") << 0.0;
}

void TestEnsembleReadouts::quadraticVariationGivesD()
{
    QFETCH(double, nu);
    ParticleScene stage("gaussian");
    stage.state.carrier = Vec2(1.5, 0.0);
    ParticleOptions options;
    options.count = 10000;
    options.noise = nu;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    DiffusionMeter meter;
    for (int n = 0; n < 40; ++n) {
        advanceTogether(stage.state, stage.solver, particles, 0.01, 1, 2);
        meter.add(particles.lastStep());
    }
    const Estimate D = meter.coefficient();
    qInfo("D %.5f +- %.5f, acceptance %.5f", D.value, D.error, meter.acceptance());
    DQM_CLOSE(D.value, nu * 0.5, 3.0 * D.error + 0.002);
    QVERIFY(meter.acceptance() > 0.99);
}

void TestEnsembleReadouts::quadraticVariationGivesDNearNodesUnderAnyLaw_data()
{
    QTest::addColumn<ParticleLaw>("law");
    QTest::newRow("Nelson") << ParticleLaw::Conservative;
    QTest::newRow("v + u") << ParticleLaw::TotalVelocity;
    QTest::newRow("v alone") << ParticleLaw::DriftAndNoise;
}

/// The fringes of two slits, into which v + u drives: there u changes within a step by more than
/// the noise.
void TestEnsembleReadouts::quadraticVariationGivesDNearNodesUnderAnyLaw()
{
    QFETCH(ParticleLaw, law);
    ParticleScene stage("odd slits");
    ParticleOptions options;
    options.count = 10000;
    options.law = law;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    DiffusionMeter meter;
    for (int n = 0; n < 60; ++n) {
        advanceTogether(stage.state, stage.solver, particles, 0.02, 1, 2);
        meter.add(particles.lastStep());
    }
    const Estimate D = meter.coefficient();
    qInfo("D %.5f +- %.5f, acceptance %.5f", D.value, D.error, meter.acceptance());
    DQM_CLOSE(D.value, 0.5, 4.0 * D.error + (law == ParticleLaw::Conservative ? 0.01 : 0.0));
}

void TestEnsembleReadouts::whatChangesOnTheWayIsNoErrorOfTheComparison_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<double>("nu");
    QTest::addColumn<double>("dt");
    QTest::newRow("fringes") << "slits" << 1.0 << 0.02;
    QTest::newRow("a node between them") << "odd slits" << 1.0 << 0.02;
    QTest::newRow("half the noise") << "odd slits" << 0.5 << 0.02;
    QTest::newRow("a vortex") << "vortex" << 1.0 << 0.02;
    QTest::newRow("backward") << "slits" << 1.0 << -0.02;
}

/// Over ways on which the packets spread to twice their width.
void TestEnsembleReadouts::whatChangesOnTheWayIsNoErrorOfTheComparison()
{
    QFETCH(QString, scene);
    QFETCH(double, nu);
    QFETCH(double, dt);
    ParticleScene stage(scene.toStdString());
    if (dt < 0.0)
        stage.solver.advance(stage.state, 1.2, 1);
    ParticleOptions options;
    options.count = particleCount(40000);
    options.noise = nu;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    VelocityMeter meter(16, 16);
    meter.take(particles, options.count, 2);
    for (int n = 1; n <= 40; ++n) {
        advanceTogether(stage.state, stage.solver, particles, dt, 1, 2);
        if (n % 20 == 0)
            meter.take(particles, options.count, 2);
        else
            meter.follow(particles, 2);
    }
    const auto bins = meter.read();
    QVERIFY(bins.size() > 8);
    for (const auto off : {&LocalVelocities::vOff, &LocalVelocities::uOff}) {
        const VelocityCheck check = checkVelocities(bins, off);
        qInfo("%.3f of %d values, at most %.3f", check.pull, check.count, check.largestByChance());
        QVERIFY(check.pull < check.largestByChance());
        QVERIFY(check.pull > 0.5);
    }
}

/// Without the drift -u the noise adds Fick's flux to rho v.
void TestEnsembleReadouts::aWrongFlowIsFoundOut()
{
    ParticleScene stage("slits");
    ParticleOptions options;
    options.count = particleCount(40000);
    options.law = ParticleLaw::DriftAndNoise;
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    VelocityMeter meter(16, 16);
    meter.take(particles);
    for (int n = 1; n <= 4; ++n) {
        advanceTogether(stage.state, stage.solver, particles, 0.02, 1, 2);
        n % 2 == 0 ? meter.take(particles) : meter.follow(particles);
    }
    const VelocityCheck check = checkVelocities(meter.read(), &LocalVelocities::vOff);
    QVERIFY(check.pull > 1.2 * check.largestByChance());
}

void TestEnsembleReadouts::chanceExceedsItsBoundSeldom()
{
    // Quantiles of chi^2 at 3.4e-6 of probability: 25.2 for 2 degrees of freedom, 176.9 for 100.
    DQM_CLOSE((VelocityCheck{0.0, 2}.largestByChance()), std::sqrt(25.2 / 2.0), 0.15);
    DQM_CLOSE((VelocityCheck{0.0, 100}.largestByChance()), std::sqrt(176.9 / 100.0), 0.01);
}

void TestEnsembleReadouts::forwardAndBackwardVelocitiesGiveVAndU()
{
    ParticleScene stage("gaussian");
    stage.solver.advance(stage.state, 0.95, 1);
    ParticleOptions options;
    options.count = particleCount(100000);
    ParticleEnsemble particles(stage.state, stage.grid, {}, options, 2);
    VelocityMeter meter(16, 16);
    meter.take(particles);
    for (int n = 0; n < 2; ++n) {
        advanceTogether(stage.state, stage.solver, particles, 0.01, 5, 2);
        meter.take(particles);
    }
    const std::vector<LocalVelocities> bins = meter.read(500);
    QVERIFY(bins.size() > 8);
    double chiV = 0.0;
    double chiU = 0.0;
    double slope = 0.0;
    double weight = 0.0;
    for (const LocalVelocities& bin : bins) {
        for (int axis = 0; axis < 2; ++axis) {
            const auto a = size_t(axis);
            chiV += std::pow((bin.v[a].value - bin.vOfPsi[axis]) / bin.v[a].error, 2);
            chiU += std::pow((bin.u[a].value - bin.uOfPsi[axis]) / bin.u[a].error, 2);
            DQM_CLOSE(bin.v[a].value - bin.u[a].value, bin.forward[a].value, 1e-12);
            slope += bin.u[a].value * bin.uOfPsi[axis] / std::pow(bin.u[a].error, 2);
            weight += std::pow(bin.uOfPsi[axis] / bin.u[a].error, 2);
        }
    }
    const double dof = 2.0 * double(bins.size());
    qInfo("chi^2/dof v %.2f, u %.2f, u measured/u of psi %.3f", chiV / dof, chiU / dof,
        slope / weight);
    QVERIFY(chiV < dof + 4.0 * std::sqrt(2.0 * dof));
    QVERIFY(chiU < dof + 4.0 * std::sqrt(2.0 * dof));
    DQM_CLOSE(slope / weight, 1.0, 3.0 / std::sqrt(weight) + 0.05);
}

QTEST_APPLESS_MAIN(TestEnsembleReadouts)
#include "tst_EnsembleReadouts.moc"
