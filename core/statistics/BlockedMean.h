#pragma once

#include <vector>

namespace dqm {

/// The mean of numbers that follow each other in a Markov chain, with a standard error that knows
/// of their correlation: means of blocks of 1, 2, 4 ... numbers, of which the longest that matter
/// are as good as independent [Flyvbjerg1989].
class BlockedMean
{
public:
    void add(double value);

    double count() const { return m_levels.empty() ? 0.0 : m_levels[0].count; }
    double mean() const; ///< 0 before the first number
    /// The largest error of any length of block of which there are 32 at least; 0 before that.
    double standardError() const;

private:
    struct Level
    {
        double count = 0.0;
        double mean = 0.0;
        double squares = 0.0; ///< sum of squared differences from the mean
        double waiting = 0.0; ///< first half of the next block
        bool isWaiting = false;
    };
    std::vector<Level> m_levels;
};

} // namespace dqm
