#include "core/streamlines/DensitySampler.h"
#include "core/streamlines/EvenNumbers.h"
#include "core/streamlines/Tracers.h"
#include "support/FlowExamples.h"

#include <QTest>

#include <Eigen/Geometry>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Tracers that live for ever, so that each can be followed.
TracerOptions immortal(int count)
{
    TracerOptions options;
    options.count = count;
    options.lifetime = 1e9;
    options.leastWeight = 0.0;
    return options;
}

/// Follows tracers of the free Gaussian of s0 = 1 from t = 0.5 to 2.5 and returns the largest
/// distance from x(t) = x(0) sigma(t)/sigma(0).
double bohmError(int steps)
{
    const Grid grid = flowGrid(128, 20.0);
    const auto flow = [&](double t) { return spreading(grid, 1.0, 1.0, t); };
    const double dt = 2.0 / steps;
    Tracers tracers(immortal(300));
    FlowExample now = flow(0.5);
    FlowField before = now.field();
    tracers.advance(before, before, now.rho, 0.0);
    const std::vector<Tracer> first = tracers.tracers();
    for (int k = 1; k <= steps; ++k) {
        now = flow(0.5 + k * dt);
        const FlowField after = now.field();
        tracers.advance(before, after, now.rho, dt, 2);
        before = after;
    }
    const double growth = freeGaussian({1.0}, 2.5).sigma() / freeGaussian({1.0}, 0.5).sigma();
    double worst = 0.0;
    for (size_t k = 0; k < first.size(); ++k) {
        const Tracer& tracer = tracers.tracers()[k];
        const Vec2 expected = growth * Vec2(first[k].x, first[k].y);
        if (expected.norm() < 6.0)
            worst = std::max(worst, (Vec2(tracer.x, tracer.y) - expected).norm());
    }
    return worst;
}

double spreadOf(const std::vector<Tracer>& tracers)
{
    double squares = 0.0;
    for (const Tracer& tracer : tracers)
        squares += tracer.x * tracer.x + tracer.y * tracer.y;
    return std::sqrt(0.5 * squares / double(tracers.size()));
}

} // namespace

class TestTracers : public QObject
{
    Q_OBJECT

private slots:
    void keepTheirPlaceInASpreadingGaussian();
    void areOfSecondOrderInTime();
    void circleAVortexAtItsSpeed();
    void areBornAsRhoIs();
    void stayDistributedAsRho();
    void fadeBeforeTheyMove();
    void runBackwards();
    void wrapAroundTheTorus();
    void leaveWhereThereIsNoWeight();
    void doNotDependOnTheThreads();
    void refuseBadOptions();
};

void TestTracers::keepTheirPlaceInASpreadingGaussian()
{
    const double error = bohmError(50);
    qInfo("largest error %.5f, of a cell %.4f", error, error / (20.0 / 128));
    QVERIFY(error < 2e-3);
}

void TestTracers::areOfSecondOrderInTime()
{
    const double order = std::log2(bohmError(4) / bohmError(8));
    QVERIFY2(order > 1.8 && order < 2.6, qPrintable(QString::number(order)));
}

void TestTracers::circleAVortexAtItsSpeed()
{
    const Grid grid = flowGrid(128);
    const FlowExample flow = vortexFlow(grid, 1, 1.5);
    const FlowField field = flow.field();
    Tracers tracers(immortal(200));
    tracers.advance(field, field, flow.rho, 0.0);
    const std::vector<Tracer> first = tracers.tracers();
    constexpr double dt = 0.02;
    for (int k = 0; k < 50; ++k)
        tracers.advance(field, field, flow.rho, dt);
    int followed = 0;
    for (size_t k = 0; k < first.size(); ++k) {
        const Vec2 start(first[k].x, first[k].y);
        const double radius = start.norm();
        if (radius < 4.0 * grid.dx() || radius > 5.0)
            continue;
        // omega = hbar/(m r^2), one unit of time.
        const Vec2 expected = Eigen::Rotation2Dd(1.0 / (radius * radius)) * start;
        const Tracer& tracer = tracers.tracers()[k];
        QVERIFY((Vec2(tracer.x, tracer.y) - expected).norm() < 0.25 * grid.dx());
        ++followed;
    }
    QVERIFY(followed > 100);
}

void TestTracers::areBornAsRhoIs()
{
    const FlowExample flow = flowOn(
        flowGrid(), Bump{1.5, 0.8, 1.0, -0.5}, [](double, double) { return Vec2(1.0, 0.0); });
    const DensitySampler sampler(flow.rho, flow.grid);
    Vec2 mean(0.0, 0.0);
    Vec2 squares(0.0, 0.0);
    constexpr int count = 2000;
    for (std::uint32_t k = 0; k < count; ++k) {
        const Vec2 p = *sampler.place(evenPoint(k)) - Vec2(1.0, -0.5);
        mean += p / count;
        squares += p.cwiseProduct(p) / count;
    }
    // Chance would leave 1.5 / sqrt(2000) = 0.034.
    QVERIFY(mean.norm() < 0.01);
    QVERIFY(std::abs(std::sqrt(squares.x()) - 1.5) < 0.01);
    QVERIFY(std::abs(std::sqrt(squares.y()) - 0.8) < 0.01);

    const FloatField nothing = FloatField::Zero(128, 128);
    QVERIFY(!DensitySampler(nothing, flow.grid).place({0.5, 0.5}));
}

