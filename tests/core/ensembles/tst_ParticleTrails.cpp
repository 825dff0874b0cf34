#include "core/ensembles/ParticleTrails.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

namespace {

/// One particle that moves along x with speed 2.
void walk(ParticleTrails& trails, double from, double to, double step)
{
    const int steps = qRound(std::abs(to - from) / step);
    for (int n = 0; n <= steps; ++n) {
        const double t = from + (to - from) * n / steps;
        trails.take(t, {Vec2(2.0 * t, 1.0)}, {1});
    }
}

struct Seen
{
    std::vector<Eigen::Vector2f> points;
    std::vector<int> lengths;
};

Seen seen(const ParticleTrails& trails, Vec2 velocity = Vec2(0.0, 0.0))
{
    Seen result;
    trails.append(result.points, result.lengths, velocity);
    return result;
}

} // namespace

class TestParticleTrails : public QObject
{
    Q_OBJECT

private slots:
    void theyReachBackForTheirDuration()
    {
        for (const double step : {0.001, 0.01, 0.04}) {
            ParticleTrails trails(0.48);
            walk(trails, 0.0, 3.0, step);
            const Seen now = seen(trails);
            QCOMPARE(int(now.lengths.size()), 1);
            QVERIFY(now.lengths[0] <= ParticleTrails::samples + 2);
            QVERIFY(std::abs(now.points.front().x() - 6.0F) < 1e-5F);
            const float reach = now.points.front().x() - now.points.back().x();
            QVERIFY2(reach <= 0.97F && reach > 0.9F - 2.0F * float(step),
                qPrintable(QString::number(double(reach))));
        }
    }

    void aMovingObserverSeesTheWayInItsOwnFrame()
    {
        ParticleTrails trails(0.48);
        walk(trails, 0.0, 1.0, 0.01);
        // At the particle's own velocity it stays where it is.
        for (const Eigen::Vector2f& point : seen(trails, Vec2(2.0, 0.0)).points)
            QVERIFY((point - Eigen::Vector2f(0.0F, 1.0F)).norm() < 1e-6F);
    }

    void theyGrowInEitherDirectionOfTime()
    {
        ParticleTrails trails(0.48);
        walk(trails, 3.0, 1.0, 0.01);
        const Seen now = seen(trails);
        QVERIFY(std::abs(now.points.front().x() - 2.0F) < 1e-5F);
        QVERIFY(now.points.back().x() > 2.9F);
    }

    void whatIsAbsorbedLeavesNone()
    {
        ParticleTrails trails(1.0);
        trails.take(0.0, {Vec2(0.0, 0.0), Vec2(1.0, 0.0)}, {1, 1});
        QVERIFY(seen(trails).lengths.empty());
        trails.take(0.5, {Vec2(0.5, 0.0), Vec2(1.5, 0.0)}, {0, 1});
        const Seen now = seen(trails);
        QCOMPARE(int(now.lengths.size()), 1);
        QCOMPARE(now.points.front().x(), 1.5F);
    }

    void refusesNoDuration()
    {
        QVERIFY_EXCEPTION_THROWN(ParticleTrails(0.0), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(TestParticleTrails)
#include "tst_ParticleTrails.moc"
