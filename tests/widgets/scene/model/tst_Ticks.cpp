#include "widgets/scene/model/Ticks.h"

#include <QtTest>

class tst_Ticks : public QObject
{
    Q_OBJECT

private slots:
    void stepsAreOneTwoOrFive_data()
    {
        QTest::addColumn<double>("rough");
        QTest::addColumn<double>("step");
        QTest::newRow("already") << 2.0 << 2.0;
        QTest::newRow("up to 5") << 2.1 << 5.0;
        QTest::newRow("next decade") << 5.1 << 10.0;
        QTest::newRow("small") << 0.00013 << 0.0002;
        QTest::newRow("nothing") << 0.0 << 1.0;
    }
    void stepsAreOneTwoOrFive()
    {
        QFETCH(double, rough);
        QTEST(dqm::niceStep(rough), "step");
    }

    void ticksIncludeBothEnds()
    {
        const std::vector<double> ticks = dqm::ticksBetween(-0.3, 0.3, 0.1);
        QCOMPARE(ticks.size(), std::size_t(7));
        QVERIFY(qAbs(ticks.front() + 0.3) < 1e-12);
        QVERIFY(qAbs(ticks.back() - 0.3) < 1e-12);
    }

    void ticksSayWhatTheirStepResolves_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << 15.0 << 5.0 << "15";
        QTest::newRow("true minus") << -5.0 << 5.0 << "−5";
        QTest::newRow("half") << 2.5 << 0.5 << "2.5";
        QTest::newRow("no minus zero") << -1e-17 << 0.1 << "0.0";
        QTest::newRow("hundredths") << 0.25 << 0.05 << "0.25";
    }
    void ticksSayWhatTheirStepResolves()
    {
        QFETCH(double, value);
        QFETCH(double, step);
        QTEST(dqm::tickText(value, step), "text");
    }

    void numbersKeepTheirSignificantDigits_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("small") << 0.15915 << "0.159";
        QTest::newRow("carries over") << 9.996 << "10.0";
        QTest::newRow("large") << 12345.6 << "12346";
        QTest::newRow("tiny") << 3.2e-6 << "3.20 × 10⁻⁶";
        QTest::newRow("huge negative") << -1.5e9 << "−1.50 × 10⁹";
        QTest::newRow("not a number") << qQNaN() << "–";
    }
    void numbersKeepTheirSignificantDigits()
    {
        QFETCH(double, value);
        QTEST(dqm::legendNumber(value), "text");
    }
};

QTEST_GUILESS_MAIN(tst_Ticks)
#include "tst_Ticks.moc"
