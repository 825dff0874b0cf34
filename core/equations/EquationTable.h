#pragma once

#include "core/Experiment.h"

#include <string>
#include <vector>

namespace dqm {

/// One equation of the paper, computed for one state.
struct EquationRow
{
    std::string equation; ///< "(13)"
    std::string quantity; ///< what `value` is
    double time = 0.0;
    double value = 0.0;
    std::string unit; ///< empty if relative
    double bound = 0.0; ///< the largest |value| with which it holds; infinite if only shown
    bool holds = true;
};

/// The equations (1)-(26) of the paper that one state shows, at each of the times: evolves the
/// experiment in K on its own, in real time also where the experiment cools. Rows that have no
/// meaning for an experiment are left out: what needs derivatives of rho between walls, a localised
/// rho on a torus that is full, grad V at sharp edges, conservation where an edge absorbs. The
/// errata are followed: (4) per axis, (7) with the term it drops, m <v.u> = (hbar/2) dS_G/dt.
/// @param times  ascending, from 0 on.
/// @throws ExperimentError if the experiment cannot be built.
/// @throws std::invalid_argument for times that do not ascend.
std::vector<EquationRow> equationTable(
    const Experiment& experiment, const std::vector<double>& times, int threads = 1);

} // namespace dqm
