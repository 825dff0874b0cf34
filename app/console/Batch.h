#pragma once

#include "app/console/CommandLine.h"

#include <QString>

#include <vector>

namespace dqm {

/// The arguments of every job of a batch: each --set with a range FIRST:LAST:STEP takes one value
/// per job, and `{mass}` in any other argument becomes the value of constants.mass.
/// @throws std::invalid_argument for a bad range, or if the jobs would write over each other.
std::vector<QStringList> jobsOf(const QStringList& arguments);

/// Runs `action` for every job, or with --list-jobs writes one command line per job, quoted for a
/// shell, for xargs, GNU parallel or an array of a batch system. A job that fails does not keep the
/// others from running.
/// @return the highest status of a job.
int runJobs(const QString& command, CommandAction action, const QStringList& arguments,
    std::ostream& out, std::ostream& err);

} // namespace dqm
