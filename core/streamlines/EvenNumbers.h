#pragma once

#include "core/grid/Field.h"

#include <cmath>
#include <cstdint>

namespace dqm {

/// The k-th point of a sequence that fills the unit square evenly however far it is followed: the
/// additive recurrence with the powers of 1/g, g^3 = g + 1, the plane's golden ratio.
inline Vec2 evenPoint(std::uint32_t k)
{
    const double x = 0.5 + 0.7548776662466927 * k;
    const double y = 0.5 + 0.5698402909980532 * k;
    return {x - std::floor(x), y - std::floor(y)};
}

/// The same on a line, by the golden ratio.
inline double evenNumber(std::uint32_t k)
{
    const double x = 0.5 + 0.6180339887498949 * k;
    return x - std::floor(x);
}

} // namespace dqm
