#pragma once

#include "core/frames/Frame.h"

#include <string>

namespace dqm {

/// The state as one would tell it to somebody who does not see it, for screen readers and for the
/// command line: where the density is, how wide and how fast, as the observer sees it; how the
/// energy about the mean motion is shared by diffusion and drift (8); what is gone, what has been
/// found in the regions, and whether K and K' agree. Two to five sentences, UTF-8, unit symbols
/// included. What is not known is not told. Empty for a frame without pictures.
/// @param experiment  names the regions.
std::string describe(const Experiment& experiment, const Frame& frame);

} // namespace dqm
