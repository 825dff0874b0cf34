#pragma once

#include "core/streamlines/FlowField.h"

namespace dqm {

struct ArrowOptions
{
    double spacing = 1.0; ///< between neighbours; length, > 0
    double longest = 0.9; ///< length of the longest arrow, in spacings
    double fullSpeed = 0.0; ///< drawn at the longest; 0 for twice the rms speed of the field
    double jitter = 0.0; ///< how far arrows leave the lattice at most, in spacings
    Vec2 shift{0.0, 0.0}; ///< of the lattice, in spacings
    double leastWeight = 0.02; ///< of sqrt(rho/rhoMax): no arrow where there is less
};

/// An arrow with its middle at (x, y).
struct Arrow
{
    float x = 0.0F;
    float y = 0.0F;
    float dx = 0.0F; ///< from tail to tip, length
    float dy = 0.0F;
    float speed = 0.0F; ///< length/time; of a flux 1/(length time)
    float weight = 0.0F; ///< sqrt(rho/rhoMax), to fade by
};

/// Arrows of the field on a square lattice that rests on the grid, so that each keeps its place
/// while the field changes. Lengths grow in proportion to the speed up to fullSpeed.
///
/// Torus   the spacing is rounded so that the lattice joins at the edge.
/// Jitter  the same in every call.
/// @throws std::invalid_argument if an option is out of its range.
std::vector<Arrow> arrows(const FlowField& field, const ArrowOptions& options);

} // namespace dqm
