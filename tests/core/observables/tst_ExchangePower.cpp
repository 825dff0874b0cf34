#include "core/observables/ExchangePower.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

class TestExchangePower : public QObject
{
    Q_OBJECT

private slots:
    void isTheRateOfAFreeGaussian_data();
    void isTheRateOfAFreeGaussian();
    void isTheRateOfInterferingPackets();
    void isTheSameForEveryObserver();
    void vanishesInAnEigenstate();
};

namespace {

const Grid plane = square(256, 24.0);

WaveState gaussian(double t)
{
    return stateOf(productOn(plane, freeGaussian({}, t), freeGaussian({}, t)));
}

} // namespace

void TestExchangePower::isTheRateOfAFreeGaussian_data()
{
    QTest::addColumn<double>("t");
    for (const double t : {0.0, 0.5, 1.0, 2.0})
        QTest::addRow("t=%g", t) << t;
}

void TestExchangePower::isTheRateOfAFreeGaussian()
{
    QFETCH(double, t);
    // U_u = hbar^2/(4 m sigma^2) for both axes, sigma^2 = 1 + t^2/4.
    const double square = 1.0 + 0.25 * t * t;
    DQM_CLOSE(exchangePower(gaussian(t), plane, {}), -0.25 * 0.5 * t / (square * square), 1e-9);
}

void TestExchangePower::isTheRateOfInterferingPackets()
{
    const auto at = [](double t) {
        const auto one = [&](double x, double v) {
            return productOn(plane, freeGaussian({.position = x, .velocity = v}, t),
                freeGaussian({.sigma = 0.9}, t));
        };
        return stateOf(one(-1.5, 1.0) + Complex(0.5, 0.4) * one(1.5, -0.7));
    };
    constexpr double dt = 1e-3;
    const double rate
        = (energiesOf(at(0.8 + dt), plane).diffusion - energiesOf(at(0.8 - dt), plane).diffusion)
        / (2.0 * dt);
    QVERIFY(std::abs(rate) > 0.01);
    DQM_CLOSE(exchangePower(at(0.8), plane, {}), rate, 5e-5);
}

void TestExchangePower::isTheSameForEveryObserver()
{
    WaveState state = gaussian(1.0);
    const double inK = exchangePower(state, plane, {});
    state.carrier = Vec2(3.0, -1.7);
    DQM_CLOSE(exchangePower(state, plane, {}), inK, 1e-15);
}

void TestExchangePower::vanishesInAnEigenstate()
{
    DQM_CLOSE(exchangePower(gaussian(0.0), plane, {}), 0.0, 1e-12);
}

QTEST_APPLESS_MAIN(TestExchangePower)
#include "tst_ExchangePower.moc"
