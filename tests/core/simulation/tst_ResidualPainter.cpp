#include "core/simulation/Simulation.h"
#include "support/Close.h"

#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

Experiment gaussian(Vec2 W = Vec2(0.0, 0.0))
{
    Experiment experiment;
    experiment.grid.nx = 96;
    experiment.grid.ny = 96;
    experiment.grid.size = Vec2(24.0, 24.0);
    experiment.packets = {GaussianPacket{.sigma = Vec2(1.0, 1.2), .velocity = Vec2(0.5, 0.0)}};
    experiment.frameVelocity = W;
    return experiment;
}

const FrameRequest asked{.residuals = true};

double largest(const FloatField& map)
{
    return map.size() > 0 ? double(map.abs().maxCoeff()) : -1.0;
}

} // namespace

class TestResidualPainter : public QObject
{
    Q_OBJECT

private slots:
    void mapsAreThereOnlyWhenAskedFor();
    void areSmallWhereTheEquationsHold();
    void areAlikeForEveryObserver();
    void leaveOutWhatIsEmptyOrAbsorbs();
};

void TestResidualPainter::mapsAreThereOnlyWhenAskedFor()
{
    Simulation simulation(gaussian());
    for (int round = 0; round < 5; ++round) {
        QCOMPARE(simulation.frame(asked)->pictures[0].residualContinuity.rows(), 96);
        QCOMPARE(simulation.frame()->pictures[0].residualContinuity.size(), 0);
        QCOMPARE(simulation.frame()->pictures[0].residualHamiltonJacobi.size(), 0);
    }
}

void TestResidualPainter::areSmallWhereTheEquationsHold()
{
    Simulation simulation(gaussian());
    simulation.advanceTo(1.0);
    const auto frame = simulation.frame(asked);
    const Picture& picture = frame->pictures[0];
    const double energy = picture.numbers.energies.kinetic();
    qInfo("(13) %.2e, (14) %.2e", largest(picture.residualHamiltonJacobi) / energy,
        largest(picture.residualContinuity) / (energy * double(picture.rhoMax)));
    QVERIFY(largest(picture.residualHamiltonJacobi) > 0.0);
    QVERIFY(largest(picture.residualHamiltonJacobi) < 1e-5 * energy);
    QVERIFY(largest(picture.residualContinuity) < 1e-6 * energy * double(picture.rhoMax));
}

void TestResidualPainter::areAlikeForEveryObserver()
{
    for (const BoundaryKind edge : {BoundaryKind::Periodic, BoundaryKind::Absorbing}) {
        Experiment experiment = gaussian(Vec2(0.7, -0.3));
        experiment.grid.boundary = edge;
        Simulation simulation(experiment, {.evolveInKPrime = true});
        simulation.advanceTo(0.6);
        FrameRequest all = asked;
        all.fieldsOfTwin = true;
        const auto frame = simulation.frame(all);
        QCOMPARE(int(frame->pictures.size()), 3);
        for (const Picture& picture : frame->pictures) {
            const double energy = picture.numbers.energies.kinetic();
            const double off = largest(picture.residualHamiltonJacobi) / energy;
            QVERIFY2(off >= 0.0 && off < 1e-5, picture.title.c_str());
        }
    }
}

void TestResidualPainter::leaveOutWhatIsEmptyOrAbsorbs()
{
    Experiment experiment = gaussian();
    experiment.grid.boundary = BoundaryKind::Absorbing;
    Simulation simulation(experiment);
    simulation.advanceTo(0.3);
    const auto frame = simulation.frame(asked);
    const Picture& picture = frame->pictures[0];
    for (Eigen::Index k = 0; k < picture.rho.size(); ++k) {
        if (double(picture.rho.data()[k]) < 0.9e-6 * double(picture.rhoMax)) {
            QCOMPARE(picture.residualHamiltonJacobi.data()[k], 0.0F);
            QCOMPARE(picture.residualContinuity.data()[k], 0.0F);
        }
    }
}

QTEST_APPLESS_MAIN(TestResidualPainter)
#include "tst_ResidualPainter.moc"
