#pragma once

#include "app/experiments/AnyExperiment.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace dqm {

/// An experiment that comes with the program, under :/experiments/<name>.json.
struct ShippedExperiment
{
    QString name; ///< "free-spreading"
    QString kind; ///< "wave", or an exhibit's
    QString title; ///< "Free spreading"
};

/// All of them, in the order in which they are best met; the first is shown at the start.
const std::vector<ShippedExperiment>& shippedExperiments();

bool isShippedExperiment(const QString& name);

/// The JSON of a shipped experiment, or of any file that carries one.
/// @throws std::runtime_error with the nearest names if there is neither, or if the file cannot be
///         read.
QByteArray experimentText(const QString& nameOrPath);

/// @param changes  as parseAnyExperiment.
/// @throws as experimentText and parseAnyExperiment.
AnyExperiment openAnyExperiment(const QString& nameOrPath, const QStringList& changes = {});

/// One that has to be a wave.
/// @throws as experimentText and parseExperiment.
Experiment openExperiment(const QString& nameOrPath, const QStringList& changes = {});

} // namespace dqm
