#pragma once

#include <vector>

namespace dqm {

/// How many balls are in each state, n_i.
using Occupations = std::vector<int>;

/// How the balls in a state (a level of G cells) weigh each other. Every law of this room is
///
///   P{n} ~ prod_i f(n_i) e^{-n_i E_i/kT},   f(n) = prod_{k < n} (cells + sign k)/(k + 1),
///
/// that is G^n/n! (27), C(n + G - 1, n) (31) and C(G, n) (28); with cells = G alpha and sign +1 it
/// is what weights from Dirichlet's law of shape alpha give. Derived: the paper has G = alpha = 1.
struct LevelStatistics
{
    int sign = 0; ///< 0: Maxwell-Boltzmann, +1: Bose-Einstein, -1: Fermi-Dirac
    double cells = 1.0; ///< > 0; G, or G alpha for sign +1

    /// ln f(n), n >= 0; minus infinity where n balls cannot be.
    double logFactor(int n) const;
    /// How much rather a ball joins n others than none, 1 + sign n/cells, never negative.
    double attraction(int n) const;
    /// Grand-canonical mean of a level, cells/(e^x - sign), x = (E - mu)/kT [Zakir, sec. III]; the
    /// paper leaves mu out.
    double meanOccupation(double x) const;
    /// The statistics of that many levels taken as one.
    LevelStatistics ofLevels(int levels) const;

    bool operator==(const LevelStatistics&) const = default;
};

constexpr LevelStatistics maxwellBoltzmann(int cells = 1)
{
    return {.sign = 0, .cells = static_cast<double>(cells)};
}

constexpr LevelStatistics boseEinstein(double cells = 1.0) { return {.sign = 1, .cells = cells}; }

constexpr LevelStatistics fermiDirac(int cells = 1)
{
    return {.sign = -1, .cells = static_cast<double>(cells)};
}

/// @throws std::invalid_argument unless there are particles and states, cells > 0 and finite, and
///         room for all where a cell holds one.
void checkRoom(int particles, int states, const LevelStatistics& statistics);

} // namespace dqm
