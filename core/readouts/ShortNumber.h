#pragma once

#include <string>

namespace dqm {

/// A number within a sentence: three digits, "0.25", "1.2e-05".
std::string shortNumber(double value);

} // namespace dqm
