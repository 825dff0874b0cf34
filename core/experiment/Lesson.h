#pragma once

#include "core/experiment/ViewSettings.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

/// One step of a lesson: what is said, where it begins, what may be done, and when it is done.
/// Conditions are formulas of parameters by their ids, of the columns of a series and of t, such as
/// "abs(frame.velocity[0]) > 1 && t > 2".
struct LessonStep
{
    std::string say; ///< rich text
    std::string moment; ///< of the experiment, to which it goes; empty: none
    std::optional<double> time; ///< likewise
    std::map<std::string, double> set; ///< parameters that it changes
    std::optional<ViewSettings> look; ///< how it is looked at from here on
    bool play = false; ///< lets time run
    std::vector<std::string> allow; ///< parameters that may be moved; empty: all
    std::string ask;
    std::vector<std::string> answers;
    std::optional<int> right; ///< of the answers, from 1
    std::string why; ///< said once it is answered, or done
    std::string check; ///< true once what was asked for is done; empty: nothing was
    std::map<std::string, double> solve; ///< parameters, or "time", that make it so
    std::vector<std::string> claims; ///< what is said as formulas, true once it is done
    bool operator==(const LessonStep&) const = default;
};

} // namespace dqm
