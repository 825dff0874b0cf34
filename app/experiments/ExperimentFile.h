#pragma once

#include "app/carriers/Carrier.h"
#include "app/experiments/AnyExperiment.h"

#include <QByteArray>
#include <QStringList>

namespace dqm {

/// A wave, or an exhibit with every value given; the key "kind" says which.
/// @param changes  "path=value" (packets[0].velocity=[1,0], parameters.particles=5), made to the
///                 JSON before it is read, in their order.
/// @param folder  from which the names of files in it count; empty: the present one.
/// @throws ExperimentError: the path of the first offending key, or "line n, column n" where the
///         text is not JSON; nothing is half read.
AnyExperiment parseAnyExperiment(
    const QByteArray& json, const QStringList& changes = {}, const QString& folder = {});

/// @throws as parseAnyExperiment; also ExperimentError of "kind" for an exhibit.
Experiment parseExperiment(const QByteArray& json, const QStringList& changes = {});

/// The wave of the two.
/// @throws ExperimentError of "kind" for an exhibit.
Experiment waveOf(AnyExperiment experiment);

/// Every key, in the order of the format, pretty printed; parseAnyExperiment gives back the same.
/// @pre an exhibit has every value, see complete().
QByteArray formatExperiment(const AnyExperiment& experiment);

/// The same on one line, for files that carry an experiment.
QByteArray formatExperimentOnOneLine(const AnyExperiment& experiment);

/// The JSON of the experiment in a file: the file itself, or what a CSV, VTI, VTP, NPZ, PNG, SVG,
/// PDF, MP4, WebM or GIF written by this program carries. "-" is standard input.
/// @throws std::runtime_error if the file cannot be read, is no plain file, or carries none.
QByteArray readExperimentText(const QString& path);

/// @throws as readExperimentText and parseExperiment.
Experiment loadExperiment(const QString& path);

/// Replaces the file only if everything could be written. Files that it names and that lie beside
/// it or below are named from there.
/// @throws ExperimentError for an experiment that could not be opened again.
/// @throws std::runtime_error if the file cannot be written.
void saveExperiment(const AnyExperiment& experiment, const QString& path);

} // namespace dqm
