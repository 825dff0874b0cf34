#include "core/readouts/waves/ClosedForms.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"
#include "support/ClosedForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

GaussianPacket packetOf(Vec2 center, Vec2 sigma, Vec2 velocity, double chirp = 0.0)
{
    GaussianPacket packet;
    packet.center = center;
    packet.sigma = sigma;
    packet.velocity = velocity;
    packet.chirp = chirp;
    return packet;
}

Experiment freePacket(int points = 64)
{
    Experiment experiment;
    experiment.grid = {.nx = points, .ny = points, .size = {32.0, 32.0}};
    experiment.packets = {packetOf({0.0, 0.5}, {1.2, 0.9}, {0.5, -0.3})};
    experiment.time.until = 2.0;
    return experiment;
}

std::vector<Readout> after(const Experiment& experiment, double time)
{
    Simulation simulation(experiment, {.errorEstimate = ErrorEstimate::Always});
    simulation.advanceTo(time);
    return closedForms(experiment, *simulation.frame({.fields = false}));
}

} // namespace

class TestClosedFormReadouts : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheGaussiansOfTheTextbooks();
    void aChirpIsSpreadingThatBeganEarlier();
    void aRunHoldsThem_data();
    void aRunHoldsThem();
    void whatTheGridCannotCarryIsUnresolvedAndNotBroken();
    void saysNothingWhereTheEdgeIsFelt();
    void saysNothingOfWhatItDoesNotKnow();
    void aWrongNumberIsBroken();
    void theRidgeLetsThroughWhatTheTextbookSays();
};

void TestClosedFormReadouts::knowsTheGaussiansOfTheTextbooks()
{
    Experiment experiment = freePacket();
    for (const double t : {0.0, 0.7, -1.3, 3.0}) {
        const auto free = gaussianMotion(experiment, t).value();
        const Gaussian1D x = freeGaussian({1.2, 0.0, 0.5}, t);
        DQM_CLOSE(free[0].mean, x.position, 1e-14);
        DQM_CLOSE(free[0].sigma, x.sigma(), 1e-14);
        DQM_CLOSE(free[0].sigmaRate, x.sigmaRate(), 1e-14);
    }
    experiment.potential = {UniformTerm{.force = {0.0, -0.8}}};
    const Gaussian1D falling = fallingGaussian({0.9, 0.5, -0.3}, -0.8, 1.5);
    const auto fallen = gaussianMotion(experiment, 1.5).value();
    DQM_CLOSE(fallen[1].mean, falling.position, 1e-14);
    DQM_CLOSE(fallen[1].velocity, falling.momentum, 1e-14);
    DQM_CLOSE(fallen[1].sigma, falling.sigma(), 1e-14);
    experiment.potential = {HarmonicTerm{.omega = {1.5, 1.0}, .center = {0.0, 0.0}}};
    const Gaussian1D bound = harmonicGaussian({0.9, 0.5, -0.3}, 1.0, 2.2);
    const auto swung = gaussianMotion(experiment, 2.2).value();
    DQM_CLOSE(swung[1].mean, bound.position, 1e-14);
    DQM_CLOSE(swung[1].velocity, bound.momentum, 1e-14);
    DQM_CLOSE(swung[1].sigma, bound.sigma(), 1e-14);
    DQM_CLOSE(swung[1].sigmaRate, bound.sigmaRate(), 1e-14);
}

void TestClosedFormReadouts::aChirpIsSpreadingThatBeganEarlier()
{
    // The free packet of t = 1.5 as a start: its width, and its spreading as a negative chirp.
    const Gaussian1D then = freeGaussian({1.0}, 1.5);
    Experiment experiment = freePacket();
    const double beta = -then.sigmaRate() / then.sigma();
    experiment.packets = {packetOf({0.0, 0.0}, {then.sigma(), then.sigma()}, {0.0, 0.0}, beta)};
    const Gaussian1D later = freeGaussian({1.0}, 2.5);
    const auto motion = gaussianMotion(experiment, 1.0).value();
    DQM_CLOSE(motion[0].sigma, later.sigma(), 1e-12);
    DQM_CLOSE(motion[0].sigmaRate, later.sigmaRate(), 1e-12);
}

void TestClosedFormReadouts::aRunHoldsThem_data()
{
    QTest::addColumn<int>("potential");
    QTest::newRow("free") << 0;
    QTest::newRow("falling") << 1;
    QTest::newRow("spring") << 2;
}

void TestClosedFormReadouts::aRunHoldsThem()
{
    QFETCH(int, potential);
    Experiment experiment = freePacket(96);
    if (potential == 1)
        experiment.potential = {UniformTerm{.force = {0.3, -0.4}}};
    if (potential == 2)
        experiment.potential = {HarmonicTerm{.omega = {0.8, 0.6}, .center = {0.2, 0.0}}};
    const std::vector<Readout> readouts = after(experiment, 2.0);
    QCOMPARE(readouts.size(), std::size_t{8});
    for (const Readout& readout : readouts)
        QVERIFY2(verdictOf(readout) == Verdict::Holds,
            (readout.id + ": " + std::to_string(*readout.value) + " expected "
                + std::to_string(*readout.expected) + ' ' + readout.unresolved)
                .c_str());
}

