#include "core/statistics/BlockedMean.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double leastBlocks = 32.0;

} // namespace

void BlockedMean::add(double value)
{
    for (size_t length = 0;; ++length) {
        if (length == m_levels.size())
            m_levels.emplace_back();
        Level& level = m_levels[length];
        level.count += 1.0;
        const double difference = value - level.mean;
        level.mean += difference / level.count;
        level.squares += difference * (value - level.mean);
        if (!level.isWaiting) {
            level.waiting = value;
            level.isWaiting = true;
            return;
        }
        level.isWaiting = false;
        value = 0.5 * (level.waiting + value);
    }
}

double BlockedMean::mean() const { return m_levels.empty() ? 0.0 : m_levels[0].mean; }

double BlockedMean::standardError() const
{
    double largest = 0.0;
    for (const Level& level : m_levels) {
        if (level.count < leastBlocks)
            break;
        largest = std::max(largest, level.squares / (level.count * (level.count - 1.0)));
    }
    return std::sqrt(largest);
}

} // namespace dqm
