#include "core/observables/MomentumDensity.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

class TestMomentumDensity : public QObject
{
    Q_OBJECT

private slots:
    void isNormalWithTheWidthThatUncertaintyAllows();
    void staysTheSameWhileFreeParticlesSpread();
    void movesByTheCarrierExactly();
    void wavesOfNyquistGoNeitherWay();
    void keepsTheNorm_data();
    void keepsTheNorm();
};

namespace {

double total(const MomentumDensity& momenta)
{
    return momenta.density.cast<double>().sum() * momenta.step.x() * momenta.step.y();
}

/// Mean and variance of p_x.
std::pair<double, double> alongX(const MomentumDensity& momenta)
{
    const Eigen::ArrayXd weights
        = momenta.density.cast<double>().colwise().sum().transpose() / momenta.density.sum();
    Eigen::ArrayXd p(weights.size());
    for (Eigen::Index i = 0; i < p.size(); ++i)
        p(i) = momenta.first.x() + static_cast<double>(i) * momenta.step.x();
    const double mean = (weights * p).sum();
    return {mean, (weights * (p - mean).square()).sum()};
}

} // namespace

void TestMomentumDensity::isNormalWithTheWidthThatUncertaintyAllows()
{
    const Grid grid = square(128, 24.0);
    const PhysicalConstants constants{0.8, 1.7, 20.0};
    const Packet1D packet{.sigma = 0.9, .velocity = 1.2, .hbar = 0.8, .mass = 1.7};
    const WaveState state
        = stateOf(productOn(grid, freeGaussian(packet, 0.0), freeGaussian(packet, 0.0)));
    const auto [mean, variance] = alongX(momentumDensity(state, grid, constants));
    DQM_CLOSE(mean, 1.7 * 1.2, 1e-5);
    DQM_CLOSE(std::sqrt(variance), 0.8 / (2.0 * 0.9), 1e-5);
}

void TestMomentumDensity::staysTheSameWhileFreeParticlesSpread()
{
    const Grid grid = square(128, 32.0);
    const auto at = [&](double t) {
        return momentumDensity(
            stateOf(productOn(grid, freeGaussian({}, t), freeGaussian({}, t))), grid, {});
    };
    const FloatField before = at(0.0).density;
    QVERIFY((at(2.0).density - before).abs().maxCoeff() < 1e-5F * before.maxCoeff());
}

void TestMomentumDensity::movesByTheCarrierExactly()
{
    const Grid grid = square(64, 16.0);
    WaveState state = stateOf(productOn(grid, freeGaussian({}, 0.0), freeGaussian({}, 0.0)));
    const MomentumDensity atRest = momentumDensity(state, grid, {});
    state.carrier = Vec2(1.234, -0.77);
    const MomentumDensity moving = momentumDensity(state, grid, {});
    DQM_CLOSE(moving.first.x() - atRest.first.x(), 1.234, 1e-14);
    DQM_CLOSE(moving.first.y() - atRest.first.y(), -0.77, 1e-14);
    QVERIFY((moving.density == atRest.density).all());
}

void TestMomentumDensity::wavesOfNyquistGoNeitherWay()
{
    const Grid grid = square(32, 16.0);
    const ComplexField still = productOn(grid, freeGaussian({}, 0.0), freeGaussian({}, 0.0));
    ComplexField rough = still;
    for (Eigen::Index i = 0; i < rough.cols(); i += 2)
        rough.col(i) *= 1.1;
    QVERIFY(waveSpreadOf(rough, grid).mean.norm() < 1e-12);
    QVERIFY(waveSpreadOf(rough, grid).rms > waveSpreadOf(still, grid).rms);
    const Packet1D fast{.velocity = 1.5};
    const WaveSpread moving
        = waveSpreadOf(productOn(grid, freeGaussian(fast, 0.0), freeGaussian({}, 0.0)), grid);
    DQM_CLOSE(moving.mean.x(), 1.5, 1e-9);
    DQM_CLOSE(moving.rms, std::sqrt(1.5 * 1.5 + 0.5), 1e-9);
}

void TestMomentumDensity::keepsTheNorm_data()
{
    QTest::addColumn<BoundaryKind>("boundary");
    QTest::newRow("torus") << BoundaryKind::Periodic;
    QTest::newRow("walls") << BoundaryKind::Walls;
}

void TestMomentumDensity::keepsTheNorm()
{
    QFETCH(BoundaryKind, boundary);
    for (const int n : {63, 64}) {
        const Grid grid = square(n, 16.0, boundary);
        const WaveState state
            = stateOf(productOn(grid, freeGaussian({}, 0.0), freeGaussian({}, 0.0)));
        DQM_CLOSE(total(momentumDensity(state, grid, {})), 1.0, 1e-6);
    }
}

QTEST_APPLESS_MAIN(TestMomentumDensity)
#include "tst_MomentumDensity.moc"
