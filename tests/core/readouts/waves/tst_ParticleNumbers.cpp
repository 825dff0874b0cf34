#include "core/readouts/waves/ParticleNumbers.h"

#include <QTest>

#include <algorithm>

using namespace dqm;

Q_DECLARE_METATYPE(dqm::Verdict)

class TestParticleNumbers : public QObject
{
    Q_OBJECT

private slots:
    void theDistanceIsJudgedOnlyWhereChanceMovesParticles_data();
    void theDistanceIsJudgedOnlyWhereChanceMovesParticles();
};

void TestParticleNumbers::theDistanceIsJudgedOnlyWhereChanceMovesParticles_data()
{
    QTest::addColumn<int>("bins");
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("byChance");
    QTest::addColumn<Verdict>("verdict");
    // All in one bin: one particle beside it is neither right nor wrong.
    QTest::newRow("one bin") << 1 << 1.0 / 20000 << 0.8 / 20000 << Verdict::None;
    QTest::newRow("as chance has it") << 300 << 0.09 << 0.1 << Verdict::Holds;
    QTest::newRow("far beyond it") << 300 << 0.4 << 0.1 << Verdict::Broken;
}

void TestParticleNumbers::theDistanceIsJudgedOnlyWhereChanceMovesParticles()
{
    QFETCH(int, bins);
    QFETCH(double, distance);
    QFETCH(double, byChance);
    EnsembleReport report;
    report.count = report.alive = 20000;
    report.histogram.bins = bins;
    report.histogram.L1 = distance;
    report.histogram.expectedL1 = byChance;
    report.histogram.chiSquaredPerDof = 1.0;
    const std::vector<Readout> all
        = particleNumbers(report, axisNames(ExperimentKind::Wave), UnitSystem::Natural);
    const auto L1 = std::ranges::find(all, "L1", &Readout::id);
    QVERIFY(L1 != all.end());
    QTEST(verdictOf(*L1), "verdict");
}

QTEST_APPLESS_MAIN(TestParticleNumbers)
#include "tst_ParticleNumbers.moc"
