#pragma once

#include "core/experiment/Experiment.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace dqm {

/// The same instant but for rounding.
bool isSameInstant(double a, double b);

/// The experiment with the parameters that its events up to a time have set. A sound one stays so.
Experiment asItIsAt(const Experiment& experiment, double time);

/// From which time on two lists of events are not the same; unset if they are.
std::optional<double> firstDifference(const std::vector<Event>& a, const std::vector<Event>& b);

/// How many of the events are done by a time.
std::size_t eventsBy(const std::vector<Event>& events, double time);

} // namespace dqm
