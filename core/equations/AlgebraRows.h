#pragma once

#include "core/equations/RowList.h"
#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Derivatives.h"
#include "core/grid/Grid.h"

namespace dqm {

/// The brackets and operators of the paper for one state:
///
/// (9), (10)   on up to twelve neighbouring points about the peak, as a lattice: {rho, S} by finite
///             differences, and {Re psi, Im psi} = 1/2 hbar, which makes (15) canonical.
/// (17), (18)  psi* A psi there is a function of (rho, S), real because A is Hermitian (X8).
/// (19), (20)  bracket and commutator there, of x with p and of p with H.
/// Left out where no four neighbours have rho > 1e-6 max rho, between nodes and walls.
void addLatticeRows(RowList& rows, const WaveState& state, const RealField& V, const Grid& grid,
    const PhysicalConstants& constants);

/// (24), (25) on a torus: rho and S moved by +-da along the rows and columns through the peak,
/// against their brackets with the momentum (23) of that line, by finite differences of it.
void addTranslationRows(
    RowList& rows, const WaveState& state, const Grid& grid, const PhysicalConstants& constants);

/// (17) and erratum X8: the parallelogram law of the kinetic energy, and how far U_v and U_u are
/// from it each, with a second state psi i f, f a wave of the box: zero for what is bilinear.
/// @param gradient  of the envelope (spectral).
void addParallelogramRows(RowList& rows, const WaveState& state, const ComplexVectorField& gradient,
    const Grid& grid, const PhysicalConstants& constants);

} // namespace dqm
