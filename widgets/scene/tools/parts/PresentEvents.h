#pragma once

#include "core/experiment/Experiment.h"

#include <algorithm>
#include <vector>

namespace dqm {

/// An experiment in which something is done at a time, after all that is done by then.
inline Experiment withEvents(Experiment experiment, const std::vector<Event>& events)
{
    for (const Event& event : events) {
        const auto later = std::upper_bound(experiment.events.begin(), experiment.events.end(),
            event.time, [](double time, const Event& each) { return time < each.time; });
        experiment.events.insert(later, event);
    }
    return experiment;
}

} // namespace dqm
