#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

/// What a command ends with.
enum ExitStatus
{
    exitDone = 0,
    exitFailed = 1, ///< while running; what was computed is kept
    exitBadInput = 2, ///< one line on the error stream says what is wrong
    exitInterrupted = 130 ///< by Ctrl-C, after the row in hand; what was computed is kept
};

/// True if the arguments (without the program's name) ask for a command, which needs no display.
bool isCommand(const QStringList& arguments);

/// Runs list, show, check, run, --version or --help. Needs a QCoreApplication.
/// @return what the process should end with, see ExitStatus.
int runCommand(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
