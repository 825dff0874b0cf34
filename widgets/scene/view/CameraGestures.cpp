#include "widgets/scene/view/CameraGestures.h"

#include "widgets/scene/model/SceneCamera.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double degreesPerPixel = 0.35;
constexpr double farthestPan = 1.6;
constexpr double smallestZoom = 0.4;
constexpr double largestZoom = 16.0;

CameraState movedBy(CameraState camera, const SceneGeometry& geometry, Vec2 shift)
{
    camera.panX
        = std::clamp(camera.panX + shift.x() / geometry.halfSides.x(), -farthestPan, farthestPan);
    camera.panY
        = std::clamp(camera.panY + shift.y() / geometry.halfSides.y(), -farthestPan, farthestPan);
    return camera;
}

double wrappedDegrees(double angle) { return std::remainder(angle, 360.0); }

} // namespace

CameraState orbited(CameraState camera, QPointF drag)
{
    if (camera.flat)
        return camera;
    camera.azimuth = wrappedDegrees(camera.azimuth - degreesPerPixel * drag.x());
    camera.elevation = std::clamp(camera.elevation + degreesPerPixel * drag.y(), 5.0, 90.0);
    return camera;
}

CameraState panned(const CameraState& camera, const SceneGeometry& geometry, const PaneRoom& pane,
    QPointF from, QPointF to)
{
    const SceneCamera scene(camera, geometry, pane);
    const auto start = scene.floorPoint(from);
    const auto end = scene.floorPoint(to);
    if (!start || !end)
        return camera;
    return movedBy(camera, geometry, *start - *end);
}

CameraState zoomed(const CameraState& camera, const SceneGeometry& geometry, const PaneRoom& pane,
    QPointF pointer, double factor)
{
    CameraState result = camera;
    const SceneCamera now(camera, geometry, pane);
    const double innermost = std::clamp(now.innermostZoom(), smallestZoom, largestZoom);
    // From where the camera stopped, or the way back would begin with turns that do nothing.
    result.zoom = std::clamp(std::min(camera.zoom, innermost) * factor, smallestZoom, innermost);
    const auto before = now.floorPoint(pointer);
    const auto after = SceneCamera(result, geometry, pane).floorPoint(pointer);
    if (!before || !after)
        return result;
    return movedBy(result, geometry, *before - *after);
}

CameraState between(const CameraState& from, const CameraState& to, double share)
{
    const auto mix = [share](double a, double b) { return a + share * (b - a); };
    CameraState camera = to;
    camera.azimuth
        = wrappedDegrees(from.azimuth + share * wrappedDegrees(to.azimuth - from.azimuth));
    camera.elevation = mix(from.elevation, to.elevation);
    camera.zoom = from.zoom * std::pow(to.zoom / from.zoom, share);
    camera.panX = mix(from.panX, to.panX);
    camera.panY = mix(from.panY, to.panY);
    return camera;
}

} // namespace dqm
