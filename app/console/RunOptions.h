#pragma once

#include "app/console/Comparison.h"
#include "app/experiments/AnyExperiment.h"
#include "app/results/TableStyle.h"
#include "core/simulation/Simulation.h"

#include <QString>
#include <QStringList>

#include <cmath>
#include <optional>
#include <ostream>

namespace dqm {

/// Rows at equal distances from 0 to an end, which is the last row.
struct RowPlaces
{
    double every = 0.0;
    double until = 0.0;

    long long last() const { return static_cast<long long>(std::ceil(until / every - 1e-9)); }
    double operator[](long long row) const
    {
        return row < last() ? static_cast<double>(row) * every : until;
    }
};

/// What `dqmlab run` is asked for.
struct RunOptions
{
    Experiment experiment;
    double every = 0.0;
    QString series; ///< "-" for standard output, empty for none
    QString fields; ///< empty for none
    QString particles; ///< empty for none
    QString hits; ///< empty for none
    Route route = Route::Rest;
    std::optional<Comparison> comparison{}; ///< with what runs beside it
    Route comparedRoute = Route::Rest;
    bool reverse = false;
    TableStyle style{}; ///< of the series
    bool quiet = false;
    bool check = false; ///< whether the numbers of the end are judged
    ErrorEstimate errorEstimate = ErrorEstimate::Cheap;

    /// Of their times, unsigned.
    RowPlaces rows() const { return {every, experiment.time.until}; }
    /// The lists of numbered files with their times (.pvd); empty where there are none.
    QString fieldsCollection() const;
    QString particlesCollection() const;
};

/// What `dqmlab run` is asked for of an exhibit.
struct ExhibitRunOptions
{
    ExhibitExperiment experiment;
    double every = 0.0; ///< progress
    QString series; ///< as above
    QString charts; ///< what the names of the charts' tables begin with; empty for none
    TableStyle style{}; ///< of series and charts
    bool quiet = false;
    bool check = false; ///< as above

    RowPlaces rows() const { return {every, experiment.until}; }
};

using AnyRunOptions = std::variant<RunOptions, ExhibitRunOptions>;

/// @return empty if help was asked for and written to `out`.
/// @throws std::invalid_argument or ExperimentError with one sentence on what will not do.
std::optional<AnyRunOptions> parseRunOptions(const QStringList& arguments, std::ostream& out);

} // namespace dqm
