#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"

#include <vector>

namespace dqm {

/// The rows of the paper's equations that a frame has, judged: what a row bounds is expected to be
/// 0 within the bound; what it only shows is expected nowhere; of what has no meaning for this
/// ensemble the tooltip says why; and what the grid does not resolve, or what is off by no more
/// than steps and grid may have brought, is unresolved. Readout::expectedFrom names the equation of
/// each, "(22), (23)", and its label begins with that. Empty for a frame without rows.
std::vector<Readout> equationReadouts(const Frame& frame);

} // namespace dqm
