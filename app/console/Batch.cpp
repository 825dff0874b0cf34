#include "app/console/Batch.h"

#include "app/console/ParameterSweep.h"
#include "app/files/OutputStream.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace dqm {

namespace {

const QString setOption = QStringLiteral("--set");
const QString listOption = QStringLiteral("--list-jobs");

struct Split
{
    QStringList changes;
    QStringList others;
};

Split split(const QStringList& arguments)
{
    Split parts;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        if (argument == setOption && i + 1 < arguments.size()) {
            parts.changes << arguments[++i];
        } else if (argument.startsWith(setOption + '=')) {
            parts.changes << argument.mid(setOption.size() + 1);
        } else {
            parts.others << argument;
        }
    }
    return parts;
}

/// The files that a command is to write.
QStringList outputsIn(const QStringList& arguments)
{
    static const QStringList options{
        "--series", "--fields", "--particles", "--charts", "--image", "--video", "--plot-data"};
    QStringList outputs;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        if (options.contains(argument) && i + 1 < arguments.size())
            outputs << arguments[i + 1];
        else if (options.contains(argument.section('=', 0, 0)))
            outputs << argument.section('=', 1);
    }
    outputs.removeAll("-");
    return outputs;
}

/// @throws std::invalid_argument if two jobs write one file.
void requireOwnOutputs(const std::vector<QStringList>& jobs)
{
    std::set<QString> all;
    for (const QStringList& job : jobs) {
        for (const QString& output : outputsIn(job)) {
            if (!all.insert(output).second) {
                throw std::invalid_argument("two jobs of the ranges would write "
                    + output.toStdString() + ": expected a name for each of them");
            }
        }
    }
}

QString quoted(const QString& argument)
{
    static const QRegularExpression plain(R"(^[A-Za-z0-9_@%+=:,./-]+$)");
    return plain.match(argument).hasMatch()
        ? argument
        : '\'' + QString(argument).replace("'", R"('\'')") + '\'';
}

} // namespace

std::vector<QStringList> jobsOf(const QStringList& arguments)
{
    const Split parts = split(arguments);
    std::vector<QStringList> jobs;
    for (const SweepMember& member : sweep(parts.changes)) {
        for (const auto& [name, value] : member.names) {
            const QStringList outputs = outputsIn(parts.others);
            const bool isInAll = std::ranges::all_of(outputs,
                [sign = '{' + name + '}'](const QString& output) { return output.contains(sign); });
            if (outputs.isEmpty() || !isInAll) {
                throw std::invalid_argument("the jobs of a range would write over each other: "
                                            "expected {"
                    + name.toStdString() + "} in the file's name");
            }
        }
        QStringList& job = jobs.emplace_back();
        for (const QString& other : parts.others)
            job << member.fileName(other);
        for (const QString& change : member.changes)
            job << setOption << change;
    }
    if (jobs.size() > 1)
        requireOwnOutputs(jobs);
    return jobs;
}

int runJobs(const QString& command, CommandAction action, const QStringList& arguments,
    std::ostream& out, std::ostream& err)
{
    QStringList wanted = arguments;
    const bool lists = wanted.removeAll(listOption) > 0;
    const std::vector<QStringList> jobs = jobsOf(wanted);
    if (jobs.size() == 1 && !lists)
        return action(jobs.front(), out, err);
    int status = exitDone;
    for (const QStringList& job : jobs) {
        if (lists) {
            QString line = "dqmlab " + command;
            for (const QString& argument : job)
                line += ' ' + quoted(argument);
            writeOut(out, line.toStdString() + '\n');
            continue;
        }
        const int ended = runAction(action, job, out, err);
        status = std::max(status, ended);
        if (ended == exitInterrupted || ended == exitReaderGone)
            break;
    }
    return status;
}

} // namespace dqm
