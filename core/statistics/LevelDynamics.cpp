#include "core/statistics/LevelDynamics.h"

#include "core/random/RandomNumbers.h"

#include <cmath>
#include <stdexcept>
#include <utility>

namespace dqm {

LevelDynamics::LevelDynamics(
    const LevelStatistics& statistics, std::vector<int> levelOfBall, int levels)
    : m_statistics(statistics)
    , m_levelOfBall(std::move(levelOfBall))
    , m_n(static_cast<size_t>(levels), 0)
{
    checkRoom(static_cast<int>(m_levelOfBall.size()), levels, statistics);
    for (const int level : m_levelOfBall) {
        if (level < 0 || level >= levels)
            throw std::invalid_argument("A particle is on no level.");
        ++m_n[static_cast<size_t>(level)];
    }
}

/// Of prod n! f(n) after and before one particle goes; the level it leaves holds it.
double LevelDynamics::ratio(int from, int to) const
{
    return m_statistics.attraction(m_n[static_cast<size_t>(to)])
        / m_statistics.attraction(m_n[static_cast<size_t>(from)] - 1);
}

void LevelDynamics::move(size_t ball, int to)
{
    --m_n[static_cast<size_t>(m_levelOfBall[ball])];
    ++m_n[static_cast<size_t>(to)];
    m_levelOfBall[ball] = to;
}

void LevelDynamics::thermalSweep(const std::vector<double>& reducedEnergies, RandomNumbers& random)
{
    const auto balls = static_cast<int>(m_levelOfBall.size());
    const auto levels = static_cast<int>(m_n.size());
    for (int k = 0; k < balls; ++k) {
        const auto ball = static_cast<size_t>(random.below(balls));
        const int from = m_levelOfBall[ball];
        int to = random.below(levels - 1);
        to += to >= from ? 1 : 0;
        const double rise
            = reducedEnergies[static_cast<size_t>(to)] - reducedEnergies[static_cast<size_t>(from)];
        m_tried += 1.0;
        if (random.uniform() < ratio(from, to) * std::exp(-rise)) {
            move(ball, to);
            m_accepted += 1.0;
        }
    }
}

void LevelDynamics::exchangeSweep(RandomNumbers& random)
{
    const auto balls = static_cast<int>(m_levelOfBall.size());
    if (balls < 2)
        return;
    for (int k = 0; k < balls; ++k) {
        const int up = random.below(balls);
        int down = random.below(balls - 1);
        down += down >= up ? 1 : 0;
        m_tried += 1.0;
        exchange(static_cast<size_t>(up), static_cast<size_t>(down), random);
    }
}

void LevelDynamics::exchange(size_t up, size_t down, RandomNumbers& random)
{
    const int i = m_levelOfBall[up];
    const int j = m_levelOfBall[down];
    if (i + 1 >= static_cast<int>(m_n.size()) || j == 0)
        return;
    if (i + 1 == j) {
        // They change places, the numbers stay.
        std::swap(m_levelOfBall[up], m_levelOfBall[down]);
        m_accepted += 1.0;
        return;
    }
    const double first = ratio(i, i + 1);
    if (first == 0.0)
        return;
    move(up, i + 1);
    const double both = first * ratio(j, j - 1);
    if (random.uniform() < both) {
        move(down, j - 1);
        m_accepted += 1.0;
    } else {
        move(up, i);
    }
}

} // namespace dqm
