#include "core/evolution/fused/RoundedRotation.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm::fused;

class TestRoundedRotation : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheLengthFarBetterThanTheNearestNumbers();
    void staysNearTheAngle();
    void leavesDoublePrecisionAsItIs();
};

namespace {

constexpr int points = 4096;

double angleOf(int n) { return -2.0 * std::numbers::pi * n / points; }

double lengthError(std::array<float, 2> z)
{
    return static_cast<double>(z[0]) * z[0] + static_cast<double>(z[1]) * z[1] - 1.0;
}

} // namespace

void TestRoundedRotation::keepsTheLengthFarBetterThanTheNearestNumbers()
{
    double ours = 0.0;
    double nearest = 0.0;
    for (int n = 0; n < points; ++n) {
        const double c = std::cos(angleOf(n));
        const double s = std::sin(angleOf(n));
        const std::array<float, 2> plain{static_cast<float>(c), static_cast<float>(s)};
        ours += std::pow(lengthError(roundedRotation<float>(c, s)), 2);
        nearest += std::pow(lengthError(plain), 2);
    }
    const double gain = std::sqrt(nearest / ours);
    QVERIFY2(gain > 5.0, qPrintable(QString::number(gain)));
}

void TestRoundedRotation::staysNearTheAngle()
{
    for (int n = 0; n < points; ++n) {
        const double c = std::cos(angleOf(n));
        const double s = std::sin(angleOf(n));
        const auto [re, im] = roundedRotation<float>(c, s);
        const double error = static_cast<double>(re) * s - static_cast<double>(im) * c;
        QVERIFY2(std::abs(error) < 2e-5, qPrintable(QString("%1: %2").arg(n).arg(error)));
        QVERIFY(c * re + s * im > 0.999);
    }
}

void TestRoundedRotation::leavesDoublePrecisionAsItIs()
{
    const auto [re, im] = roundedRotation<double>(0.6, -0.8);
    QCOMPARE(re, 0.6);
    QCOMPARE(im, -0.8);
}

QTEST_APPLESS_MAIN(TestRoundedRotation)
#include "tst_RoundedRotation.moc"
