#include "core/statistics/BallThrower.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace dqm {

OccupationLaw lawOf(const ThrowOptions& options)
{
    if (!(std::isfinite(options.alpha) && options.alpha > 0.0))
        throw std::invalid_argument("The shape alpha of the weights must be a number above 0.");
    if (options.cells < 1)
        throw std::invalid_argument("A state must have one cell at least.");
    const int N = options.particles;
    const int M = options.states;
    if (options.exclusion)
        return {N, M, fermiDirac(options.cells)};
    const LevelStatistics shared = boseEinstein(options.alpha * options.cells);
    switch (options.weights) {
    case BallWeights::Shared:
    case BallWeights::Urn:
        return {N, M, shared};
    case BallWeights::Groups:
        return {N, M, shared, options.group};
    case BallWeights::Equal:
    case BallWeights::Fresh:
        break;
    }
    return {N, M, maxwellBoltzmann()};
}

BallThrower::BallThrower(const ThrowOptions& options)
    : m_options(options)
    , m_stateOfBall(static_cast<size_t>(lawOf(options).particles()), -1)
    , m_n(static_cast<size_t>(options.states), 0)
    , m_chances(m_n.size(), 1.0)
    , m_sum(options.states)
{
    const bool remembersCells = options.exclusion
        && (options.weights == BallWeights::Shared || options.weights == BallWeights::Groups);
    if (remembersCells)
        m_cells.resize(static_cast<size_t>(options.states * options.cells));
}

std::vector<double> BallThrower::weights() const
{
    std::vector<double> w = m_weights;
    for (double& each : w)
        each /= m_weightSum;
    return w;
}

double BallThrower::firstWeight() const
{
    return m_weights.empty() ? 1.0 / m_options.states : m_weights[0] / m_weightSum;
}

void BallThrower::throwBalls(RandomNumbers& random)
{
    std::ranges::fill(m_n, 0);
    for (int ball = 0; ball < m_options.particles; ++ball) {
        if (drawsFor(ball))
            drawWeights(random);
        place(ball, chooseState(random), random);
    }
}

bool BallThrower::drawsFor(int ball) const
{
    switch (m_options.weights) {
    case BallWeights::Fresh:
        return true;
    case BallWeights::Groups:
        return ball % m_options.group == 0;
    case BallWeights::Equal:
        // What was full a throw ago is empty again.
        return ball == 0 && m_options.exclusion;
    case BallWeights::Shared:
    case BallWeights::Urn:
        break;
    }
    return ball == 0;
}

/// The sum of G cells' gamma numbers of shape alpha is one of shape G alpha.
void BallThrower::drawWeights(RandomNumbers& random)
{
    const auto free = [this](size_t state) {
        return static_cast<double>(m_options.cells - (m_options.exclusion ? m_n[state] : 0));
    };
    if (!m_cells.empty()) {
        drawCells(random);
    } else {
        for (size_t state = 0; state < m_n.size(); ++state) {
            switch (m_options.weights) {
            case BallWeights::Equal:
                m_chances[state] = free(state);
                break;
            case BallWeights::Urn:
                m_chances[state]
                    = m_options.exclusion ? free(state) : m_options.alpha * m_options.cells;
                break;
            default:
                m_chances[state]
                    = free(state) > 0.0 ? random.gamma(m_options.alpha * free(state)) : 0.0;
            }
        }
    }
    m_sum = std::accumulate(m_chances.begin(), m_chances.end(), 0.0);
    if (m_options.weights != BallWeights::Equal && m_options.weights != BallWeights::Urn) {
        m_weights = m_chances;
        m_weightSum = m_sum;
    }
}

void BallThrower::drawCells(RandomNumbers& random)
{
    const auto G = static_cast<size_t>(m_options.cells);
    for (size_t state = 0; state < m_n.size(); ++state) {
        double sum = 0.0;
        for (size_t cell = state * G; cell < (state + 1) * G; ++cell) {
            // Those that are full have no more to offer; the first m_n of a state stand for them.
            const bool isFull = cell < state * G + static_cast<size_t>(m_n[state]);
            m_cells[cell] = isFull ? 0.0 : random.gamma(m_options.alpha);
            sum += m_cells[cell];
        }
        m_chances[state] = sum;
    }
}

int BallThrower::chooseState(RandomNumbers& random)
{
    if (m_options.weights == BallWeights::Equal && !m_options.exclusion)
        return random.below(m_options.states);
    double rest = random.uniform() * m_sum;
    int last = 0;
    for (size_t state = 0; state < m_chances.size(); ++state) {
        if (m_chances[state] <= 0.0)
            continue;
        last = static_cast<int>(state);
        rest -= m_chances[state];
        if (rest < 0.0)
            break;
    }
    return last;
}

void BallThrower::place(int ball, int state, RandomNumbers& random)
{
    const auto at = static_cast<size_t>(state);
    m_stateOfBall[static_cast<size_t>(ball)] = state;
    ++m_n[at];
    if (!m_cells.empty()) {
        fillCell(state, random);
    } else if (m_options.exclusion && m_options.weights != BallWeights::Fresh) {
        m_chances[at] -= 1.0;
        m_sum -= 1.0;
    } else if (m_options.weights == BallWeights::Urn) {
        m_chances[at] += 1.0;
        m_sum += 1.0;
    }
}

/// The ball takes one of the state's free cells, by their weights.
void BallThrower::fillCell(int state, RandomNumbers& random)
{
    const auto G = static_cast<size_t>(m_options.cells);
    const auto first
        = m_cells.begin() + static_cast<std::ptrdiff_t>(static_cast<size_t>(state) * G);
    const auto end = first + static_cast<std::ptrdiff_t>(G);
    double rest = random.uniform() * m_chances[static_cast<size_t>(state)];
    auto taken = first;
    for (auto cell = first; cell != end && rest >= 0.0; ++cell) {
        if (*cell <= 0.0)
            continue;
        taken = cell;
        rest -= *cell;
    }
    *taken = 0.0;
    // Summed anew, for what is left after a subtraction may be all rounding.
    m_chances[static_cast<size_t>(state)] = std::accumulate(first, end, 0.0);
    m_sum = std::accumulate(m_chances.begin(), m_chances.end(), 0.0);
}

} // namespace dqm
