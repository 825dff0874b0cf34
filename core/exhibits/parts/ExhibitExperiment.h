#pragma once

#include "core/exhibits/parts/ExhibitParameter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dqm {

/// All that is needed to repeat what an exhibit shows: the same values and seed give the same
/// numbers.
struct ExhibitExperiment
{
    std::string kind = {}; ///< "statistics", "light-walk", ...: one of exhibitKinds()
    std::string title = {};
    std::string about = {}; ///< Markdown
    std::vector<std::string> equations = {}; ///< of the paper, that it shows
    ExhibitValues values = {}; ///< those that are left out have their defaults
    std::uint64_t seed = 1;
    double until = 0.0; ///< in the exhibit's own measure of progress, > 0
    double pace = 0.0; ///< progress of a second in the window, > 0; it changes no number

    bool operator==(const ExhibitExperiment&) const = default;
};

} // namespace dqm
