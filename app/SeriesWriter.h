#pragma once

#include "core/Experiment.h"
#include "core/observables/Observables.h"

#include <ostream>
#include <string>
#include <vector>

namespace dqm {

/// The columns of a series in their order: t, norm, ..., angular_momentum, P_<region>...
std::vector<std::string> seriesColumns(const Experiment& experiment);

/// The values of one row in the same order.
std::vector<double> seriesRow(const Observables& numbers);

/// Writes a table of observables: comment lines that hold what is needed to repeat it, a header,
/// and rows of 17 significant digits, each flushed so that nothing is lost if the run ends early.
class SeriesWriter
{
public:
    /// @param remark  how the run was made, for one more comment line.
    /// @throws std::runtime_error if the stream does not take it.
    SeriesWriter(std::ostream& stream, const Experiment& experiment, const std::string& remark);

    /// @throws std::runtime_error if the stream does not take it.
    void write(const Observables& numbers);

private:
    void finishRow(const std::string& row);

    std::ostream& m_stream;
};

} // namespace dqm
