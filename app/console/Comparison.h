#pragma once

#include "app/experiments/AnyExperiment.h"
#include "app/results/SeriesColumns.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace dqm {

/// The experiment that runs beside another, and in what it differs.
struct Comparison
{
    Experiment experiment;
    std::vector<std::pair<std::string, double>> changes; ///< id of a parameter, its value

    /// "constants.mass=2,strength=0.5"
    std::string text() const;
};

/// What `--compare m=2,strength=0.5` asks for. A parameter goes by its id ("constants.mass"), the
/// last word of that ("mass") or its symbol ("m", "gamma" and "nu" for Greek ones), as the sliders
/// have them; its value means what the slider's does.
/// @throws std::invalid_argument with one sentence that names the option.
Comparison comparison(const Experiment& experiment, const QString& changes);

/// The cells of a row and after them those of the other run, all but t: "compare_" before their
/// names, then "compare_difference_", the other's less the first's, of the columns that every run
/// has. A difference is known where both numbers are.
std::vector<SeriesEntry> beside(std::vector<SeriesEntry> row, const std::vector<SeriesEntry>& other,
    const std::vector<SeriesEntry>& ofEveryRun);

} // namespace dqm
