#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

// What a command ends with.
inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1; ///< while running; what was computed is kept
inline constexpr int exitBadInput = 2; ///< one line on the error stream says what is wrong
inline constexpr int exitInterrupted = 130; ///< by Ctrl-C, after the row in hand
inline constexpr int exitReaderGone = 141; ///< nobody reads the output any more, as after `| head`

/// A command: its arguments (without its name), standard output and error; returns an exit status.
using CommandAction = int (*)(const QStringList& arguments, std::ostream& out, std::ostream& err);

/// Runs an action; what it throws becomes one line on `err` and an exit status.
int runAction(
    CommandAction action, const QStringList& arguments, std::ostream& out, std::ostream& err);

/// True if the arguments (without the program's name) ask for a command of runCommand(). `render`
/// is none: it draws, see RenderCommand.
bool isCommand(const QStringList& arguments);

/// Runs list, show, check, run, equations, --version or --help. Needs a QCoreApplication.
/// @return what the process should end with, an exit status (see above).
int runCommand(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
