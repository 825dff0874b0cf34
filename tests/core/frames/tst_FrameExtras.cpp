#include "core/simulation/Simulation.h"
#include "support/Close.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;

/// What a frame holds only if it is asked for, and what it knows of the way back.
class TestFrameExtras : public QObject
{
    Q_OBJECT

private slots:
    void holdsNothingUnasked();
    void exchangePowerIsTheRateOfTheDiffusionEnergy();
    void momentaOfKPrimeAreThoseOfKMovedByW();
    void vorticesAndLoopsAreSeenByEveryObserver();
    void aLoopThroughEmptySpaceHasNoValue();
    void momentaDoNotOutstayTheirRequest();
    void knowsWhenTimeHasRunBackToTheStart();
    void knowsWhatTheRunBeganWith();
    void knowsTheRangeOfAPotentialThatDependsOnTime();
};

namespace {

Experiment small(Packet packet, Vec2 W = Vec2(0.0, 0.0))
{
    Experiment experiment;
    experiment.grid.nx = 64;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(20.0, 20.0);
    experiment.packets = {packet};
    experiment.frameVelocity = W;
    return experiment;
}

double meanMomentum(const MomentumDensity& momenta)
{
    const FloatField& density = momenta.density;
    double sum = 0.0;
    for (int i = 0; i < density.cols(); ++i)
        sum += (momenta.first.x() + i * momenta.step.x()) * density.col(i).cast<double>().sum();
    return sum / density.cast<double>().sum();
}

} // namespace

void TestFrameExtras::holdsNothingUnasked()
{
    Simulation simulation(small(VortexPacket{}));
    const auto frame = simulation.frame();
    QVERIFY(!frame->exchangePower);
    QVERIFY(!frame->returnError);
    for (const Picture& picture : frame->pictures) {
        QVERIFY(!picture.momentum);
        QVERIFY(picture.vortices.empty());
        QVERIFY(!picture.loopCirculation);
    }
}

void TestFrameExtras::exchangePowerIsTheRateOfTheDiffusionEnergy()
{
    Experiment experiment = small(GaussianPacket{.center = Vec2(1.0, 0.0)}, Vec2(1.0, 0.5));
    experiment.potential = {HarmonicTerm{Vec2(1.0, 1.5), Vec2(0.0, 0.0)}};
    Simulation simulation(experiment);
    const auto diffusion = [&](double t) {
        simulation.advanceTo(t);
        return simulation.observables(Route::Rest).energies.diffusion;
    };
    constexpr double dt = 2e-3;
    const double before = diffusion(0.7 - dt);
    const double after = diffusion(0.7 + dt);
    simulation.advanceTo(0.7);
    const auto frame = simulation.frame({.fields = false, .exchangePower = true});
    DQM_CLOSE(frame->exchangePower.value(), (after - before) / (2.0 * dt), 1e-4);
}

void TestFrameExtras::momentaOfKPrimeAreThoseOfKMovedByW()
{
    Simulation simulation(small(GaussianPacket{.velocity = Vec2(0.8, 0.0)}, Vec2(1.3, 0.0)));
    simulation.advanceTo(0.5);
    const auto frame = simulation.frame({.momentum = true});
    const double inK = meanMomentum(*frame->pictures[0].momentum);
    const double inKPrime = meanMomentum(*frame->pictures[1].momentum);
    DQM_CLOSE(inK, 0.8, 1e-5);
    DQM_CLOSE(inKPrime, inK - 1.3, 1e-5);
}

void TestFrameExtras::vorticesAndLoopsAreSeenByEveryObserver()
{
    Simulation simulation(
        small(VortexPacket{.center = Vec2(0.2, 0.1), .charge = -2}, Vec2(0.5, -0.25)));
    simulation.advanceTo(0.4);
    FrameRequest request;
    request.vortices = true;
    request.loop = {{-2.0, -2.0}, {2.0, -2.0}, {2.0, 2.0}, {-2.0, 2.0}};
    const auto frame = simulation.frame(request);
    for (int index : {0, 1}) {
        const Picture& picture = frame->pictures[static_cast<std::size_t>(index)];
        DQM_CLOSE(picture.loopCirculation.value(), -4.0 * std::numbers::pi, 1e-9);
        int charge = 0;
        for (const Vortex& vortex : picture.vortices) {
            charge += vortex.charge;
            const Vec2 expected = Vec2(0.2, 0.1) - index * 0.4 * Vec2(0.5, -0.25);
            QVERIFY((vortex.position - expected).norm() < 1.5 * picture.grid.dx());
        }
        QCOMPARE(charge, -2);
    }
}

