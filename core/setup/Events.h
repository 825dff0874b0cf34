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

/// From which time on other events make a run another one that has come to a time and has done what
/// was due; unset if nothing that is past has changed.
std::optional<double> otherPast(
    const std::vector<Event>& before, const std::vector<Event>& after, double time);

/// How many of the events are done by a time.
std::size_t eventsBy(const std::vector<Event>& events, double time);

} // namespace dqm
