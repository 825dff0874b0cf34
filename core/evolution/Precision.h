#pragma once

namespace dqm {

/// What psi is stored and computed in while it moves; states themselves are in double precision.
enum class Precision
{
    Double,
    Single
};

/// Relative L2 error of psi that rounding is expected to leave after that many kicks of one call of
/// a Propagator.
double expectedRounding(Precision precision, int kicks);

} // namespace dqm
