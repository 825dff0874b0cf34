#include "core/packets/WavePacket.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"
#include "core/simulation/Simulation.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <numbers>

using namespace dqm;
using namespace dqm::test;

namespace {

Experiment meetingPair(Exchange exchange = Exchange::None, int points = 128)
{
    Experiment experiment;
    experiment.kind = ExperimentKind::TwoParticles;
    experiment.exchange = exchange;
    experiment.grid = square(points, 28.0);
    experiment.packets = {GaussianPacket{.center = Vec2(-4.0, 4.0), .velocity = Vec2(1.5, -1.5)}};
    experiment.time.until = 4.0;
    return experiment;
}

Experiment pairInASpring(Exchange exchange)
{
    Experiment experiment = meetingPair(exchange);
    experiment.potential = {HarmonicTerm{}};
    experiment.packets = {EigenstatePacket{.of = EigenstatePacket::Of::Harmonic, .n = {0, 1}}};
    return experiment;
}

FormulaTerm repulsion(double height)
{
    return {"height / cosh((x - y)/width)^2", {{"height", height}, {"width", 0.8}}};
}

PairObservables pairAt(Simulation& simulation, double time)
{
    simulation.advanceTo(time);
    return simulation.frame({.fields = false})->pair.value();
}

void compare(double actual, double expected, double tolerance)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance,
        qPrintable(QStringLiteral("%1 is not %2").arg(actual, 0, 'g', 16).arg(expected)));
}

} // namespace

