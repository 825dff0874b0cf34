#include "app/Batch.h"

#include "app/ParameterSweep.h"
#include "app/files/OutputStream.h"

#include <QRegularExpression>

#include <algorithm>
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
            if (parts.others.filter('{' + name + '}').isEmpty()) {
                throw std::invalid_argument("the jobs of a range would write over each other: "
                                            "expected {"
                    + name.toStdString() + "} in the file's name");
            }
        }
        QStringList& job = jobs.emplace_back();
        for (const QString& other : parts.others) {
            job << member.fileName(other);
        }
        for (const QString& change : member.changes) {
            job << setOption << change;
        }
    }
    return jobs;
}

int runJobs(const QString& command, CommandAction action, const QStringList& arguments,
    std::ostream& out, std::ostream& err)
{
    QStringList wanted = arguments;
    const bool lists = wanted.removeAll(listOption) > 0;
    const std::vector<QStringList> jobs = jobsOf(wanted);
    if (jobs.size() == 1 && !lists) {
        return action(jobs.front(), out, err);
    }
    int status = exitDone;
    for (const QStringList& job : jobs) {
        if (lists) {
            QString line = "dqmlab " + command;
            for (const QString& argument : job) {
                line += ' ' + quoted(argument);
            }
            writeOut(out, line.toStdString() + '\n');
            continue;
        }
        const int ended = runAction(action, job, out, err);
        status = std::max(status, ended);
        if (ended == exitInterrupted || ended == exitReaderGone) {
            break;
        }
    }
    return status;
}

} // namespace dqm
