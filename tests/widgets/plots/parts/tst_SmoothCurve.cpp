#include "widgets/plots/parts/SmoothCurve.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace dqm;

namespace {

std::vector<CurvePoint> samplesOf(double (*f)(double), double from, double to, int count)
{
    std::vector<CurvePoint> samples;
    for (int k = 0; k < count; ++k) {
        const double x = from + (to - from) * k / (count - 1);
        samples.push_back({x, f(x)});
    }
    return samples;
}

/// The largest angle between two pieces next to each other, in a picture of equal sides, radians.
double sharpestBend(const std::vector<CurvePoint>& points, double width, double height)
{
    double sharpest = 0.0;
    for (std::size_t i = 2; i < points.size(); ++i) {
        const auto angle = [&](std::size_t k) {
            return std::atan2(
                (points[k].y - points[k - 1].y) / height, (points[k].x - points[k - 1].x) / width);
        };
        sharpest = std::max(sharpest, std::abs(angle(i) - angle(i - 1)));
    }
    return sharpest;
}

} // namespace

class tst_SmoothCurve : public QObject
{
    Q_OBJECT

private slots:
    void keepsEverySampleInItsPlace()
    {
        const auto samples
            = samplesOf([](double x) { return std::sin(x); }, 0.0, 2.0 * std::numbers::pi, 9);
        const auto curve = smoothCurve(samples, 0.05);
        QVERIFY(curve.size() > 100);
        std::size_t found = 0;
        for (const CurvePoint& point : curve)
            found += found < samples.size() && point.x == samples[found].x
                && point.y == samples[found].y;
        QCOMPARE(found, samples.size());
    }

    void aFewSamplesGiveNoPolygon()
    {
        const auto samples = samplesOf([](double x) { return 1.0 + x * x; }, 0.0, 4.0, 7);
        const double bent = sharpestBend(samples, 4.0, 17.0);
        const double smooth = sharpestBend(smoothCurve(samples, 0.02), 4.0, 17.0);
        QVERIFY2(smooth < 0.15 * bent,
            qPrintable(QStringLiteral("%1 against %2").arg(smooth).arg(bent)));
    }

    void inventsNoExtremum()
    {
        const std::vector<CurvePoint> steps{{0, 1}, {1, 1}, {2, 1}, {3, 5}, {4, 5}, {5, 4.9}};
        double before = 1.0;
        for (const CurvePoint& point : smoothCurve(steps, 0.01)) {
            QVERIFY(point.y >= 1.0 && point.y <= 5.0);
            if (point.x <= 4.0)
                QVERIFY(point.y >= before - 1e-12);
            before = point.y;
        }
    }

    void comesNearerToALawThanChordsDo()
    {
        const auto law = [](double x) { return std::exp(-x); };
        const auto samples = samplesOf(law, 0.0, 4.0, 6);
        double chords = 0.0;
        double curve = 0.0;
        for (const CurvePoint& point : smoothCurve(samples, 0.01)) {
            curve = std::max(curve, std::abs(point.y - law(point.x)));
            const auto k = std::min<std::size_t>(static_cast<std::size_t>(point.x / 0.8), 4);
            const double share = (point.x - samples[k].x) / 0.8;
            chords = std::max(chords,
                std::abs(samples[k].y + share * (samples[k + 1].y - samples[k].y) - law(point.x)));
        }
        QVERIFY2(curve < 0.35 * chords,
            qPrintable(QStringLiteral("%1 against %2").arg(curve).arg(chords)));
    }

    void goesOverNoGap()
    {
        const double gap = std::numeric_limits<double>::quiet_NaN();
        const auto curve = smoothCurve({{0, 0}, {1, 1}, {1, gap}, {5, 0}, {6, 2}}, 0.1);
        for (const CurvePoint& point : curve)
            QVERIFY(point.x <= 1.0 || point.x >= 5.0);
        QVERIFY(std::any_of(curve.begin(), curve.end(),
            [](const CurvePoint& point) { return std::isnan(point.y); }));
    }

    void joinsDenseSamplesAsTheyAre()
    {
        const auto samples = samplesOf([](double x) { return std::sin(x); }, 0.0, 1.0, 50);
        QCOMPARE(smoothCurve(samples, 0.1).size(), samples.size());
        QVERIFY(smoothCurve({}, 0.1).empty());
        QCOMPARE(smoothCurve({{0.0, 1.0}}, 0.1).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(tst_SmoothCurve)
#include "tst_SmoothCurve.moc"
