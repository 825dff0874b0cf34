#pragma once

#include "core/frames/Frame.h"
#include "widgets/scene/model/SceneScales.h"

#include <cstdint>
#include <vector>

namespace dqm {

/// A picture as the shaders read it: two images over the closed rectangle of the grid, the first
/// and last samples on its edges. A torus repeats its first row and column; walls add psi = 0.
///
/// Shapes   width x height, row-major, y up.
/// Memory   reused from picture to picture.
class PictureTextures
{
public:
    int width() const { return m_width; }
    int height() const { return m_height; }

    /// Four floats a sample: height above the floor (scene units), the two horizontal components of
    /// the unit normal, and the potential (0 at potentialLow, 1 at potentialTop).
    const std::vector<float>& field() const { return m_field; }
    std::vector<float>& field() { return m_field; }

    /// Four bytes a sample: red, green, blue, already faded into the neutral surface where rho is
    /// small or the quantity has no meaning, and the weight of the packet (255: fully coloured).
    const std::vector<std::uint8_t>& color() const { return m_color; }
    std::vector<std::uint8_t>& color() { return m_color; }

    /// The rectangle outside of which the surface is as good as level: rho below a thousandth of
    /// the peak. In shares of the sides, 0 .. 1; empty fields: the whole.
    struct Support
    {
        double left = 0.0;
        double right = 1.0;
        double bottom = 0.0;
        double top = 1.0;
    };
    const Support& support() const { return m_support; }

    /// Fills both. Fields that the picture does not carry count as masked.
    void fill(const Picture& picture, const SceneScales& scales, ColorBy colorBy,
        const Theme& theme, int threads);

    /// Lays the surface on the floor and lets its colour go to a part of itself, for particles to
    /// stand on.
    void flatten(const Theme& theme);

    /// How strongly the colour shows: a smooth function of sqrt(rho / rhoMax), 0 below about 1 % of
    /// the peak's density, 1 from about a fifth of it on. The peak counts as no lower than
    /// faintestPeak().
    static float weight(float rhoOverMax);

private:
    void fillField(const Picture& picture, const SceneScales& scales, int threads);
    void findSupport(const Picture& picture);
    void fillColor(const Picture& picture, const SceneScales& scales, ColorBy colorBy,
        const Theme& theme, int threads);

    int m_width = 0;
    int m_height = 0;
    std::vector<float> m_field;
    std::vector<std::uint8_t> m_color;
    Support m_support;
};

/// Whether a picture carries the field that a colouring needs; a frictional twin has no phase and
/// no Q and is drawn in the colour of the twin then.
bool isColored(const Picture& picture, ColorBy by);

} // namespace dqm
