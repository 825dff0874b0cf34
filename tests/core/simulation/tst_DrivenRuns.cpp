#include "core/simulation/Simulation.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;

namespace {

/// A ground state in a trap of frequency 1, under a force f(t) along x: its mean is a classical
/// particle that starts at rest.
Experiment trapped(const QString& push, double until = 7.0)
{
    Experiment experiment;
    experiment.grid = {.nx = 64, .ny = 64, .size = {16.0, 16.0}};
    const std::string text = "0.5*x^2 + 0.5*y^2 - x*(" + push.toStdString() + ")";
    experiment.potential = {FormulaTerm{text, {}}};
    experiment.packets = {GaussianPacket{.sigma = Vec2::Constant(std::sqrt(0.5))}};
    experiment.time.until = until;
    experiment.time.accuracy = 1e-5;
    return experiment;
}

QString pulse(double at, double width)
{
    return QString("0.8*exp(-((t - %1)/%2)^2/2)/(%2*sqrt(2*pi))")
        .arg(at, 0, 'g', 17)
        .arg(width, 0, 'g', 17);
}

struct Motion
{
    double x;
    double p;
};

Motion motionOf(Simulation& simulation)
{
    const Moments moments = simulation.observables(Route::Rest).moments;
    return {moments.mean.x(), moments.momentum.x()};
}

void compare(const Motion& is, const Motion& wanted, double tolerance)
{
    QVERIFY2(std::abs(is.x - wanted.x) < tolerance && std::abs(is.p - wanted.p) < tolerance,
        qPrintable(QString("x = %1, not %2; p = %3, not %4")
                       .arg(is.x, 0, 'g', 9)
                       .arg(wanted.x, 0, 'g', 9)
                       .arg(is.p, 0, 'g', 9)
                       .arg(wanted.p, 0, 'g', 9)));
}

} // namespace

class tst_DrivenRuns : public QObject
{
    Q_OBJECT

private slots:
    void aShortPulseGivesItsMomentum_data()
    {
        QTest::addColumn<double>("at");
        QTest::addColumn<double>("width");
        for (const double at : {0.05, 3.5, 3.71, 6.9})
            for (const double width : {2e-3, 5e-4, 1e-6})
                QTest::addRow("%g at %g", width, at) << at << width;
    }

    void aShortPulseGivesItsMomentum()
    {
        QFETCH(double, at);
        QFETCH(double, width);
        SimulationOptions options;
        options.errorEstimate = ErrorEstimate::Always;
        Simulation simulation(trapped(pulse(at, width)), options);
        simulation.advanceTo(7.0);
        const double size = 0.8 * std::exp(-0.5 * width * width);
        compare(motionOf(simulation), {size * std::sin(7.0 - at), size * std::cos(7.0 - at)}, 3e-5);
        QVERIFY(simulation.estimatedError().value_or(1.0) < 3e-5);
    }

    void theWindowsShortStepsSeeIt()
    {
        SimulationOptions options;
        options.stepLimit = 0.01;
        Simulation simulation(trapped(pulse(3.71, 5e-4)), options);
        while (simulation.time() < 7.0 - 1e-9)
            simulation.advance(1);
        const double since = simulation.time() - 3.71;
        compare(motionOf(simulation), {0.8 * std::sin(since), 0.8 * std::cos(since)}, 3e-5);
    }

    void aStepThatIsGivenSeesIt()
    {
        Experiment experiment = trapped(pulse(3.71, 5e-4));
        experiment.time.step = 0.05;
        Simulation simulation(experiment);
        simulation.advanceTo(7.0);
        compare(motionOf(simulation), {0.8 * std::sin(3.29), 0.8 * std::cos(3.29)}, 3e-4);
    }

    void timeThatRunsBackSeesIt()
    {
        Simulation simulation(trapped(pulse(-3.71, 5e-4)));
        simulation.advanceTo(-7.0);
        // Backward the same kick takes its momentum away.
        compare(motionOf(simulation), {0.8 * std::sin(3.29), -0.8 * std::cos(3.29)}, 3e-5);
    }

    void runningThereAndBackUndoesIt()
    {
        Simulation simulation(trapped(pulse(3.71, 5e-4)));
        simulation.advanceTo(7.0);
        simulation.advanceTo(0.0);
        compare(motionOf(simulation), {0.0, 0.0}, 1e-7);
    }

