#include "support/SyntheticFrame.h"
#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/model/SceneScales.h"

#include <QtTest>

#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

Frame frameWithPeak(float peak, long long steps)
{
    Frame frame = *syntheticFrame();
    frame.steps = steps;
    frame.pictures[0].rhoMax = peak;
    return frame;
}

double heightAfter(ScaleFollower& follower, const Frame& frame, double seconds, bool follows = true)
{
    SceneOptions options;
    options.followsPeak = follows;
    return follower.follow(frame, frame.pictures[0], options, seconds).heightRho;
}

} // namespace

class tst_SceneScales : public QObject
{
    Q_OBJECT

private slots:
    void startsAtTheFirstPeak()
    {
        ScaleFollower follower;
        QCOMPARE(heightAfter(follower, frameWithPeak(0.5F, 0), 0.0), 0.5);
    }

    void followsThePeakSmoothly()
    {
        ScaleFollower follower;
        heightAfter(follower, frameWithPeak(1.0F, 0), 0.0);
        const double soon = heightAfter(follower, frameWithPeak(0.5F, 1), 0.02);
        QVERIFY(soon < 1.0 && soon > 0.9);
        const double late = heightAfter(follower, frameWithPeak(0.5F, 2), 2.0);
        QVERIFY(std::abs(late - 0.5) < 1e-3);
    }

    void jumpsToAnEnsemblePreparedAnew()
    {
        ScaleFollower follower;
        heightAfter(follower, frameWithPeak(1.0F, 100), 0.0);
        QCOMPARE(heightAfter(follower, frameWithPeak(0.5F, 0), 0.001), 0.5);
    }

    void holdsTheHeightOfTheStartUnlessAsked()
    {
        ScaleFollower follower;
        heightAfter(follower, frameWithPeak(1.0F, 0), 0.0, false);
        QCOMPARE(heightAfter(follower, frameWithPeak(0.1F, 1), 5.0, false), 1.0);
        QCOMPARE(heightAfter(follower, frameWithPeak(1e-11F, 2), 5.0, false), 1.0);
        QVERIFY(heightAfter(follower, frameWithPeak(0.1F, 3), 50.0, true) < 0.11);
        QCOMPARE(heightAfter(follower, frameWithPeak(0.1F, 4), 5.0, false), 1.0);
    }

    /// Whoever sees a late frame first scales it as one who saw all of them.
    void scalesDependOnTheRunAloneNotOnWhatWasSeen_data()
    {
        QTest::addColumn<ColorBy>("by");
        QTest::newRow("phase") << ColorBy::Phase;
        QTest::newRow("density") << ColorBy::Density;
        QTest::newRow("drift") << ColorBy::DriftSpeed;
        QTest::newRow("diffusion") << ColorBy::DiffusionSpeed;
        QTest::newRow("Q") << ColorBy::QuantumPotential;
    }
    void scalesDependOnTheRunAloneNotOnWhatWasSeen()
    {
        QFETCH(const ColorBy, by);
        SyntheticScene scene;
        scene.discDepth = -30.0; // a pillar
        Frame first = *syntheticFrame(scene);
        first.start = RunStart{1.0, first.pictures[0].numbers.energies, 0.0, 0.0, 30.0, 0.9};
        Frame late = first;
        late.steps = 500;
        late.time = 5.0;
        late.pictures[0].rho *= 1e-3F;
        late.pictures[0].rhoMax *= 1e-3F;
        late.pictures[0].vx += 3.0F;
        late.pictures[0].numbers.energies.diffusion *= 0.01;
        SceneOptions options;
        options.colorBy = by;
        ScaleFollower all;
        const SceneScales begun = all.follow(first, first.pictures[0], options, 0.0);
        const SceneScales followed = all.follow(late, late.pictures[0], options, 5.0);
        ScaleFollower fresh;
        const SceneScales alone = fresh.follow(late, late.pictures[0], options, 0.0);
        QCOMPARE(followed, begun);
        QCOMPARE(alone, begun);
    }

