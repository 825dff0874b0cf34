#pragma once

#include "core/grid/Grid.h"

#include <vector>

namespace dqm {

struct Picture;

/// A straight line through the plane along which fields are read, in the coordinates of whoever
/// observes.
struct SectionLine
{
    Vec2 from{-1.0, 0.0};
    Vec2 to{1.0, 0.0};

    bool operator==(const SectionLine&) const = default;
};

/// Fields at equal distances along a line, all of one length. NaN where a field has no value.
struct SectionSamples
{
    std::vector<double> distance; ///< from the start of the line
    std::vector<double> rho;
    std::vector<double> drift; ///< v along the line
    std::vector<double> diffusion; ///< u along the line
    std::vector<double> V; ///< zero if the picture has no potential
    std::vector<double> Q;
};

/// Bilinear between the grid points of the picture.
///
/// Masks   v, u and Q are NaN in a cell with a corner where rho <= rhoFloor; Q also in a picture
///         without a phase.
/// Edges   all are NaN beyond the rectangle of a torus, or beyond the outermost points of walls.
/// @param count  >= 2 samples, both ends included.
/// @throws std::invalid_argument for a picture without fields, a line without length or a smaller
///         count.
SectionSamples sampleSection(const Picture& picture, const SectionLine& line, int count);

} // namespace dqm
