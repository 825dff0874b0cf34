#pragma once

#include "core/streamlines/Arrows.h"
#include "core/streamlines/Streamlines.h"
#include "widgets/scene/layers/PictureTextures.h"
#include "widgets/scene/model/SceneGeometry.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dqm {

/// Thin lines as the line shader widens them on the screen: two vertices a point, one for each
/// side, all on the surface that shows the density.
struct LineGeometry
{
    std::vector<float> positions; ///< x, y, z; scene units
    std::vector<float> chords; ///< x, y, z of the way along the line; scene units
    /// Pixels the vertex is moved along the line; side, -1 or 1; half the line's width, pixels;
    /// opacity.
    std::vector<float> shapes;
    std::vector<std::int32_t> triangles; ///< three vertices each

    void clear();
    int vertexCount() const { return static_cast<int>(positions.size() / 3); }
};

/// The lifted surface of a picture, to lay lines on.
class LiftedSurface
{
public:
    LiftedSurface(const PictureTextures& textures, const SceneGeometry& geometry)
        : m_textures(textures)
        , m_geometry(geometry)
    {
    }

    /// The point of the surface above a place of the experiment; scene units.
    Eigen::Vector3f above(float x, float y) const;

private:
    const PictureTextures& m_textures;
    SceneGeometry m_geometry;
};

/// A point of a line before it is laid on the surface.
struct InkPoint
{
    float x = 0.0F; ///< length of the experiment
    float y = 0.0F;
    float halfWidth = 0.5F; ///< pixels
    float opacity = 1.0F;
};

/// Adds an open line, or a ring if its last point is its first.
void addLine(LineGeometry& geometry, const LiftedSurface& surface, std::span<const InkPoint> line);

/// Adds a solid arrow head about a point of the surface; its size is in pixels, whatever the zoom.
void addArrowHead(LineGeometry& geometry, const Eigen::Vector3f& place,
    const Eigen::Vector3f& chord, float halfWidth, float opacity);

/// Adds a dot of that radius, in pixels.
void addDot(LineGeometry& geometry, const Eigen::Vector3f& place, float radius, float opacity);

/// How faintly a thing is drawn where rho is small: 0 below a thousandth of the peak, 1 where the
/// colour of the surface is strong.
/// @param weight  sqrt(rho/rhoMax).
float inkWeight(float weight);

/// Adds all lines of a field with a few arrow heads each: strength and width grow with the speed
/// up to `fullSpeed`, and fade with the weight of rho.
void addStreamlines(LineGeometry& geometry, const LiftedSurface& surface, const Streamlines& lines,
    double fullSpeed);

/// Adds arrows that lie on the surface: their length grows with the speed up to `fullSpeed`, and
/// they fade with the weight of rho.
/// @param longest  arrow; length of the experiment.
void addArrows(LineGeometry& geometry, const LiftedSurface& surface,
    const std::vector<Arrow>& arrows, double longest, double fullSpeed);

} // namespace dqm
