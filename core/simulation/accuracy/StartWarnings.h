#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/values/RunWarning.h"

#include <vector>

namespace dqm {

/// What is doubtful from the start: packets that reach over the edge, do not fit between walls or
/// are not resolved by the grid, plane waves moved to a wave number that the grid allows, terms of
/// V sharper than the grid, waves too slow for an absorbing edge.
std::vector<RunWarning> startWarnings(
    const Experiment& experiment, const Surroundings& surroundings);

/// Relative error of psi that the spacing of the grid is expected to bring at once, to its order of
/// magnitude: the wave numbers that it cuts off, and what a potential that is not smooth loses
/// between two points, m |V(x+dx) - 2 V(x) + V(x-dx)| dx^2 / (4 hbar^2) for each edge met. What
/// adds up with time GridError knows.
double gridError(const Surroundings& surroundings, const WaveState& state);

} // namespace dqm
