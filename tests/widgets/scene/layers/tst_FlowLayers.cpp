#include "support/ChangedPixels.h"
#include "support/FlowExamples.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"
#include "widgets/scene/layers/FlowLayers.h"
#include "widgets/scene/overlay/FlowLegend.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double sigma0 = 0.8;

/// The free Gaussian of width sigma0 at a time, with its v and u in closed form.
std::shared_ptr<const Frame> spreadingFrame(double time, long long steps)
{
    const Grid grid = flowGrid();
    const Gaussian1D axis = freeGaussian({sigma0}, time);
    const FlowExample drift = spreading(grid, sigma0, sigma0, time);
    const FlowExample diffusion = flowOn(grid, Bump{axis.sigma(), axis.sigma()},
        [&](double x, double y) { return Vec2(axis.u(x), axis.u(y)); });
    auto frame = std::make_shared<Frame>();
    frame->time = time;
    frame->steps = steps;
    Picture picture;
    picture.title = "K";
    picture.grid = grid;
    picture.rho = drift.rho;
    picture.vx = drift.x;
    picture.vy = drift.y;
    picture.ux = diffusion.x;
    picture.uy = diffusion.y;
    picture.rhoMax = static_cast<float>(drift.rhoMax);
    picture.rhoFloor = 1e-9F * picture.rhoMax;
    picture.numbers.time = time;
    frame->pictures.push_back(std::move(picture));
    return frame;
}

void follow(
    FlowLayers& flow, const Frame& frame, const FlowLayer& wanted = {true, true, true, false})
{
    flow.follow(frame, frame.pictures.front(), wanted, 2);
}

} // namespace

class tst_FlowLayers : public QObject
{
    Q_OBJECT

private slots:
    void arrowsAndTracersAppearOnlyWhenAsked()
    {
        const auto frame = spreadingFrame(1.5, 3);
        FlowLayers flow(FlowKind::Drift);
        follow(flow, *frame, {.lines = true});
        QVERIFY(!flow.lines().pieces().empty());
        QVERIFY(flow.arrows().empty() && flow.trails().tracers().empty());
        flow.follow(*frame, frame->pictures.front(), {.arrows = true, .tracers = true}, 1, true);
        QVERIFY(flow.lines().pieces().empty());
        QVERIFY(flow.arrows().size() > 40);
        QVERIFY(flow.trails().tracers().size() >= 400);
        follow(flow, *frame, {});
        QVERIFY(flow.arrows().empty() && flow.trails().tracers().empty());
        QCOMPARE(flow.fullSpeed(), 0.0);
    }

    void drawsEachLayerAndTakesItAwayAgain()
    {
        OffscreenRenderer renderer;
        SceneState state;
        state.frame = spreadingFrame(1.5, 3);
        state.size = QSize(500, 400);
        state.options.colorBy = ColorBy::Density;
        state.options.overlays = false;
        const QImage bare = renderer.render(state, {128, 1.0}).copy();
        for (bool FlowLayer::*layer :
            {&FlowLayer::lines, &FlowLayer::arrows, &FlowLayer::tracers}) {
            for (FlowLayer SceneOptions::*flow : {&SceneOptions::drift, &SceneOptions::diffusion}) {
                state.options.*flow.*layer = true;
                const QImage drawn = renderer.render(state, {128, 1.0});
                QVERIFY(changedPixels(drawn, bare) > 500);
                state.options.*flow = {};
                QCOMPARE(changedPixels(renderer.render(state, {128, 1.0}), bare), 0);
            }
        }
    }

    void driftAndItsFluxShareDirections()
    {
        const auto frame = spreadingFrame(1.5, 3);
        FlowLayers drift(FlowKind::Drift);
        FlowLayers flux(FlowKind::Drift);
        follow(drift, *frame, {.arrows = true});
        follow(flux, *frame, {.arrows = true, .flux = true});
        QCOMPARE(flux.arrows().size(), drift.arrows().size());
        const double sigma = freeGaussian({sigma0}, 1.5).sigma();
        for (size_t k = 0; k < flux.arrows().size(); ++k) {
            const Arrow& v = drift.arrows()[k];
            const Arrow& j = flux.arrows()[k];
            QVERIFY(v.dx * j.dx + v.dy * j.dy >= 0.0F);
            QVERIFY(std::abs(v.dx * j.dy - v.dy * j.dx)
                <= 1e-4F * std::hypot(v.dx, v.dy) * std::hypot(j.dx, j.dy));
            const double rho = Bump{sigma, sigma}(v.x, v.y);
            QVERIFY2(std::abs(j.speed - rho * v.speed) < 0.01 * v.speed,
                qPrintable(QString("%1 %2").arg(j.speed).arg(rho * v.speed)));
        }
        QVERIFY(flux.fullSpeed() < drift.fullSpeed());
    }

    void arrowsOfUStandBetweenThoseOfV()
    {
        const auto frame = spreadingFrame(1.5, 3);
        FlowLayers drift(FlowKind::Drift);
        FlowLayers diffusion(FlowKind::Diffusion);
        follow(drift, *frame, {.arrows = true});
        follow(diffusion, *frame, {.arrows = true});
        QVERIFY(diffusion.arrows().size() > 40);
        // The finest lattice this grid can have is a side/102 times 1.6 apart.
        const double nearest = 0.6 * 1.6 * 16.0 / 102.0;
        for (const Arrow& u : diffusion.arrows())
            for (const Arrow& v : drift.arrows())
                QVERIFY(std::hypot(u.x - v.x, u.y - v.y) > nearest);
    }

