#pragma once

#include "core/Experiment.h"

namespace dqm {

/// A palindromic splitting of one step dt, T(edge) [V T(inner)]... V T(edge): `kicks` equal
/// potential stages, each of V~ = V - gradient dt^2 |grad V|^2 / m, between flights under T.
/// Lengths in units of dt; the last flight of one step and the first of the next are one.
struct Splitting
{
    double edge;
    double inner;
    int kicks;
    double gradient;

    double kick() const { return 1.0 / kicks; }
    /// When the kick happens, in units of dt from the step's start: time runs with T.
    double kickTime(int index) const { return edge + index * inner; }
};

/// @param scheme  not Auto.
constexpr Splitting splittingOf(Scheme scheme)
{
    constexpr double root3 = 1.7320508075688772;
    if (scheme == Scheme::Chin4B)
        return {0.5 * (1.0 - 1.0 / root3), 1.0 / root3, 2, (2.0 - root3) / 24.0};
    return {0.5, 0.0, 1, 0.0};
}

} // namespace dqm
