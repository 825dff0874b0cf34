#include "core/exhibits/ExhibitKinds.h"
#include "core/experiment/Experiment.h"
#include "core/values/RangeEnd.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace dqm {

namespace {

std::string text(double value)
{
    std::ostringstream stream;
    stream.precision(12);
    stream << value;
    return stream.str();
}

std::string namesOf(const ExhibitKind& kind)
{
    std::string names;
    for (const ExhibitParameter& parameter : kind.parameters)
        names += (names.empty() ? "" : ", ") + parameter.id;
    return names;
}

std::string kindsInWords()
{
    std::string words;
    for (const ExhibitKind& kind : exhibitKinds())
        words += (words.empty() ? "" : ", ") + kind.kind;
    return words;
}

std::pair<double, double> rangeOf(const ExhibitParameter& parameter)
{
    if (parameter.choices.empty())
        return {parameter.minimum, parameter.maximum};
    return {0.0, static_cast<double>(parameter.choices.size()) - 1.0};
}

void check(const ExhibitParameter& parameter, double value)
{
    const auto [lowest, highest] = rangeOf(parameter);
    const bool isWhole = parameter.integer || !parameter.choices.empty();
    if (std::isfinite(value) && value >= lowest && value <= highest
        && (!isWhole || value == std::round(value)))
        return;
    throw ExperimentError("parameters." + parameter.id,
        "found " + text(value) + ", expected " + (isWhole ? "a whole number" : "a number")
            + " from " + text(lowest) + " to " + text(highest));
}

const ExhibitKind& knownKind(const std::string& word)
{
    if (const ExhibitKind* kind = exhibitKind(word))
        return *kind;
    throw ExperimentError("kind", "found \"" + word + "\", expected one of " + kindsInWords());
}

void checkPositive(const char* key, double value)
{
    if (!(std::isfinite(value) && value > 0.0))
        throw ExperimentError(key, "found " + text(value) + ", expected a number above 0");
}

} // namespace

const ExhibitKind* exhibitKind(const std::string& kind)
{
    const auto kinds = exhibitKinds();
    const auto found = std::ranges::find(kinds, kind, &ExhibitKind::kind);
    return found == kinds.end() ? nullptr : &*found;
}

void validate(const ExhibitExperiment& experiment)
{
    const ExhibitKind& kind = knownKind(experiment.kind);
    for (const auto& [id, value] : experiment.values) {
        if (std::ranges::find(kind.parameters, id, &ExhibitParameter::id) == kind.parameters.end())
            throw ExperimentError(
                "parameters." + id, "is no parameter of this kind, expected " + namesOf(kind));
    }
    for (const ExhibitParameter& parameter : kind.parameters) {
        const auto place = experiment.values.find(parameter.id);
        if (place == experiment.values.end())
            throw ExperimentError("parameters." + parameter.id, "is missing");
        check(parameter, place->second);
    }
    checkPositive("until", experiment.until);
    checkPositive("pace", experiment.pace);
}

ExhibitExperiment withinRanges(ExhibitExperiment experiment)
{
    for (const ExhibitParameter& parameter : knownKind(experiment.kind).parameters) {
        const auto place = experiment.values.find(parameter.id);
        if (place == experiment.values.end())
            continue;
        const auto [lowest, highest] = rangeOf(parameter);
        place->second = atEndOfRange(place->second, lowest, highest);
    }
    return experiment;
}

ExhibitExperiment complete(ExhibitExperiment experiment)
{
    const ExhibitKind& kind = knownKind(experiment.kind);
    for (const ExhibitParameter& parameter : kind.parameters)
        experiment.values.try_emplace(parameter.id, parameter.defaultValue);
    if (experiment.title.empty())
        experiment.title = kind.name;
    if (experiment.until == 0.0)
        experiment.until = kind.defaultUntil;
    if (experiment.pace == 0.0)
        experiment.pace = kind.defaultPace;
    experiment = withinRanges(std::move(experiment));
    validate(experiment);
    return experiment;
}

std::unique_ptr<Exhibit> makeExhibit(const ExhibitExperiment& experiment)
{
    const ExhibitExperiment whole = complete(experiment);
    return knownKind(whole.kind).make(whole.values, whole.seed);
}

} // namespace dqm
