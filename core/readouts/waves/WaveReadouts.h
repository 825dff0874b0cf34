#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"

#include <vector>

namespace dqm {

/// The numbers of a frame as the observer sees them, each with what it should be, in the order of a
/// table; empty for a frame without pictures. Groups and ids:
///   Energies       "drift", "diffusion", "potential", "total" (without m c^2), "rest", "cross"
///   Two particles  "pair.distance", "pair.correlation", "pair.exchange", "pair.purity",
///                  "pair.coupling", where there are two
///   Checks         "conservation" (absent while nothing is conserved), "excess" while it is cooled
///                  to a known end, "norm", "steps" and "grid" (the estimated errors of psi), "D",
///                  "boundX", "boundY" (4)
///   Observers      see observerReadouts()
///   K' observed against K' alone   "twin.rho", "twin.sigma", "twin.u", "twin.diffusion"
///   (13), (14) beside psi          "hydro.rho", "hydro.v", "hydro.depth"
std::vector<Readout> waveReadouts(const Frame& frame);

/// The same, and all else that can be judged of the frame: particles, closed forms, the paper's
/// equations, as far as the frame has them. What `dqmlab run --check` and `dqmlab verify` print.
std::vector<Readout> allReadouts(const Experiment& experiment, const Frame& frame);

} // namespace dqm
