#pragma once

#include "core/statistics/LevelStatistics.h"

#include <cstddef>

namespace dqm {

class RandomNumbers;

/// Numbered, distinguishable particles that jump between levels. A level of n draws another with
/// the weight 1 + c n, c = sign/cells: "stimulated" (+), indifferent (0) or "blocked" (-) jumps
/// (model assumption: the paper gives the laws of equilibrium, no rates). Both moves keep detailed
/// balance with prod n_i! f(n_i) for assignments of particles, so {n_i} has the exact laws.
class LevelDynamics
{
public:
    /// @param levelOfBall  where each particle is, 0..levels - 1
    LevelDynamics(const LevelStatistics& statistics, std::vector<int> levelOfBall, int levels);

    /// One try for each particle: from i to any other j, accepted with
    /// min(1, (1 + c n_j)/(1 + c (n_i - 1)) e^{-(E_j - E_i)/kT}) [Metropolis1953].
    /// @param reducedEnergies  E/kT of the levels
    void thermalSweep(const std::vector<double>& reducedEnergies, RandomNumbers& random);

    /// One try for each particle to take a quantum from another, i -> i + 1 and j -> j - 1, on
    /// equally spaced levels: the energy stays.
    void exchangeSweep(RandomNumbers& random);

    const std::vector<int>& levels() const { return m_levelOfBall; }
    const Occupations& occupations() const { return m_n; }
    double accepted() const { return m_accepted; } ///< moves since the start
    double tried() const { return m_tried; }

private:
    double ratio(int from, int to) const;
    void move(size_t ball, int to);
    void exchange(size_t up, size_t down, RandomNumbers& random);

    LevelStatistics m_statistics;
    std::vector<int> m_levelOfBall;
    Occupations m_n;
    double m_accepted = 0.0;
    double m_tried = 0.0;
};

} // namespace dqm
