#include "app/console/parts/Progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dqm {

namespace {

std::string duration(double seconds)
{
    char text[48];
    if (seconds < 10.0) {
        std::snprintf(text, sizeof text, "%.1f s", seconds);
    } else if (seconds < 120.0) {
        std::snprintf(text, sizeof text, "%.0f s", seconds);
    } else if (seconds < 7200.0) {
        std::snprintf(text, sizeof text, "%.0f min", seconds / 60.0);
    } else {
        std::snprintf(text, sizeof text, "%.1f h", seconds / 3600.0);
    }
    return text;
}

double secondsBetween(auto from, auto to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

Progress::Progress(std::ostream& stream, bool onTerminal, bool quiet)
    : m_stream(stream)
    , m_onTerminal(onTerminal)
    , m_quiet(quiet)
    , m_start(Clock::now())
    , m_shown(m_start)
{
}

void Progress::show(double done, const std::string& what)
{
    const auto now = Clock::now();
    const bool isDue = m_onTerminal ? secondsBetween(m_shown, now) >= 0.1
                                    : std::floor(10.0 * done) > m_tenths && done < 1.0;
    if (m_quiet || !isDue)
        return;
    m_shown = now;
    m_tenths = static_cast<int>(std::floor(10.0 * done));
    const double left = done > 0.0 ? secondsBetween(m_start, now) * (1.0 - done) / done : 0.0;
    const std::string line = std::to_string(static_cast<int>(100.0 * done)) + " %  " + what + "  "
        + duration(left) + " left";
    if (m_onTerminal) {
        m_stream << '\r' << line << "\x1b[K" << std::flush;
        m_lineIsOpen = true;
    } else {
        m_stream << line << std::endl;
    }
}

void Progress::endLine()
{
    if (m_lineIsOpen) {
        m_stream << '\n';
        m_lineIsOpen = false;
    }
}

void Progress::say(const std::string& what, bool isGrave)
{
    if (m_quiet && !isGrave)
        return;
    m_stream << (m_lineIsOpen ? "\r\x1b[K" : "") << what << std::endl;
    m_lineIsOpen = false;
}

void Progress::conclude(const std::string& what)
{
    if (!m_quiet) {
        // Behind the first line: what follows is told of, and takes no time.
        const std::size_t line = std::min(what.find('\n'), what.size());
        m_stream << (m_lineIsOpen ? "\r\x1b[K" : "") << what.substr(0, line) << " in "
                 << duration(secondsBetween(m_start, Clock::now())) << what.substr(line)
                 << std::endl;
        m_lineIsOpen = false;
    }
}

} // namespace dqm