    void fluxBeginsAnew()
    {
        const auto frame = spreadingFrame(1.5, 3);
        FlowLayers carried(FlowKind::Diffusion);
        FlowLayers fresh(FlowKind::Diffusion);
        follow(carried, *spreadingFrame(1.0, 2));
        const FlowLayer flux{.lines = true, .flux = true};
        follow(carried, *frame, flux);
        follow(fresh, *frame, flux);
        QCOMPARE(carried.lines().points().size(), fresh.lines().points().size());
        QCOMPARE(carried.fullSpeed(), fresh.fullSpeed());
    }

    void tracersMoveWithTheDrift_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<bool>("flux");
        QTest::newRow("forward") << 1.0 << 1.2 << false;
        QTest::newRow("backward") << 1.2 << 1.0 << false;
        QTest::newRow("beside the flux") << 1.0 << 1.2 << true;
    }
    void tracersMoveWithTheDrift()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(bool, flux);
        FlowLayers flow(FlowKind::Drift);
        const FlowLayer wanted{.tracers = true, .flux = flux};
        follow(flow, *spreadingFrame(from, 3), wanted);
        const std::vector<Tracer> before = flow.trails().tracers();
        follow(flow, *spreadingFrame(to, 4), wanted);
        const double growth
            = freeGaussian({sigma0}, to).sigma() / freeGaussian({sigma0}, from).sigma();
        QVERIFY(std::abs(growth - 1.0) > 0.05);
        const double cell = flowGrid().dx();
        int carried = 0;
        for (size_t k = 0; k < before.size(); ++k) {
            const Tracer& a = before[k];
            const Tracer& b = flow.trails().tracers()[k];
            if (a.life != b.life || !(a.opacity > 0.0F))
                continue;
            ++carried;
            QVERIFY(std::hypot(b.x - growth * a.x, b.y - growth * a.y) < 0.03 * cell);
        }
        QVERIFY(2 * carried > static_cast<int>(before.size()));
    }

    void tracersAreThereAgainAfterAJump()
    {
        FlowLayers jumped(FlowKind::Drift);
        FlowLayers fresh(FlowKind::Drift);
        follow(jumped, *spreadingFrame(0.5, 3));
        follow(jumped, *spreadingFrame(6.0, 4));
        follow(fresh, *spreadingFrame(6.0, 4));
        for (size_t k = 0; k < fresh.trails().tracers().size(); ++k)
            QCOMPARE(jumped.trails().tracers()[k].x, fresh.trails().tracers()[k].x);
    }

    void linesOfUDoNotLieOnThoseOfV()
    {
        const auto frame = spreadingFrame(1.5, 3);
        FlowLayers drift(FlowKind::Drift);
        FlowLayers diffusion(FlowKind::Diffusion);
        follow(drift, *frame, {.lines = true});
        follow(diffusion, *frame, {.lines = true});
        const double near = 0.1 * drift.lines().options().separation;
        int covered = 0;
        int all = 0;
        for (const StreamPoint& u : diffusion.lines().points()) {
            // Away from the centre, where all lines meet.
            if (std::hypot(u.x, u.y) < 1.5)
                continue;
            ++all;
            // Points are closer together along their lines than the lines are.
            const auto& points = drift.lines().points();
            covered += std::any_of(points.begin(), points.end(),
                           [&](const StreamPoint& v) {
                               const double along = (u.x * v.x + u.y * v.y) / std::hypot(u.x, u.y);
                               const double across = (u.x * v.y - u.y * v.x) / std::hypot(u.x, u.y);
                               return std::abs(along - std::hypot(u.x, u.y)) < 2.0 * near
                                   && std::abs(across) < near;
                           })
                ? 1
                : 0;
        }
        QVERIFY(all > 300);
        QVERIFY2(covered < 0.4 * all, qPrintable(QString("%1 of %2").arg(covered).arg(all)));
    }

    void spacingFollowsThePacketInCoarseSteps()
    {
        PatternSpacing spacing;
        const double side = 36.0;
        spacing.follow(7.7, side, true);
        QCOMPARE(spacing.spacing(), 1.0);
        // A step is a factor sqrt 2; three quarters of it are not enough.
        spacing.follow(7.7 * std::exp2(0.37), side, false);
        QCOMPARE(spacing.spacing(), 1.0);
        spacing.follow(7.7 * std::exp2(0.38), side, false);
        QCOMPARE(spacing.spacing(), std::sqrt(2.0));
        spacing.follow(7.7 * std::exp2(0.13), side, false);
        QCOMPARE(spacing.spacing(), std::sqrt(2.0));
        spacing.follow(0.0, side, false);
        QCOMPARE(spacing.spacing(), std::exp2(-1.5));
    }

    void theFilledWidthOfAGaussianIsKnown()
    {
        const auto frame = spreadingFrame(1.5, 3);
        const double sigma = freeGaussian({sigma0}, 1.5).sigma();
        const double exact = 2.0 * std::sqrt(std::numbers::pi) * sigma;
        QVERIFY(std::abs(filledWidth(frame->pictures.front()) / exact - 1.0) < 1e-3);
    }

    void theLegendNamesTheFluxAndItsUnit()
    {
        QCOMPARE(flowLegendText(FlowKind::DriftFlux, 1.24, UnitSystem::Electron),
            QString::fromUtf8("flux <i>ρ</i><b>v</b>,  strongest from 1.2\u2009nm⁻¹·fs⁻¹"));
        QCOMPARE(flowLegendText(FlowKind::DiffusionFlux, 0.5, UnitSystem::Natural),
            QString::fromUtf8("flux <i>ρ</i><b>u</b>,  strongest from 0.50\u2009L₀⁻¹·T₀⁻¹"));
        QCOMPARE(shownKind(FlowKind::Diffusion, {.flux = true}), FlowKind::DiffusionFlux);
    }
};

QTEST_MAIN(tst_FlowLayers)
#include "tst_FlowLayers.moc"
