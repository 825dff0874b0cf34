#pragma once

#include "core/equations/Instant.h"
#include "core/equations/RowList.h"
#include "core/hydrodynamics/Residuals.h"

namespace dqm {

/// (2): -rho u, as psi has it, against the flux of Fick's law with this D; both where rho > 1e-9
/// max rho, on points that resolve rho.
/// @param fine  see resolvingDensity.
/// @param D     hbar/2m, unless a wrong one is to be found out.
void addFickRow(RowList& rows, const RefinedState& fine, const PhysicalConstants& constants,
    double D, int threads);

/// (1)-(4) and (12): what rho says by itself.
/// @param scale    <T> + |<V>|, energy.
/// @param absorbs  an edge or a detector takes away what reaches it.
void addDensityRows(
    RowList& rows, const Instant& now, const Surroundings& around, double scale, bool absorbs);

} // namespace dqm
