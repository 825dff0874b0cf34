#pragma once

#include "core/frames/Frame.h"
#include "widgets/scene/model/SceneCamera.h"

#include <QPointF>

#include <optional>

namespace dqm {

/// Where the plane of K lies under the pixels of a pane, from above or on the floor of the view in
/// perspective. A pane of an observer in K' shows x' = x - W t at the time of its picture, so that
/// its pixels mean x = x' + W t.
///
/// Units     places of K in lengths of the experiment, logical pixels of the pane.
/// Torus     places that are given out lie in the rectangle of K; those that are shown are moved
///           into that of the pane.
class PlaneMap
{
public:
    /// @param gridInK  of the experiment.
    PlaneMap(const Picture& picture, const Grid& gridInK, const CameraState& camera,
        const PaneRoom& pane);

    /// The place of the floor under a pixel, neither wrapped nor kept inside of the rectangle:
    /// differences of two are ways of the hand. Empty above the horizon.
    std::optional<Vec2> openPlaceAt(QPointF pixel) const;
    /// Whether a pixel lies on the rectangle that the pane shows.
    bool isOnPlane(QPointF pixel) const;
    /// The nearest place of K's rectangle; on a torus the same one.
    Vec2 inRectangle(Vec2 place) const;

    QPointF pixelOf(Vec2 place) const;
    /// Where a place falls that belongs to a shape about another one, which it stays beside even
    /// across the edge of a torus.
    QPointF pixelBeside(Vec2 anchor, Vec2 place) const;
    /// Pixels that a short way along x or y at a place takes up, the longer of both.
    double pixelsPerLength(Vec2 place) const;

    /// As the observer of the pane names it.
    Vec2 seen(Vec2 place) const;
    /// v' = v - W.
    Vec2 observerVelocity() const { return m_velocity; }
    const Grid& gridInK() const { return m_gridInK; }

private:
    QPointF project(Vec2 seen) const;

    Grid m_gridInK;
    Grid m_grid; ///< of the picture
    Vec2 m_velocity;
    Vec2 m_way; ///< W t
    SceneGeometry m_geometry;
    SceneCamera m_camera;
};

} // namespace dqm
