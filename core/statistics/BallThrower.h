#pragma once

#include "core/random/RandomNumbers.h"
#include "core/statistics/OccupationLaw.h"

#include <vector>

namespace dqm {

/// Where a ball learns its chances from.
enum class BallWeights
{
    Equal, ///< w_i = 1/M
    Fresh, ///< random w, drawn anew for each ball
    Shared, ///< one random w for all balls of a throw [TersoffBayer1983]
    Groups, ///< one random w for each group of balls
    Urn ///< no w: the next ball joins n_i others with a weight alpha G + n_i (Polya's urn)
};

struct ThrowOptions
{
    int particles = 3; ///< N
    int states = 4; ///< M
    int cells = 1; ///< G of each state
    BallWeights weights = BallWeights::Shared;
    int group = 2; ///< balls that share w, for BallWeights::Groups
    double alpha = 1.0; ///< shape of Dirichlet's law of a cell's w; 1: uniform on the simplex
    bool exclusion = false; ///< one ball to a cell, imposed: a ball that finds it full tries again
};

/// What the throws must be distributed as. With exclusion (28) whatever the weights: as no cell is
/// different from another, all sets of N cells are equally probable.
/// @throws std::invalid_argument as checkRoom() does, or for alpha or a group out of range.
OccupationLaw lawOf(const ThrowOptions& options);

/// Throws numbered balls, one after the other, into M states of equal energy.
class BallThrower
{
public:
    /// @throws std::invalid_argument as lawOf() does.
    explicit BallThrower(const ThrowOptions& options);

    /// Throws all N balls anew.
    void throwBalls(RandomNumbers& random);

    /// Of the last throw; before the first, every ball is nowhere (-1).
    const std::vector<int>& states() const { return m_stateOfBall; }
    const Occupations& occupations() const { return m_n; }
    /// The w_i from which the last ball was thrown, of the states; empty for equal ones.
    std::vector<double> weights() const;
    double firstWeight() const; ///< w_1 of them

private:
    bool drawsFor(int ball) const;
    void drawWeights(RandomNumbers& random);
    void drawCells(RandomNumbers& random);
    int chooseState(RandomNumbers& random);
    void place(int ball, int state, RandomNumbers& random);
    void fillCell(int state, RandomNumbers& random);

    ThrowOptions m_options;
    std::vector<int> m_stateOfBall;
    Occupations m_n;
    std::vector<double> m_weights; ///< of the states, as drawn, not normalised
    double m_weightSum = 1.0;
    std::vector<double> m_chances; ///< of the states for the next ball, not normalised
    std::vector<double> m_cells; ///< with exclusion and weights: of the cells, 0 where full
    double m_sum = 0.0; ///< of the chances
};

} // namespace dqm
