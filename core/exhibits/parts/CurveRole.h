#pragma once

namespace dqm {

/// What a curve or a point stands for: its colour, the same in all of the program.
enum class CurveRole
{
    Plain, ///< ink
    Drift, ///< blue
    Diffusion, ///< vermilion
    Potential, ///< green
    Medium, ///< purple
    Hint ///< amber
};

} // namespace dqm
