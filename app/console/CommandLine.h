#pragma once

#include "app/console/parts/ExitStatus.h"

#include <QStringList>

#include <ostream>

namespace dqm {

/// A command: its arguments (without its name), standard output and error; returns an exit status.
using CommandAction = int (*)(const QStringList& arguments, std::ostream& out, std::ostream& err);

/// Runs an action; what it throws becomes one line on `err` and an exit status.
int runAction(
    CommandAction action, const QStringList& arguments, std::ostream& out, std::ostream& err);

/// True if the arguments (without the program's name) ask for a command of runCommand(). `render`
/// is none: it draws, see RenderCommand.
bool isCommand(const QStringList& arguments);

/// Runs list, show, check, describe, run, equations, verify, --version or --help. Needs a
/// QCoreApplication.
/// @return what the process should end with, an exit status (see above).
int runCommand(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
