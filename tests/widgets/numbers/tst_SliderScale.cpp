#include "widgets/numbers/SliderScale.h"

#include <QTest>

#include <cmath>

using namespace dqm;

Q_DECLARE_METATYPE(SliderScale)

class tst_SliderScale : public QObject
{
    Q_OBJECT

private slots:
    void bringsEveryPositionBack_data() { addScales(); }
    void bringsEveryPositionBack();
    void meetsBothEndsExactly_data() { addScales(); }
    void meetsBothEndsExactly();
    void risesWithThePosition_data() { addScales(); }
    void risesWithThePosition();
    void keepsZeroOnALogarithmicScale();
    void hasEqualRatiosWhereItIsLogarithmic();
    void keepsValuesOutsideAtTheEnds();
    void stepsByThePresses();
    void survivesAnEmptyRange();

private:
    static void addScales();
};

void tst_SliderScale::addScales()
{
    QTest::addColumn<SliderScale>("scale");
    QTest::newRow("linear") << SliderScale(0.0, 4.0, 0.05, false);
    QTest::newRow("both signs") << SliderScale(-4.0, 4.0, 0.1, false);
    QTest::newRow("off the step") << SliderScale(0.03, 1.11, 0.05, false);
    QTest::newRow("narrow for its step") << SliderScale(0.0, 0.005, 0.001, false);
    QTest::newRow("logarithmic") << SliderScale(0.1, 10.0, 0.05, true);
    QTest::newRow("twelve decades") << SliderScale(1e-6, 1e6, 0.1, true);
    QTest::newRow("logarithmic from zero") << SliderScale(0.0, 0.1, 0.001, true);
    QTest::newRow("near the largest double") << SliderScale(1e290, 1e300, 1.0, true);
}

void tst_SliderScale::bringsEveryPositionBack()
{
    QFETCH(SliderScale, scale);
    // Rounding to readable digits may move a value by less than the neighbouring place.
    for (int position = 0; position <= scale.positions(); ++position) {
        const double value = scale.value(position);
        QVERIFY(std::isfinite(value));
        QVERIFY2(
            std::abs(scale.position(value) - position) <= 1, qPrintable(QString::number(value)));
    }
}

void tst_SliderScale::meetsBothEndsExactly()
{
    QFETCH(SliderScale, scale);
    QCOMPARE(scale.value(0), scale.minimum());
    QCOMPARE(scale.value(scale.positions()), scale.maximum());
    QCOMPARE(scale.position(scale.minimum()), 0);
    QCOMPARE(scale.position(scale.maximum()), scale.positions());
}

void tst_SliderScale::risesWithThePosition()
{
    QFETCH(SliderScale, scale);
    for (int position = 1; position <= scale.positions(); ++position)
        QVERIFY(scale.value(position) >= scale.value(position - 1));
    QVERIFY(scale.positions() >= 20);
}

void tst_SliderScale::keepsZeroOnALogarithmicScale()
{
    const SliderScale scale(0.0, 0.1, 0.001, true);
    QCOMPARE(scale.value(0), 0.0);
    QCOMPARE(scale.value(1), 0.001);
    QCOMPARE(scale.position(0.0), 0);
    QCOMPARE(scale.position(0.001), 1);
}

void tst_SliderScale::hasEqualRatiosWhereItIsLogarithmic()
{
    const SliderScale scale(0.01, 100.0, 0.1, true);
    const int middle = scale.positions() / 2;
    QCOMPARE(scale.value(middle), 1.0);
    QCOMPARE(scale.position(10.0) - middle, middle - scale.position(0.1));
}

void tst_SliderScale::keepsValuesOutsideAtTheEnds()
{
    const SliderScale scale(-1.0, 1.0, 0.1, false);
    QCOMPARE(scale.position(-1e300), 0);
    QCOMPARE(scale.position(1e300), scale.positions());
    QCOMPARE(scale.position(std::nan("")), 0);
    QCOMPARE(scale.clamped(7.0), 1.0);
    QCOMPARE(scale.stepped(1.0, 1), 1.0);
}

void tst_SliderScale::stepsByThePresses()
{
    const SliderScale linear(-4.0, 4.0, 0.1, false);
    QCOMPARE(linear.stepped(0.0, 3), 0.3);
    QCOMPARE(linear.stepped(0.3, -3), 0.0);
    const SliderScale logarithmic(0.1, 10.0, 0.05, true);
    QVERIFY(logarithmic.stepped(1.0, 1) > 1.0);
    QVERIFY(logarithmic.stepped(1.0, -1) < 1.0);
}

void tst_SliderScale::survivesAnEmptyRange()
{
    const SliderScale scale(0.65821, 0.65821, 0.05, true);
    QCOMPARE(scale.value(scale.position(0.65821)), 0.65821);
    QCOMPARE(scale.stepped(0.65821, 1), 0.65821);
    const SliderScale point(2.0, 2.0, 0.0, false);
    QCOMPARE(point.value(point.position(5.0)), 2.0);
    QCOMPARE(point.stepped(2.0, -1), 2.0);
}

QTEST_APPLESS_MAIN(tst_SliderScale)
#include "tst_SliderScale.moc"
