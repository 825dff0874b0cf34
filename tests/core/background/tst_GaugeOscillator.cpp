#include "core/background/GaugeOscillator.h"
#include "support/Close.h"

using namespace dqm;

namespace {

void advanceTo(GaugeOscillator& oscillator, double time)
{
    oscillator.advance(std::llround((time - oscillator.time()) / oscillator.step()));
}

} // namespace

class TestGaugeOscillator : public QObject
{
    Q_OBJECT

private slots:
    void hasTheMassOfMathieusEquation_data()
    {
        QTest::addColumn<double>("drive");
        QTest::addColumn<double>("mass");
        QTest::newRow("20") << 20.0 << 1.00015663;
        QTest::newRow("10") << 10.0 << 1.00063112;
        QTest::newRow("5") << 5.0 << 1.00260122;
        QTest::newRow("3") << 3.0 << 1.00779371;
        QTest::newRow("2") << 2.0 << 1.02082982;
        QTest::newRow("1.5") << 1.5 << 1.05165391;
    }
    void hasTheMassOfMathieusEquation()
    {
        QFETCH(double, drive);
        QFETCH(double, mass);
        const MathieuMotion exact = mathieu(drive, 0.0, 1.0);
        DQM_CLOSE(exact.mass, mass, 1e-8);
        QCOMPARE(exact.growthRate, 0.0);
        GaugeOscillator oscillator(FieldHistory::single(drive), 0.0, 1.0);
        advanceTo(oscillator, 200.0);
        DQM_CLOSE(oscillator.effectiveMass(), mass, 2e-5);
        DQM_CLOSE(oscillator.growthRate(), 0.0, 1e-4);
    }

    void approachesTheLawOfFastFields()
    {
        const auto distance = [](double drive) {
            return std::abs(mathieu(drive, 0.0, 1.0).mass - fastFieldMass(drive, 1.0));
        };
        // The next term of the expansion is of fourth order in m0/Omega.
        for (const double drive : {5.0, 10.0})
            DQM_CLOSE(distance(drive) / distance(2.0 * drive), 16.0, 1.0);
        DQM_CLOSE(mathieu(20.0, 0.7, 2.0).mass, fastFieldMass(20.0, 2.0), 2e-5);
    }

    void knowsItsWindowsOfGrowth_data()
    {
        QTest::addColumn<double>("k");
        QTest::addColumn<double>("squared");
        QTest::addColumn<QList<double>>("edges"); ///< from the highest down
        QTest::newRow("real field") << 0.0 << 1.0 << QList<double>{1.235, 0.751, 0.519, 0.406};
        QTest::newRow("mean of |phi|^2") << 0.0 << 2.0 << QList<double>{1.745, 1.061};
        QTest::newRow("k = m0") << 1.0 << 1.0 << QList<double>{1.587, 1.2345};
    }
    void knowsItsWindowsOfGrowth()
    {
        QFETCH(double, k);
        QFETCH(double, squared);
        QFETCH(QList<double>, edges);
        const std::vector<GrowthWindow> windows = growthWindows(0.3, 4.0, k, squared);
        QList<double> found;
        for (auto window = windows.rbegin(); window != windows.rend(); ++window) {
            found << window->to << window->from;
            QVERIFY(mathieu(0.5 * (window->from + window->to), k, squared).growthRate > 0.0);
            QCOMPARE(mathieu(1.002 * window->to, k, squared).growthRate, 0.0);
        }
        QVERIFY(found.size() >= edges.size());
        for (qsizetype i = 0; i < edges.size(); ++i)
            DQM_CLOSE(found[i], edges[i], 2.5e-3);
    }

    void growsBelowTheEdgeOfTheResonance()
    {
        for (const double drive : {0.76, 1.0, 1.2, 1.22}) {
            const MathieuMotion exact = mathieu(drive, 0.0, 1.0);
            QVERIFY(exact.growthRate > 0.0);
            DQM_CLOSE(exact.mass, drive, 1e-9); // locked
            GaugeOscillator oscillator(FieldHistory::single(drive), 0.0, 1.0);
            advanceTo(oscillator, 200.0);
            DQM_CLOSE(oscillator.growthRate(), exact.growthRate, 5e-3);
        }
        QCOMPARE(mathieu(1.24, 0.0, 1.0).growthRate, 0.0);
        QCOMPARE(mathieu(0.74, 0.0, 1.0).growthRate, 0.0);
    }

