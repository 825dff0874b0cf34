#include "core/statistics/LevelStatistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace dqm {

double LevelStatistics::logFactor(int n) const
{
    double sum = 0.0;
    for (int k = 0; k < n; ++k) {
        const double ways = cells + sign * k;
        if (ways <= 0.0)
            return -std::numeric_limits<double>::infinity();
        sum += std::log(ways / (k + 1.0));
    }
    return sum;
}

double LevelStatistics::attraction(int n) const { return std::max(0.0, 1.0 + sign * n / cells); }

double LevelStatistics::meanOccupation(double x) const
{
    // e^x - 1 loses its digits near a Bose level; a large e^-x would be infinite.
    if (sign > 0)
        return cells / std::expm1(x);
    if (sign < 0)
        return cells / (std::exp(x) + 1.0);
    return cells * std::exp(-x);
}

LevelStatistics LevelStatistics::ofLevels(int levels) const
{
    return {.sign = sign, .cells = cells * levels};
}

void checkRoom(int particles, int states, const LevelStatistics& statistics)
{
    if (particles < 1)
        throw std::invalid_argument("There must be one particle at least.");
    if (states < 2)
        throw std::invalid_argument("There must be two states at least.");
    if (!(std::isfinite(statistics.cells) && statistics.cells > 0.0))
        throw std::invalid_argument("The cells of a state must be a number above 0.");
    if (statistics.sign < 0 && particles > statistics.cells * states) {
        const auto room = static_cast<long>(statistics.cells * states);
        std::string text = "found " + std::to_string(particles);
        text += ", expected at most ";
        text += std::to_string(room);
        text += ": with exclusion a cell has room for one";
        throw std::invalid_argument(text);
    }
}

} // namespace dqm
