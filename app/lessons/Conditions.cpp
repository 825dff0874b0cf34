#include "app/lessons/Conditions.h"

#include "app/results/SeriesColumns.h"
#include "core/formulas/Formula.h"
#include "core/setup/Parameters.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace dqm {

namespace {

const std::string timeWord = "time";

bool isOfAName(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
}

/// The name that stands at a place of a condition, with its index: the longest that is known.
std::string nameAt(
    const std::string& text, std::size_t place, const std::map<std::string, double>& values)
{
    std::string best;
    for (const auto& [name, value] : values) {
        if (name.size() > best.size() && text.compare(place, name.size(), name) == 0)
            best = name;
    }
    const std::size_t end = place + best.size();
    const bool goesOn = end < text.size() && best.back() != ']' && isOfAName(text[end])
        && text[end] != '-' && text[end] != '.';
    return best.empty() || goesOn ? std::string() : best;
}

} // namespace

std::map<std::string, double> conditionValues(const Experiment& experiment, const Frame& frame)
{
    std::map<std::string, double> values;
    for (const Parameter& entry : parameters())
        values[entry.id] = parameterValue(experiment, entry.id);
    if (!frame.pictures.empty()) {
        for (const SeriesEntry& entry :
            observedEntries(experiment, observedPicture(frame).numbers)) {
            if (entry.value)
                values[entry.column] = *entry.value;
        }
    }
    values["t"] = frame.time;
    values["until"] = experiment.time.until;
    values["flat"] = experiment.view.flat ? 1.0 : 0.0;
    return values;
}

bool isTrue(const std::string& condition, const std::map<std::string, double>& values)
{
    // A formula's own names have no dots and no brackets.
    std::string text;
    std::map<std::string, double> named;
    for (std::size_t i = 0; i < condition.size();) {
        const bool begins = i == 0 || !isOfAName(condition[i - 1]) || condition[i - 1] == '-';
        const std::string name = begins ? nameAt(condition, i, values) : std::string();
        // Formulas know t themselves, also in 2t.
        if (name.empty() || name == "t") {
            text += condition[i++];
            continue;
        }
        const std::string ownName = "value" + std::to_string(named.size()) + "_";
        named[ownName] = values.at(name);
        text += ownName;
        i += name.size();
    }
    try {
        const auto t = values.find("t");
        const double now = t != values.end() ? t->second : 0.0;
        const double result = Formula(text, named)(0.0, 0.0, now);
        return std::isfinite(result) && result != 0.0;
    } catch (const std::exception& error) {
        throw std::invalid_argument(
            "\"" + condition + "\" is no condition of this experiment: " + error.what());
    }
}

Experiment withValues(Experiment experiment, const std::map<std::string, double>& values)
{
    for (const auto& [id, value] : values) {
        if (id != timeWord)
            setParameterValue(experiment, id, value);
    }
    return experiment;
}

std::optional<double> beginOf(const LessonStep& step, const Experiment& experiment)
{
    const auto moment = std::ranges::find(experiment.moments, step.moment, &Moment::name);
    if (!step.moment.empty() && moment != experiment.moments.end())
        return moment->time;
    return step.time;
}

} // namespace dqm
