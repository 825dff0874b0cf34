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
    double error = 0.0; ///< relative L2 error of psi by it, to its order of magnitude; 0: unknown

    std::string line() const { return key + ": " + text; }
    /// The line as a terminal shows it.
    std::string said() const { return (isGrave ? "warning: " : "note: ") + line(); }
    /// Whether it says the same.
    bool operator==(const RunWarning& other) const
    {
        return key == other.key && text == other.text && isGrave == other.isGrave;
    }
};

} // namespace dqm
