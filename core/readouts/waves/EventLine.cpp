#include "core/readouts/waves/EventLine.h"

#include "core/readouts/ShortNumber.h"

#include <utility>

namespace dqm {

namespace {

std::string change(const char* of, double before, double after)
{
    return std::string(of) + ' ' + shortNumber(before) + " → " + shortNumber(after);
}

std::string measured(const EventReport& report, const AxisNames& axes)
{
    const Measurement& instrument = *report.event.measure;
    std::string line = axes.plain.at(instrument.axis == Axis::X ? 0 : 1) + " measured to "
        + shortNumber(instrument.width);
    if (report.outcome)
        line += ", found " + shortNumber(*report.outcome);
    line += "; " + change("Uᵤ", report.before.diffusion, report.after.diffusion);
    if (report.meanPrice)
        line += " (" + shortNumber(*report.meanPrice) + " more in the mean)";
    return line + ", " + change("Uᵥ", report.before.drift, report.after.drift);
}

} // namespace

std::string eventLine(const EventReport& report, const AxisNames& axes)
{
    std::string line = "t = " + shortNumber(report.time) + ": ";
    const Event& event = report.event;
    if (event.measure)
        return line + measured(report, axes);
    if (event.kick)
        return line + "kicked by (" + shortNumber(event.kick->x()) + ", "
            + shortNumber(event.kick->y()) + "); "
            + change("Uᵥ", report.before.drift, report.after.drift);
    const char* between = "";
    for (const auto& [id, value] : event.set)
        line += std::exchange(between, ", ") + id + " = " + shortNumber(value);
    return line;
}

} // namespace dqm
