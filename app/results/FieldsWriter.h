#pragma once

#include "core/simulation/Simulation.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace dqm {

/// Writes the fields of one instant as VTK image data (.vti): point arrays rho, phase, v, u (three
/// components, z = 0), V, Q, psi_re, psi_im in double precision; the experiment's JSON and the time
/// as field data. v, u and Q are zero where rho is too small for them to have a meaning.
/// @throws std::runtime_error if the file cannot be written; nothing is left of it then.
void writeFields(const QString& path, const Simulation::Fields& fields, double time,
    const Experiment& experiment);

/// File name of one row: `{n}` in the pattern becomes the row's number, as wide as the last one's,
/// so that files sort in time.
QString fieldsFileName(const QString& pattern, long long row, long long lastRow);

/// Name of the collection (.pvd) that goes with files of a pattern: "a{n}.vti" gives "a.pvd".
QString collectionName(const QString& pattern);

/// Writes a collection of files of fields with their times (.pvd), which ParaView opens as a series
/// in time. The files are named relative to the collection, in whose folder they lie.
/// @throws std::runtime_error if the file cannot be written.
void writeCollection(const QString& path, const std::vector<std::pair<double, QString>>& files);

} // namespace dqm
