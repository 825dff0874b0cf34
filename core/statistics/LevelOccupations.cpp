#include "core/statistics/LevelOccupations.h"

#include "core/random/RandomNumbers.h"

#include <utility>

namespace dqm {

std::vector<double> LevelOccupations::firstMarginal() const
{
    const Eigen::ArrayXd sums = joint.rowwise().sum();
    return {sums.begin(), sums.end()};
}

double LevelOccupations::firstVariance() const
{
    const std::vector<double> P = firstMarginal();
    double sum = 0.0;
    for (size_t n = 0; n < P.size(); ++n) {
        const double difference = static_cast<double>(n) - means[0];
        sum += P[n] * difference * difference;
    }
    return sum;
}

double LevelOccupations::covariance() const
{
    double sum = 0.0;
    for (Eigen::Index b = 0; b < joint.cols(); ++b)
        for (Eigen::Index a = 0; a < joint.rows(); ++a)
            sum += joint(a, b) * (static_cast<double>(a) - means[0])
                * (static_cast<double>(b) - means[1]);
    return sum;
}

std::vector<int> assignBalls(const Occupations& n, RandomNumbers& random)
{
    std::vector<int> levels;
    for (size_t level = 0; level < n.size(); ++level)
        levels.insert(levels.end(), static_cast<size_t>(n[level]), static_cast<int>(level));
    for (size_t last = levels.size(); last > 1; --last)
        std::swap(
            levels[last - 1], levels[static_cast<size_t>(random.below(static_cast<int>(last)))]);
    return levels;
}

} // namespace dqm
