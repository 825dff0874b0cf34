#include "core/simulation/Simulation.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A coherent state 1.5 from the middle of its well.
Experiment coherentState(int n, Scheme scheme, double step)
{
    Experiment experiment = experimentOn(squareGrid(n, 20.0), {HarmonicTerm{}});
    const double sigma = std::sqrt(0.5);
    experiment.packets = {GaussianPacket{.center = Vec2(1.5, 0.0), .sigma = Vec2(sigma, sigma)}};
    experiment.time.until = 10.0;
    experiment.time.scheme = scheme;
    experiment.time.step = step;
    return experiment;
}

ComplexField coherentAt(const Grid& grid, double t)
{
    const double sigma = std::sqrt(0.5);
    return productOn(grid, harmonicGaussian({.sigma = sigma, .position = 1.5}, 1.0, t),
        harmonicGaussian({.sigma = sigma}, 1.0, t));
}

/// A packet that meets a round hill.
Experiment scattering(Scheme scheme, double step)
{
    Grid grid = squareGrid(256, 32.0);
    Experiment experiment = experimentOn(grid, {FormulaTerm{"3*exp(-((x-1)^2+(y-0.4)^2)/4)", {}}});
    experiment.packets = {GaussianPacket{
        .center = Vec2(-5.0, 0.0), .sigma = Vec2(1.2, 1.2), .velocity = Vec2(2.0, 0.0)}};
    experiment.time.until = 5.0;
    experiment.time.scheme = scheme;
    experiment.time.step = step;
    return experiment;
}

double relativeError(const ComplexField& psi, const ComplexField& exact)
{
    return std::sqrt((psi - exact).abs2().sum() / exact.abs2().sum());
}

ComplexField psiOf(Simulation& simulation) { return simulation.fields(Route::Rest).psi; }

void compare(double estimate, double error)
{
    const QString found = QString("estimated %1, true %2").arg(estimate).arg(error);
    QVERIFY2(estimate < 3.0 * error && estimate > error / 3.0, qPrintable(found));
}

SimulationOptions with(ErrorEstimate estimate)
{
    SimulationOptions options;
    options.errorEstimate = estimate;
    return options;
}

} // namespace

class TestStepDoubling : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheErrorOfACoherentState_data();
    void knowsTheErrorOfACoherentState();
    void knowsTheErrorOfScattering_data();
    void knowsTheErrorOfScattering();
    void knowsTheErrorOfSinglePrecision();
    void forgetsNothingWhenTheStepChanges();
    void aFreeFlightHasRoundingAlone();
    void costsNothingWhereNoCoarserGridCarries();
    void runningBackTakesTheErrorBack();
    void accuracyChoosesSchemeStepAndPrecision();
    void singlePrecisionEndsWhereItsRoundingIsSpent();
};

void TestStepDoubling::knowsTheErrorOfACoherentState_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("points");
    QTest::newRow("Strang") << Scheme::Strang << 0.02 << 256;
    QTest::newRow("Takahashi-Imada") << Scheme::TakahashiImada << 0.05 << 256;
    QTest::newRow("Chin 4B, long steps") << Scheme::Chin4B << 0.2 << 256;
    QTest::newRow("Chin 4B, short steps") << Scheme::Chin4B << 0.05 << 256;
    QTest::newRow("Chin 4B, grid kept whole") << Scheme::Chin4B << 0.1 << 64;
}

void TestStepDoubling::knowsTheErrorOfACoherentState()
{
    QFETCH(Scheme, scheme);
    QFETCH(double, step);
    QFETCH(int, points);
    Simulation simulation(coherentState(points, scheme, step), with(ErrorEstimate::Cheap));
    // Not at quarter periods alone, where some of the errors vanish.
    for (const double time : {1.2, 4.0, 7.6, 10.0}) {
        simulation.advanceTo(time);
        const auto estimate = simulation.estimatedError();
        QVERIFY(estimate.has_value());
        compare(*estimate,
            relativeError(psiOf(simulation), coherentAt(simulation.experiment().grid, time)));
    }
}

void TestStepDoubling::knowsTheErrorOfScattering_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<double>("step");
    QTest::newRow("Strang") << Scheme::Strang << 0.01;
    QTest::newRow("Chin 4B, long steps") << Scheme::Chin4B << 0.1;
    QTest::newRow("Chin 4B, short steps") << Scheme::Chin4B << 0.05;
}

void TestStepDoubling::knowsTheErrorOfScattering()
{
    QFETCH(Scheme, scheme);
    QFETCH(double, step);
    Simulation simulation(scattering(scheme, step), with(ErrorEstimate::Cheap));
    Simulation converged(scattering(Scheme::Chin4B, 0.0125));
    for (const double time : {2.0, 3.6, 5.0}) {
        simulation.advanceTo(time);
        converged.advanceTo(time);
        const auto estimate = simulation.estimatedError();
        QVERIFY(estimate.has_value());
        compare(*estimate, relativeError(psiOf(simulation), psiOf(converged)));
    }
}

