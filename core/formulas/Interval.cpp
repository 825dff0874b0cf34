#include "core/formulas/Interval.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace dqm {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = std::numbers::pi;

double product(double a, double b) { return a == 0.0 || b == 0.0 ? 0.0 : a * b; }

} // namespace

Interval Interval::unbounded() { return {-infinity, infinity}; }

double Interval::magnitude() const { return std::max(std::abs(low), std::abs(high)); }

double Interval::nearest() const
{
    return contains(0.0) ? 0.0 : std::min(std::abs(low), std::abs(high));
}

Interval bounds(double low, double high)
{
    return std::isnan(low) || std::isnan(high) ? Interval::unbounded() : Interval{low, high};
}

Interval operator+(const Interval& a, const Interval& b)
{
    return bounds(a.low + b.low, a.high + b.high);
}
Interval operator-(const Interval& a) { return {-a.high, -a.low}; }
Interval operator-(const Interval& a, const Interval& b) { return a + (-b); }

Interval operator*(const Interval& a, const Interval& b)
{
    const std::array all{product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
        product(a.high, b.high)};
    const auto [least, most] = std::minmax_element(all.begin(), all.end());
    return bounds(*least, *most);
}
Interval operator*(double a, const Interval& b) { return Interval::of(a) * b; }

Interval hull(const Interval& a, const Interval& b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

Interval reciprocal(const Interval& a)
{
    if (a.contains(0.0))
        return Interval::unbounded();
    return {1.0 / a.high, 1.0 / a.low};
}

Interval square(const Interval& a)
{
    const double least = a.nearest();
    return bounds(least * least, a.magnitude() * a.magnitude());
}

/// a^p for a whole or a > 0.
Interval power(const Interval& a, double p)
{
    if (p == 0.0)
        return Interval::of(1.0);
    const bool isWhole = p == std::floor(p);
    if (p < 0.0)
        return reciprocal(power(a, -p));
    if (isWhole && std::fmod(p, 2.0) == 0.0)
        return bounds(std::pow(a.nearest(), p), std::pow(a.magnitude(), p));
    if (!isWhole && a.low < 0.0)
        return Interval::unbounded();
    return rising([p](double v) { return std::pow(v, p); }, a);
}

Interval cosine(const Interval& a)
{
    if (!(a.high - a.low < 2.0 * pi) || a.magnitude() > 1e15)
        return {-1.0, 1.0};
    const double low = std::cos(a.low);
    const double high = std::cos(a.high);
    Interval range{std::min(low, high), std::max(low, high)};
    const double turn = 2.0 * pi;
    if (std::floor(a.high / turn) > std::floor(a.low / turn) || a.contains(0.0))
        range.high = 1.0;
    if (std::floor((a.high - pi) / turn) > std::floor((a.low - pi) / turn))
        range.low = -1.0;
    return range;
}
Interval sine(const Interval& a) { return cosine(a - Interval::of(0.5 * pi)); }

} // namespace dqm
