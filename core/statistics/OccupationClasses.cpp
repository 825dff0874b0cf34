#include "core/statistics/OccupationClasses.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int mostStatesInBraces = 5;

/// M!/prod (number of states with the same n)!
double membersOf(const Occupations& sorted)
{
    double members = 1.0;
    double run = 0.0;
    for (size_t i = 0; i < sorted.size(); ++i) {
        run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1.0 : 1.0;
        members *= static_cast<double>(i + 1) / run;
    }
    return std::round(members);
}

struct ClassWalk
{
    size_t most;
    std::vector<OccupationClass> found = {};
    Occupations n = {};
    bool areTooMany = false;

    void walk(size_t state, int rest, int largest)
    {
        if (areTooMany)
            return;
        if (rest == 0) {
            areTooMany = found.size() == most;
            found.push_back({n, membersOf(n)});
            return;
        }
        const auto left = static_cast<int>(n.size() - state);
        for (int next = std::min(rest, largest); left > 0 && next * left >= rest; --next) {
            n[state] = next;
            walk(state + 1, rest - next, next);
            n[state] = 0;
        }
    }
};

} // namespace

std::string OccupationClass::name() const
{
    const bool hasBraces = n.size() <= mostStatesInBraces;
    std::string text;
    for (const int number : n) {
        if (number == 0 && !hasBraces)
            break;
        if (!text.empty())
            text += hasBraces ? "," : "+";
        text += std::to_string(number);
    }
    if (!hasBraces)
        return text;
    text.insert(text.begin(), '{');
    text += '}';
    return text;
}

std::vector<OccupationClass> occupationClasses(int particles, int states, size_t most)
{
    ClassWalk walk{.most = most};
    walk.n.assign(static_cast<size_t>(states), 0);
    walk.walk(0, particles, particles);
    if (walk.areTooMany)
        return {};
    return walk.found;
}

OccupationIndex::OccupationIndex(int particles, int states)
    : m_particles(particles)
    , m_states(states)
    , m_counts(static_cast<size_t>((states + 1) * (particles + 1)), 0.0)
{
    const auto row = static_cast<size_t>(particles + 1);
    m_counts[0] = 1.0;
    for (size_t at = row; at < m_counts.size(); ++at)
        m_counts[at] = m_counts[at - row] + (at % row > 0 ? m_counts[at - 1] : 0.0);
}

/// Before {n_i} come those with a lesser first number: all less those whose first is n_1 or more.
int OccupationIndex::indexOf(const Occupations& n) const
{
    double before = 0.0;
    int rest = m_particles;
    int states = m_states;
    for (const int number : n) {
        before += count(rest, states) - count(rest - number, states);
        rest -= number;
        --states;
    }
    return static_cast<int>(before);
}

void OccupationIndex::forEach(const std::function<void(const Occupations&)>& visit) const
{
    Occupations n(static_cast<size_t>(m_states), 0);
    const std::function<void(size_t, int)> fill = [&](size_t state, int rest) {
        if (state + 1 == n.size()) {
            n[state] = rest;
            visit(n);
            return;
        }
        for (int number = 0; number <= rest; ++number) {
            n[state] = number;
            fill(state + 1, rest - number);
        }
    };
    fill(0, m_particles);
}

std::uint64_t classKey(const Occupations& n)
{
    // A sum does not ask for an order; each term is as good as random.
    std::uint64_t key = 0;
    for (const int number : n) {
        std::uint64_t z = static_cast<std::uint64_t>(number + 1) * 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        key += z ^ (z >> 31U);
    }
    return key;
}

} // namespace dqm