void TestStepDoubling::knowsTheErrorOfSinglePrecision()
{
    // Steps so short that rounding is all the error there is.
    Experiment experiment = coherentState(128, Scheme::Chin4B, 0.01);
    experiment.time.accuracy = 1e-2;
    Simulation simulation(experiment, with(ErrorEstimate::Cheap));
    QVERIFY(simulation.precision() == Precision::Single);
    simulation.advanceTo(10.0);
    QVERIFY(simulation.precision() == Precision::Single);
    const double error
        = relativeError(psiOf(simulation), coherentAt(experiment.grid, simulation.time()));
    const double estimate = simulation.estimatedError().value_or(0.0);
    const QString found = QString("estimated %1, true %2").arg(estimate).arg(error);
    // Rounding is estimated from above: it seldom adds up as badly as it may.
    QVERIFY2(error < estimate && error > 0.01 * estimate, qPrintable(found));
    QVERIFY(error < 1e-2);
}

void TestStepDoubling::forgetsNothingWhenTheStepChanges()
{
    Simulation simulation(coherentState(128, Scheme::Strang, 0.05), with(ErrorEstimate::Cheap));
    simulation.advanceTo(4.0);
    const double before = simulation.estimatedError().value_or(0.0);
    Experiment finer = simulation.experiment();
    finer.time.step = 0.005;
    simulation.apply(finer);
    QVERIFY(std::abs(simulation.estimatedError().value_or(0.0) - before) < 1e-3 * before);
    simulation.advanceTo(8.0);
    const double after = simulation.estimatedError().value_or(0.0);
    QVERIFY(after >= before && after < 1.2 * before);
    simulation.restart();
    QVERIFY(simulation.estimatedError().value_or(1.0) < 1e-12);
}

void TestStepDoubling::aFreeFlightHasRoundingAlone()
{
    Experiment experiment = experimentOn(squareGrid(128, 30.0));
    experiment.packets = {GaussianPacket{}};
    Simulation simulation(experiment, with(ErrorEstimate::Cheap));
    simulation.advanceTo(2.0);
    const double estimate = simulation.estimatedError().value_or(1.0);
    QVERIFY(estimate > 0.0 && estimate < 1e-12);
}

void TestStepDoubling::costsNothingWhereNoCoarserGridCarries()
{
    Experiment experiment = scattering(Scheme::Auto, 0.02);
    experiment.potential = {DiscTerm{.height = 2.0, .center = Vec2(2.0, 0.0)}};
    QVERIFY(!Simulation(experiment, with(ErrorEstimate::None)).estimatedError());
    QVERIFY(!Simulation(experiment, with(ErrorEstimate::Cheap)).estimatedError());
    QVERIFY(Simulation(experiment, with(ErrorEstimate::WhilePlaying)).estimatedError());
    experiment.grid.nx = 512;
    QVERIFY(!Simulation(experiment, with(ErrorEstimate::WhilePlaying)).estimatedError());
    QVERIFY(Simulation(experiment, with(ErrorEstimate::Always)).estimatedError());
}

void TestStepDoubling::runningBackTakesTheErrorBack()
{
    Simulation simulation(coherentState(128, Scheme::Strang, 0.05), with(ErrorEstimate::Cheap));
    simulation.advanceTo(4.0);
    const double there = simulation.estimatedError().value_or(0.0);
    simulation.advanceTo(0.0);
    QVERIFY(there > 1e-4);
    QVERIFY(simulation.estimatedError().value_or(1.0) < 1e-10);
}

void TestStepDoubling::accuracyChoosesSchemeStepAndPrecision()
{
    Experiment experiment = coherentState(128, Scheme::Auto, 0.1);
    experiment.time.step.reset();
    double last = 0.0;
    for (const double accuracy : {1e-8, 1e-6, 1e-4, 1e-3}) {
        experiment.time.accuracy = accuracy;
        Simulation simulation(experiment, with(ErrorEstimate::Cheap));
        QVERIFY(simulation.stepSize() >= last);
        last = simulation.stepSize();
        // Single only where what it carries is below what is asked.
        const bool single = simulation.precision() == Precision::Single;
        QCOMPARE(single, accuracy >= 1e-4);
        simulation.advanceTo(experiment.time.until);
        const double error
            = relativeError(psiOf(simulation), coherentAt(experiment.grid, experiment.time.until));
        QVERIFY2(error < accuracy, qPrintable(QString::number(error)));
        QVERIFY(simulation.estimatedError().value_or(1.0) < 2.0 * accuracy);
    }
    experiment.time.accuracy.reset();
    QVERIFY(Simulation(experiment).precision() == Precision::Double);
}

void TestStepDoubling::singlePrecisionEndsWhereItsRoundingIsSpent()
{
    Experiment experiment = coherentState(128, Scheme::Chin4B, 0.05);
    experiment.time.accuracy = 5e-5;
    Simulation simulation(experiment);
    QVERIFY(simulation.precision() == Precision::Single);
    // Far beyond the end for which it was chosen.
    for (int n = 0; n < 400; ++n)
        simulation.advance(5);
    QVERIFY(simulation.precision() == Precision::Double);
    const double error
        = relativeError(psiOf(simulation), coherentAt(experiment.grid, simulation.time()));
    QVERIFY2(error < 5e-5, qPrintable(QString::number(error)));
    simulation.restart();
    QVERIFY(simulation.precision() == Precision::Single);
    // A front that looks much more often takes many more steps.
    experiment.time.step.reset();
    Simulation watched(experiment);
    QVERIFY(watched.precision() == Precision::Single);
    watched.setStepLimit(1e-3);
    QVERIFY(watched.precision() == Precision::Double);
}

QTEST_APPLESS_MAIN(TestStepDoubling)
#include "tst_StepDoubling.moc"