void TestFrameExtras::aLoopThroughEmptySpaceHasNoValue()
{
    Experiment experiment = small(VortexPacket{});
    experiment.grid.size = Vec2(60.0, 60.0);
    experiment.grid.nx = 256;
    experiment.grid.ny = 256;
    Simulation simulation(experiment);
    FrameRequest request;
    request.loop = {{20.0, 20.0}, {25.0, 20.0}, {22.0, 25.0}};
    const auto frame = simulation.frame(request);
    QVERIFY(std::isnan(frame->pictures[0].loopCirculation.value()));
    QVERIFY(!simulation.frame()->pictures[0].loopCirculation);
}

void TestFrameExtras::momentaDoNotOutstayTheirRequest()
{
    Simulation simulation(small(VortexPacket{}));
    for (int round = 0; round < 6; ++round) {
        simulation.frame({.momentum = true, .vortices = true});
        const auto frame = simulation.frame();
        QVERIFY(!frame->pictures[0].momentum);
        QVERIFY(frame->pictures[0].vortices.empty());
    }
}

void TestFrameExtras::knowsWhenTimeHasRunBackToTheStart()
{
    Simulation simulation(small(GaussianPacket{.velocity = Vec2(1.0, 0.0)}));
    simulation.advance(40);
    QVERIFY(!simulation.frame()->returnError);
    simulation.advanceTo(0.0);
    const auto frame = simulation.frame();
    QVERIFY(frame->returnError && *frame->returnError < 1e-9);
    simulation.advance(-1);
    QVERIFY(!simulation.frame()->returnError);
}

/// Scales are made of it: the same in every frame, whatever became of the packet.
void TestFrameExtras::knowsWhatTheRunBeganWith()
{
    Experiment experiment = small(GaussianPacket{.velocity = Vec2(1.5, 0.0)}, Vec2(0.5, 0.0));
    experiment.potential = {BarrierTerm{.height = 40.0, .position = 4.0, .thickness = 1.0}};
    Simulation simulation(experiment);
    const RunStart first = simulation.frame()->start.value();
    // rho = 1 / 2 pi sigma^2 at the middle of a round packet of sigma 1.
    QVERIFY(std::abs(first.density * 2.0 * std::numbers::pi - 1.0) < 0.02);
    QVERIFY(std::abs(first.bulkEnergy - 0.5 * 1.5 * 1.5) < 1e-6);
    QCOMPARE(first.potentialLow, 0.0);
    QVERIFY(std::abs(first.potentialHigh - 40.0) < 1e-9);
    QVERIFY(first.levelShare > 0.9 && first.levelShare < 1.0);
    simulation.advanceTo(3.0);
    const RunStart later = simulation.frame()->start.value();
    QCOMPARE(later.density, first.density);
    QCOMPARE(later.energies.diffusion, first.energies.diffusion);
    // The potential is that of now, the rest what the run began with.
    experiment.strength = 0.5;
    simulation.apply(experiment);
    const RunStart weaker = simulation.frame()->start.value();
    QVERIFY(std::abs(weaker.potentialHigh - 20.0) < 1e-9);
    QCOMPARE(weaker.density, first.density);
    QCOMPARE(weaker.energies.drift, first.energies.drift);
    simulation.restart();
    QVERIFY(std::abs(simulation.frame()->start->density - first.density) < 1e-12);
}

void TestFrameExtras::knowsTheRangeOfAPotentialThatDependsOnTime()
{
    Experiment experiment = small(GaussianPacket{});
    experiment.time.until = 4.0;
    experiment.potential = {FormulaTerm{.expression = "t * x / 10", .parameters = {}}};
    Simulation simulation(experiment);
    const RunStart start = simulation.frame()->start.value();
    // From t = 0, where there is none, to t = 4 at the edges of x = -10 .. 10.
    QVERIFY(start.potentialLow <= -3.9 && start.potentialLow >= -4.0);
    QVERIFY(start.potentialHigh >= 3.5 && start.potentialHigh <= 4.0);
    simulation.advanceTo(1.0);
    QCOMPARE(simulation.frame()->start->potentialHigh, start.potentialHigh);
}

QTEST_APPLESS_MAIN(TestFrameExtras)
#include "tst_FrameExtras.moc"
