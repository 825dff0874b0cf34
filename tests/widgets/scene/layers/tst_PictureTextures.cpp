#include "support/SyntheticFrame.h"
#include "widgets/scene/layers/PictureTextures.h"
#include "widgets/scene/model/ColorMaps.h"
#include "widgets/scene/model/SceneGeometry.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace dqm;
using namespace dqm::test;

namespace {

SceneScales scalesFor(const Picture& picture)
{
    SceneScales scales;
    scales.heightRho = picture.rhoMax;
    scales.colorLow = 0.0;
    scales.colorHigh = picture.rhoMax;
    return scales;
}

PictureTextures filled(const Picture& picture, ColorBy by, SceneScales scales, int threads = 2)
{
    PictureTextures textures;
    textures.fill(picture, scales, by, theme(ThemeKind::Dark), threads);
    return textures;
}

std::size_t at(const PictureTextures& textures, int i, int j)
{
    return 4
        * (static_cast<std::size_t>(j) * static_cast<std::size_t>(textures.width())
            + static_cast<std::size_t>(i));
}

QColor colorAt(const PictureTextures& textures, int i, int j)
{
    const std::size_t k = at(textures, i, j);
    return {textures.color()[k], textures.color()[k + 1], textures.color()[k + 2]};
}

int weightAt(const PictureTextures& textures, int i, int j)
{
    return textures.color()[at(textures, i, j) + 3];
}

} // namespace

class tst_PictureTextures : public QObject
{
    Q_OBJECT

private slots:
    void heightFollowsTheDensity()
    {
        const Picture picture = syntheticPicture({});
        const PictureTextures textures = filled(picture, ColorBy::Phase, scalesFor(picture));
        const double peak = sceneGeometry(picture.grid).peakHeight;
        for (const int i : {10, 64, 70, 90}) {
            const double expected = peak * picture.rho(64, i) / picture.rhoMax;
            QVERIFY(std::abs(textures.field()[at(textures, i, 64)] - expected) < 1e-6);
        }
    }

    /// What an absorbing edge leaves is noise: it is not blown up into colours.
    void whatIsLeftOfAPacketFadesAway()
    {
        Picture picture = syntheticPicture({});
        const SceneScales scales = scalesFor(picture);
        QCOMPARE(weightAt(filled(picture, ColorBy::Phase, scales), 64, 64), 255);
        // A packet that spread to a hundredth of its density is a packet.
        picture.rho *= 0.01F;
        picture.rhoMax *= 0.01F;
        QCOMPARE(weightAt(filled(picture, ColorBy::Phase, scales), 64, 64), 255);
        picture.rho *= 1e-8F;
        picture.rhoMax *= 1e-8F;
        const PictureTextures left = filled(picture, ColorBy::Phase, scales);
        QCOMPARE(weightAt(left, 64, 64), 0);
        QCOMPARE(colorAt(left, 64, 64), theme(ThemeKind::Dark).surface);
        QVERIFY(left.field()[at(left, 64, 64)] < 1e-6);
    }

    void neutralShadesHaveNoHueOfTheirOwn()
    {
        const Picture picture = syntheticPicture({});
        const PictureTextures textures = filled(picture, ColorBy::Neutral, scalesFor(picture));
        const QColor surface = theme(ThemeKind::Dark).surface;
        const QColor peak = colorAt(textures, 64, 64);
        QVERIFY(peak.lightness() > surface.lightness() + 40);
        QVERIFY(std::abs(peak.red() - peak.blue()) < 16);
        QVERIFY(std::abs(peak.red() - peak.green()) < 16);
        QVERIFY(colorAt(textures, 72, 64).lightness() < peak.lightness());
    }

    void normalsAreThoseOfTheSurface()
    {
        const SyntheticScene scene;
        const Picture picture = syntheticPicture(scene);
        const PictureTextures textures = filled(picture, ColorBy::Phase, scalesFor(picture));
        const SceneGeometry geometry = sceneGeometry(picture.grid);
        const double sigma = scene.packets[0].sigma.x();
        // z = H exp(-x^2 / 2 sigma^2) along y = 0, slope -x z / sigma^2.
        for (const int i : {56, 60, 68, 75}) {
            const double x = picture.grid.x(i);
            const double z = geometry.peakHeight * std::exp(-0.5 * x * x / (sigma * sigma));
            const double slope = -x * z / (sigma * sigma) / geometry.scale;
            const double expected = -slope / std::sqrt(1.0 + slope * slope);
            const double found = textures.field()[at(textures, i, 64) + 1];
            QVERIFY2(std::abs(found - expected) < 0.01,
                qPrintable(QStringLiteral("%1 for %2").arg(found).arg(expected)));
        }
    }

