#pragma once

#include "core/grid/Grid.h"

namespace dqm {

/// A wave function between the points of its grid: on a torus the trigonometric sum through them,
/// between walls the sum of sines, and nothing outside its rectangle. Read at the points of another
/// grid, without the waves that its points would mistake for slower ones.
///
/// Cost  products of matrices, ny' ny nx + ny' nx nx'; a grid that is the same is copied.
/// @throws std::invalid_argument if psi has not the shape of its grid.
ComplexField resampled(const ComplexField& psi, const Grid& from, const Grid& to);

} // namespace dqm
