#include "core/readouts/waves/EquationReadouts.h"

#include "core/readouts/waves/Resolution.h"

#include <cmath>

namespace dqm {

namespace {

const std::string notResolved = "not resolved here (";

Readout readoutOf(const EquationRow& row)
{
    Readout readout{.label = row.equation + ' ' + row.quantity,
        .unit = row.unit,
        .expectedFrom = row.equation,
        .origin = Origin::Paper,
        .group = "Equations"};
    if (row.reason.empty())
        readout.value = row.value;
    else if (row.reason.starts_with(notResolved))
        readout.unresolved
            = row.reason.substr(notResolved.size(), row.reason.size() - notResolved.size() - 1);
    else
        readout.tooltip = row.reason;
    if (row.reason.empty() && std::isfinite(row.bound)) {
        readout.expected = 0.0;
        readout.tolerance = row.bound;
    }
    return readout;
}

} // namespace

std::vector<Readout> equationReadouts(const Frame& frame)
{
    std::vector<Readout> readouts;
    if (!frame.equations)
        return readouts;
    const Resolution resolution(frame);
    for (const EquationRow& row : *frame.equations) {
        Readout readout = readoutOf(row);
        readout.id = "equation." + std::to_string(readouts.size());
        resolution.excuse(readout, 1.0); // they are relative
        readouts.push_back(std::move(readout));
    }
    return readouts;
}

} // namespace dqm