    void phaseColorsAreThoseOfTheMap_data()
    {
        QTest::addColumn<double>("phase");
        for (int k = -4; k <= 4; ++k)
            QTest::addRow("%d pi/4", k) << k * std::numbers::pi / 4.0;
        QTest::newRow("just below pi") << 3.1;
        QTest::newRow("just above -pi") << -3.1;
    }
    void phaseColorsAreThoseOfTheMap()
    {
        QFETCH(double, phase);
        Picture picture = syntheticPicture({});
        picture.rho.setConstant(1.0F);
        picture.rhoMax = 1.0F;
        picture.re.setConstant(static_cast<float>(std::cos(phase)));
        picture.im.setConstant(static_cast<float>(std::sin(phase)));
        const PictureTextures textures = filled(picture, ColorBy::Phase, scalesFor(picture));
        const QColor expected = phaseMap().at(phase / (2.0 * std::numbers::pi));
        const QColor found = colorAt(textures, 20, 30);
        // At most one step of the map apart where the phase falls between two.
        QVERIFY(std::abs(found.red() - expected.red()) <= 3);
        QVERIFY(std::abs(found.green() - expected.green()) <= 3);
        QVERIFY(std::abs(found.blue() - expected.blue()) <= 3);
    }

    void emptySpaceIsCalm_data()
    {
        QTest::addColumn<ColorBy>("by");
        QTest::newRow("phase") << ColorBy::Phase;
        QTest::newRow("density") << ColorBy::Density;
        QTest::newRow("drift") << ColorBy::DriftSpeed;
        QTest::newRow("diffusion") << ColorBy::DiffusionSpeed;
        QTest::newRow("Q") << ColorBy::QuantumPotential;
    }
    void emptySpaceIsCalm()
    {
        QFETCH(ColorBy, by);
        SyntheticScene scene;
        scene.packets[0].velocity = Vec2(5.0, 3.0);
        const Picture picture = syntheticPicture(scene);
        const PictureTextures textures = filled(picture, by, scalesFor(picture));
        const QColor neutral = theme(ThemeKind::Dark).surface;
        for (int j = 0; j < textures.height(); ++j)
            for (int i = 0; i < textures.width(); ++i)
                if (picture.rho(j % 128, i % 128) < 0.008F * picture.rhoMax) {
                    QCOMPARE(colorAt(textures, i, j), neutral);
                    QCOMPARE(weightAt(textures, i, j), 0);
                }
        QCOMPARE(weightAt(textures, 64, 64), 255);
        QVERIFY(colorAt(textures, 64, 64) != neutral);
    }

    void theFadeIsSmoothAndMonotone()
    {
        float before = 0.0F;
        for (float rho = 0.0F; rho <= 1.0F; rho += 0.001F) {
            const float weight = PictureTextures::weight(rho);
            QVERIFY(weight >= before);
            QVERIFY(weight - before < 0.03F);
            before = weight;
        }
        QCOMPARE(PictureTextures::weight(0.005F), 0.0F);
        QCOMPARE(PictureTextures::weight(1.0F), 1.0F);
    }

    void ratiosAreNotColouredWhereTheyHaveNoMeaning()
    {
        Picture picture = syntheticPicture({});
        picture.rhoFloor = 0.5F * picture.rhoMax;
        SceneScales scales = scalesFor(picture);
        const PictureTextures masked = filled(picture, ColorBy::DiffusionSpeed, scales);
        const PictureTextures whole = filled(picture, ColorBy::Density, scales);
        const int i = 76;
        QVERIFY(picture.rho(64, i) < picture.rhoFloor);
        QCOMPARE(weightAt(masked, i, 64), 0);
        QVERIFY(weightAt(whole, i, 64) > 0);
    }

    void fieldsThatWereNotAskedForAreNotColoured()
    {
        Picture picture = syntheticPicture({});
        picture.Q.resize(0, 0);
        const PictureTextures textures
            = filled(picture, ColorBy::QuantumPotential, scalesFor(picture));
        QCOMPARE(weightAt(textures, 64, 64), 0);
    }