    void theTwinInKPrimeSeesIt()
    {
        Experiment experiment = trapped(pulse(3.71, 5e-3));
        experiment.frameVelocity = {0.3, 0.0};
        SimulationOptions options;
        options.evolveInKPrime = true;
        Simulation simulation(experiment, options);
        simulation.advanceTo(7.0);
        const Moments moments = simulation.observables(Route::Evolved).moments;
        compare({moments.mean.x() + 0.3 * 7.0, moments.momentum.x() + 0.3},
            {0.8 * std::sin(3.29), 0.8 * std::cos(3.29)}, 1e-4);
    }

    void jumpsAreMetExactly_data()
    {
        QTest::addColumn<QString>("push");
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        QTest::newRow("condition") << "t>2.0631&&t<2.0651 ? 400 : 0" << 2.0631 << 2.0651;
        QTest::newRow("heaviside")
            << "400*(heaviside(t - 2.0631) - heaviside(t - 2.0651))" << 2.0631 << 2.0651;
        QTest::newRow("product of comparisons") << "400*(t > 5)*(t <= 5.002)" << 5.0 << 5.002;
        QTest::newRow("a hundred microunits") << "8e3*(t > 1 && t < 1.0001)" << 1.0 << 1.0001;
    }

    void jumpsAreMetExactly()
    {
        QFETCH(QString, push);
        QFETCH(double, begin);
        QFETCH(double, end);
        Simulation simulation(trapped(push));
        simulation.advanceTo(7.0);
        const double force = 0.8 / (end - begin);
        compare(motionOf(simulation),
            {force * (std::cos(7.0 - end) - std::cos(7.0 - begin)),
                force * (std::sin(7.0 - begin) - std::sin(7.0 - end))},
            3e-5);
    }

    void anOscillatingForceIsFollowed()
    {
        Simulation simulation(trapped("100*sin(60*t)"));
        simulation.advanceTo(7.0);
        const double size = 100.0 / 3599.0;
        compare(motionOf(simulation),
            {size * (60.0 * std::sin(7.0) - std::sin(420.0)),
                60.0 * size * (std::cos(7.0) - std::cos(420.0))},
            5e-5);
    }

    void aFastForceIsRightWithinTheErrorItSays_data()
    {
        QTest::addColumn<double>("force");
        QTest::addColumn<double>("frequency");
        QTest::addColumn<double>("phase");
        for (const double phase : {0.0, 1.0})
            for (const auto& [force, frequency] : {std::pair{100.0, 60.0}, {20.0, 40.0},
                     {100.0, 78.54}, {30.0, 31.4}, {5.0, 8.0}, {0.5, 3.0}, {200.0, 100.3}})
                QTest::addRow("%g sin(%g t + %g)", force, frequency, phase)
                    << force << frequency << phase;
    }

    void aFastForceIsRightWithinTheErrorItSays()
    {
        QFETCH(double, force);
        QFETCH(double, frequency);
        QFETCH(double, phase);
        SimulationOptions options;
        options.errorEstimate = ErrorEstimate::Always;
        Simulation simulation(
            trapped(QString("%1*sin(%2*t + %3)").arg(force).arg(frequency).arg(phase)), options);
        simulation.advanceTo(7.0);
        const double size = force / (1.0 - frequency * frequency);
        const auto x = [&](double t) { return size * std::sin(frequency * t + phase); };
        const auto p = [&](double t) { return size * frequency * std::cos(frequency * t + phase); };
        const double error = simulation.estimatedError().value_or(0.0) + simulation.gridError();
        QVERIFY2(error < 2e-5, qPrintable(QString::number(error)));
        compare(motionOf(simulation),
            {x(7.0) - x(0.0) * std::cos(7.0) - p(0.0) * std::sin(7.0),
                p(7.0) + x(0.0) * std::sin(7.0) - p(0.0) * std::cos(7.0)},
            2.0 * error);
    }

    /// A little of it comes near where the torus closes: its mean is that of rho all the same, not
    /// of a flow that turns sixty times between two looks.
    void aFastForceOnAHeavyPacketMovesItsMean()
    {
        Experiment experiment = trapped("0");
        experiment.constants = {.hbar = 0.6, .mass = 2.5, .c = 20.0};
        experiment.potential = {FormulaTerm{"1.25*x^2 + 1.25*y^2 - 100*x*sin(60*t)", {}}};
        experiment.packets = {GaussianPacket{.sigma = Vec2::Constant(std::sqrt(0.12))}};
        Simulation simulation(experiment);
        simulation.advanceTo(7.0);
        const double size = 40.0 / 3599.0;
        compare(motionOf(simulation),
            {size * (60.0 * std::sin(7.0) - std::sin(420.0)),
                2.5 * 60.0 * size * (std::cos(7.0) - std::cos(420.0))},
            1e-4);
    }

