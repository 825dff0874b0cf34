#pragma once

#include "widgets/panels/ReadoutTable.h"

namespace dqm {

/// Every row of the readouts in order, with its words: label, formula, the paper's equation.
/// Keys: "drift", "diffusion", "potential", "total", "rest", "cross", "conservation", "excess",
/// "norm", "error", "D", "boundX", "boundY"; "K.<n>" for the comparisons, n as in Compared;
/// "twin.rho", "twin.sigma", "twin.u", "twin.diffusion"; "hydro.rho", "hydro.v", "hydro.depth";
/// sections "energies", "checks", "observers", "twin", "hydro"; captions "cooling", "atRest",
/// "changes", "invariant", "hydro.note".
std::vector<ReadoutTable::Row> readoutRows();

} // namespace dqm