    /// Levels of V belong to the experiment: a packet that comes to rest or leaves changes none.
    void contourLevelsAreThoseOfTheStart()
    {
        SyntheticScene scene;
        scene.discDepth = -500.0; // a pillar that nothing climbs
        scene.packets[0].velocity = Vec2(4.0, 0.0);
        Frame frame = *syntheticFrame(scene);
        Picture& picture = frame.pictures[0];
        frame.start = RunStart{1.0, picture.numbers.energies, 8.0, 0.0, 500.0, 0.9};
        ScaleFollower follower;
        const SceneScales first = follower.follow(frame, picture, {}, 0.0);
        QVERIFY(first.hasWalls);
        QVERIFY(first.potentialTop < 100.0);
        QCOMPARE(first.wallHeight, 500.0);
        frame.steps = 1000;
        picture.numbers.energies = {};
        picture.numbers.energies.potential = 1e-6;
        const SceneScales last = follower.follow(frame, picture, {}, 1.0);
        QCOMPARE(last.potentialTop, first.potentialTop);
        QCOMPARE(last.contourStep, first.contourStep);
        frame.start->levelShare = 0.01; // a bowl
        QVERIFY(!follower.follow(frame, picture, {}, 1.0).hasWalls);
    }

    void phaseAndDensityStepBackUnderLinesOfAFlow()
    {
        SceneOptions options;
        QCOMPARE(drawnColoring(options), ColorBy::Phase);
        options.diffusion.arrows = true;
        QCOMPARE(drawnColoring(options), ColorBy::Neutral);
        options.colorBy = ColorBy::Density;
        QCOMPARE(drawnColoring(options), ColorBy::Neutral);
        // Asked for by name it is shown.
        options.colorBy = ColorBy::QuantumPotential;
        QCOMPARE(drawnColoring(options), ColorBy::QuantumPotential);
    }

    void speedsSpanWhatTheMassHas()
    {
        SyntheticScene scene;
        scene.packets[0].velocity = Vec2(3.0, 4.0);
        const Picture picture = syntheticPicture(scene);
        QVERIFY(std::abs(heaviestValue(picture, ColorBy::DriftSpeed) - 5.0) < 0.05);
        // |u| = r / 2 sigma^2; 1 % of a round Gaussian's mass lies beyond r = sigma sqrt(2 ln 100).
        const double sigma = 1.5;
        const double expected = std::sqrt(2.0 * std::log(100.0)) / (2.0 * sigma);
        QVERIFY(std::abs(heaviestValue(picture, ColorBy::DiffusionSpeed) / expected - 1.0) < 0.05);
    }

    void aResidualVelocityIsNotBlownUpIntoStructure()
    {
        SyntheticScene scene;
        scene.packets[0].velocity = Vec2(1e-12, 0.0);
        const auto frame = syntheticFrame(scene);
        SceneOptions options;
        options.colorBy = ColorBy::DriftSpeed;
        ScaleFollower follower;
        QVERIFY(follower.follow(*frame, frame->pictures[0], options, 0.0).colorHigh > 1e-4);
    }

    void theSignedScaleIsSymmetric()
    {
        const auto frame = syntheticFrame();
        SceneOptions options;
        options.colorBy = ColorBy::QuantumPotential;
        ScaleFollower follower;
        const SceneScales scales = follower.follow(*frame, frame->pictures[0], options, 0.0);
        QCOMPARE(scales.colorLow, -scales.colorHigh);
        QVERIFY(scales.colorHigh > 0.0);
    }

    /// Of what should vanish the magnitude is the message: no least range hides it, and it moves
    /// only when it has to.
    void aResidualHasTheRoundScaleOfItsMagnitude()
    {
        auto frame = std::make_shared<Frame>(*syntheticFrame());
        Picture& picture = frame->pictures[0];
        SceneOptions options;
        options.colorBy = ColorBy::ResidualHamiltonJacobi;
        ScaleFollower follower;
        const auto high = [&](float size) {
            picture.residualHamiltonJacobi.setConstant(
                picture.rho.rows(), picture.rho.cols(), size);
            const SceneScales scales = follower.follow(*frame, picture, options, 0.02);
            return scales.colorLow == -scales.colorHigh ? scales.colorHigh : 0.0;
        };
        const double first = high(3e-8F);
        QVERIFY(std::abs(first - 1e-7) < 1e-12);
        QCOMPARE(high(6e-8F), first);
        QCOMPARE(high(2e-8F), first);
        QVERIFY(high(3e-7F) >= 3e-7);
        QVERIFY(high(3e-9F) < 2e-8);
        picture.residualHamiltonJacobi.setZero();
        const double none = high(0.0F);
        QVERIFY(none > 0.0 && none < 1e-12);
        picture.residualHamiltonJacobi.resize(0, 0);
        const double absent = follower.follow(*frame, picture, options, 0.02).colorHigh;
        QVERIFY(std::isfinite(absent) && absent > 0.0);
    }

