#pragma once

#include "core/readouts/Readout.h"

#include <cstddef>
#include <string>
#include <vector>

namespace dqm {

/// "holds", "nearly", "differs", "FAILS", or "not resolved" with the reason; empty for None.
std::string wordOf(const Readout& readout);
/// "0.25", ">= 0.25"; empty where nothing is expected.
std::string expectedWords(const Readout& readout);

std::size_t howMany(const std::vector<Readout>& readouts, Verdict verdict);

/// Of which something is expected, or why it is not: a line each.
bool isJudged(const Readout& readout);

/// The head of the columns and a line for each group and each number that is judged:
/// quantity, value, error, expected, tolerance, verdict.
std::string checkHead();
std::string checkLines(const std::vector<Readout>& readouts);
/// "12 hold, 1 nearly, 0 not resolved, 0 fail".
std::string checkSum(const std::vector<Readout>& readouts);
/// All three.
std::string checkTable(const std::vector<Readout>& readouts);

} // namespace dqm
