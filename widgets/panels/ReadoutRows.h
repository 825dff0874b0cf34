#pragma once

#include "widgets/panels/ReadoutTable.h"

namespace dqm {

/// Every row of the readouts in order, with its words: label, formula, the paper's equation.
/// Keys: "drift", "diffusion", "potential", "total", "rest", "cross", "conservation", "norm", "D",
/// "boundX", "boundY"; "K.<n>" for the comparisons, n as in Compared; "twin.rho", "twin.sigma",
/// "twin.u", "twin.diffusion"; sections "energies", "checks", "observers", "twin";
/// captions "atRest", "changes", "invariant".
std::vector<ReadoutTable::Row> readoutRows();

} // namespace dqm
