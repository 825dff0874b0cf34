#include "core/background/DensityRecord.h"
#include "support/Close.h"

#include <limits>

using namespace dqm;

namespace {

/// D = 1 - 0.5 exp(-x^2/2) on a ring of length 10, or what a walker makes of another depth.
DiffusionSettings ring(double depth = 0.5)
{
    return {
        .profile = VacuumProfile(FieldDips{{.shape = FieldDip::Shape::Trench, .depth = depth}})};
}

DensityRecord settled(ThermalDiffusion& particles, double time)
{
    DensityRecord record(particles, DensityRecord::Along::X, 20);
    while (particles.time() < time) {
        particles.advance(25, 2);
        record.see(particles);
    }
    return record;
}

} // namespace

class TestThermalDiffusion : public QObject
{
    Q_OBJECT

private slots:
    void findsItsEquilibrium_data()
    {
        QTest::addColumn<int>("migration");
        QTest::addColumn<double>("alpha");
        QTest::addColumn<double>("depth");
        QTest::addColumn<double>("ratio"); // of the densities in the middle and far away
        QTest::newRow("Ito") << 0 << 0.0 << 0.5 << 2.0;
        QTest::newRow("Stratonovich") << 0 << 0.5 << 0.5 << std::sqrt(2.0);
        QTest::newRow("Fick") << 0 << 1.0 << 0.5 << 1.0;
        QTest::newRow("walkers, variable rate") << 1 << 0.0 << 0.5 << 1.0;
        QTest::newRow("walkers, variable speed") << 2 << 0.0 << 0.75 << 2.0;
    }
    void findsItsEquilibrium()
    {
        QFETCH(int, migration);
        QFETCH(double, alpha);
        QFETCH(double, depth);
        QFETCH(double, ratio);
        DiffusionSettings settings = ring(depth);
        settings.migration = Migration(migration);
        settings.alpha = alpha;
        settings.particles = 2000;
        ThermalDiffusion particles(settings);
        DQM_CLOSE(particles.equilibrium(Vec2(0.0, 1.0)) / particles.equilibrium(Vec2(5.0, 1.0)),
            ratio, 1e-5);
        const DensityRecord record = settled(particles, 26.5);
        QCOMPARE(record.moments(), 4);
        const DensityRecord::Contrast contrast = record.contrast(particles);
        DQM_CLOSE(contrast.value, contrast.expected, 3.0 * contrast.standardError);
        QVERIFY(contrast.standardError < 0.1);
        QVERIFY(contrast.expected > 0.93 * ratio && contrast.expected <= ratio + 1e-12);
        const double chi = record.chiSquarePerBin(particles);
        QVERIFY2(chi > 0.2 && chi < 2.2, qPrintable(QString::number(chi)));
    }

    void reversesWithTheOtherLaw()
    {
        DiffusionSettings settings = ring();
        settings.law = DiffusionLaw::Mass;
        const ThermalDiffusion particles(settings);
        DQM_CLOSE(particles.diffusion(Vec2(0.0, 0.0)), std::sqrt(2.0), 1e-12);
        DQM_CLOSE(particles.equilibrium(Vec2(0.0, 0.0)), std::sqrt(0.5), 1e-12);
    }

    void hasTheSlopesOfItsDiffusion()
    {
        DiffusionSettings settings{
            .profile = VacuumProfile(FieldDips{{.center = Vec2(-2.0, 0.0), .depth = 0.4},
                {.center = Vec2(2.0, 0.0), .depth = 0.3}})};
        const double h = 1e-5;
        for (const DiffusionLaw law : {DiffusionLaw::Square, DiffusionLaw::Mass}) {
            settings.law = law;
            const ThermalDiffusion particles(settings);
            const Vec2 place(-1.0, 0.7);
            const Vec2 along(h, 2.0 * h);
            DQM_CLOSE(particles.diffusionGradient(place).dot(along),
                0.5 * (particles.diffusion(place + along) - particles.diffusion(place - along)),
                1e-12);
        }
    }

