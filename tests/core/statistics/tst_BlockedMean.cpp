#include "core/random/RandomNumbers.h"
#include "core/statistics/BlockedMean.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

class TestBlockedMean : public QObject
{
    Q_OBJECT

private slots:
    void independentNumbersHaveTheUsualError();
    void correlationMakesTheErrorLarger();
    void fewNumbersHaveNoError();
};

void TestBlockedMean::independentNumbersHaveTheUsualError()
{
    RandomNumbers random(1);
    BlockedMean mean;
    for (int k = 0; k < 65536; ++k)
        mean.add(random.normal());
    DQM_CLOSE(mean.standardError(), 1.0 / 256.0, 0.4 / 256.0);
    QVERIFY(mean.standardError() >= 0.99 / 256.0);
    DQM_CLOSE(mean.mean(), 0.0, 4.0 / 256.0);
}

/// x' = a x + noise of variance 1 - a^2: the error is sqrt((1 + a)/(1 - a)) times as large.
void TestBlockedMean::correlationMakesTheErrorLarger()
{
    const double a = 0.95;
    RandomNumbers random(1);
    BlockedMean mean;
    double x = random.normal();
    for (int k = 0; k < 262144; ++k) {
        x = a * x + std::sqrt(1.0 - a * a) * random.normal();
        mean.add(x);
    }
    const double expected = std::sqrt((1.0 + a) / (1.0 - a)) / 512.0;
    DQM_CLOSE(mean.standardError() / expected, 1.0, 0.4);
}

void TestBlockedMean::fewNumbersHaveNoError()
{
    BlockedMean mean;
    QCOMPARE(mean.mean(), 0.0);
    QCOMPARE(mean.standardError(), 0.0);
    mean.add(3.0);
    QCOMPARE(mean.mean(), 3.0);
    QCOMPARE(mean.standardError(), 0.0);
    QCOMPARE(mean.count(), 1.0);
}

QTEST_APPLESS_MAIN(TestBlockedMean)
#include "tst_BlockedMean.moc"
