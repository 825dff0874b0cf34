#pragma once

#include "core/Experiment.h"
#include "core/setup/Potential.h"

namespace dqm {

/// The step that "auto" stands for: small enough that the splitting error of the scheme over the
/// whole run stays below `tolerance` (estimated relative L2 of psi), never more than until/100.
/// @return  a positive step, time units of the experiment.
double automaticStep(const Experiment& experiment, const Potential& potential,
    const ComplexField& initial, Scheme scheme, double tolerance = 1e-6);

} // namespace dqm
