#pragma once

#include "core/statistics/LevelOccupations.h"

namespace dqm {

/// The exact law of N particles on equally spaced levels 0, 1, 2 ... that share a fixed number of
/// quanta: all micro-states of that energy are equally probable, as (27), (28), (31) ask.
class MicrocanonicalLaw
{
public:
    /// @param quanta  their sum of levels
    /// @throws std::invalid_argument as checkRoom() does, or if there is no such state.
    MicrocanonicalLaw(int levels, int particles, int quanta, const LevelStatistics& statistics);

    const LevelOccupations& occupations() const { return m_occupations; } ///< energies in quanta
    /// Numbers in the levels, drawn from this very law.
    Occupations draw(RandomNumbers& random) const;

private:
    /// Sums of prod f(n_j) by particles and quanta, (q, n).
    using Table = Eigen::ArrayXXd;
    Table join(int level, const Table& others) const;
    void readMeans();
    void readJoint();

    int m_particles;
    int m_quanta;
    std::vector<double> m_factors; ///< f(n), n = 0..N
    std::vector<Table> m_above; ///< of the levels j and up, by j
    LevelOccupations m_occupations;
};

} // namespace dqm
