#pragma once

#include "core/frames/Frame.h"
#include "widgets/scene/model/SceneCamera.h"

#include <QPointF>

#include <optional>

namespace dqm {

/// Where places of a picture fall on the pane, on the surface lifted by rho or on the floor.
///
/// Units     places in the picture's own coordinates, heights in scene units, pixels of the pane.
/// Lifetime  refers to the picture.
class LiftedPlaces
{
public:
    /// @param heightRho  density that stands at the geometry's peak height, see SceneScales.
    LiftedPlaces(
        const Picture& picture, const CameraState& camera, const PaneRoom& pane, double heightRho);

    const SceneGeometry& geometry() const { return m_geometry; }
    const SceneCamera& camera() const { return m_camera; }

    /// rho between the grid's points (bilinear); 0 outside of the rectangle.
    double density(Vec2 place) const;
    double height(Vec2 place) const;
    QPointF onSurface(Vec2 place) const;
    QPointF onFloor(Vec2 place) const;
    /// In the rectangle and in front of the eye, so that it has a place on the pane.
    bool isSeen(Vec2 place) const;
    /// Whether the surface stands between the eye and a place on the floor.
    bool isCovered(Vec2 place) const { return isHidden(place, onFloor(place)); }
    /// Whether a place of the surface is on the far side of a hill.
    bool isBehind(Vec2 place) const { return isHidden(place, onSurface(place)); }
    /// The place of the surface under a pixel, clamped to the rectangle; empty above the horizon.
    std::optional<Vec2> under(QPointF pixel) const;
    Vec2 clamped(Vec2 place) const;

private:
    bool isHidden(Vec2 place, QPointF pixel) const;

    const Picture& m_picture;
    SceneGeometry m_geometry;
    SceneCamera m_camera;
    double m_rise; ///< scene units per density
};

} // namespace dqm
