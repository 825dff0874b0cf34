#pragma once

#include "core/equations/EquationRow.h"
#include "core/experiment/Experiment.h"

#include <vector>

namespace dqm {

/// The equations (1)-(26) of the paper that one state shows, at each of the times: evolves the
/// experiment in K on its own, in imaginary time where the experiment cools; the equations of what
/// is there then are those of real time. See InstantEquations.
/// @param times  ascending, from 0 on.
/// @throws ExperimentError if the experiment cannot be built.
/// @throws std::invalid_argument for times that do not ascend.
std::vector<EquationRow> equationTable(
    const Experiment& experiment, const std::vector<double>& times, int threads = 1);

} // namespace dqm
