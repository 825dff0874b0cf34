#pragma once

#include "core/experiment/Experiment.h"

#include <QString>
#include <QStringList>

namespace dqm {

/// psi of a file of arrays (.npz) or image data (.vti) that this program wrote, or one like it:
/// arrays x, y and psi (complex, of y's and x's lengths), or psi_re and psi_im.
/// @throws std::runtime_error if the file cannot be read or holds no such psi, with the reason.
SavedWave readSavedWave(const QString& path);

/// Reads what the packets of an experiment name; their names become whole ones.
/// @param folder  of the experiment's file, from which their names count; empty: the present one.
/// @throws ExperimentError "packets[0].file: ..."
void readSavedWaves(Experiment& experiment, const QString& folder);

/// The files whose psi an experiment begins with.
QStringList savedWaveFiles(const Experiment& experiment);

/// The experiment as it is written to a file in a folder: what lies in it or below is named from
/// there, so that both can be moved together.
Experiment namedFrom(Experiment experiment, const QString& folder);

} // namespace dqm
