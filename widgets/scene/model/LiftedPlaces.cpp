#include "widgets/scene/model/LiftedPlaces.h"

#include <algorithm>
#include <cmath>

namespace dqm {

LiftedPlaces::LiftedPlaces(
    const Picture& picture, const CameraState& camera, const PaneRoom& pane, double heightRho)
    : m_picture(picture)
    , m_geometry(sceneGeometry(picture.grid))
    , m_camera(camera, m_geometry, pane)
    , m_rise(heightRho > 0.0 ? m_geometry.peakHeight / heightRho : 0.0)
{
}

double LiftedPlaces::density(Vec2 place) const
{
    const Grid& grid = m_picture.grid;
    const auto nx = static_cast<int>(m_picture.rho.cols());
    const auto ny = static_cast<int>(m_picture.rho.rows());
    const Vec2 inside = place - grid.lower();
    if (!m_picture.hasFields() || (inside.array() < 0.0).any()
        || (inside.array() > grid.size.array()).any())
        return 0.0;
    const double x = (place.x() - grid.x(0)) / grid.dx();
    const double y = (place.y() - grid.y(0)) / grid.dy();
    const int i = static_cast<int>(std::floor(x));
    const int j = static_cast<int>(std::floor(y));
    const auto at = [&](int column, int row) {
        if (grid.isTorus())
            return m_picture.rho(((row % ny) + ny) % ny, ((column % nx) + nx) % nx);
        const bool onWall = column < 0 || row < 0 || column >= nx || row >= ny;
        return onWall ? 0.0F : m_picture.rho(row, column);
    };
    const double a = x - i;
    const double b = y - j;
    return (1.0 - b) * ((1.0 - a) * at(i, j) + a * at(i + 1, j))
        + b * ((1.0 - a) * at(i, j + 1) + a * at(i + 1, j + 1));
}

double LiftedPlaces::height(Vec2 place) const { return m_rise * density(place); }

QPointF LiftedPlaces::onSurface(Vec2 place) const
{
    const Vec2 point = m_geometry.toScene(place);
    return m_camera.project({point.x(), point.y(), height(place)});
}

QPointF LiftedPlaces::onFloor(Vec2 place) const
{
    const Vec2 point = m_geometry.toScene(place);
    return m_camera.project({point.x(), point.y(), 0.0});
}

bool LiftedPlaces::isSeen(Vec2 place) const
{
    const Vec2 point = m_geometry.toScene(place);
    constexpr double slack = 1.0 + 1e-9;
    return (point.array().abs() <= slack * m_geometry.halfSides.array()).all()
        && m_camera.depth({point.x(), point.y(), height(place)}) > m_camera.nearDistance();
}

bool LiftedPlaces::isHidden(Vec2 place, QPointF pixel) const
{
    const auto met = under(pixel);
    const double cell = 2.0 * std::max(m_picture.grid.dx(), m_picture.grid.dy());
    return met && (*met - place).norm() > std::max(cell, 0.01 * m_picture.grid.size.maxCoeff());
}

std::optional<Vec2> LiftedPlaces::under(QPointF pixel) const
{
    const auto floor = m_camera.floorPoint(pixel);
    if (!floor)
        return std::nullopt;
    const SceneCamera::Vec3 foot(floor->x(), floor->y(), 0.0);
    // Straight from above every ray meets the surface where it meets the floor.
    if (m_camera.isParallel() || m_camera.position().z() <= 0.0)
        return clamped(m_geometry.fromScene(*floor));
    const SceneCamera::Vec3 ray = foot - m_camera.position();
    const auto place = [&](double share) {
        const SceneCamera::Vec3 point = m_camera.position() + share * ray;
        return m_geometry.fromScene({point.x(), point.y()});
    };
    const auto above = [&](double share) {
        return (1.0 - share) * m_camera.position().z() - height(place(share));
    };
    const double top = m_rise * m_picture.rhoMax;
    double free = std::clamp(1.0 - top / m_camera.position().z(), 0.0, 1.0);
    constexpr int strides = 48;
    const double stride = (1.0 - free) / strides;
    double met = 1.0;
    for (int k = 1; k < strides; ++k) {
        const double share = 1.0 - stride * (strides - k);
        if (above(share) < 0.0) {
            met = share;
            break;
        }
        free = share;
    }
    for (int round = 0; round < 16; ++round) {
        const double middle = 0.5 * (free + met);
        (above(middle) < 0.0 ? met : free) = middle;
    }
    return clamped(m_geometry.fromScene(*floor) + (place(met) - place(1.0)));
}

Vec2 LiftedPlaces::clamped(Vec2 place) const
{
    const Grid& grid = m_picture.grid;
    return place.cwiseMax(grid.lower()).cwiseMin(grid.lower() + grid.size);
}

} // namespace dqm
