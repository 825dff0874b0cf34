#pragma once

#include "core/statistics/LevelStatistics.h"

#include <Eigen/Core>

namespace dqm {

class RandomNumbers;

/// What an exact law says of levels with energies.
struct LevelOccupations
{
    std::vector<double> means; ///< of the number in each level, all its cells together
    Eigen::ArrayXXd joint; ///< of the numbers in the two lowest levels, (N_0, N_1)
    double meanEnergy = 0.0;
    /// ln Z, or ln of the number of states of that energy (for sign 0: of assignments over N!)
    double logStates = 0.0;

    std::vector<double> firstMarginal() const; ///< P(N_0 = n), n = 0..N
    double firstVariance() const; ///< of N_0
    double covariance() const; ///< of N_0 and N_1
};

/// Which level each of the numbered balls is in, given how many are: every assignment is as
/// probable as any other, for the balls are distinguishable.
std::vector<int> assignBalls(const Occupations& n, RandomNumbers& random);

} // namespace dqm
