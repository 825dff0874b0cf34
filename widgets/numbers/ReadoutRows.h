#pragma once

#include "core/experiment/AxisNames.h"
#include "widgets/numbers/ReadoutTable.h"

namespace dqm {

/// Every row of the readouts in order, with its words: label, formula, the paper's equation.
/// Keys: "drift", "diffusion", "potential", "total", "rest", "cross", "conservation", "excess",
/// "norm", "error", "D", "boundX", "boundY"; "pair.distance", "pair.correlation", "pair.exchange",
/// "pair.purity", "pair.coupling"; "K.<n>" for the comparisons, n as in Compared;
/// "twin.rho", "twin.sigma", "twin.u", "twin.diffusion"; "hydro.rho", "hydro.v", "hydro.depth";
/// sections "energies", "pair", "checks", "observers", "twin", "hydro"; captions "cooling",
/// "atRest", "changes", "invariant", "hydro.note".
std::vector<ReadoutTable::Row> readoutRows(const AxisNames& axes);

/// Rich text with the names of the axes for "{x}" and "{y}", and with the indices of components for
/// "{ix}" and "{iy}".
QString named(QString text, const AxisNames& axes);

} // namespace dqm
