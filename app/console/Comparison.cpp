#include "app/console/Comparison.h"

#include "app/experiments/Suggestion.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"
#include "core/values/ExperimentError.h"
#include "core/values/Printable.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

namespace dqm {

namespace {

[[noreturn]] void refuse(const std::string& problem)
{
    throw std::invalid_argument("--compare: " + problem);
}

/// Speeds of the clock change no number of a run.
bool changesNumbers(const Parameter& parameter) { return parameter.id != "playback.speed"; }

/// Its symbol as a keyboard has it; empty where that is no single word.
std::string symbolOf(const Parameter& parameter)
{
    static const QRegularExpression tags("<[^>]*>");
    static const std::map<QString, QString> words{
        {"γ", "gamma"}, {"ν", "nu"}, {"ħ", "hbar"}, {"Δt", "dt"}};
    QString text = QString::fromStdString(parameter.symbol).remove(tags);
    if (const auto word = words.find(text); word != words.end())
        text = word->second;
    static const QRegularExpression oneWord("^[A-Za-z]+$");
    return oneWord.match(text).hasMatch() ? text.toStdString() : std::string();
}

std::vector<std::string> namesOf(const Parameter& parameter)
{
    std::vector<std::string> names{parameter.id};
    const std::size_t point = parameter.id.rfind('.');
    if (point != std::string::npos && !parameter.id.ends_with(']'))
        names.push_back(parameter.id.substr(point + 1));
    if (const std::string symbol = symbolOf(parameter); !symbol.empty())
        names.push_back(symbol);
    return names;
}

const Parameter& parameterCalled(const std::string& name)
{
    std::vector<std::string> all;
    std::vector<std::string> ids;
    for (const Parameter& entry : parameters()) {
        if (!changesNumbers(entry))
            continue;
        const std::vector<std::string> names = namesOf(entry);
        if (std::ranges::find(names, name) != names.end())
            return entry;
        all.insert(all.end(), names.begin(), names.end());
        ids.push_back(entry.id);
    }
    const std::string near = suggestion(name, all);
    refuse("there is no parameter \"" + shortened(name) + '"'
        + (near.empty() ? "; expected one of " + quotedList(ids) : near));
}

/// "m=2"
std::pair<const Parameter*, double> changeIn(const QString& text)
{
    const qsizetype equals = text.lastIndexOf('=');
    bool isNumber = false;
    const double value = text.mid(equals + 1).toDouble(&isNumber);
    if (equals <= 0 || !isNumber) {
        refuse("found \"" + shortened(text.toStdString())
            + "\", expected PARAMETER=VALUE with a number, such as m=2");
    }
    return {&parameterCalled(text.left(equals).trimmed().toStdString()), value};
}

} // namespace

std::string Comparison::text() const
{
    std::string text;
    for (const auto& [id, value] : changes) {
        text.append(text.empty() ? 0 : 1, ',');
        text += id + '='
            + QByteArray::number(value, 'g', QLocale::FloatingPointShortest).toStdString();
    }
    return text;
}

Comparison comparison(const Experiment& experiment, const QString& changes)
{
    Comparison other{experiment, {}};
    for (const QString& change : changes.split(',')) {
        const auto [parameter, value] = changeIn(change);
        const auto isSame
            = [id = parameter->id](const auto& earlier) { return earlier.first == id; };
        if (std::ranges::any_of(other.changes, isSame))
            refuse("found " + parameter->id + " twice, expected one value for it");
        if (parameter->isFixed && parameter->isFixed(experiment))
            refuse(parameter->id + " is fixed in this experiment");
        try {
            other.experiment = withParameter(std::move(other.experiment), parameter->id, value);
        } catch (const ExperimentError& problem) {
            refuse(problem.what());
        }
        other.changes.emplace_back(parameter->id, value);
    }
    try {
        validate(other.experiment);
    } catch (const ExperimentError& problem) {
        refuse(problem.what());
    }
    return other;
}

std::vector<SeriesEntry> beside(std::vector<SeriesEntry> row, const std::vector<SeriesEntry>& other,
    const std::vector<SeriesEntry>& ofEveryRun)
{
    std::vector<SeriesEntry> differences;
    for (const SeriesEntry& entry : ofEveryRun) {
        const auto first = std::ranges::find(row, entry.column, &SeriesEntry::column);
        const auto second = std::ranges::find(other, entry.column, &SeriesEntry::column);
        if (entry.column == "t" || first == row.end() || second == other.end())
            continue;
        std::optional<double> difference;
        if (first->value && second->value)
            difference = *second->value - *first->value;
        differences.push_back({"compare_difference_" + entry.column, difference});
    }
    for (const SeriesEntry& entry : other) {
        if (entry.column != "t")
            row.push_back({"compare_" + entry.column, entry.value});
    }
    row.insert(row.end(), differences.begin(), differences.end());
    return row;
}

} // namespace dqm
