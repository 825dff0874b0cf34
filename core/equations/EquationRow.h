#pragma once

#include <string>

namespace dqm {

/// One equation of the paper, computed for one state.
struct EquationRow
{
    std::string equation; ///< "(13)"
    std::string quantity; ///< what `value` is
    double time = 0.0;
    double value = 0.0;
    std::string unit; ///< empty if relative
    double bound = 0.0; ///< the largest |value| with which it holds; infinite if only shown
    bool holds = true;
};

} // namespace dqm
