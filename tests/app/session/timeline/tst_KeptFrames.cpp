#include "app/session/timeline/KeptFrames.h"

#include <QTest>

using namespace dqm;

namespace {

std::shared_ptr<const Frame> frameAt(double time, long long run = 1)
{
    auto frame = std::make_shared<Frame>();
    frame->time = time;
    frame->run = run;
    frame->pictures.resize(1);
    frame->pictures.front().rho = FloatField::Zero(16, 16);
    return frame;
}

} // namespace

/// Frames to be shown again: of one run, evenly, within a budget.
class TestKeptFrames : public QObject
{
    Q_OBJECT

private slots:
    void findsTheNearest()
    {
        KeptFrames kept(1U << 20U);
        QVERIFY(!kept.nearest(1.0));
        for (const double time : {2.0, 0.0, 1.0})
            kept.add(frameAt(time));
        QCOMPARE(kept.nearest(1.4)->time, 1.0);
        QCOMPARE(kept.nearest(1.6)->time, 2.0);
        QCOMPARE(kept.nearest(-5.0)->time, 0.0);
        QCOMPARE(kept.nearest(99.0)->time, 2.0);
    }

    void aFrameOfTheSameTimeTakesThePlace()
    {
        KeptFrames kept(1U << 20U);
        kept.add(frameAt(1.0));
        const auto newer = frameAt(1.0);
        kept.add(newer);
        QCOMPARE(kept.count(), std::size_t(1));
        QCOMPARE(kept.nearest(1.0), newer);
    }

    void whatWasMadeOnOtherTermsIsNotShown()
    {
        KeptFrames kept(1U << 20U);
        kept.add(frameAt(1.0), 1);
        QVERIFY(kept.nearest(1.0, 1));
        QVERIFY(!kept.nearest(1.0, 2));
        kept.add(frameAt(2.0), 2);
        QCOMPARE(kept.count(), std::size_t(1));
        QCOMPARE(kept.nearest(1.0, 2)->time, 2.0);
    }

    void staysWithinItsBudgetAndLiesEvenly()
    {
        const std::size_t each = bytesOf(*frameAt(0.0));
        KeptFrames kept(20 * each);
        constexpr int all = 500;
        for (int i = 0; i <= all; ++i) {
            kept.add(frameAt(i));
            QVERIFY(kept.bytes() <= 20 * each);
        }
        QCOMPARE(kept.nearest(0.0)->time, 0.0);
        QCOMPARE(kept.nearest(all)->time, double(all));
        // Twenty over five hundred: no time is further from one than two even gaps.
        for (int i = 0; i <= all; ++i)
            QVERIFY(std::abs(kept.nearest(i)->time - i) <= 2.0 * all / 20.0);
        kept.setBudget(5 * each);
        QVERIFY(kept.count() <= 5);
    }

    void anotherRunLeavesNothingOfTheOneBefore()
    {
        KeptFrames kept(1U << 20U);
        kept.add(frameAt(1.0, 1));
        kept.add(frameAt(5.0, 2));
        QCOMPARE(kept.count(), std::size_t(1));
        QCOMPARE(kept.nearest(1.0)->run, 2LL);
    }

    void forgetsLaterTimes()
    {
        KeptFrames kept(1U << 20U);
        for (int i = 0; i < 10; ++i)
            kept.add(frameAt(i));
        kept.forgetAfter(4.5);
        QCOMPARE(kept.nearest(9.0)->time, 4.0);
        QCOMPARE(kept.bytes(), 5 * bytesOf(*frameAt(0.0)));
        kept.clear();
        QCOMPARE(kept.bytes(), std::size_t(0));
    }

    void countsEveryField()
    {
        const auto bare = bytesOf(*frameAt(0.0));
        Frame full = *frameAt(0.0);
        full.pictures.front().vx = FloatField::Zero(16, 16);
        full.frictional.push_back(full.pictures.front());
        QVERIFY(bytesOf(full) >= bare + 3 * 16 * 16 * sizeof(float));
    }
};

QTEST_APPLESS_MAIN(TestKeptFrames)
#include "tst_KeptFrames.moc"
