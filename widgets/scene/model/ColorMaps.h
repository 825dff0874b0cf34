#pragma once

#include "widgets/scene/model/SceneOptions.h"

#include <QColor>

#include <array>
#include <cstdint>

namespace dqm {

/// 256 colours made so that equal steps look equal (uniform in OKLab); data in
/// resources/colormaps.
class ColorMap
{
public:
    static constexpr int size = 256;
    struct Rgb
    {
        std::uint8_t r;
        std::uint8_t g;
        std::uint8_t b;
        bool operator==(const Rgb&) const = default;
    };

    /// @param colors  `size` of them.
    ColorMap(const std::array<Rgb, size>& colors, bool cyclic);

    bool isCyclic() const { return m_cyclic; }
    const Rgb& operator[](int index) const { return m_colors[static_cast<std::size_t>(index)]; }
    /// The colour at 0 .. 1; outside: the end's colour, or once more around if cyclic.
    QColor at(double position) const;

private:
    std::array<Rgb, size> m_colors;
    bool m_cyclic;
};

/// Cyclic: phase 0 is coral, pi/2 olive green, pi petrol, -pi/2 violet.
const ColorMap& phaseMap();
/// Sequential, dark blue to light yellow: density and speeds.
const ColorMap& densityMap();
/// Diverging, violet (negative) over neutral to green (positive): signed fields such as Q.
const ColorMap& signedMap();
/// Sequential, from a theme's neutral surface half way to its ink.
ColorMap neutralMap(const Theme& theme);

/// Of walls: quiet, half way between the potential's colour and the surface they stand on.
QColor wallColor(const Theme& theme);

/// The one that a quantity is drawn in.
ColorMap colorMap(ColorBy by, const Theme& theme);

} // namespace dqm
