#pragma once

#include <string>

namespace dqm {

/// One equation of the paper, computed for one state: it holds, fails, is shown, or nothing can be
/// said of it here.
struct EquationRow
{
    std::string equation; ///< "(13)"
    std::string quantity; ///< what `value` is
    double time = 0.0;
    double value = 0.0;
    std::string unit; ///< empty if relative
    /// The largest |value| with which it holds: what rounding and the steps in time leave, and what
    /// the grid may, estimated from the state; infinite if only shown.
    double bound = 0.0;
    bool holds = true;
    /// Why nothing can be said here, then `value` is NaN: what the equation needs and this ensemble
    /// lacks, or that the grid does not resolve it ("not resolved here ..."). Mostly empty.
    std::string reason;
};

} // namespace dqm
