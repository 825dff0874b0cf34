#pragma once

#include "widgets/theme/PowerOfTen.h"

#include <QString>

#include <vector>

namespace dqm {

/// 1, 2 or 5 times a power of ten, the nearest one not below `rough` (> 0).
double niceStep(double rough);

/// Multiples of a step inside [low, high].
std::vector<double> ticksBetween(double low, double high, double step);

/// A tick's number with as many decimals as the step has: "−2.5", "0", "10".
QString tickText(double value, double step);

/// A number with significant digits, a true minus sign and powers of ten: "0.159", "3.2 × 10⁻⁶".
QString legendNumber(double value, int digits = 3);

} // namespace dqm
