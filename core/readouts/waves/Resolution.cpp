#include "core/readouts/waves/Resolution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace dqm {

namespace {

/// Half of the percent by which a wrong formula is to be found out, as for the equations.
constexpr double coarsest = 5e-3;
/// A mean is off by no more than so many times psi is: the grid's error is an order of magnitude.
constexpr double timesPsi = 10.0;

const char* const warned = "the run is warned of";

std::string inWords(double error)
{
    std::array<char, 80> words{};
    std::snprintf(words.data(), words.size(), "steps and grid: %.0e", error);
    return words.data();
}

} // namespace

Resolution::Resolution(const Frame& frame)
{
    if (frame.estimatedError)
        m_error = *frame.estimatedError + frame.gridError.value_or(0.0);
    m_isWarned = frame.warnings && std::ranges::any_of(*frame.warnings, &RunWarning::isGrave);
}

void Resolution::expect(
    Readout& readout, double expected, const std::string& from, double size, double rounding) const
{
    readout.expected = expected;
    readout.expectedFrom = from;
    readout.size = size;
    readout.tolerance = rounding * size;
    const bool isThere = readout.value && std::isfinite(*readout.value);
    if (!isThere || verdictOf(readout) != Verdict::Broken)
        return;
    if (!m_error) {
        readout.unresolved = "the error of steps and grid is not known here";
        return;
    }
    const double left = rounding + timesPsi * *m_error;
    readout.tolerance = left * size;
    if (verdictOf(readout) == Verdict::Broken && m_isWarned)
        readout.unresolved = warned;
    else if (left > coarsest)
        readout.unresolved = inWords(*m_error);
}

void Resolution::excuse(Readout& readout, double size) const
{
    if (!m_error || verdictOf(readout) != Verdict::Broken)
        return;
    Readout wider = readout;
    wider.tolerance = *readout.allowed() + timesPsi * *m_error * size;
    if (verdictOf(wider) == Verdict::Holds)
        readout.unresolved = inWords(*m_error);
    else if (m_isWarned)
        readout.unresolved = warned;
}

} // namespace dqm
