#pragma once

#include "app/experiments/AnyExperiment.h"

#include <QCommandLineParser>
#include <QStringList>

#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace dqm {

/// The options of one command; every reading function throws std::invalid_argument with a sentence
/// that names the option, what was found and what is expected.
class CommandArguments
{
public:
    CommandArguments(const QString& command, const QString& description);

    /// The command works on FILE|NAME.
    void addSource();
    /// @param valueName  empty for a switch.
    void addOption(const QString& name, const QString& description, const QString& valueName = {});

    /// How many threads it may take; parse() takes that up.
    void addThreads();

    /// @param positional  how many arguments are no options.
    /// @return true if help was asked for and written: there is nothing left to do.
    bool parse(const QStringList& arguments, int positional, std::ostream& out);

    QString source() const { return m_parser.positionalArguments().value(0); }
    bool has(const QString& option) const { return m_parser.isSet(option); }
    /// Empty if the option is not given.
    QString text(const QString& option) const;
    QStringList texts(const QString& option) const { return m_parser.values(option); }
    /// @throws std::invalid_argument if one of them is given: it has a meaning for `whose` only.
    void refuseOptions(std::initializer_list<const char*> options, const char* whose) const;
    std::optional<double> positiveNumber(const QString& option) const;
    /// Not negative.
    std::optional<double> time(const QString& option) const;
    /// "1.5,-0.7"
    std::optional<Vec2> vector(const QString& option) const;

private:
    void refuseUnknownOption() const;
    void takeThreads() const;

    QString m_command;
    QCommandLineParser m_parser;
    std::vector<std::string> m_options;
};

/// Opens what a command works on; messages about its content name it.
AnyExperiment openAnySource(const QString& nameOrPath, const QStringList& changes = {});

/// The same for a command that needs a wave.
Experiment openSource(const QString& nameOrPath, const QStringList& changes = {});

} // namespace dqm
