#pragma once

#include <string>

namespace dqm {

/// What a person should know before believing a run: what lies at the edge of what grid and steps
/// can carry. A run has one list of them (Simulation::warnings), which every front shows.
struct RunWarning
{
    std::string key; ///< of the experiment, as in "packets[0].sigma"
    std::string text; ///< a sentence
    bool isGrave = true; ///< numbers will be wrong; else it is good to know

    std::string line() const { return key + ": " + text; }
    /// The line as a terminal shows it.
    std::string said() const { return (isGrave ? "warning: " : "note: ") + line(); }
    bool operator==(const RunWarning&) const = default;
};

} // namespace dqm
