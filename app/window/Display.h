#pragma once

#include <string>

namespace dqm {

/// Why no window can be shown on this machine, in one sentence; empty if one can.
///
/// Qt ends the program with an abort where its platform cannot be started: no display, one that
/// does not answer or turns the program away, a platform that is not installed. Where there are
/// processes (not on Windows) a child tries it first.
/// @param argc, argv  as main() was given them: they may name the platform and the display.
std::string displayProblem(int argc, char** argv);

} // namespace dqm
