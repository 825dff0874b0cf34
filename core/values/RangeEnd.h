#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

/// The end of a range that a value misses by rounding alone, a few units in the last place (at 0,
/// of the other end): 0.9999999999999998 is the end of [1, 10]. Any other value as it is.
inline double atEndOfRange(double value, double least, double most)
{
    constexpr double units = 8.0;
    const double inside = std::clamp(value, least, most);
    const double scale = inside != 0.0 ? std::abs(inside) : std::max(-least, most);
    const double rounding = units * std::numeric_limits<double>::epsilon() * scale;
    return std::abs(value - inside) <= rounding ? inside : value;
}

} // namespace dqm
