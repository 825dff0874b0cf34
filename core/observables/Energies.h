#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Derivatives.h"
#include "core/grid/Grid.h"

namespace dqm {

struct FlowSums;

/// Mean energies of the ensemble [Zakir, eqs. (5), (7), (8)], energy units.
struct Energies
{
    double drift = 0.0; ///< integral m v^2 rho / 2
    double diffusion = 0.0; ///< integral m u^2 rho / 2 (5)
    double potential = 0.0; ///< integral V rho
    double rest = 0.0; ///< m c^2
    double crossTerm = 0.0; ///< m <v.u>, which (7) drops; see the erratum in the program's text
    double kinetic() const { return drift + diffusion; }
    double total() const { return drift + diffusion + potential + rest; }
};

/// T = (hbar^2/2m) integral |grad psi|^2 is regular everywhere; drift from J^2/rho masked at
/// rho > 1e-14 max rho (a node takes the mean over its directions, see FlowSums); diffusion
/// = T - drift, so that the sum is right whatever the nodes do.
/// @param gradient  of the envelope (spectral).
/// @param V         on the grid; empty for V = 0.
Energies energies(const WaveState& state, const ComplexVectorField& gradient, const RealField& V,
    const Grid& grid, const PhysicalConstants& constants);

/// The same from sums already gathered.
Energies energies(const FlowSums& sums, Vec2 carrier, const PhysicalConstants& constants);

} // namespace dqm
