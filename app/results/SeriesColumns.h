#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/Frame.h"
#include "core/observables/Observables.h"

#include <optional>
#include <string>
#include <vector>

namespace dqm {

/// A cell of a series with the name of its column; empty where the number is not known.
struct SeriesEntry
{
    std::string column;
    std::optional<double> value;
};

/// What one row of a wave's series is made of.
struct SeriesMoment
{
    const Experiment& experiment;
    const Observables& numbers; ///< as the observer sees the ensemble
    /// For all that stands beside the wave: stage, pair, particles. Null where there is none.
    const Frame* frame = nullptr;
    /// The estimates of the run's error, nan where they are lost; unset: no such columns.
    std::optional<double> stepError{};
    double gridError = 0.0;
};

/// The columns of one row in their order, name and value together: which there are depends on the
/// experiment alone, so that all rows of a run have the same. See docs/command-line.md.
std::vector<SeriesEntry> seriesEntries(const SeriesMoment& moment);

/// Those of every run, up to the regions' probabilities.
std::vector<SeriesEntry> observedEntries(const Experiment& experiment, const Observables& numbers);

/// The columns of one group, for the documentation: names with "{x}" and "{y}" for the axes.
struct SeriesGroup
{
    std::vector<std::string> prefixes; ///< of the group's evolutions; empty: none
    std::vector<std::string> columns;
};
std::vector<SeriesGroup> seriesGroups();

} // namespace dqm
