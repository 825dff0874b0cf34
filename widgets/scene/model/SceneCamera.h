#pragma once

#include "widgets/scene/model/CameraState.h"
#include "widgets/scene/model/PaneRoom.h"
#include "widgets/scene/model/SceneGeometry.h"

#include <QPointF>
#include <QSizeF>

#include <Eigen/Core>
#include <limits>
#include <optional>

namespace dqm {

/// A CameraState looking at one floor in one pane: where the camera stands, and where a point of
/// the scene falls on the pane.
///
/// At zoom 1 the floor fills the pane's room, whatever their shapes, and nothing of it lies behind
/// what is written over the pane; the distance does not depend on the azimuth, so that nothing
/// breathes while the view turns. However near the state asks for, the camera stays out of the box
/// over the floor in which the surface stands.
/// Units   scene units; pane pixels with y down.
class SceneCamera
{
public:
    using Vec3 = Eigen::Vector3d;

    static constexpr double viewAngle = 30.0; ///< vertical, degrees

    SceneCamera(const CameraState& state, const SceneGeometry& geometry, const PaneRoom& room);

    const Vec3& position() const { return m_position; }
    const Vec3& focalPoint() const { return m_focal; }
    const Vec3& up() const { return m_up; }
    bool isParallel() const { return m_parallel; }
    /// Half the height of the pane in scene units (parallel projection).
    double parallelScale() const { return m_parallelScale; }
    /// The zoom at which the camera stops before the surface; infinite from above.
    double innermostZoom() const { return m_innermostZoom; }
    /// Distances between which the whole scene lies.
    double nearDistance() const { return m_near; }
    double farDistance() const { return m_far; }

    QSizeF pane() const { return m_pane; }
    /// Where a point falls on the pane.
    QPointF project(const Vec3& point) const;
    /// Distance of a point along the line of sight.
    double depth(const Vec3& point) const { return (point - m_position).dot(m_forward); }
    /// The point of the floor under a pixel; empty above the horizon.
    std::optional<Vec2> floorPoint(QPointF pixel) const;

private:
    void standUpright(
        const CameraState& state, const SceneGeometry& geometry, const PaneRoom& room);
    void lieFlat(const CameraState& state, const SceneGeometry& geometry, const PaneRoom& room);
    void setClipping(const SceneGeometry& geometry);
    /// Pane coordinates, -1 .. 1 with y up.
    Eigen::Vector2d normalised(const Vec3& point) const;

    QSizeF m_pane;
    Vec3 m_position;
    Vec3 m_focal;
    Vec3 m_right;
    Vec3 m_up;
    Vec3 m_forward;
    bool m_parallel = false;
    double m_parallelScale = 1.0;
    double m_innermostZoom = std::numeric_limits<double>::infinity();
    double m_near = 0.1;
    double m_far = 10.0;
};

} // namespace dqm