    void anEigenstateIsLevelInLocalEnergy()
    {
        // The packet of sigma^2 = 1/(2 omega) in V = omega^2 r^2/2.
        auto frame = std::make_shared<Frame>(*syntheticFrame());
        Picture& picture = frame->pictures[0];
        const double omega = 1.0 / (2.0 * 1.5 * 1.5);
        const Grid& grid = picture.grid;
        picture.V.resize(grid.ny, grid.nx);
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                picture.V(j, i) = static_cast<float>(
                    0.5 * omega * omega * Vec2(grid.x(i), grid.y(j)).squaredNorm());
        SceneOptions options;
        options.colorBy = ColorBy::LocalEnergy;
        ScaleFollower follower;
        const SceneScales scales = follower.follow(*frame, picture, options, 0.0);
        QVERIFY(std::abs(scales.meanEnergy - omega) < 1e-5);
        QVERIFY(scales.colorHigh >= 0.01 * picture.numbers.energies.diffusion);
        QVERIFY(heaviestValue(picture, ColorBy::LocalEnergy, scales) < 1e-2 * scales.colorHigh);
        QCOMPARE(scales.colorLow, -scales.colorHigh);
        picture.V.setZero();
        QVERIFY(follower.follow(*frame, picture, options, 100.0).colorHigh > 0.05 * omega);
    }

    void aConstantPotentialIsNotDrawn()
    {
        auto frame = std::make_shared<Frame>(*syntheticFrame());
        frame->pictures[0].V.setConstant(128, 128, 3.0F);
        ScaleFollower follower;
        QVERIFY(!follower.follow(*frame, frame->pictures[0], {}, 0.0).hasPotential());
    }

    void aWellIsDrawnFromItsBottomToItsRim()
    {
        SyntheticScene scene;
        scene.discDepth = 6.0;
        const auto frame = syntheticFrame(scene);
        ScaleFollower follower;
        const SceneScales scales = follower.follow(*frame, frame->pictures[0], {}, 0.0);
        QCOMPARE(scales.potentialLow, -6.0);
        QCOMPARE(scales.potentialTop, 0.0);
        const double lines = 6.0 / scales.contourStep;
        QVERIFY(lines >= 3.0 && lines <= 8.0);
    }

    void qualityFallsWhenPicturesAreSlowAndRisesWhenTheyAreFast()
    {
        QualityGovernor governor(25.0);
        const int start = governor.quality(512).meshCells;
        for (int k = 0; k < 20; ++k)
            governor.measured(60.0, 512);
        const RenderQuality coarse = governor.quality(512);
        QVERIFY(coarse.meshCells < start || coarse.pixelScale < 1.0);
        for (int k = 0; k < 400; ++k)
            governor.measured(3.0, 512);
        QCOMPARE(governor.quality(512), (RenderQuality{512, 1.0}));
        QCOMPARE(governor.quality(100).meshCells, 100);
    }

    void qualitySettlesWhereThePicturesTakeWhatTheyMay()
    {
        QualityGovernor governor(25.0);
        const auto cost = [](const RenderQuality& quality) {
            return 6.0 + 18.0 * std::pow(quality.meshCells / 256.0, 2.0);
        };
        for (int k = 0; k < 300; ++k)
            governor.measured(cost(governor.quality(512)), 512);
        const int settled = governor.quality(512).meshCells;
        for (int k = 0; k < 100; ++k) {
            governor.measured(cost(governor.quality(512)), 512);
            QCOMPARE(governor.quality(512).meshCells, settled);
        }
        QVERIFY(cost(governor.quality(512)) < 30.0);
    }

    void panesOfOneMomentHaveOneQuality()
    {
        CommonQuality common(25.0);
        SceneState now;
        now.frame = syntheticFrame({});
        const RenderQuality first = common.quality(now);
        for (int k = 0; k < 20; ++k)
            common.measured(90.0, 512);
        QCOMPARE(common.quality(now), first);
        SceneState turned = now;
        turned.camera.azimuth += 1.0;
        QVERIFY(common.quality(turned) != first);
        QCOMPARE(common.quality(now), first); // a pane that is late
        SceneState next = now;
        next.frame = syntheticFrame({});
        QCOMPARE(common.quality(next), common.quality(turned));
    }
};

QTEST_GUILESS_MAIN(tst_SceneScales)
#include "tst_SceneScales.moc"