    void aTorusMeetsItself()
    {
        SyntheticScene scene;
        scene.packets[0].center = Vec2(-9.5, 9.0);
        const Picture picture = syntheticPicture(scene);
        const PictureTextures textures = filled(picture, ColorBy::Phase, scalesFor(picture));
        QCOMPARE(textures.width(), 129);
        QCOMPARE(textures.height(), 129);
        for (int k = 0; k <= 128; ++k)
            for (std::size_t c = 0; c < 4; ++c) {
                QCOMPARE(textures.field()[at(textures, 128, k) + c],
                    textures.field()[at(textures, 0, k) + c]);
                QCOMPARE(textures.color()[at(textures, k, 128) + c],
                    textures.color()[at(textures, k, 0) + c]);
            }
    }

    void wallsHoldTheSurfaceDown()
    {
        SyntheticScene scene;
        scene.grid.boundary = BoundaryKind::Walls;
        scene.packets[0].center = Vec2(-9.0, 0.0);
        const Picture picture = syntheticPicture(scene);
        const PictureTextures textures = filled(picture, ColorBy::Phase, scalesFor(picture));
        QCOMPARE(textures.width(), 130);
        for (int k = 0; k < 130; ++k) {
            QCOMPARE(textures.field()[at(textures, 0, k)], 0.0F);
            QCOMPARE(weightAt(textures, 129, k), 0);
        }
        QVERIFY(textures.field()[at(textures, 5, 65)] > 0.1F);
    }

    void thePotentialRunsFromTheFloorToTheTop()
    {
        SyntheticScene scene;
        scene.discDepth = 6.0;
        const Picture picture = syntheticPicture(scene);
        SceneScales scales = scalesFor(picture);
        scales.potentialLow = -6.0;
        scales.potentialTop = 0.0;
        const PictureTextures textures = filled(picture, ColorBy::Phase, scales);
        const int inside = static_cast<int>((4.0 + 10.0) / picture.grid.dx());
        QCOMPARE(textures.field()[at(textures, inside, 64) + 3], 0.0F);
        QCOMPARE(textures.field()[at(textures, 20, 64) + 3], 1.0F);
    }

    void theSupportHoldsThePacket_data()
    {
        QTest::addColumn<Vec2>("center");
        QTest::addColumn<BoundaryKind>("boundary");
        QTest::newRow("middle") << Vec2(0.0, 0.0) << BoundaryKind::Periodic;
        QTest::newRow("aside") << Vec2(4.0, -3.0) << BoundaryKind::Absorbing;
        QTest::newRow("across the edge") << Vec2(9.5, 0.0) << BoundaryKind::Periodic;
        QTest::newRow("at a wall") << Vec2(-8.5, 8.5) << BoundaryKind::Walls;
    }
    void theSupportHoldsThePacket()
    {
        QFETCH(Vec2, center);
        QFETCH(BoundaryKind, boundary);
        SyntheticScene scene;
        scene.grid.boundary = boundary;
        scene.packets[0].center = center;
        scene.packets[0].sigma = Vec2(0.5, 0.5);
        const Picture picture = syntheticPicture(scene);
        const PictureTextures textures = filled(picture, ColorBy::Phase, scalesFor(picture));
        const PictureTextures::Support& support = textures.support();
        const float level = 0.001F * 0.5F;
        for (int j = 0; j < textures.height(); ++j)
            for (int i = 0; i < textures.width(); ++i) {
                if (textures.field()[at(textures, i, j)] <= level)
                    continue;
                const double x = static_cast<double>(i) / (textures.width() - 1);
                const double y = static_cast<double>(j) / (textures.height() - 1);
                QVERIFY(x >= support.left && x <= support.right);
                QVERIFY(y >= support.bottom && y <= support.top);
            }
        if (center.norm() < 6.0) {
            QVERIFY(support.right - support.left < 0.35);
            QVERIFY(support.top - support.bottom < 0.35);
        }
    }

    void doesNotDependOnTheNumberOfThreads()
    {
        SyntheticScene scene;
        scene.grid.nx = 96;
        scene.grid.size = Vec2(15.0, 20.0);
        scene.packets.push_back({Vec2(2.0, 3.0), Vec2(1.0, 2.0), Vec2(2.0, 0.0)});
        const Picture picture = syntheticPicture(scene);
        const SceneScales scales = scalesFor(picture);
        const PictureTextures one = filled(picture, ColorBy::Phase, scales, 1);
        const PictureTextures four = filled(picture, ColorBy::Phase, scales, 4);
        QVERIFY(one.field() == four.field());
        QVERIFY(one.color() == four.color());
    }
};

QTEST_GUILESS_MAIN(tst_PictureTextures)
#include "tst_PictureTextures.moc"
