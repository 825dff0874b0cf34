#include "widgets/plots/parts/CurveHistory.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dqm;

class tst_CurveHistory : public QObject
{
    Q_OBJECT

private slots:
    void keepsSamplesInOrderOfTime();
    void thinsButKeepsTheEnds();
    void keepsAnEvenDensity();
    void addsNothingWhenTimeRunsBackOverKnownTimes();
    void extendsBeyondEitherEnd();
    void dropsTheFutureOfAnOlderRevision();
    void overwritesAnOlderRevisionBackward();
    void survivesARevisionPerSample();
    void ignoresWhatIsNotFinite();
    void joinsSingleSamplesOfDifferentRevisions();
    void forgetsOnClear();
};

namespace {

CurveHistory::Sample sample(double time, long long revision = 0)
{
    return {time, {std::sin(time), std::cos(time), time, 1.0}, revision};
}

bool isOrdered(const CurveHistory& history)
{
    const auto& samples = history.samples();
    return std::is_sorted(samples.begin(), samples.end(),
        [](const auto& a, const auto& b) { return a.time < b.time; });
}

void run(CurveHistory& history, double from, double to, double step, long long revision = 0)
{
    const long count = std::lround(std::abs((to - from) / step));
    for (long i = 0; i <= count; ++i)
        history.append(
            sample(from + (to > from ? step : -step) * static_cast<double>(i), revision));
}

} // namespace

void tst_CurveHistory::keepsSamplesInOrderOfTime()
{
    CurveHistory history;
    run(history, 0.0, 1.0, 0.01);
    QCOMPARE(history.samples().size(), 101U);
    QVERIFY(isOrdered(history));
    QCOMPARE(history.present().time, 1.0);
}

void tst_CurveHistory::thinsButKeepsTheEnds()
{
    CurveHistory history(100);
    run(history, 0.0, 1000.0, 0.01);
    QVERIFY(history.samples().size() <= 100U);
    QVERIFY(history.samples().size() >= 30U);
    QCOMPARE(history.samples().front().time, 0.0);
    QCOMPARE(history.samples().back().time, 1000.0);
    for (const auto& kept : history.samples())
        QCOMPARE(kept.values, sample(kept.time).values);
}

void tst_CurveHistory::keepsAnEvenDensity()
{
    CurveHistory history(200);
    run(history, 0.0, 777.0, 0.01);
    const auto& samples = history.samples();
    double widest = 0.0;
    for (std::size_t i = 1; i < samples.size(); ++i)
        widest = std::max(widest, samples[i].time - samples[i - 1].time);
    QVERIFY2(widest < 777.0 / 40.0, qPrintable(QString::number(widest)));
}

void tst_CurveHistory::addsNothingWhenTimeRunsBackOverKnownTimes()
{
    CurveHistory history;
    run(history, 0.0, 1.0, 0.01);
    const auto before = history.samples().size();
    run(history, 0.995, 0.505, 0.01);
    QCOMPARE(history.samples().size(), before);
    QCOMPARE(history.present().time, 0.505);
    QCOMPARE(history.samples().back().time, 1.0);
}

void tst_CurveHistory::extendsBeyondEitherEnd()
{
    CurveHistory history;
    run(history, 0.0, 1.0, 0.1);
    run(history, 0.9, -1.0, 0.1);
    run(history, -0.9, 2.0, 0.1);
    QCOMPARE(history.samples().front().time, -1.0);
    QCOMPARE(history.samples().back().time, 2.0);
    QVERIFY(isOrdered(history));
}

void tst_CurveHistory::dropsTheFutureOfAnOlderRevision()
{
    CurveHistory history;
    run(history, 0.0, 1.0, 0.1);
    run(history, 0.9, 0.5, 0.1);
    history.append(sample(0.5, 1));
    QCOMPARE(history.samples().back().time, 0.5);
    QCOMPARE(history.samples().back().revision, 1);
    QVERIFY(std::all_of(history.samples().begin(), history.samples().end() - 1,
        [](const auto& kept) { return kept.revision == 0 && kept.time < 0.5; }));
    history.append(sample(0.0, 2));
    QCOMPARE(history.samples().size(), 1U);
}

void tst_CurveHistory::overwritesAnOlderRevisionBackward()
{
    CurveHistory history;
    run(history, 0.0, 1.0, 0.1);
    run(history, 1.0, 0.35, 0.05, 1);
    QVERIFY(isOrdered(history));
    for (const auto& kept : history.samples())
        QCOMPARE(kept.revision, kept.time < 0.34 ? 0 : 1);
}

void tst_CurveHistory::survivesARevisionPerSample()
{
    CurveHistory history(64);
    for (int i = 0; i < 1000; ++i)
        history.append(sample(0.1 * i, i));
    QVERIFY(history.samples().size() <= 64U);
    QVERIFY(isOrdered(history));
    QCOMPARE(history.samples().back().revision, 999);
}

void tst_CurveHistory::ignoresWhatIsNotFinite()
{
    CurveHistory history;
    history.append(sample(std::nan("")));
    auto broken = sample(1.0);
    broken.values[0] = std::nan("");
    history.append(broken);
    QVERIFY(history.isEmpty());
}

void tst_CurveHistory::joinsSingleSamplesOfDifferentRevisions()
{
    CurveHistory dragged;
    for (int i = 0; i < 5; ++i)
        dragged.append(sample(0.1 * i, i));
    for (std::size_t i = 0; i < 5; ++i)
        QVERIFY(!dragged.breaksBefore(i));

    CurveHistory changed;
    run(changed, 0.0, 0.4, 0.1, 0);
    run(changed, 0.5, 0.9, 0.1, 1);
    for (std::size_t i = 0; i < 10; ++i)
        QCOMPARE(changed.breaksBefore(i), i == 5);
}

void tst_CurveHistory::forgetsOnClear()
{
    CurveHistory history(32);
    run(history, 0.0, 10.0, 0.01);
    history.clear();
    QVERIFY(history.isEmpty());
    run(history, 0.0, 0.1, 0.01, 7);
    QCOMPARE(history.samples().size(), 11U);
}

QTEST_APPLESS_MAIN(tst_CurveHistory)
#include "tst_CurveHistory.moc"
