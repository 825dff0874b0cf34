#pragma once

#include "widgets/theme/Theme.h"

namespace dqm {

/// What the colour of the heightmap says.
enum class ColorBy
{
    Phase,
    Density,
    DriftSpeed,
    DiffusionSpeed,
    QuantumPotential,
    LocalEnergy, ///< m v^2/2 + V + Q less its mean
    ResidualHamiltonJacobi, ///< by how much (13) is off; for a frame asked with residuals
    ResidualContinuity, ///< likewise (14)
    Neutral ///< density in shades of the surface, under lines of a flow; see drawnColoring()
};

/// How one of the two flows is shown; any of it at once.
struct FlowLayer
{
    bool lines = false; ///< evenly spaced streamlines
    bool arrows = false;
    bool tracers = false; ///< points that move at the field's own speed
    bool flux = false; ///< rho times the velocity instead of the velocity

    bool isShown() const { return lines || arrows || tracers; }
    bool operator==(const FlowLayer&) const = default;
};

/// What is drawn and how; a plain value.
struct SceneOptions
{
    ColorBy colorBy = ColorBy::Phase;
    bool potentialContours = true;
    bool potentialSheet = false; ///< of a V that is no wall, too: see SceneScales::hasWalls
    FlowLayer drift; ///< v or j = rho v
    FlowLayer diffusion; ///< u or j_D = rho u
    bool vortices = false; ///< markers with their charges
    bool particles = false; ///< of the ensemble, on the surface
    bool particleTrails = false; ///< where some of them have been
    bool particlesAlone = false; ///< on the plane; the surface lies flat and faint
    bool overlays = true; ///< axes, ticks, units, colour bar, titles
    bool followsPeak = false; ///< heights and colours follow the pictures; else the run's start
    ThemeKind theme = ThemeKind::Dark;
    int meshLimit = 0; ///< cells per side; 0 adapts to the time a frame takes

    bool operator==(const SceneOptions&) const = default;
};

/// What the surface is coloured by: phase and density step back to neutral shades where lines of a
/// flow lie on them, since blue on violet and vermilion on orange cannot be read.
inline ColorBy drawnColoring(const SceneOptions& options)
{
    const bool stepsBack = options.colorBy == ColorBy::Phase || options.colorBy == ColorBy::Density;
    const bool hasLines = options.drift.isShown() || options.diffusion.isShown();
    return stepsBack && hasLines ? ColorBy::Neutral : options.colorBy;
}

/// How the scene gets to the screen.
enum class RenderRoute
{
    Automatic, ///< by the renderer's own name: a GPU if there is one
    Gpu, ///< QOpenGLWidget
    Software ///< offscreen on a worker thread, painted as an image
};

} // namespace dqm
