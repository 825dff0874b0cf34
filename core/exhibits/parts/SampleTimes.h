#pragma once

#include <cmath>

namespace dqm {

/// Times at which a series is recorded: evenly apart on a logarithmic axis, so that a run of any
/// length has a few dozen, and its beginning is seen.
class SampleTimes
{
public:
    /// @param first  > 0
    explicit SampleTimes(double first)
        : m_first(first)
    {
    }

    double next() const { return m_first * std::pow(10.0, m_passed / perDecade); }
    void pass() { m_passed += 1.0; }

private:
    static constexpr double perDecade = 12.0;
    double m_first;
    double m_passed = 0.0;
};

/// The smallest of 1, 1.5, 2, 3, 5, 7.5 times a power of ten that is not below the value > 0: a
/// picture of that size keeps still for a while, and what grows in it is seen to grow.
inline double roundScale(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 5.0, 7.5})
        if (step * power >= value)
            return step * power;
    return 10.0 * power;
}

} // namespace dqm