class TestTwoParticles : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhatIsNotOneLine_data()
    {
        using Spoil = std::function<void(Experiment&)>;
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* name, const char* path, Spoil spoil) {
            QTest::newRow(name) << std::move(spoil) << QString(path);
        };
        row("points", "grid.points[1]", [](Experiment& e) { e.grid.ny = 96; });
        row("size", "grid.size[1]", [](Experiment& e) { e.grid.size.y() = 30.0; });
        row("center", "grid.center[1]", [](Experiment& e) { e.grid.center.y() = 1.0; });
        row("observer", "frame.velocity[1]", [](Experiment& e) { e.frameVelocity.x() = 1.0; });
        row("medium", "medium.velocity[1]", [](Experiment& e) { e.medium.velocity.y() = 1.0; });
        row("symmetry of one", "exchange", [](Experiment& e) {
            e.kind = ExperimentKind::Wave;
            e.exchange = Exchange::Symmetric;
        });
    }
    void refusesWhatIsNotOneLine()
    {
        QFETCH(std::function<void(Experiment&)>, spoil);
        QFETCH(QString, path);
        Experiment experiment = meetingPair();
        validate(experiment);
        spoil(experiment);
        try {
            validate(experiment);
            QFAIL("it was taken");
        } catch (const ExperimentError& error) {
            QCOMPARE(QString::fromStdString(error.path()), path);
        }
    }

    void projectsAndNormalises()
    {
        const Experiment told = meetingPair();
        const ComplexField plain = prepareWave(told);
        for (const Exchange exchange : {Exchange::Symmetric, Exchange::Antisymmetric}) {
            const Experiment experiment = meetingPair(exchange);
            const ComplexField psi = prepareWave(experiment);
            const double sign = exchange == Exchange::Symmetric ? 1.0 : -1.0;
            compare(psi.abs2().sum() * experiment.grid.cellArea(), 1.0, 1e-13);
            QVERIFY((psi - sign * psi.transpose()).abs().maxCoeff() == 0.0);
            const ComplexField both = (plain + sign * plain.transpose()) / std::numbers::sqrt2;
            compare((psi - both).abs().maxCoeff(), 0.0, 1e-6);
        }
    }

    void saysWhenNothingIsLeft()
    {
        Experiment same = meetingPair(Exchange::Antisymmetric);
        same.packets = {GaussianPacket{.center = Vec2(1.0, 1.0)}};
        QVERIFY_THROWS_EXCEPTION(ExperimentError, prepareWave(same));
        same.exchange = Exchange::Symmetric;
        prepareWave(same);
    }

    void equalParticlesInASpringKeepTheirDistance_data()
    {
        QTest::addColumn<Exchange>("exchange");
        QTest::addColumn<double>("distanceSquared");
        QTest::newRow("told apart") << Exchange::None << 2.0;
        QTest::newRow("bosons") << Exchange::Symmetric << 1.0;
        QTest::newRow("fermions") << Exchange::Antisymmetric << 3.0;
    }
    void equalParticlesInASpringKeepTheirDistance()
    {
        QFETCH(Exchange, exchange);
        QFETCH(double, distanceSquared);
        Simulation simulation(pairInASpring(exchange));
        for (const double time : {0.0, 0.8, 2.0})
            compare(pairAt(simulation, time).distanceSquared, distanceSquared, 1e-6);
    }

    void aForceBetweenThemKeepsTheSymmetry()
    {
        for (const Exchange exchange : {Exchange::Symmetric, Exchange::Antisymmetric}) {
            Experiment experiment = meetingPair(exchange);
            experiment.potential = {repulsion(1.0), HarmonicTerm{.omega = Vec2(0.2, 0.2)}};
            Simulation simulation(experiment);
            const double expected = exchange == Exchange::Symmetric ? 1.0 : -1.0;
            for (const double time : {0.0, 2.0, 4.0})
                compare(pairAt(simulation, time).exchange, expected, 1e-10);
        }
    }

    void aForceThatTellsThemApartDoesNot()
    {
        Experiment experiment = meetingPair(Exchange::Symmetric);
        experiment.potential = {HarmonicTerm{.omega = Vec2(0.2, 0.6)}};
        Simulation simulation(experiment);
        QVERIFY(pairAt(simulation, 2.0).exchange < 0.9);
    }

    void fermionsAreNeverAtOnePlace()
    {
        Simulation simulation(meetingPair(Exchange::Antisymmetric));
        for (const double time : {0.0, 1.5, 2.7, 4.0}) {
            simulation.advanceTo(time);
            const auto fields = simulation.fields(Route::Rest);
            const double peak = fields.psi.abs().maxCoeff();
            QVERIFY(fields.psi.matrix().diagonal().cwiseAbs().maxCoeff() < 1e-12 * peak);
        }
    }

    /// Where both packets lie upon each other psi = g(x1) g(x2) sin(k (x1 - x2)). Across the line
    /// the drift vanishes, and u = -D grad rho / rho rises into it as -(hbar/m) 2/(x1 - x2): the
    /// osmotic velocity -u of the particles drives them out.
    void theNodalLineRepels()
    {
        Simulation simulation(meetingPair(Exchange::Antisymmetric));
        const double k = 1.5;
        const double meeting = 4.0 / k;
        simulation.advanceTo(meeting);
        const auto fields = simulation.fields(Route::Rest);
        const auto& flow = fields.hydrodynamics;
        const Gaussian1D g = freeGaussian({.sigma = 1.0}, meeting);
        const int middle = fields.grid.nx / 2;
        for (const int cells : {1, 2}) {
            const int i = middle + cells;
            const int j = middle - cells;
            const double apart = fields.grid.x(i) - fields.grid.y(j);
            const double uApart = flow.u.x(j, i) - flow.u.y(j, i);
            const double vApart = flow.v.x(j, i) - flow.v.y(j, i);
            QVERIFY(uApart < 0.0);
            compare(uApart, -2.0 * k / std::tan(k * apart) + 0.5 * apart / (g.sigma() * g.sigma()),
                1e-6);
            compare(vApart, apart * g.sigmaRate() / g.sigma(), 1e-6);
        }
    }

    void bosonsMeetTwiceAsOften()
    {
        const double meeting = 4.0 / 1.5;
        const auto onTheLine = [&](Exchange exchange) {
            Simulation simulation(meetingPair(exchange));
            simulation.advanceTo(meeting);
            return simulation.fields(Route::Rest).psi.matrix().diagonal().cwiseAbs2().sum();
        };
        compare(onTheLine(Exchange::Symmetric) / onTheLine(Exchange::None), 2.0, 1e-3);
    }

    void withoutAForceAProductStaysOne()
    {
        Experiment experiment = meetingPair();
        experiment.potential = {HarmonicTerm{.omega = Vec2(0.3, 0.3)}};
        Simulation simulation(experiment);
        for (const double time : {0.0, 1.0, 2.7, 4.0}) {
            const PairObservables pair = pairAt(simulation, time);
            compare(pair.purity, 1.0, 1e-10);
            compare(pair.driftCoupling, 0.0, 1e-10);
            compare(pair.correlation, 0.0, 1e-10);
        }
    }

    void aCollisionEntangles()
    {
        Experiment experiment = meetingPair();
        experiment.potential = {repulsion(2.2)};
        Simulation simulation(experiment);
        compare(pairAt(simulation, 0.0).purity, 1.0, 1e-10);
        const PairObservables after = pairAt(simulation, 5.0);
        QVERIFY(after.purity < 0.7);
        QVERIFY(after.driftCoupling > 0.01);
        QVERIFY(after.correlation < -0.2);
    }

    void isTheSameForAMovingObserver()
    {
        Experiment experiment = meetingPair(Exchange::Antisymmetric);
        experiment.frameVelocity = Vec2(0.7, 0.7);
        Simulation simulation(experiment, {.evolveInKPrime = true});
        simulation.advanceTo(2.0);
        const auto frame = simulation.frame({.fields = false});
        QVERIFY(frame->invariance.value().rho < 1e-10);
        QCOMPARE(frame->axes, axisNames(ExperimentKind::TwoParticles));
    }

    void onALineOneVelocityIsChanged()
    {
        Experiment experiment = meetingPair();
        setParameterValue(experiment, "frame.velocity[0]", 1.5);
        QCOMPARE(experiment.frameVelocity, Vec2(1.5, 1.5));
        setParameterValue(experiment, "medium.velocity[1]", -0.5);
        QCOMPARE(experiment.medium.velocity, Vec2(-0.5, -0.5));
        QCOMPARE(
            velocityOnALine("frame.velocity[0]").maximum, parameter("frame.velocity[0]").maximum);
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, velocityOnALine("frame.velocity[1]"));
        experiment.kind = ExperimentKind::Wave;
        setParameterValue(experiment, "frame.velocity[0]", 0.5);
        QCOMPARE(experiment.frameVelocity, Vec2(0.5, 1.5));
    }

    void oneParticleIsNoPair()
    {
        Experiment experiment = meetingPair();
        experiment.kind = ExperimentKind::Wave;
        Simulation simulation(experiment);
        const auto frame = simulation.frame({.fields = false});
        QVERIFY(!frame->pair);
        QCOMPARE(frame->axes, axisNames(ExperimentKind::Wave));
    }

    void onALargeGridAFrameMayKeepOlderNumbers()
    {
        Experiment experiment = meetingPair(Exchange::None, 270);
        experiment.time.step = 0.05;
        Simulation simulation(experiment);
        const FrameRequest request{.fields = false, .pairAnew = false};
        simulation.advance(1);
        const double first = simulation.frame(request)->pair->time;
        simulation.advance(1);
        QCOMPARE(simulation.frame(request)->pair->time, first);
        QCOMPARE(simulation.frame({.fields = false})->pair->time, simulation.time());
    }
};

QTEST_APPLESS_MAIN(TestTwoParticles)
#include "tst_TwoParticles.moc"
