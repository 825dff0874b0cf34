#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

namespace dqm {

/// How a gradient is taken.
enum class DerivativeMethod
{
    EighthOrder, ///< central differences of order 8: for display
    Spectral ///< exact for what the grid resolves: for numbers
};

/// grad psi. Torus: periodic; walls: psi continues oddly beyond each wall.
/// @param threads  for the transforms and the loops.
ComplexVectorField gradient(
    const ComplexField& psi, const Grid& grid, DerivativeMethod method, int threads = 1);

/// Spectral Laplacian of psi, same boundaries.
ComplexField laplacian(const ComplexField& psi, const Grid& grid, int threads = 1);

} // namespace dqm