    void keepsItsDiffusionConstantFarFromMasses()
    {
        for (const Migration migration : {Migration::Diffusion, Migration::VariableRate}) {
            DiffusionSettings settings{.profile = VacuumProfile(FieldDips{{.depth = 0.0}})};
            settings.size = Vec2(1000.0, 1000.0);
            settings.migration = migration;
            settings.particles = 4000;
            ThermalDiffusion particles(settings);
            const std::vector<Vec2> start = particles.places();
            const long long steps = std::llround(4.0 / particles.step());
            particles.advance(std::min(steps, 400LL), 2);
            const double t = particles.time();
            double sum = 0.0;
            for (size_t p = 0; p < start.size(); ++p) {
                const Vec2 way = particles.places()[p] - start[p];
                sum += way.cwiseAbs().maxCoeff() < 500.0 ? way.squaredNorm() : 0.0;
            }
            // <r^2> = 4 D t; flights forget their direction within 1/rate = 1/8.
            const double memory
                = migration == Migration::Diffusion ? 0.0 : (1.0 - std::exp(-8.0 * t)) / 8.0;
            DQM_CLOSE(sum / 4000.0 / (4.0 * (t - memory)), 1.0, 0.05);
        }
    }

    void bouncesOffTheEdges()
    {
        for (const Migration migration :
            {Migration::Diffusion, Migration::VariableRate, Migration::VariableSpeed}) {
            DiffusionSettings settings = ring();
            settings.size = Vec2(2.0, 3.0);
            settings.isPeriodic = false;
            settings.migration = migration;
            settings.particles = 500;
            ThermalDiffusion particles(settings);
            particles.advance(500, 1);
            for (const Vec2& place : particles.places())
                QVERIFY(std::abs(place.x()) <= 1.0 && std::abs(place.y()) <= 1.5);
        }
    }

    void startsANewRecordWithANewAlpha()
    {
        DiffusionSettings settings = ring();
        settings.particles = 200;
        ThermalDiffusion particles(settings);
        DensityRecord record = settled(particles, 12.0);
        QCOMPARE(record.moments(), 1);
        particles.setAlpha(1.0);
        record.restart(particles);
        QCOMPARE(record.moments(), 0);
        DQM_CLOSE(record.contrast(particles).expected, 1.0, 1e-12);
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument, particles.setAlpha(std::numeric_limits<double>::quiet_NaN()));
    }

    void staysFiniteWithOneParticle()
    {
        DiffusionSettings settings = ring(0.99);
        settings.particles = 1;
        ThermalDiffusion particles(settings);
        particles.advance(10, 1);
        const DensityRecord record(particles, DensityRecord::Along::Radius, 20);
        for (const auto& bin : record.bins(particles))
            QVERIFY(std::isfinite(bin.now) && std::isfinite(bin.meanError));
        const auto contrast = record.contrast(particles);
        QVERIFY(std::isfinite(contrast.value) && std::isfinite(contrast.standardError));
    }

    void isTheSameForAnyNumberOfThreads()
    {
        DiffusionSettings settings = ring();
        settings.particles = 300;
        ThermalDiffusion one(settings);
        ThermalDiffusion two(settings);
        one.advance(50, 1);
        two.advance(20, 2);
        two.advance(30, 2);
        for (size_t p = 0; p < 300; ++p)
            QCOMPARE(one.places()[p], two.places()[p]);
    }

    void refusesBadSettings()
    {
        for (const DiffusionSettings& settings :
            {DiffusionSettings{.size = Vec2(0.0, 1.0)}, DiffusionSettings{.D0 = 0.0},
                DiffusionSettings{.speed = -1.0}, DiffusionSettings{.particles = 0},
                DiffusionSettings{.alpha = std::numeric_limits<double>::infinity()}})
            QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)ThermalDiffusion(settings));
    }
};

QTEST_APPLESS_MAIN(TestThermalDiffusion)
#include "tst_ThermalDiffusion.moc"
