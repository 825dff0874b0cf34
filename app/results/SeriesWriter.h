#pragma once

#include "app/experiments/AnyExperiment.h"
#include "app/results/TableStyle.h"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace dqm {

/// Where a series goes.
struct SeriesTarget
{
    std::ostream& stream;
    std::string name; ///< for messages
    TableStyle style{};
};

/// Writes a table of observables: comment lines that hold what is needed to repeat it, a header,
/// and rows of 17 significant digits, empty where a number is not known, each flushed so that
/// nothing is lost if the run ends early. Nothing is written before the first row.
class SeriesWriter
{
public:
    /// @param columns  the names over the rows.
    /// @param remark   how the run was made, for one more comment line.
    SeriesWriter(const SeriesTarget& target, const AnyExperiment& experiment,
        const std::vector<std::string>& columns, const std::string& remark);

    /// @throws as writeOut.
    void write(const std::vector<std::optional<double>>& row);

private:
    SeriesTarget m_target;
    std::string m_header; ///< until it is written
};

} // namespace dqm
