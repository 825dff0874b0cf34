#pragma once

#include "core/equations/MotionRows.h"

namespace dqm {

/// (7): m <v.u> = (hbar/2) dS_G/dt, by the size of the two, so that a mass or an hbar off by a
/// percent is found out. Where the grid does not resolve the integrals next to nodes they are taken
/// over points twice as dense, and then once more with what lies below a small share of the largest
/// rho left out: of -(rho + cut) ln (rho + cut) the rate has -grad rho . J/(rho + cut).
void addCrossTermRow(RowList& rows, const ThreeInstants& state, const Surroundings& around);
void leaveCrossTermRow(RowList& rows, const char* reason);

} // namespace dqm
