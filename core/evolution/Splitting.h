#pragma once

#include "core/Experiment.h"

namespace dqm {

/// A palindromic splitting of one step dt into flights T under the kinetic energy and kicks V under
/// the potential, V~ = V - gradient dt^2 |grad V|^2 / m. Lengths in units of dt; time runs with T.
///
/// Kick first: V(1/2) T(1) V(1/2); flight first: T(edge) V~(1/2) T(inner) V~(1/2) T(edge).
/// The last stage of one step and the first of the next are one: n steps of the first kind cost n
/// pairs of transforms, of the second kind 2 n + 1.
struct Splitting
{
    bool kickFirst;
    double edge;
    double inner;
    double gradient;
};

/// @param scheme  not Auto.
constexpr Splitting splittingOf(Scheme scheme)
{
    constexpr double root3 = 1.7320508075688772;
    if (scheme == Scheme::Chin4B)
        return {false, 0.5 * (1.0 - 1.0 / root3), 1.0 / root3, (2.0 - root3) / 24.0};
    return {true, 0.5, 1.0, 0.0};
}

} // namespace dqm
