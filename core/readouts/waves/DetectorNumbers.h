#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"

#include <vector>

namespace dqm {

/// What detectors have seen, each by its name: "absorbed.<name>", the share that rho gave them;
/// "hits.<name>", how many particles they have, against N times that share; "hitsChi.<name>", how
/// the hits lie along the line against n(s), absent while too few are expected; and "absorbed", all
/// that they have taken, which psi has lost.
///
/// Four standard errors hold, as chance of so many independent particles has it; a law that does
/// not keep rho may differ.
std::vector<Readout> detectorNumbers(const Frame& frame);

} // namespace dqm