    void aFastForceTakesFewMoreStepsThanNone()
    {
        Simulation still(trapped("0", 10.0));
        Simulation driven(trapped("100*sin(60*t)", 10.0));
        QVERIFY2(driven.stepSize() > 0.4 * still.stepSize(),
            qPrintable(QString("%1 and %2").arg(driven.stepSize()).arg(still.stepSize())));
    }

    void aSquareWaveIsFollowed()
    {
        Simulation simulation(trapped("3*sign(sin(5*t))"));
        simulation.advanceTo(7.0);
        Motion wanted{0.0, 0.0};
        const double half = std::numbers::pi / 5.0;
        for (int n = 0; n * half < 7.0; ++n) {
            const double span = std::min(half, 7.0 - n * half);
            const double centre = n % 2 == 0 ? 3.0 : -3.0;
            const double x = wanted.x - centre;
            wanted = {centre + x * std::cos(span) + wanted.p * std::sin(span),
                wanted.p * std::cos(span) - x * std::sin(span)};
        }
        compare(motionOf(simulation), wanted, 5e-5);
    }

    void aTrapThatMovesIsFollowed()
    {
        Experiment experiment = trapped("0");
        experiment.potential = {FormulaTerm{"0.5*(x - sin(3*t))^2 + 0.5*y^2", {}}};
        Simulation simulation(experiment);
        simulation.advanceTo(7.0);
        compare(motionOf(simulation),
            {(std::sin(21.0) - 3.0 * std::sin(7.0)) / (1.0 - 9.0),
                (3.0 * std::cos(21.0) - 3.0 * std::cos(7.0)) / (1.0 - 9.0)},
            5e-5);
    }

    void fickSeesAShortPulse()
    {
        Experiment experiment = trapped(pulse(3.71, 5e-3));
        experiment.medium.friction = 1.0;
        SimulationOptions options;
        options.dissipativeTwins = DissipativeTwins::Fick;
        Simulation simulation(experiment, options);
        simulation.advanceTo(7.0);
        const auto frame = simulation.frame({.fields = false});
        const double mean = frame->frictional.front().numbers.moments.mean.x();
        QVERIFY2(std::abs(mean - 0.8 * std::exp(-3.29)) < 2e-3, qPrintable(QString::number(mean)));
    }

    void whatCannotBeFollowedIsRefused_data()
    {
        QTest::addColumn<QString>("push");
        for (const char* push : {"1/(t - 3)", "sin(1e12*t)", "tan(t)"})
            QTest::newRow(push) << QString(push);
        QTest::newRow("narrower than the digits of t") << pulse(0.5, 1e-12);
    }

    void whatCannotBeFollowedIsRefused()
    {
        QFETCH(QString, push);
        try {
            const Simulation simulation(trapped(push));
            QFAIL("accepted");
        } catch (const ExperimentError& error) {
            QCOMPARE(QString::fromStdString(error.path()), QString("potential[0].expression"));
        }
    }

    void aPacketFasterThanTheGridIsRefused()
    {
        Experiment experiment = trapped("0");
        experiment.grid = {.nx = 128, .ny = 64, .size = {20.0, 12.0}};
        for (const double k : {28.0, 68.0}) {
            const std::string bell = "exp(-(x*x+y*y)/4)*";
            const std::string phase = "(" + std::to_string(k) + "*x)";
            experiment.packets = {FormulaPacket{bell + "cos" + phase, bell + "sin" + phase, {}}};
            QVERIFY_EXCEPTION_THROWN(Simulation{experiment}, ExperimentError);
        }
    }

    void warnsOfAKickBeyondTheGrid()
    {
        // pi/dx = 12.6. The gentle one does not come to where the torus closes.
        Simulation gentle(trapped("8*exp(-((t - 1)/1e-3)^2/2)/(1e-3*sqrt(2*pi))", 1.5));
        gentle.advanceTo(1.5);
        QVERIFY(gentle.warnings().empty());
        Simulation hard(trapped("20*exp(-((t - 1)/1e-3)^2/2)/(1e-3*sqrt(2*pi))", 2.0));
        hard.advanceTo(2.0);
        QCOMPARE(hard.warnings().size(), 1U);
        QCOMPARE(QString::fromStdString(hard.warnings().front().key), QString("grid.points[0]"));
        QVERIFY(hard.frame({.fields = false})->warnings->size() == 1U);
        // What came back as slow looks smooth, and is wrong; another mass mends nothing.
        // Its tail beyond nine tenths of the largest wave number, from above.
        QVERIFY(gentle.gridError() < 1e-2);
        QVERIFY(hard.gridError() > 0.5);
        Experiment heavier = trapped("20*exp(-((t - 1)/1e-3)^2/2)/(1e-3*sqrt(2*pi))", 2.0);
        heavier.constants.mass = 1.1;
        hard.apply(heavier);
        QCOMPARE(hard.warnings().size(), 1U);
        QVERIFY(hard.gridError() > 0.5);
    }

