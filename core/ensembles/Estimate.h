#pragma once

#include <cmath>

namespace dqm {

/// A mean over a sample, and how far chance may have moved it.
struct Estimate
{
    double value = 0.0;
    double error = 0.0; ///< standard error
};

/// Sums from which a mean follows; sums of parts add up.
struct SampleSums
{
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;

    void add(double value)
    {
        sum += value;
        squares += value * value;
        count += 1.0;
    }
    SampleSums& operator+=(const SampleSums& other)
    {
        sum += other.sum;
        squares += other.squares;
        count += other.count;
        return *this;
    }
    /// 0 +- 0 for an empty sample.
    Estimate mean() const
    {
        if (count < 1.0)
            return {};
        const double mean = sum / count;
        const double variance = squares / count - mean * mean;
        return {mean, variance > 0.0 ? std::sqrt(variance / count) : 0.0};
    }
};

/// A share of `count` in `total`, whose error is that of two more of either kind [Agresti1998]: it
/// is not zero where nothing, or everything, was counted.
inline Estimate shareOf(double count, double total)
{
    const double likely = (count + 2.0) / (total + 4.0);
    return {total > 0.0 ? count / total : 0.0, std::sqrt(likely * (1.0 - likely) / (total + 4.0))};
}

} // namespace dqm
