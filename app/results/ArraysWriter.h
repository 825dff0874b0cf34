#pragma once

#include "core/simulation/Simulation.h"

#include <QString>

namespace dqm {

struct ParticleTable;

/// Writes the fields of one instant for NumPy (.npz): axes x (nx) and y (ny); rho, phase, vx, vy,
/// ux, uy, V, Q of shape (ny, nx) and psi (complex), double precision; time; units, a JSON object
/// of unit symbols by array; experiment, its JSON (both bytes). Where rho is too small v, u, Q are
/// 0. With particles also those of a ParticleTable: particle_place, particle_start,
/// particle_displacement, particle_v, particle_u of shape (count, 2) and particle_alive.
/// @param particles  null for none.
/// @throws std::runtime_error if the file cannot be written; nothing is left of it then.
void writeArrays(const QString& path, const Simulation::Fields& fields, double time,
    const Experiment& experiment, const ParticleTable* particles = nullptr);

} // namespace dqm
