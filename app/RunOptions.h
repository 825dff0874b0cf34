#pragma once

#include "core/Simulation.h"

#include <QString>
#include <QStringList>

#include <cmath>
#include <optional>
#include <ostream>

namespace dqm {

/// What `dqmlab run` is asked for.
struct RunOptions
{
    Experiment experiment;
    double every = 0.0;
    QString series; ///< "-" for standard output, empty for none
    QString fields; ///< empty for none
    QString particles; ///< empty for none
    Route route = Route::Rest;
    bool reverse = false;
    bool quiet = false;
    ErrorEstimate errorEstimate = ErrorEstimate::Cheap;

    long long lastRow() const
    {
        return static_cast<long long>(std::ceil(experiment.time.until / every - 1e-9));
    }
    /// Unsigned; the last row stands at `until` exactly.
    double rowTime(long long row) const
    {
        return row < lastRow() ? static_cast<double>(row) * every : experiment.time.until;
    }
};

/// @return empty if help was asked for and written to `out`.
/// @throws std::invalid_argument or ExperimentError with one sentence on what will not do.
std::optional<RunOptions> parseRunOptions(const QStringList& arguments, std::ostream& out);

} // namespace dqm
