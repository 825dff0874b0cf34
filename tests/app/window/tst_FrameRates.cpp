#include "app/window/FrameRates.h"

#include <QTest>

using namespace dqm;

/// Numbers of pictures whose moments are known.
class TestFrameRates : public QObject
{
    Q_OBJECT

private slots:
    void evenPicturesHaveOneInterval()
    {
        FrameRates rates;
        for (int i = 0; i <= 200; ++i)
            rates.shownAt(0.02 * i, 10LL * i);
        const FrameRates::Summary found = rates.summary();
        QVERIFY(std::abs(found.framesPerSecond - 50.0) < 1e-6);
        QVERIFY(std::abs(found.stepsPerSecond - 500.0) < 1e-6);
        QVERIFY(std::abs(found.medianInterval - 20.0) < 1e-6);
        QVERIFY(std::abs(found.longInterval - 20.0) < 1e-6);
    }

    void aTenthOfLongIntervalsIsSeenInTheirTailOnly()
    {
        FrameRates rates;
        double time = 0.0;
        for (int i = 0; i < 400; ++i) {
            rates.shownAt(time, i);
            time += i % 10 == 0 ? 0.06 : 0.02;
        }
        QVERIFY(std::abs(rates.summary().medianInterval - 20.0) < 1e-6);
        QVERIFY(std::abs(rates.summary().longInterval - 60.0) < 1e-6);
    }

    void theFirstSecondDoesNotCount()
    {
        FrameRates rates;
        rates.shownAt(5.0, 0);
        rates.shownAt(5.9, 1);
        for (int i = 0; i <= 100; ++i)
            rates.shownAt(6.0 + 0.01 * i, 1);
        QCOMPARE(rates.summary().intervals, std::size_t(100));
        QVERIFY(std::abs(rates.summary().longInterval - 10.0) < 1e-6);
    }

    void aRestartTakesNoStepsBack()
    {
        FrameRates rates;
        for (int i = 0; i <= 300; ++i)
            rates.shownAt(0.01 * i, i % 150);
        QVERIFY(rates.summary().stepsPerSecond > 90.0);
    }

    void saysThatItKnowsTooLittle()
    {
        FrameRates rates;
        rates.shownAt(0.0, 0);
        QCOMPARE(rates.summary().intervals, std::size_t(0));
        QVERIFY(rates.text().contains("too few"));
    }
};

QTEST_GUILESS_MAIN(TestFrameRates)
#include "tst_FrameRates.moc"
