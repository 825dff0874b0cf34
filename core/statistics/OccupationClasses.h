#pragma once

#include "core/statistics/LevelStatistics.h"

#include <cstdint>
#include <functional>
#include <string>

namespace dqm {

/// All {n_i} that differ only in which state is which: the numbers from the largest to the least,
/// with their zeros.
struct OccupationClass
{
    Occupations n;
    double members = 1.0; ///< how many {n_i} there are

    std::string name() const; ///< "{2,1,0,0}", or "2+1" where there are many states
};

/// Classes of that many particles in that many states, {N,0,...} first; empty if there are more
/// than `most`.
std::vector<OccupationClass> occupationClasses(int particles, int states, size_t most);

/// Counts all {n_i} in lexicographic order, {0,...,0,N} first.
class OccupationIndex
{
public:
    OccupationIndex(int particles, int states);

    /// C(N + M - 1, N); a double because it can be large.
    double size() const { return count(m_particles, m_states); }
    /// Place of {n_i} in the order. @pre size() is below 2^31
    int indexOf(const Occupations& n) const;
    void forEach(const std::function<void(const Occupations&)>& visit) const;

private:
    double count(int particles, int states) const
    {
        return m_counts[static_cast<size_t>(states * (m_particles + 1) + particles)];
    }

    int m_particles;
    int m_states;
    std::vector<double> m_counts; ///< of {n_i}, by states and particles
};

/// A number that is the same for all members of a class, and different for different classes.
std::uint64_t classKey(const Occupations& n);

} // namespace dqm
