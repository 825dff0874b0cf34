#pragma once

#include "core/Simulation.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace dqm {

/// Writes the fields of one instant for NumPy (.npz): axes x (nx) and y (ny); rho, phase, vx, vy,
/// ux, uy, V, Q of shape (ny, nx) and psi (complex), double precision; time; units, a JSON object
/// of unit symbols by array; experiment, its JSON (both bytes). Where rho is too small v, u, Q are
/// 0.
/// @throws std::runtime_error if the file cannot be written; nothing is left of it then.
void writeArrays(const QString& path, const Simulation::Fields& fields, double time,
    const Experiment& experiment);

/// The experiment's JSON in a file of arrays; empty if there is none.
QByteArray experimentInArrays(const QString& path);

/// Its time; empty if there is none.
std::optional<double> timeInArrays(const QString& path);

} // namespace dqm
