#pragma once

#include <cmath>

namespace dqm {

/// Turns wanted progress into whole steps, without losing what does not fill one.
class StepClock
{
public:
    /// @param amount  > 0, of further progress; @param time  the progress so far.
    /// @return  steps after which the progress is at least what was wanted in all.
    long long steps(double amount, double time, double step)
    {
        m_wanted += amount;
        return static_cast<long long>(std::ceil((m_wanted - time) / step - 1e-9));
    }

private:
    double m_wanted = 0.0;
};

} // namespace dqm
