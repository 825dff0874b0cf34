#pragma once

#include "core/Experiment.h"
#include "core/equations/EquationRow.h"

#include <vector>

namespace dqm {

/// The equations (1)-(26) of the paper that one state shows, at each of the times: evolves the
/// experiment in K on its own, in real time also where the experiment cools. Rows that have no
/// meaning for an experiment are left out, see InstantEquations.
/// @param times  ascending, from 0 on.
/// @throws ExperimentError if the experiment cannot be built.
/// @throws std::invalid_argument for times that do not ascend.
std::vector<EquationRow> equationTable(
    const Experiment& experiment, const std::vector<double>& times, int threads = 1);

} // namespace dqm
