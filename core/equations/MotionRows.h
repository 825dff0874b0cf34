#pragma once

#include "core/equations/Instant.h"
#include "core/equations/RowList.h"
#include "core/grid/Derivatives.h"

namespace dqm {

/// Three instants of one evolution and what is read off the middle one.
struct ThreeInstants
{
    const Instant& before;
    const Instant& now;
    const Instant& after;
    const ComplexVectorField& gradient; ///< of the envelope now (spectral)
    double delta; ///< between neighbours, time
    double scale; ///< <T> + |<V>|, energy
};

/// (6): grad S of the phase itself, moved by a small part of a cell with its series, against the
/// current of psi over rho, where rho > 1e-6 max rho.
void addDriftRow(RowList& rows, const ThreeInstants& state, const Surroundings& around);

/// (26) and Ehrenfest: rates of means against the means of what their brackets with H are; what
/// needs a localised rho or grad V says so where there is none. Not where an edge absorbs.
void addRateRows(RowList& rows, const ThreeInstants& state, const Surroundings& around);

/// The same rows, of which nothing can be said.
void leaveRateRows(RowList& rows, const char* reason);

} // namespace dqm
