#pragma once

#include "core/experiment/AxisNames.h"
#include "core/frames/EnsembleReport.h"
#include "core/readouts/Readout.h"

#include <vector>

namespace dqm {

/// What the particles beside a wave show, each with what is expected of it: "chi", "L1",
/// "D.paths", "corrX", "corrY", "pullV", "pullU". The last two are absent where velocities were not
/// measured, D before the first step.
///
/// Only an ensemble that began as rho and moves by the paper's law keeps rho: of the others
/// histogram and velocities may differ. Three errors hold, five hold nearly: chance does not go
/// beyond that among thousands of looks.
std::vector<Readout> particleNumbers(
    const EnsembleReport& report, const AxisNames& axes, UnitSystem units);

} // namespace dqm
