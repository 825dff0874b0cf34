#pragma once

#include "core/experiment/Experiment.h"
#include "core/potentials/Potential.h"

namespace dqm {

/// A palindromic splitting of one step dt into flights T under the kinetic energy and kicks V under
/// the potential, V~ = V - gradient dt^2 |grad V|^2 / m. Lengths in units of dt; time runs with T.
///
/// Kick first: V(1/2) T(1) V(1/2). Flight first: T(edge) V~(1/2) T(inner) V~(1/2) T(edge), or with
/// one kick T(1/2) V~(1) T(1/2).
/// The last stage of one step and the first of the next are one: n steps cost n pairs of transforms
/// kick first, n times the kicks of a step and one flight first.
struct Splitting
{
    bool kickFirst;
    int kicks;
    double edge;
    double inner;
    double gradient;
};

/// @param scheme  not Auto.
constexpr Splitting splittingOf(Scheme scheme)
{
    constexpr double root3 = 1.7320508075688772;
    if (scheme == Scheme::Chin4B)
        return {false, 2, 0.5 * (1.0 - 1.0 / root3), 1.0 / root3, (2.0 - root3) / 24.0};
    if (scheme == Scheme::TakahashiImada)
        return {false, 1, 0.5, 1.0, 1.0 / 24.0};
    return {true, 1, 0.5, 1.0, 0.0};
}

/// The order of the splitting in this potential.
inline int orderOf(Scheme scheme, const Potential* potential)
{
    return scheme == Scheme::Chin4B && (potential == nullptr || potential->isSmooth()) ? 4 : 2;
}

/// What Auto stands for: Chin4B if the potential is smooth, else Strang.
inline Scheme chosenScheme(Scheme asked, const Potential* potential)
{
    if (asked != Scheme::Auto)
        return asked;
    return potential == nullptr || potential->isSmooth() ? Scheme::Chin4B : Scheme::Strang;
}

} // namespace dqm
