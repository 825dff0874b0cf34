#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

/// The experiment with one more term of V or packet: its numbers are made for the grid, its choices
/// are the first with which the experiment can be run, the usual ones if there is none.
Experiment withTerm(const Experiment& experiment, const PotentialTerm& usual);
Experiment withPacket(const Experiment& experiment, const Packet& usual);

} // namespace dqm
