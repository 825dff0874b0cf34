#include "support/ChangedPixels.h"
#include "support/FlowExamples.h"
#include "support/SyntheticFrame.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"
#include "widgets/scene/layers/FlowLayers.h"
#include "widgets/scene/layers/LineGeometry.h"
#include "widgets/scene/overlay/FlowLegend.h"

#include <QtTest>

#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

/// A frame with one picture whose drift is that of an example.
std::shared_ptr<const Frame> frameOf(const FlowExample& flow)
{
    auto frame = std::make_shared<Frame>();
    Picture picture;
    picture.title = "K";
    picture.grid = flow.grid;
    picture.rho = flow.rho;
    picture.vx = flow.x;
    picture.vy = flow.y;
    picture.ux = FloatField::Zero(flow.grid.ny, flow.grid.nx);
    picture.uy = picture.ux;
    picture.rhoMax = static_cast<float>(flow.rhoMax);
    picture.rhoFloor = 1e-9F * picture.rhoMax;
    frame->pictures.push_back(std::move(picture));
    return frame;
}

LineGeometry inkOf(const Frame& frame)
{
    const Picture& picture = frame.pictures.front();
    FlowLayers flow(FlowKind::Drift);
    flow.follow(frame, picture, {.lines = true}, 1);
    PictureTextures textures;
    SceneScales scales;
    scales.heightRho = picture.rhoMax;
    textures.fill(picture, scales, ColorBy::Density, theme(ThemeKind::Dark), 1);
    LineGeometry ink;
    addStreamlines(
        ink, LiftedSurface(textures, sceneGeometry(picture.grid)), flow.lines(), flow.fullSpeed());
    return ink;
}

Eigen::Vector3d vertex(const std::vector<float>& values, int k)
{
    return Eigen::Map<const Eigen::Vector3f>(values.data() + static_cast<size_t>(3 * k))
        .cast<double>();
}

double opacity(const LineGeometry& ink, int k)
{
    return ink.shapes[static_cast<size_t>(4 * k + 3)];
}

SceneState stateWith(std::shared_ptr<const Frame> frame)
{
    SceneState state;
    state.frame = std::move(frame);
    state.size = QSize(500, 400);
    state.options.colorBy = ColorBy::Density;
    state.options.overlays = false;
    return state;
}

} // namespace

class tst_LineGeometry : public QObject
{
    Q_OBJECT

private slots:
    void linesOfAVortexGoAroundItOnTheSurface()
    {
        const auto frame = frameOf(vortexFlow(flowGrid(), 1, 1.5));
        const SceneGeometry geometry = sceneGeometry(frame->pictures.front().grid);
        const LineGeometry ink = inkOf(*frame);
        QVERIFY(ink.vertexCount() > 400);
        // rho = r^2 exp(-r^2 / 2 sigma^2) has its peak at r^2 = 2 sigma^2.
        const double peak = 2.0 * 1.5 * 1.5 * std::exp(-1.0);
        for (int k = 0; k < ink.vertexCount(); ++k) {
            const Eigen::Vector3d place = vertex(ink.positions, k);
            const Eigen::Vector3d chord = vertex(ink.chords, k);
            const double r = place.head<2>().norm() / geometry.scale;
            const double rho = r * r * std::exp(-0.5 * r * r / (1.5 * 1.5));
            // A chord of a circle stands upright on its radius; a step is a cell or two long.
            const double along = chord.head<2>().normalized().dot(place.head<2>().normalized());
            QVERIFY2(std::abs(along) < 0.25, qPrintable(QString::number(along)));
            // Anticlockwise.
            QVERIFY(place.x() * chord.y() - place.y() * chord.x() > 0.0);
            const double height = geometry.peakHeight * rho / peak;
            QVERIFY2(std::abs(place.z() - height) < 0.02 * geometry.peakHeight,
                qPrintable(QString::number(place.z() - height)));
        }
    }

    void drawsNothingWhereThereIsNoWeight()
    {
        const auto frame = frameOf(spreading(flowGrid(), 0.8, 0.6, 1.0));
        const SceneGeometry geometry = sceneGeometry(frame->pictures.front().grid);
        const LineGeometry ink = inkOf(*frame);
        const Bump rho{freeGaussian({0.8}, 1.0).sigma(), freeGaussian({0.6}, 1.0).sigma()};
        int seen = 0;
        for (int k = 0; k < ink.vertexCount(); ++k) {
            if (!(opacity(ink, k) > 0.0))
                continue;
            ++seen;
            const Vec2 place = geometry.fromScene(Vec2(vertex(ink.positions, k).head<2>()));
            QVERIFY(rho(place.x(), place.y()) > 5e-4);
        }
        QVERIFY(seen > 400);
    }

    void drawsOnlyWhatIsSwitchedOn()
    {
        OffscreenRenderer renderer;
        SceneState state = stateWith(frameOf(vortexFlow(flowGrid(), 1, 1.5)));
        // A colouring that stays as it is under lines.
        state.options.colorBy = ColorBy::DriftSpeed;
        const QImage bare = renderer.render(state, {128, 1.0}).copy();
        // u of this picture is zero everywhere.
        state.options.diffusion.lines = true;
        QCOMPARE(changedPixels(renderer.render(state, {128, 1.0}), bare), 0);
        state.options.drift.lines = true;
        QVERIFY(changedPixels(renderer.render(state, {128, 1.0}), bare) > 800);
        state.options.drift.lines = false;
        QCOMPARE(changedPixels(renderer.render(state, {128, 1.0}), bare), 0);
    }

    void staysTheSameWhileTheFrameDoes()
    {
        OffscreenRenderer renderer;
        SceneState state = stateWith(frameOf(vortexFlow(flowGrid(), 1, 1.5)));
        state.options.drift.lines = true;
        const QImage first = renderer.render(state, {128, 1.0}).copy();
        QCOMPARE(renderer.render(state, {128, 1.0}), first);
        SceneState other = state;
        other.options.colorBy = ColorBy::DriftSpeed;
        (void)renderer.render(other, {128, 2.0});
        QCOMPARE(renderer.render(state, {128, 1.0}), first);
    }

    void layTheirOwnPictureOutAnew()
    {
        FlowLayers carried(FlowKind::Drift);
        FlowLayers fresh(FlowKind::Drift);
        const auto one = frameOf(vortexFlow(flowGrid(), 1, 1.5, -2.0));
        auto other = std::make_shared<Frame>(*frameOf(vortexFlow(flowGrid(), 1, 1.5, 2.0)));
        other->steps = 5;
        other->pictures.front().title = "K′";
        carried.follow(*one, one->pictures.front(), {.lines = true}, 1);
        carried.follow(*other, other->pictures.front(), {.lines = true}, 1);
        fresh.follow(*other, other->pictures.front(), {.lines = true}, 1);
        QCOMPARE(carried.lines().points().size(), fresh.lines().points().size());
    }

    void theLegendSaysWhatFullStrengthIs()
    {
        QCOMPARE(flowLegendText(FlowKind::Drift, 1.24, UnitSystem::Electron),
            QStringLiteral("drift <b>v</b>,  strongest from 1.2\u2009nm/fs"));
        QCOMPARE(flowLegendText(FlowKind::Diffusion, 0.0, UnitSystem::Natural),
            QStringLiteral("diffusion <b>u</b> = 0"));
    }
};

QTEST_MAIN(tst_LineGeometry)
#include "tst_LineGeometry.moc"
