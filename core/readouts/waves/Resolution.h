#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"

#include <optional>
#include <string>

namespace dqm {

/// How well a run resolves what it shows: what it estimates that steps and grid have cost psi, and
/// whether it was warned of more. By it a number that is off is told from one that is only coarse.
class Resolution
{
public:
    /// A frame that knows no estimate resolves what needs none, and says so of the rest.
    explicit Resolution(const Frame& frame);

    /// Lays down what a number should be. It holds within `rounding` times its size, or within what
    /// steps and grid leave of it; where they leave more than half a percent, or nobody knows how
    /// much, a number that is off is said to be unresolved.
    /// @param size  of the number, its own unit, > 0.
    void expect(Readout& readout, double expected, const std::string& from, double size,
        double rounding) const;

    /// A number that is broken, but by no more than steps and grid may have brought, or in a run
    /// that is warned of, is unresolved.
    void excuse(Readout& readout, double size) const;

private:
    std::optional<double> m_error; ///< of psi, relative; unset: not known
    bool m_isWarned = false;
};

} // namespace dqm
