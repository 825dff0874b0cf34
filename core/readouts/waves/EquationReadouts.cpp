#include "core/readouts/waves/EquationReadouts.h"

#include <cmath>

namespace dqm {

namespace {

const std::string notResolved = "not resolved here ";

} // namespace

std::vector<Readout> equationReadouts(const std::vector<EquationRow>& rows)
{
    std::vector<Readout> readouts;
    for (const EquationRow& row : rows) {
        Readout readout{.id = "equation." + std::to_string(readouts.size()),
            .label = row.equation + ' ' + row.quantity,
            .unit = row.unit,
            .origin = Origin::Paper,
            .group = "Equations"};
        if (row.reason.empty())
            readout.value = row.value;
        else if (row.reason.starts_with(notResolved))
            readout.unresolved = row.reason.substr(notResolved.size());
        if (row.reason.empty() && std::isfinite(row.bound)) {
            readout.expected = 0.0;
            readout.expectedFrom = row.equation;
            readout.tolerance = row.bound;
        }
        readouts.push_back(std::move(readout));
    }
    return readouts;
}

} // namespace dqm
