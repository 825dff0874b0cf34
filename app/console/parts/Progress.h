#pragma once

#include <chrono>
#include <ostream>
#include <string>

namespace dqm {

/// Tells how far a run has come and how long it may still take: on a terminal one line that is
/// written over, elsewhere a line for every tenth.
class Progress
{
public:
    /// @param quiet  nothing is written at all.
    Progress(std::ostream& stream, bool onTerminal, bool quiet);

    /// @param done  0 .. 1.
    void show(double done, const std::string& what);
    /// Ends the line that is written over, so that something else may follow.
    void endLine();
    /// A line of its own; one that is grave even if quiet, for it is no progress.
    void say(const std::string& what, bool isGrave);
    /// One last line.
    void conclude(const std::string& what);

private:
    using Clock = std::chrono::steady_clock;

    std::ostream& m_stream;
    bool m_onTerminal;
    bool m_quiet;
    bool m_lineIsOpen = false;
    int m_tenths = 0;
    Clock::time_point m_start;
    Clock::time_point m_shown;
};

} // namespace dqm
