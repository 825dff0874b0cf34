#pragma once

#include "core/statistics/LevelStatistics.h"

#include <Eigen/Core>
#include <map>
#include <optional>

namespace dqm {

/// The exact law of N balls thrown into M states of equal energy: (27), (28), (31), their
/// generalisations to G cells and to Dirichlet's weights, and groups of balls of which each shares
/// weights of its own. Groups of one are (27), one group of all is (31) [TersoffBayer1983].
class OccupationLaw
{
public:
    /// @param group  balls that share one set of weights; the last group may be smaller. Groups
    ///               matter for sign +1 only.
    /// @throws std::invalid_argument as checkRoom() does, or if the group is below 1.
    OccupationLaw(int particles, int states, LevelStatistics statistics, int group);
    OccupationLaw(int particles, int states, LevelStatistics statistics);

    int particles() const { return m_particles; }
    int states() const { return m_states; }
    /// As they are after groups of one became sign 0.
    const LevelStatistics& statistics() const { return m_statistics; }
    int group() const { return m_group; }

    /// P{n_i}; 0 where it cannot be. @pre n has M numbers with the sum N
    double probability(const Occupations& n) const;
    /// Of n_1 and n_2 together, (n_1, n_2).
    const Eigen::ArrayXXd& jointOfTwo() const { return m_joint; }
    /// P(n_1 = n), n = 0..N
    std::vector<double> marginal() const;
    double allInOne() const; ///< probability that one state has all balls
    double variance() const; ///< of n_1, in closed form
    double covariance() const { return -variance() / (m_states - 1.0); } ///< of n_1 and n_2
    /// -sum P ln P over all {n_i}; for groups only while there are not too many classes.
    std::optional<double> entropy() const;

private:
    bool isOneGroup() const { return m_group == m_particles; }
    double logProbabilityInOneGroup(const Occupations& n, int particles) const;
    double probabilityInGroups(Occupations n, int rest, std::map<Occupations, double>& known) const;
    Eigen::ArrayXXd jointOfGroup(int particles) const;

    int m_particles;
    int m_states;
    LevelStatistics m_statistics;
    int m_group;
    Eigen::ArrayXXd m_joint;
};

} // namespace dqm
