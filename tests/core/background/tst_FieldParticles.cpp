#include "core/background/FieldParticles.h"
#include "support/Close.h"

using namespace dqm;

class TestFieldParticles : public QObject
{
    Q_OBJECT

private slots:
    void areShakenAsTheFirstOrderSays()
    {
        const FluctuatingField field({.waves = 64});
        FieldParticles particles(field, 100, 0.01, 16.0);
        QCOMPARE(particles.exponent(), 0.0);
        // 2 g^2 <k^2/omega^2>
        DQM_CLOSE(particles.shakenVelocity(), 2e-4 * field.spectrum().meanSquaredSpeed(), 2e-6);
        particles.advanceTo(10.0, 1);
        DQM_CLOSE(particles.meanSquaredVelocity() / particles.shakenVelocity(), 1.0, 0.35);
    }

    void keepFlyingFromTheFirstKickInsteadOfDiffusing()
    {
        FieldParticles particles(FluctuatingField({.waves = 48, .seed = 2}), 60, 0.03, 16.0);
        particles.advanceTo(100.0, 1);
        DQM_CLOSE(particles.exponent(), 2.1, 0.2);
    }

    void heatUpWithoutBoundOffTheShell()
    {
        FieldParticles particles(
            FluctuatingField({.waves = 48, .onShell = false, .seed = 2}), 60, 0.03, 16.0);
        particles.advanceTo(60.0, 1);
        QVERIFY(particles.meanSquaredVelocity() > 10.0 * particles.shakenVelocity());
        QVERIFY(particles.exponent() > 2.3);
    }

    void followTheSlopeOfTheField()
    {
        const FluctuatingField field({.waves = 16});
        FieldParticles particles(field, 3, 0.05, 8.0);
        const std::vector<Vec2> start = particles.places();
        particles.advanceTo(2.0, 1);
        const int fine = 64;
        const double step = particles.step() / fine;
        for (size_t p = 0; p < start.size(); ++p) {
            Vec2 place = start[p];
            Vec2 velocity(0.0, 0.0);
            double t = 0.0;
            for (int i = 0; i < std::lround(particles.time() / step); ++i) {
                velocity -= 0.025 * step * field.gradient(place, t);
                place += step * velocity;
                t += step;
                velocity -= 0.025 * step * field.gradient(place, t);
            }
            DQM_CLOSE((place - particles.places()[p]).norm(), 0.0, 4e-3);
        }
    }

    void areTheSameForAnyNumberOfThreads()
    {
        const FluctuatingField field({.waves = 16});
        FieldParticles one(field, 10, 0.1, 8.0);
        FieldParticles two(field, 10, 0.1, 8.0);
        one.advanceTo(3.0, 1);
        two.advanceTo(1.0, 2);
        two.advanceTo(3.0, 2);
        for (size_t p = 0; p < 10; ++p)
            QCOMPARE(one.places()[p], two.places()[p]);
    }
};

QTEST_APPLESS_MAIN(TestFieldParticles)
#include "tst_FieldParticles.moc"