void TestTracers::stayDistributedAsRho()
{
    const Grid grid = flowGrid(128, 24.0);
    TracerOptions options;
    options.count = 1500;
    options.lifetime = 1.0;
    options.leastWeight = 0.0;
    Tracers tracers(options);
    constexpr double dt = 0.05;
    FlowExample now = spreading(grid, 1.0, 1.0, 0.5);
    FlowField before = now.field();
    tracers.advance(before, before, now.rho, 0.0);
    for (int k = 1; k <= 80; ++k) {
        const double t = 0.5 + k * dt;
        now = spreading(grid, 1.0, 1.0, t);
        const FlowField after = now.field();
        tracers.advance(before, after, now.rho, dt);
        before = after;
        if (k % 20 == 0) {
            const double sigma = freeGaussian({1.0}, t).sigma();
            QVERIFY(std::abs(spreadOf(tracers.tracers()) / sigma - 1.0) < 0.03);
        }
    }
}

void TestTracers::fadeBeforeTheyMove()
{
    const FlowExample flow = spreading(flowGrid(), 1.0, 1.0, 2.0);
    const FlowField field = flow.field();
    TracerOptions options;
    options.count = 500;
    options.lifetime = 1.0;
    Tracers tracers(options);
    tracers.advance(field, field, flow.rho, 0.0);
    int reborn = 0;
    double shown = 0.0;
    for (int k = 0; k < 100; ++k) {
        const std::vector<Tracer> before = tracers.tracers();
        tracers.advance(field, field, flow.rho, 0.02);
        for (size_t i = 0; i < before.size(); ++i) {
            const Tracer& now = tracers.tracers()[i];
            shown += now.opacity / 5e4;
            if (now.life == before[i].life) {
                QVERIFY(std::abs(now.opacity - before[i].opacity) < 0.2F);
                continue;
            }
            ++reborn;
            QCOMPARE(now.opacity, 0.0F);
            const bool old = before[i].opacity < 0.05F;
            const bool faint = before[i].weight < 0.1F;
            QVERIFY(old || faint);
        }
    }
    // Each ends about once in a unit of time; three fifths of a life at full strength.
    QVERIFY(reborn > 800 && reborn < 1400);
    QVERIFY(std::abs(shown - 0.8) < 0.05);
}

void TestTracers::runBackwards()
{
    const FlowExample flow = meetingPackets(flowGrid(), 1.0);
    const FlowField field = flow.field();
    Tracers tracers(immortal(200));
    tracers.advance(field, field, flow.rho, 0.0);
    const std::vector<Tracer> first = tracers.tracers();
    for (int k = 0; k < 10; ++k)
        tracers.advance(field, field, flow.rho, 0.01);
    for (int k = 0; k < 10; ++k)
        tracers.advance(field, field, flow.rho, -0.01);
    int returned = 0;
    for (size_t k = 0; k < first.size(); ++k) {
        const Tracer& tracer = tracers.tracers()[k];
        returned += std::hypot(tracer.x - first[k].x, tracer.y - first[k].y) < 0.01F;
    }
    QVERIFY(returned > 190);
}

void TestTracers::wrapAroundTheTorus()
{
    const auto one = [](double, double) { return 1.0; };
    const FlowExample flow
        = flowOn(flowGrid(32, 8.0), one, [](double, double) { return Vec2(1.0, -0.5); });
    const FlowField field = flow.field();
    Tracers tracers(immortal(100));
    tracers.advance(field, field, flow.rho, 0.0);
    const std::vector<Tracer> first = tracers.tracers();
    for (int k = 0; k < 160; ++k)
        tracers.advance(field, field, flow.rho, 0.1);
    for (size_t k = 0; k < first.size(); ++k) {
        const Tracer& tracer = tracers.tracers()[k];
        QVERIFY(std::abs(tracer.x) <= 4.0F && std::abs(tracer.y) <= 4.0F);
        const Vec2 off(tracer.x - first[k].x, tracer.y - first[k].y);
        QVERIFY(flow.grid.shortest(off).norm() < 1e-3);
        QVERIFY(std::abs(tracer.speed - std::hypot(1.0, 0.5)) < 1e-5);
    }
}

void TestTracers::leaveWhereThereIsNoWeight()
{
    const FlowExample flow
        = flowOn(flowGrid(), Bump{1.0, 1.0}, [](double, double) { return Vec2(1.0, 0.0); });
    const FlowField field = flow.field();
    TracerOptions options;
    options.lifetime = 1e9;
    options.leastWeight = 0.1;
    options.count = 300;
    Tracers tracers(options);
    for (int k = 0; k < 60; ++k) {
        tracers.advance(field, field, flow.rho, 0.1);
        for (const Tracer& tracer : tracers.tracers())
            QVERIFY(tracer.weight >= 0.1F || tracer.opacity == 0.0F);
    }
}

void TestTracers::doNotDependOnTheThreads()
{
    const FlowExample flow = meetingPackets(flowGrid(), 1.0);
    const FlowField field = flow.field();
    Tracers one;
    Tracers many;
    for (int k = 0; k < 30; ++k) {
        one.advance(field, field, flow.rho, 0.1, 1);
        many.advance(field, field, flow.rho, 0.1, 4);
    }
    for (size_t k = 0; k < one.tracers().size(); ++k) {
        QCOMPARE(many.tracers()[k].x, one.tracers()[k].x);
        QCOMPARE(many.tracers()[k].opacity, one.tracers()[k].opacity);
        QCOMPARE(many.tracers()[k].life, one.tracers()[k].life);
    }
}

void TestTracers::refuseBadOptions()
{
    QVERIFY_EXCEPTION_THROWN(Tracers({.count = -1}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(Tracers({.lifetime = 0.0}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(Tracers({.fade = 0.6}), std::invalid_argument);
}

QTEST_APPLESS_MAIN(TestTracers)
#include "tst_Tracers.moc"
