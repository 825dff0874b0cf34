#pragma once

#include "core/equations/EquationRow.h"
#include "core/readouts/Readout.h"

#include <vector>

namespace dqm {

/// Rows of the paper's equations as readouts: what a row bounds is expected to be 0 within the
/// bound, what it only shows, and what has no meaning for this ensemble, is expected nowhere, and
/// what the grid does not resolve is unresolved.
std::vector<Readout> equationReadouts(const std::vector<EquationRow>& rows);

} // namespace dqm
