#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

/// psi(x, 0) of an experiment in K on its grid, normalised so that sum |psi|^2 cellArea = 1 (1).
/// A packet that is cut by the edge of a torus is wrapped around it (sum over images).
/// With an exchange symmetry the sum is projected first: psi(x1, x2) +- psi(x2, x1).
/// @throws ExperimentError if nothing is left to normalise or a packet is not resolved by the grid.
ComplexField prepareWave(const Experiment& experiment);

} // namespace dqm
