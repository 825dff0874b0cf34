#pragma once

#include "core/statistics/OccupationClasses.h"
#include "core/statistics/OccupationLaw.h"

#include <span>

namespace dqm {

/// How far counts are from what was expected.
struct ChiSquared
{
    double value = 0.0;
    int dof = 0;
    double perDof() const { return dof > 0 ? value / dof : value; }
};

/// Bins with fewer than five expected are one; what falls where nothing is expected counts as if
/// one were.
/// @param probabilities  as many as counts
ChiSquared chiSquared(std::span<const double> counts, std::span<const double> probabilities);

/// What many throws have shown.
class ThrowTally
{
public:
    /// {n_i} are counted one by one up to this many of them.
    static constexpr double mostStates = 5000;
    /// Classes are counted up to this many.
    static constexpr size_t mostClasses = 15;

    ThrowTally(int particles, int states);

    void add(const Occupations& n);

    double throws() const { return m_throws; }
    const std::vector<OccupationClass>& classes() const { return m_classes; } ///< may be empty
    std::span<const double> classCounts() const { return m_classCounts; }
    /// Of each {n_i} in the order of OccupationIndex; empty if they are too many.
    std::span<const double> stateCounts() const { return m_stateCounts; }
    std::vector<double> firstCounts() const; ///< throws with n_1 = 0..N

    // 0 before the first throw.
    double allInOne() const; ///< share of throws with all balls in one state
    double variance() const; ///< of n_1 about N/M
    double covariance() const; ///< of n_1, n_2 about N/M
    /// -sum of p ln p of the shares of {n_i}, with the bias (K - 1)/2T taken off [Miller1955]; 0 if
    /// they are not counted.
    double entropy() const;
    /// Of the {n_i} if they are counted, else of n_1.
    /// @param probabilities  countedProbabilities() of a law
    ChiSquared against(std::span<const double> probabilities) const;

private:
    double meanOfProduct(bool ofBoth) const;

    int m_particles;
    int m_states;
    double m_throws = 0.0;
    double m_allInOne = 0.0;
    OccupationIndex m_index;
    std::vector<OccupationClass> m_classes;
    std::vector<std::uint64_t> m_classKeys;
    std::vector<double> m_classCounts;
    std::vector<double> m_stateCounts;
    std::vector<double> m_jointCounts; ///< of (n_1, n_2), n_1 fastest
};

/// Probability of each {n_i} in the order of OccupationIndex.
std::vector<double> stateProbabilities(const OccupationLaw& law);

/// Those of what a tally of that size counts for chi^2: of the {n_i}, or of n_1 = 0..N.
std::vector<double> countedProbabilities(const OccupationLaw& law);

} // namespace dqm