void TestClosedFormReadouts::whatTheGridCannotCarryIsUnresolvedAndNotBroken()
{
    int unresolved = 0;
    for (const int points : {16, 18, 20, 24}) {
        Experiment experiment = freePacket(points);
        experiment.potential = {HarmonicTerm{.omega = {1.0, 1.0}}};
        experiment.packets = {packetOf({3.0, 0.0}, {2.1, 2.1}, {0.0, 0.0})};
        for (const Readout& readout : after(experiment, 2.0)) {
            QVERIFY2(verdictOf(readout) != Verdict::Broken,
                (std::to_string(points) + ' ' + readout.id).c_str());
            unresolved += verdictOf(readout) == Verdict::Unresolved ? 1 : 0;
        }
    }
    QVERIFY(unresolved > 0);
}

void TestClosedFormReadouts::saysNothingWhereTheEdgeIsFelt()
{
    Experiment experiment = freePacket();
    QVERIFY(!after(experiment, 1.0).empty());
    experiment.packets = {packetOf({0.0, 0.0}, {1.0, 1.0}, {0.0, 0.0})};
    QVERIFY(after(experiment, 12.0).empty());
    experiment.grid.boundary = BoundaryKind::Walls;
    experiment.packets = {packetOf({9.0, 0.0}, {1.0, 1.0}, {1.0, 0.0})};
    QVERIFY(!after(experiment, 0.1).empty());
    QVERIFY(after(experiment, 3.0).empty());
}

void TestClosedFormReadouts::saysNothingOfWhatItDoesNotKnow()
{
    Experiment experiment = freePacket();
    experiment.packets.push_back(experiment.packets.front());
    QVERIFY(after(experiment, 0.5).empty());
    experiment = freePacket();
    experiment.potential = {LatticeTerm{}};
    QVERIFY(after(experiment, 0.5).empty());
    experiment = freePacket();
    experiment.time.imaginary = true;
    QVERIFY(after(experiment, 0.5).empty());
    QVERIFY(closedForms(experiment, Frame{}).empty());
}

void TestClosedFormReadouts::aWrongNumberIsBroken()
{
    const Experiment experiment = freePacket();
    Simulation simulation(experiment, {.errorEstimate = ErrorEstimate::Always});
    simulation.advanceTo(1.0);
    Frame frame = *simulation.frame({.fields = false});
    frame.pictures[0].numbers.moments.sigma.x() *= 1.01;
    const std::vector<Readout> readouts = closedForms(experiment, frame);
    QCOMPARE(verdictOf(readoutIn(readouts, "closed.sigma_x")), Verdict::Broken);
    QCOMPARE(verdictOf(readoutIn(readouts, "closed.sigma_y")), Verdict::Holds);
}

void TestClosedFormReadouts::theRidgeLetsThroughWhatTheTextbookSays()
{
    Experiment experiment = freePacket();
    experiment.potential = {Sech2Term{.height = 0.5, .position = 0.0, .width = 1.0}};
    // A packet of one momentum: 8 m V a^2 = 4, C = cosh^2(pi sqrt(3)/2).
    experiment.packets = {packetOf({-400.0, 0.0}, {60.0, 1.0}, {1.0, 0.0})};
    const auto passed = transmission(experiment, 1000.0).value();
    const double open = std::pow(std::sinh(std::numbers::pi), 2);
    const double closed = std::pow(std::cosh(0.5 * std::numbers::pi * std::sqrt(3.0)), 2);
    DQM_CLOSE(passed.share, open / (open + closed), 1e-3);
    QVERIFY(passed.yetToCome < 1e-6);
    DQM_CLOSE(transmission(experiment, 400.0)->yetToCome / passed.share, 0.5, 0.05);
    // A trough of 8 m |V| a^2 = 8: C = 0, it reflects nothing at any momentum.
    experiment.potential = {Sech2Term{.height = -1.0, .position = 0.0, .width = 1.0}};
    DQM_CLOSE(transmission(experiment, 1000.0)->share, 1.0, 1e-12);
    experiment.packets = {packetOf({400.0, 0.0}, {60.0, 1.0}, {-1.0, 0.0})};
    DQM_CLOSE(transmission(experiment, 1000.0)->share, 1.0, 1e-12);
    // No overflow where nothing passes, or everything does.
    experiment.potential = {Sech2Term{.height = 1e6, .position = 0.0, .width = 5.0}};
    DQM_CLOSE(transmission(experiment, 1000.0)->share, 0.0, 1e-12);
    experiment.packets = {packetOf({-400.0, 0.0}, {60.0, 1.0}, {1e4, 0.0})};
    DQM_CLOSE(transmission(experiment, 1000.0)->share, 1.0, 1e-12);
}

QTEST_APPLESS_MAIN(TestClosedFormReadouts)
#include "tst_ClosedFormReadouts.moc"
