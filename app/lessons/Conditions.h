#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/Frame.h"

#include <map>
#include <optional>
#include <string>

namespace dqm {

/// What conditions of a lesson know by name: every parameter by its id ("frame.velocity[0]"), the
/// columns of a series ("sigma_x", "energy_diffusion", "P_right") as the observer sees them, t,
/// until, and flat, which is 1 while the scene is looked at from above.
std::map<std::string, double> conditionValues(const Experiment& experiment, const Frame& frame);

/// Whether a condition is true.
/// @throws std::invalid_argument with a sentence if it is no formula of those names.
bool isTrue(const std::string& condition, const std::map<std::string, double>& values);

/// The experiment with parameters changed; "time" among them is left out.
/// @throws ExperimentError for one that is refused.
Experiment withValues(Experiment experiment, const std::map<std::string, double>& values);

/// When a step begins, if it says so: its time, or that of its moment.
std::optional<double> beginOf(const LessonStep& step, const Experiment& experiment);

} // namespace dqm
