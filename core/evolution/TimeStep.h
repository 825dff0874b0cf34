#pragma once

#include "core/experiment/Experiment.h"
#include "core/potentials/Potential.h"

#include <limits>

namespace dqm {

/// The step that "auto" stands for: small enough that the splitting error of the scheme over the
/// whole run stays near `tolerance` (relative L2 of psi), never more than until/100, a round
/// number. Without a tolerance it is 1e-6, at sharp edges 1e-3.
///
/// Estimate  the error of a splitting of order n grows like dt^n times the n-th time derivative of
///           V along the motion, divided by hbar; it is summed along a few classical paths that
///           begin with the positions and momenta of the ensemble.
/// Driven what changes in time has a schedule of shorter steps within these (see StepSchedule); its
///           longest one is the most here.
/// Edges     a potential that is not smooth makes every scheme one of order two.
/// @param scheme  in use, never Auto.
/// @param longest  what the step may be otherwise, such as in an absorbing layer.
/// @return  a positive step, time units of the experiment.
double automaticStep(const Experiment& experiment, const Potential& potential,
    const ComplexField& initial, Scheme scheme, std::optional<double> tolerance = {},
    double longest = std::numeric_limits<double>::infinity());

} // namespace dqm
