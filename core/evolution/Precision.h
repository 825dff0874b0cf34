#pragma once

namespace dqm {

/// What psi is stored and computed in while it moves; states themselves are in double precision.
enum class Precision
{
    Double,
    Single
};

/// Relative L2 error of psi that rounding is expected to leave after that many kicks: about as much
/// as is found at worst. In single precision it grows with their root at first: what is the same in
/// every kick is kept small there (see fused/RoundedRotation.h).
double expectedRounding(Precision precision, long long kicks);

} // namespace dqm
