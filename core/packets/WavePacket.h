#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

struct PhysicalConstants;

/// psi(x, 0) of an experiment in K on its grid, normalised so that sum |psi|^2 cellArea = 1 (1).
/// A packet that is cut by the edge of a torus is wrapped around it (sum over images).
/// With an exchange symmetry the sum is projected first: psi(x1, x2) +- psi(x2, x1).
/// @throws ExperimentError if nothing is left to normalise or a packet is not resolved by the grid.
ComplexField prepareWave(const Experiment& experiment);

/// How far a formula is from what its values at the grid's points say between them, relative L2:
/// wave numbers beyond pi/dx, edges and corners. 0 where the grid carries it.
double packetStray(
    const FormulaPacket& packet, const Grid& grid, const PhysicalConstants& constants);

/// How much of a saved wave function's norm this grid holds: the rest lies beyond its edge or is
/// faster than its points resolve.
double heldShare(const FilePacket& packet, const Grid& grid);

/// The velocity a plane wave really gets on this grid: the nearest allowed wave number times
/// hbar/m.
Vec2 allowedPlaneVelocity(const Experiment& experiment, Vec2 velocity);

} // namespace dqm
