#include "widgets/scene/model/ColorMaps.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

struct Lab
{
    double L;
    double a;
    double b;
};

double linear(double s) { return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4); }

/// OKLab of an sRGB colour (Ottosson 2020).
Lab lab(const dqm::ColorMap::Rgb& color)
{
    const double r = linear(color.r / 255.0);
    const double g = linear(color.g / 255.0);
    const double b = linear(color.b / 255.0);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double distance(const Lab& p, const Lab& q) { return std::hypot(p.L - q.L, p.a - q.a, p.b - q.b); }

/// Lengths of stretches of 16 colours: long enough for the rounding to 8 bits not to matter.
std::vector<double> stretches(const dqm::ColorMap& map)
{
    std::vector<double> lengths;
    const int stretch = 16;
    const int last = map.isCyclic() ? dqm::ColorMap::size : dqm::ColorMap::size - stretch;
    for (int k = 0; k < last; k += stretch)
        lengths.push_back(distance(lab(map[k]), lab(map[(k + stretch) % dqm::ColorMap::size])));
    return lengths;
}

} // namespace

class tst_ColorMaps : public QObject
{
    Q_OBJECT

private slots:
    void stepsLookEqual_data()
    {
        QTest::addColumn<const dqm::ColorMap*>("map");
        QTest::newRow("phase") << &dqm::phaseMap();
        QTest::newRow("density") << &dqm::densityMap();
        QTest::newRow("signed") << &dqm::signedMap();
    }
    void stepsLookEqual()
    {
        QFETCH(const dqm::ColorMap*, map);
        const std::vector<double> lengths = stretches(*map);
        const auto [shortest, longest] = std::minmax_element(lengths.begin(), lengths.end());
        QVERIFY2(*longest < 1.35 * *shortest,
            qPrintable(QStringLiteral("%1 .. %2").arg(*shortest).arg(*longest)));
    }

    void densityGrowsLighterAllTheWay()
    {
        const dqm::ColorMap& map = dqm::densityMap();
        for (int k = 4; k < dqm::ColorMap::size; ++k)
            QVERIFY2(lab(map[k]).L > lab(map[k - 4]).L, qPrintable(QString::number(k)));
        QVERIFY(lab(map[255]).L - lab(map[0]).L > 0.55);
    }

    void phaseClosesWithoutASeam()
    {
        const dqm::ColorMap& map = dqm::phaseMap();
        QVERIFY(map.isCyclic());
        QVERIFY(distance(lab(map[255]), lab(map[0])) < 2.0 * distance(lab(map[0]), lab(map[4])));
        QCOMPARE(map.at(1.0), map.at(0.0));
        QCOMPARE(map.at(-0.25), map.at(0.75));
    }

    void phaseKeepsItsLightnessInANarrowBand()
    {
        double low = 1.0;
        double high = 0.0;
        for (int k = 0; k < dqm::ColorMap::size; ++k) {
            low = std::min(low, lab(dqm::phaseMap()[k]).L);
            high = std::max(high, lab(dqm::phaseMap()[k]).L);
        }
        QVERIFY(low > 0.55);
        QVERIFY(high < 0.82);
    }

    void signedMapIsNeutralInTheMiddleAndEvenOnBothSides()
    {
        const dqm::ColorMap& map = dqm::signedMap();
        const Lab middle = lab(map[128]);
        QVERIFY(std::hypot(middle.a, middle.b) < 0.01);
        for (int k = 8; k < 128; k += 8)
            QVERIFY(std::abs(lab(map[128 - k]).L - lab(map[128 + k]).L) < 0.03);
        QVERIFY(distance(lab(map[0]), lab(map[255])) > 0.2);
    }
};

QTEST_GUILESS_MAIN(tst_ColorMaps)
#include "tst_ColorMaps.moc"
