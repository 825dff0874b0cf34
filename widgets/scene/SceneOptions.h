#pragma once

#include "widgets/Theme.h"

namespace dqm {

/// What the colour of the heightmap says.
enum class ColorBy
{
    Phase,
    Density,
    DriftSpeed,
    DiffusionSpeed,
    QuantumPotential
};

/// What is drawn and how; a plain value.
struct SceneOptions
{
    ColorBy colorBy = ColorBy::Phase;
    bool potentialContours = true;
    bool potentialSheet = false;
    bool driftLines = false; ///< streamlines of v
    bool diffusionLines = false; ///< streamlines of u
    bool overlays = true; ///< axes, ticks, units, colour bar, titles
    bool holdHeightScale
        = false; ///< keep the height of the first frame instead of following the peak
    ThemeKind theme = ThemeKind::Dark;
    int meshLimit = 0; ///< cells per side; 0 adapts to the time a frame takes

    bool operator==(const SceneOptions&) const = default;
};

/// How the scene gets to the screen.
enum class RenderRoute
{
    Automatic, ///< by the renderer's own name: a GPU if there is one
    Gpu, ///< QOpenGLWidget
    Software ///< offscreen on a worker thread, painted as an image
};

} // namespace dqm
