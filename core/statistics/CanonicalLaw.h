#pragma once

#include "core/statistics/LevelOccupations.h"

namespace dqm {

/// The exact law of N particles on levels at a temperature, N fixed: what a small sample has where
/// the formulas of section III, which are grand-canonical, hold for large ones only (erratum X9b).
///
/// Z(N) is built level by level, Z_{j+1}(n) = sum_k f(k) e^{-k E_j/kT} Z_j(n - k), in logarithms:
/// every term is positive, unlike those of Z_n = (1/n) sum_k (-1)^{k+1} Z_1(k beta) Z_{n-k} for
/// sign -1, which cancel.
class CanonicalLaw
{
public:
    /// @param energies  of the levels, in the unit of kT
    /// @throws std::invalid_argument as checkRoom() does, or unless kT > 0 and all is finite.
    CanonicalLaw(
        std::vector<double> energies, int particles, double kT, const LevelStatistics& statistics);

    const LevelOccupations& occupations() const { return m_occupations; }
    /// Numbers in the levels, drawn from this very law.
    Occupations draw(RandomNumbers& random) const;

private:
    double logTerm(int level, int n) const; ///< ln of f(n) e^{-n E/kT}
    void readMeans(const std::vector<std::vector<double>>& below);
    void readJoint();

    std::vector<double> m_energies;
    int m_particles;
    double m_kT;
    std::vector<double> m_logFactors; ///< ln f(n), n = 0..N
    std::vector<std::vector<double>> m_above; ///< ln Z of the levels j and up, by j and n
    LevelOccupations m_occupations;
};

} // namespace dqm
