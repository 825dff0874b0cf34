#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

/// Checks every number (finite, in range) and that what it says can be built on its grid: sizes,
/// widths, formulas that parse, packets that are resolved, a kinetic energy below the Nyquist
/// limit.
/// @throws ExperimentError that names the first offending key.
void validate(const Experiment& experiment);

/// The experiment with what misses the end of its range by rounding alone at that end.
Experiment withinRanges(Experiment experiment);

} // namespace dqm
