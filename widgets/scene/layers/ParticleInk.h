#pragma once

#include "core/frames/Frame.h"
#include "widgets/scene/layers/LineGeometry.h"
#include "widgets/theme/Theme.h"

#include <QSizeF>
#include <QString>

namespace dqm {

/// The ink of the ensemble; the twin's colour for its Brownian particles, and that of errors for
/// particles whose law does not keep rho.
QColor particleColor(const Picture& picture, const Theme& theme);

/// In logical pixels: many particles are drawn small and faint, few large.
double particleDiameter(int count);
double particleOpacity(int count);

/// How many of a picture's trails a pane has room for: all in a large one.
int trailsShown(const Picture& picture, QSizeF pane);

/// How many there are and how they move, in one line of rich text; empty if there are none.
/// @param trails  how many are drawn.
QString particleLegend(const Picture& picture, int trails);

/// How many hit a detector and how many left through the edge, or that none is left; empty if all
/// are there.
QString particlesGone(const Frame& frame, const Picture& picture);

/// Where the particles of a picture stand on its surface: x, y, z of each, scene units.
void liftParticles(std::vector<float>& positions, const LiftedSurface& surface,
    const Picture& picture, int threads);

/// Adds the trails of a picture, each with a dot at its particle, which fade towards their ends and
/// go round a torus.
/// @param most  trails to draw, the first ones.
void addTrails(
    LineGeometry& geometry, const LiftedSurface& surface, const Picture& picture, int most);

} // namespace dqm
