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
    QString chapter; ///< "Spreading"
    int level = 1; ///< 1 for everybody .. hardestLevel for whoever knows the paper
};

constexpr int hardestLevel = 3;

/// Where an experiment stands among the shipped ones.
struct ShippedPlace
{
    QString name;
    QString chapter;
    int level = 1;
};

/// Reads the list of the shipped experiments: "[Chapter]", and below it "name level" of each.
/// @throws std::runtime_error that names the line, what was found and what is expected.
std::vector<ShippedPlace> readShippedList(const QByteArray& text);

/// All of them, chapter by chapter, in the order in which they are best met; the first is shown at
/// the start.
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