    void warnsOfAFallBeyondTheGrid()
    {
        Experiment experiment = trapped("0", 2.0);
        experiment.potential = {UniformTerm{.force = {10.0, 0.0}}};
        Simulation simulation(experiment);
        QVERIFY(simulation.warnings().empty());
        simulation.advanceTo(0.5);
        QVERIFY(simulation.warnings().empty());
        for (int n = 1; n <= 20; ++n)
            simulation.advanceTo(0.1 * n);
        QVERIFY(!simulation.warnings().empty());
        QVERIFY(simulation.gridError() > 0.01);
    }

    void warnsOfWhatTheGridCannotHoldAtTheStart_data()
    {
        QTest::addColumn<Experiment>("experiment");
        QTest::addColumn<QString>("key");
        Experiment wide = trapped("0");
        wide.packets = {GaussianPacket{.sigma = {6.0, 1.0}}};
        QTest::newRow("wider than the grid") << wide << "packets[0]";
        Experiment cut = trapped("0");
        cut.grid.boundary = BoundaryKind::Walls;
        cut.packets = {GaussianPacket{.center = {7.0, 0.0}, .sigma = {1.0, 1.0}}};
        QTest::newRow("cut by a wall") << cut << "packets[0]";
        Experiment narrow = trapped("0");
        narrow.potential = {CoulombTerm{.strength = 1.0, .softening = 0.02}};
        QTest::newRow("narrow well") << narrow << "potential[0].softening";
        Experiment corner = trapped("0");
        corner.packets = {FormulaPacket{"exp(-abs(x) - y^2)", "0", {}}};
        QTest::newRow("a corner") << corner << "packets[0]";
    }

    void warnsOfWhatTheGridCannotHoldAtTheStart()
    {
        QFETCH(Experiment, experiment);
        QFETCH(QString, key);
        const auto warnings = Simulation(experiment).warnings();
        QVERIFY(!warnings.empty());
        QCOMPARE(QString::fromStdString(warnings.front().key), key);
        if (key == "packets[0]")
            QVERIFY(Simulation(experiment).gridError() > 1e-2);
    }

    void aSharpBarrierHasAnErrorOfTheGrid()
    {
        Experiment experiment = trapped("0");
        experiment.potential = {BarrierTerm{.height = 2.0, .thickness = 1.0}};
        QVERIFY(Simulation(experiment).gridError() > 1e-3);
        experiment.potential = {BarrierTerm{.height = 2.0, .thickness = 1.0, .smoothing = 0.6}};
        QVERIFY(Simulation(experiment).gridError() < 1e-6);
    }

    void numbersAreTheSameForAnyNumberOfThreads_data()
    {
        QTest::addColumn<BoundaryKind>("boundary");
        QTest::addColumn<int>("points");
        QTest::newRow("fused") << BoundaryKind::Periodic << 128;
        QTest::newRow("torus") << BoundaryKind::Absorbing << 150;
        QTest::newRow("walls") << BoundaryKind::Walls << 129;
    }

    void numbersAreTheSameForAnyNumberOfThreads()
    {
        QFETCH(BoundaryKind, boundary);
        QFETCH(int, points);
        Experiment experiment = trapped("sin(3*t)", 0.5);
        experiment.grid.nx = points;
        experiment.grid.ny = points;
        experiment.grid.boundary = boundary;
        ComplexField first;
        Observables numbers;
        for (const int threads : {1, 2, 3}) {
            SimulationOptions options;
            options.threads = threads;
            Simulation simulation(experiment, options);
            simulation.advanceTo(0.5);
            const auto fields = simulation.fields(Route::Rest);
            const Observables now = simulation.observables(Route::Rest);
            if (threads == 1) {
                first = fields.psi;
                numbers = now;
            }
            QVERIFY((fields.psi == first).all());
            QVERIFY(now.moments.mean == numbers.moments.mean);
            QVERIFY(now.energies.kinetic() == numbers.energies.kinetic());
            QVERIFY(now.energies.diffusion == numbers.energies.diffusion);
        }
    }
};

QTEST_APPLESS_MAIN(tst_DrivenRuns)
#include "tst_DrivenRuns.moc"
