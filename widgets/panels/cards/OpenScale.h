#pragma once

#include "widgets/numbers/SliderScale.h"

#include <cmath>

namespace dqm {

/// Of a number whose limits the experiment knows: an arrow key changes it by about a tenth, a whole
/// one by one.
inline SliderScale openScale(double value, bool isWhole)
{
    constexpr double farthest = 1e9;
    const double size = std::abs(value) > 0.0 ? std::abs(value) : 1.0;
    const double step = isWhole ? 1.0 : std::pow(10.0, std::floor(std::log10(size)) - 1.0);
    return SliderScale(-farthest, farthest, step, false);
}

} // namespace dqm