    void neverOverflows()
    {
        GaugeOscillator oscillator(FieldHistory::single(1.0), 0.0, 1.0);
        advanceTo(oscillator, 8000.0); // e^1945
        QVERIFY(oscillator.now().logScale > 1000.0);
        for (const auto& sample : oscillator.recent())
            QVERIFY(std::isfinite(sample.amplitude) && std::isfinite(sample.logScale));
        DQM_CLOSE(oscillator.growthRate(), mathieu(1.0, 0.0, 1.0).growthRate, 1e-4);
    }

    void hasMassRootTwoInTheOtherConvention()
    {
        DQM_CLOSE(mathieu(40.0, 0.0, 2.0).mass, std::sqrt(2.0), 2e-4);
    }

    void averagesTheLinearTermAway()
    {
        for (const FieldHistory& history :
            {FieldHistory::single(5.0), FieldHistory::band(10.0, 20.0, 40, 1)}) {
            GaugeOscillator oscillator(history, 0.0, 1.0);
            advanceTo(oscillator, 300.0);
            DQM_CLOSE(oscillator.field().mean(), 0.0, 2e-3);
            DQM_CLOSE(oscillator.field().meanSquare(), 1.0, 0.02);
        }
    }

    void hasTheMassInABroadFieldToo_data()
    {
        QTest::addColumn<double>("low");
        QTest::newRow("10-20") << 10.0;
        QTest::newRow("20-40") << 20.0;
        QTest::newRow("40-80") << 40.0;
    }
    void hasTheMassInABroadFieldToo()
    {
        QFETCH(double, low);
        double mean = 0.0;
        double growth = 0.0;
        const int runs = 8;
        for (unsigned seed = 1; seed <= runs; ++seed) {
            GaugeOscillator oscillator(FieldHistory::band(low, 2.0 * low, 40, seed), 0.0, 1.0);
            advanceTo(oscillator, 60.0);
            mean += oscillator.effectiveMass() / runs;
            growth += oscillator.growthRate() / runs;
        }
        // Fluctuations of the mean of h^2, sqrt(pi / 2 B T), and a shift of second order.
        DQM_CLOSE(mean, 1.0, 3.0 * std::sqrt(1.6 / (low * 60.0 * runs)) + 0.4 / low);
        // Beats at twice the mass pump energy in.
        QVERIFY(growth > 0.0);
        DQM_CLOSE(growth, broadFieldGrowth(low, 2.0 * low, 1.0), 0.7 / low);
    }

    void doesNotDependOnHowItIsAdvanced()
    {
        const FieldHistory history = FieldHistory::band(5.0, 10.0, 10, 3);
        GaugeOscillator one(history, 0.5, 1.0);
        GaugeOscillator two(history, 0.5, 1.0);
        one.advance(900);
        two.advance(400);
        two.advance(500);
        QCOMPARE(one.now().amplitude, two.now().amplitude);
        QCOMPARE(one.effectiveMass(), two.effectiveMass());
    }

    void isOfFourthOrder()
    {
        // A free oscillator is exact; the slow field is compared with its own Floquet solution.
        GaugeOscillator oscillator(FieldHistory::single(3.0), 2.0, 1.0);
        advanceTo(oscillator, 400.0);
        DQM_CLOSE(oscillator.effectiveMass(), mathieu(3.0, 2.0, 1.0).mass, 1e-5);
    }

    void refusesWhatIsNoField()
    {
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FieldHistory::single(0.0));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FieldHistory::band(2.0, 1.0, 4, 1));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, FieldHistory::band(1.0, 2.0, 0, 1));
    }
};

QTEST_APPLESS_MAIN(TestGaugeOscillator)
#include "tst_GaugeOscillator.moc"
