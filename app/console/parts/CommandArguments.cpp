#include "app/console/parts/CommandArguments.h"

#include "app/experiments/ExperimentLibrary.h"
#include "app/experiments/Suggestion.h"
#include "app/files/OutputStream.h"
#include "core/grid/Parallel.h"
#include "core/values/Printable.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

std::invalid_argument badValue(const QString& option, const QString& found, const char* expected)
{
    return std::invalid_argument("--" + option.toStdString() + ": found \""
        + shortened(found.toStdString()) + "\", expected " + expected);
}

} // namespace

CommandArguments::CommandArguments(const QString& command, const QString& description)
    : m_command(command)
{
    m_parser.setApplicationDescription(description);
    m_parser.addPositionalArgument(command, "the command");
    m_parser.addOption({{"h", "help"}, "Shows this text."});
}

void CommandArguments::addSource()
{
    m_parser.addPositionalArgument(
        "FILE|NAME", "An experiment's file, or the name of a shipped one.");
}

void CommandArguments::addOption(
    const QString& name, const QString& description, const QString& valueName)
{
    m_parser.addOption({name, description, valueName});
    m_options.push_back(name.toStdString());
}

void CommandArguments::addThreads()
{
    addOption("threads",
        "Threads to compute with (default: the processors'). The numbers are the same for any.",
        "N");
}

void CommandArguments::takeThreads() const
{
    constexpr double most = 256.0;
    const double threads = positiveNumber("threads").value_or(1.0);
    if (threads != std::floor(threads) || threads > most)
        throw badValue("threads", text("threads"), "a whole number from 1 to 256");
    setThreadCount(static_cast<int>(threads));
}

bool CommandArguments::parse(const QStringList& arguments, int positional, std::ostream& out)
{
    if (!m_parser.parse(QStringList{"dqmlab"} + arguments)) {
        refuseUnknownOption();
        throw std::invalid_argument(m_parser.errorText().toStdString());
    }
    if (m_parser.isSet("help")) {
        writeOut(out, m_parser.helpText().toStdString());
        return true;
    }
    for (const QString& option : m_parser.optionNames()) {
        if (option != "set" && m_parser.optionNames().count(option) > 1)
            throw std::invalid_argument("--" + option.toStdString() + " is given twice");
    }
    const QStringList given = m_parser.positionalArguments();
    if (given.size() < positional) {
        throw std::invalid_argument(
            m_command.toStdString() + " needs a FILE or a NAME; \"dqmlab list\" shows the names");
    }
    if (given.size() > positional) {
        throw std::invalid_argument(
            '"' + shortened(given[positional].toStdString()) + "\" is one argument too many");
    }
    if (m_parser.optionNames().contains("threads"))
        takeThreads();
    return false;
}

void CommandArguments::refuseUnknownOption() const
{
    for (const QString& unknown : m_parser.unknownOptionNames()) {
        throw std::invalid_argument("there is no option \"" + shortened(unknown.toStdString())
            + "\" of " + m_command.toStdString() + suggestion(unknown.toStdString(), m_options));
    }
}

QString CommandArguments::text(const QString& option) const
{
    QString value = m_parser.value(option);
    if (has(option) && value.isEmpty())
        throw badValue(option, value, "a value");
    return value;
}

void CommandArguments::refuseOptions(
    std::initializer_list<const char*> options, const char* whose) const
{
    for (const char* option : options) {
        if (has(option)) {
            throw std::invalid_argument(
                std::string("--") + option + " has a meaning for " + whose + " only");
        }
    }
}

std::optional<double> CommandArguments::positiveNumber(const QString& option) const
{
    if (!has(option))
        return std::nullopt;
    bool isNumber = false;
    const double value = text(option).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || value <= 0.0) {
        throw badValue(option, text(option),
            option == "until" ? "a number > 0 (--reverse runs backward)" : "a number > 0");
    }
    return value;
}

std::optional<double> CommandArguments::time(const QString& option) const
{
    if (!has(option))
        return std::nullopt;
    bool isNumber = false;
    const double value = text(option).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || value < 0.0)
        throw badValue(option, text(option), "a number >= 0");
    return value;
}

std::optional<Vec2> CommandArguments::vector(const QString& option) const
{
    if (!has(option))
        return std::nullopt;
    const QStringList parts = text(option).split(',');
    bool isX = false;
    bool isY = false;
    const Vec2 value(parts.value(0).toDouble(&isX), parts.value(1).toDouble(&isY));
    if (parts.size() != 2 || !isX || !isY || !value.allFinite())
        throw badValue(option, text(option), "two numbers such as 1.5,-0.7");
    return value;
}

namespace {

/// Says in which file a key is wrong.
template <class Open>
auto named(const QString& nameOrPath, Open open)
{
    try {
        return open();
    } catch (const ExperimentError& error) {
        throw std::invalid_argument(nameOrPath.toStdString() + ": " + sentenceOf(error));
    }
}

} // namespace

AnyExperiment openAnySource(const QString& nameOrPath, const QStringList& changes)
{
    return named(nameOrPath, [&] { return openAnyExperiment(nameOrPath, changes); });
}

Experiment openSource(const QString& nameOrPath, const QStringList& changes)
{
    return named(nameOrPath, [&] { return openExperiment(nameOrPath, changes); });
}

} // namespace dqm
