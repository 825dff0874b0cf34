#include "widgets/scene/tools/parts/PlaneMap.h"

#include <algorithm>
#include <cmath>

namespace dqm {

PlaneMap::PlaneMap(
    const Picture& picture, const Grid& gridInK, const CameraState& camera, const PaneRoom& pane)
    : m_gridInK(gridInK)
    , m_grid(picture.grid)
    , m_velocity(picture.observerVelocity)
    , m_way(picture.observerVelocity * picture.numbers.time)
    , m_geometry(sceneGeometry(picture.grid))
    , m_camera(camera, m_geometry, pane)
{
}

std::optional<Vec2> PlaneMap::openPlaceAt(QPointF pixel) const
{
    const auto floor = m_camera.floorPoint(pixel);
    if (!floor)
        return std::nullopt;
    return Vec2(m_geometry.fromScene(*floor) + m_way);
}

bool PlaneMap::isOnPlane(QPointF pixel) const
{
    const auto floor = m_camera.floorPoint(pixel);
    constexpr double slack = 1.0 + 1e-9;
    return floor && (floor->array().abs() <= slack * m_geometry.halfSides.array()).all();
}

Vec2 PlaneMap::inRectangle(Vec2 place) const
{
    const Vec2 inside = m_gridInK.center + m_gridInK.shortest(place - m_gridInK.center);
    return inside.cwiseMax(m_gridInK.lower()).cwiseMin(m_gridInK.lower() + m_gridInK.size);
}

Vec2 PlaneMap::seen(Vec2 place) const
{
    return m_grid.center + m_grid.shortest(place - m_way - m_grid.center);
}

QPointF PlaneMap::project(Vec2 seen) const
{
    const Vec2 point = m_geometry.toScene(seen);
    return m_camera.project({point.x(), point.y(), 0.0});
}

QPointF PlaneMap::pixelOf(Vec2 place) const { return project(seen(place)); }

QPointF PlaneMap::pixelBeside(Vec2 anchor, Vec2 place) const
{
    return project(seen(anchor) + (place - anchor));
}

double PlaneMap::pixelsPerLength(Vec2 place) const
{
    const double step = 1e-3 * m_grid.size.minCoeff();
    const QPointF here = pixelOf(place);
    const auto along = [&](Vec2 way) {
        const QPointF moved = pixelBeside(place, place + step * way) - here;
        return std::hypot(moved.x(), moved.y()) / step;
    };
    return std::max(along({1.0, 0.0}), along({0.0, 1.0}));
}

} // namespace dqm
