#include "core/exhibits/lightwalk/LightWalkExhibit.h"
#include "core/exhibits/parts/ExhibitParts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr int shownCorners = 4;
constexpr int shownWorldLines = 60;

/// x across, ct up, so that light goes at 45 degrees.
PlaneScene worldLines(const LightSpeedWalk& walk)
{
    const double c = walk.options().c;
    const double t = walk.time();
    const double half = roundScale(1.05 * c * std::max(t, 0.5 / walk.options().rate()));
    const auto height = [&](double time) { return c * (time - 0.5 * t); };
    PlaneScene scene;
    scene.width = 2.0 * half;
    scene.height = 1.1 * half;
    PlaneScene::Kind turned = pointsOf("walkers", CurveRole::Diffusion);
    PlaneScene::Kind straight = pointsOf("walkers that have not turned", CurveRole::Hint);
    PlaneScene::Kind cone = pointsOf("light cone x = ±ct", CurveRole::Plain);
    const int shown = std::min({walk.count(), shownWorldLines, LightSpeedWalk::tracedWalkers});
    for (int k = 0; k < shown; ++k) {
        PlaneScene::Kind& kind = walk.hasTurned(k) ? turned : straight;
        std::vector<float> trail;
        for (const auto& corner : walk.corners(k))
            addPlace(trail, corner.place.x(), height(corner.time));
        addPlace(trail, walk.place(k).x(), height(t));
        addPoint(kind, walk.place(k).x(), height(t));
        kind.trails.push_back(std::move(trail));
    }
    for (const double side : {-1.0, 1.0}) {
        std::vector<float> edge;
        // In pieces: trails fade towards their oldest.
        constexpr int pieces = 24;
        for (int piece = 0; piece <= pieces; ++piece) {
            const double then = t * piece / pieces;
            addPlace(edge, side * c * then, height(then));
        }
        addPoint(cone, side * c * t, height(t));
        cone.trails.push_back(std::move(edge));
    }
    scene.kinds = {turned, straight, cone};
    scene.caption = "World lines of " + std::to_string(shown) + " of "
        + std::to_string(walk.count()) + " walkers: x to the right, ct upwards, now at the top.";
    return scene;
}

PlaneScene disk(const LightSpeedWalk& walk, const WalkReadings& now)
{
    const WalkOptions& options = walk.options();
    const double reach = options.c * walk.time();
    const Place middle = walk.middle();
    const double rms = std::sqrt(now.along.value + now.across.value);
    const double cloud = middle.norm() + 3.2 * rms;
    const double half
        = roundScale(std::max(0.5 * options.freePath(), std::min(1.05 * reach, cloud)));
    PlaneScene scene;
    scene.width = scene.height = 2.0 * half;
    PlaneScene::Kind turned = pointsOf("walkers that have turned", CurveRole::Diffusion);
    PlaneScene::Kind straight
        = pointsOf("walkers that have not: on the light cone", CurveRole::Hint);
    const int shown = std::min(walk.count(), LightSpeedWalk::tracedWalkers);
    for (int k = 0; k < shown; ++k) {
        PlaneScene::Kind& kind = walk.hasTurned(k) ? turned : straight;
        const Place place = walk.place(k);
        std::vector<float> trail;
        const auto& corners = walk.corners(k);
        const auto skipped
            = static_cast<int>(corners.size()) - std::min<int>(shownCorners, int(corners.size()));
        for (auto corner = corners.begin() + skipped; corner != corners.end(); ++corner)
            addPlace(trail, corner->place.x(), corner->place.y());
        addPlace(trail, place.x(), place.y());
        addPoint(kind, place.x(), place.y());
        kind.trails.push_back(std::move(trail));
    }
    scene.kinds = {turned, straight};
    // A circle about the whole picture would not be seen.
    if (reach > 0.0 && reach < std::numbers::sqrt2 * half)
        scene.circles.push_back({0.0, 0.0, reach, CurveRole::Plain, "light cone r = ct"});
    if (rms > 0.0)
        scene.circles.push_back(
            {middle.x(), middle.y(), rms, CurveRole::Drift, "rms distance in the plane"});
    scene.caption = std::to_string(shown) + " of " + std::to_string(walk.count())
        + " walkers with their last turns"
        + (options.dimensions == 3 ? "; two of the three axes." : ".");
    return scene;
}

} // namespace

PlaneScene lightWalkScene(const LightSpeedWalk& walk, const WalkReadings& now)
{
    PlaneScene scene = walk.options().dimensions == 1 ? worldLines(walk) : disk(walk, now);
    scene.lengthUnit = unitOf(Quantity::Length);
    return scene;
}

} // namespace dqm
