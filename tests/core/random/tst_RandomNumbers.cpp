#include "core/random/RandomNumbers.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

class TestRandomNumbers : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedGivesTheSame();
    void gammaHasItsMoments_data();
    void gammaHasItsMoments();
};

void TestRandomNumbers::sameSeedGivesTheSame()
{
    RandomNumbers a(7);
    RandomNumbers b(7);
    RandomNumbers c(8);
    const double first = a.gamma(0.5);
    QCOMPARE(b.gamma(0.5), first);
    QVERIFY(c.gamma(0.5) != first);
}

void TestRandomNumbers::gammaHasItsMoments_data()
{
    QTest::addColumn<double>("shape");
    for (const double shape : {0.1, 0.5, 1.0, 3.0, 400.0})
        QTest::addRow("shape %g", shape) << shape;
}

/// Mean and variance are the shape; the fourth central moment 3 shape^2 + 6 shape.
void TestRandomNumbers::gammaHasItsMoments()
{
    QFETCH(double, shape);
    RandomNumbers random(3);
    const int count = 200000;
    double sum = 0.0;
    double squares = 0.0;
    for (int k = 0; k < count; ++k) {
        const double x = random.gamma(shape);
        QVERIFY(x > 0.0);
        sum += x - shape;
        squares += (x - shape) * (x - shape);
    }
    DQM_CLOSE(sum / count, 0.0, 4.0 * std::sqrt(shape / count));
    DQM_CLOSE(squares / count, shape, 4.0 * std::sqrt((2.0 * shape * shape + 6.0 * shape) / count));
}

QTEST_APPLESS_MAIN(TestRandomNumbers)
#include "tst_RandomNumbers.moc"
