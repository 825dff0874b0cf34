#include "core/setup/Events.h"

#include "core/setup/Checks.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"
#include "core/values/Key.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr std::size_t mostEvents = 1000;
constexpr double fewestSpacings = 0.5;

void requireOneDeed(const Event& event, const Key& key)
{
    const int deeds = static_cast<int>(event.kick.has_value())
        + static_cast<int>(event.measure.has_value()) + static_cast<int>(!event.set.empty());
    if (deeds != 1)
        key.refuse(deeds == 0 ? "nothing that is done" : "several things at once",
            "one of \"kick\", \"measure\" and \"set\"");
}

void checkMeasurement(const Measurement& measurement, const Experiment& experiment, const Key& key)
{
    key("width").requirePositive(measurement.width, "a length");
    const Grid& grid = experiment.grid;
    const double spacing = measurement.axis == Axis::X ? grid.dx() : grid.dy();
    const double least = fewestSpacings * spacing;
    if (measurement.width < least * (1.0 - 1e-9))
        key("width").refuse(measurement.width,
            "at least half a spacing of the grid, " + numberText(least)
                + ": what is left would not fit on its points");
    if (measurement.outcome)
        key("outcome").requireFinite(*measurement.outcome, "a place");
    if (experiment.exchange != Exchange::None)
        key.refuse("a measurement of one particle of two that are exchanged",
            "none: no instrument tells which of them it has found");
}

/// As it is when the event comes, with those before it.
void checkSet(Experiment& current, const Event& event, const Key& key)
{
    for (const auto& [id, value] : event.set) {
        const auto all = parameters();
        const auto found = std::ranges::find(all, std::string_view(id), &Parameter::id);
        if (found == all.end() || !found->actsAtOnce)
            key.refuse('"' + id + '"',
                "a parameter that acts at once, such as \"constants.mass\" or \"strength\"");
        try {
            setParameterValue(current, id, value);
        } catch (const ExperimentError& problem) {
            throw ExperimentError(key.path(), problem.what());
        }
    }
}

} // namespace

bool isSameInstant(double a, double b)
{
    constexpr double sliver = 1e-12;
    return std::abs(a - b) <= sliver * std::max(1.0, std::abs(b));
}

std::size_t eventsBy(const std::vector<Event>& events, double time)
{
    std::size_t count = 0;
    while (count < events.size()
        && (events[count].time <= time || isSameInstant(events[count].time, time)))
        ++count;
    return count;
}

Experiment asItIsAt(const Experiment& experiment, double time)
{
    Experiment now = experiment;
    const std::size_t done = eventsBy(experiment.events, time);
    for (std::size_t n = 0; n < done; ++n)
        for (const auto& [id, value] : experiment.events[n].set)
            now = withParameter(std::move(now), id, value);
    return now;
}

std::optional<double> otherPast(
    const std::vector<Event>& before, const std::vector<Event>& after, double time)
{
    const auto [inBefore, inAfter] = std::ranges::mismatch(before, after);
    const auto done = static_cast<std::ptrdiff_t>(eventsBy(before, time));
    const bool isUndone = inBefore - before.begin() < done;
    // What is new at this very instant is done now.
    const bool isLate
        = inAfter != after.end() && inAfter->time < time && !isSameInstant(inAfter->time, time);
    if (!isUndone && !isLate)
        return {};
    if (isUndone && inAfter != after.end())
        return std::min(inBefore->time, inAfter->time);
    return isUndone ? inBefore->time : inAfter->time;
}

void checkEvents(const Experiment& experiment)
{
    const auto& events = experiment.events;
    if (events.empty())
        return;
    const Key list("events");
    if (events.size() > mostEvents)
        list.refuse(
            std::to_string(events.size()) + " events", "at most " + std::to_string(mostEvents));
    if (experiment.time.imaginary)
        list.refuse(
            "events with time.imaginary", "none: imaginary time only leads to the ground state");
    Experiment current = experiment;
    current.events.clear();
    for (std::size_t n = 0; n < events.size(); ++n) {
        const Event& event = events[n];
        const Key key = list[n];
        key("time").requireNotNegative(event.time, "a time");
        if (n > 0 && event.time < events[n - 1].time)
            key("time").refuse(event.time,
                "none before that of the event above it, " + numberText(events[n - 1].time));
        requireOneDeed(event, key);
        if (event.kick)
            key("kick").requireFinite(*event.kick, "a velocity");
        if (event.kick && experiment.exchange != Exchange::None
            && event.kick->x() != event.kick->y())
            key("kick").refuse(numberText(event.kick->x()) + " and " + numberText(event.kick->y()),
                "one velocity for both of two particles that are exchanged");
        if (event.measure)
            checkMeasurement(*event.measure, experiment, key("measure"));
        checkSet(current, event, key("set"));
    }
}

} // namespace dqm
