#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

/// Energy of the ground state without m c^2 where a closed form is known:
///   one spring whose ground state lies well inside the grid: hbar (omega_x + omega_y) / 2, with
///   omega^2 times the experiment's strength;
///   no potential: 0 on a torus, hbar^2 pi^2/2m (1/Lx^2 + 1/Ly^2) between walls.
/// Units: energy.
std::optional<double> groundEnergy(const Experiment& experiment);

} // namespace dqm
