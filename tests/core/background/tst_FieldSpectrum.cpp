#include "core/background/FieldSpectrum.h"
#include "support/Close.h"

#include <numbers>

using namespace dqm;

namespace {

constexpr SpectrumKind kinds[]
    = {SpectrumKind::Invariant, SpectrumKind::Thermal, SpectrumKind::White};

} // namespace

class TestFieldSpectrum : public QObject
{
    Q_OBJECT

private slots:
    void hasSharesThatAreTheIntegralOfItsDensity()
    {
        for (const SpectrumKind kind : kinds) {
            const FieldSpectrum spectrum(kind, 1.0, 12.0);
            double share = 0.0;
            const int steps = 20000;
            const double d = 11.0 / steps;
            for (int i = 0; i < steps; ++i) {
                share += d * spectrum.density(1.0 + (i + 0.5) * d);
                if (i % 4000 == 3999)
                    DQM_CLOSE(spectrum.frequency(share), 1.0 + (i + 1) * d, 1e-6);
            }
            DQM_CLOSE(share, 1.0, 1e-6);
            QCOMPARE(spectrum.density(0.5), 0.0);
            QCOMPARE(spectrum.density(12.5), 0.0);
        }
    }

    void forgetsAsTheClosedFormSays()
    {
        const FieldSpectrum spectrum(SpectrumKind::Invariant, 1.0, 12.0);
        const double tau[] = {0.5, 1.0, 2.0, 4.0};
        const double exact[] = {-0.13797110, -0.12527672, -0.08249435, -0.00026028};
        for (int i = 0; i < 4; ++i) {
            DQM_CLOSE(spectrum.correlation(tau[i]), exact[i], 1e-8);
            DQM_CLOSE(spectrum.correlation(tau[i]),
                (std::sin(12.0 * tau[i]) - std::sin(tau[i])) / (11.0 * tau[i]), 1e-8);
        }
        for (const SpectrumKind kind : kinds)
            DQM_CLOSE(FieldSpectrum(kind, 1.0, 12.0).correlation(0.0), 1.0, 1e-12);
    }

    void knowsTheMeanSquaredSpeedOfTheInvariantField()
    {
        // 1 - mu^2 <1/omega^2>, <1/omega^2> = 1 / (mu cutoff)
        DQM_CLOSE(FieldSpectrum(SpectrumKind::Invariant, 1.0, 12.0).meanSquaredSpeed(),
            1.0 - 1.0 / 12.0, 1e-8);
    }

    void integratesItsSquaredCorrelation()
    {
        for (const SpectrumKind kind : kinds) {
            const FieldSpectrum spectrum(kind, 1.0, 4.0);
            double sum = 0.0;
            for (double tau = 0.01; tau < 60.0; tau += 0.02)
                sum += 0.04 * std::pow(spectrum.correlation(tau), 2);
            DQM_CLOSE(spectrum.correlationTime(), sum, 0.05);
        }
        DQM_CLOSE(FieldSpectrum(SpectrumKind::Invariant, 1.0, 4.0).correlationTime(),
            std::numbers::pi / 3.0, 1e-12);
    }

    void betraysARestFrame_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("beta");
        QTest::addColumn<double>("dipole");
        QTest::newRow("invariant, slow") << 0 << 0.3 << 0.0;
        QTest::newRow("invariant, fast") << 0 << 0.6 << 0.0;
        QTest::newRow("thermal, slow") << 1 << 0.3 << -0.132;
        QTest::newRow("thermal, fast") << 1 << 0.6 << -0.274;
        QTest::newRow("white, slow") << 2 << 0.3 << 0.145;
        QTest::newRow("white, fast") << 2 << 0.6 << 0.282;
    }
    void betraysARestFrame()
    {
        QFETCH(int, kind);
        QFETCH(double, beta);
        QFETCH(double, dipole);
        const FieldSpectrum spectrum(kinds[kind], 1.0, 12.0);
        const SeenSpectrum exact = seenExactly(spectrum, beta, 40);
        DQM_CLOSE(exact.dipole, dipole, dipole == 0.0 ? 1e-12 : 0.0012);
        const SeenSpectrum drawn = seenOfDraws(spectrum, beta, 40, 100000, 7);
        QVERIFY(drawn.standardError < 0.005);
        DQM_CLOSE(drawn.dipole, exact.dipole, 3.0 * drawn.standardError);
        DQM_CLOSE(drawn.limit, 12.0 * std::sqrt((1.0 - beta) / (1.0 + beta)), 1e-12);
    }

    void looksTheSameToEveryObserverIfInvariant()
    {
        const FieldSpectrum spectrum(SpectrumKind::Invariant, 1.0, 12.0);
        for (const double beta : {0.0, 0.3, 0.6}) {
            const SeenSpectrum exact = seenExactly(spectrum, beta, 20);
            const SeenSpectrum drawn = seenOfDraws(spectrum, beta, 20, 100000, 3);
            const double level = 1.0 / (exact.limit - 1.0);
            const double perBin = static_cast<double>(drawn.waves) / 20.0;
            double chi = 0.0;
            for (size_t b = 0; b < 20; ++b) {
                DQM_CLOSE(exact.frequencies[b], level, 1e-9);
                DQM_CLOSE(exact.directions[b], 0.5 / std::numbers::pi, 1e-9);
                chi += perBin * std::pow(drawn.frequencies[b] / level - 1.0, 2);
            }
            QVERIFY2(chi / 19.0 < 1.9, qPrintable(QString::number(chi / 19.0)));
        }
    }

    void isTheSameForTheObserverAtRest()
    {
        for (const SpectrumKind kind : kinds) {
            const FieldSpectrum spectrum(kind, 1.0, 8.0);
            const SeenSpectrum seen = seenExactly(spectrum, 0.0, 35);
            DQM_CLOSE(seen.dipole, 0.0, 1e-12);
            for (size_t b = 0; b < 35; ++b)
                DQM_CLOSE(seen.frequencies[b],
                    spectrum.density(1.0 + 0.2 * (static_cast<double>(b) + 0.5)), 0.005);
        }
    }

    void staysFiniteForTheFastestObserver()
    {
        for (const SpectrumKind kind : kinds) {
            const FieldSpectrum spectrum(kind, 1.0, 5.0);
            for (const SeenSpectrum& seen :
                {seenExactly(spectrum, 0.9, 10), seenOfDraws(spectrum, 0.9, 10, 5, 1)}) {
                QVERIFY(std::isfinite(seen.dipole) && std::isfinite(seen.standardError));
                for (const double value : seen.frequencies)
                    QVERIFY(std::isfinite(value));
            }
        }
    }

    void refusesWhatIsNoSpectrum()
    {
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument, FieldSpectrum(SpectrumKind::White, 0.0, 1.0));
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument, FieldSpectrum(SpectrumKind::White, 2.0, 2.0));
        const FieldSpectrum spectrum(SpectrumKind::White, 1.0, 2.0);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, seenExactly(spectrum, 0.7, 10));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, seenExactly(spectrum, 1.0, 10));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, seenExactly(spectrum, 0.1, 0));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, seenOfDraws(spectrum, -0.1, 10, 10, 1));
    }
};

QTEST_APPLESS_MAIN(TestFieldSpectrum)
#include "tst_FieldSpectrum.moc"
