#include "core/statistics/ThrowTally.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace dqm {

namespace {

constexpr double leastExpected = 5.0;

} // namespace

ChiSquared chiSquared(std::span<const double> counts, std::span<const double> probabilities)
{
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    ChiSquared result;
    int bins = 0;
    double restCount = 0.0;
    double restExpected = 0.0;
    for (size_t k = 0; k < counts.size(); ++k) {
        const double expected = all * probabilities[k];
        if (expected >= leastExpected) {
            result.value += (counts[k] - expected) * (counts[k] - expected) / expected;
            ++bins;
        } else {
            restCount += counts[k];
            restExpected += expected;
        }
    }
    const double difference = restCount - restExpected;
    result.value += difference * difference / std::max(1.0, restExpected);
    bins += restExpected >= 1.0 ? 1 : 0;
    result.dof = std::max(0, bins - 1);
    return result;
}

std::vector<double> stateProbabilities(const OccupationLaw& law)
{
    // Which state is which does not matter: one computation for each class.
    std::map<Occupations, double> known;
    std::vector<double> probabilities;
    OccupationIndex(law.particles(), law.states()).forEach([&](Occupations n) {
        std::ranges::sort(n);
        auto found = known.find(n);
        if (found == known.end())
            found = known.emplace(n, law.probability(n)).first;
        probabilities.push_back(found->second);
    });
    return probabilities;
}

std::vector<double> countedProbabilities(const OccupationLaw& law)
{
    return OccupationIndex(law.particles(), law.states()).size() <= ThrowTally::mostStates
        ? stateProbabilities(law)
        : law.marginal();
}

ThrowTally::ThrowTally(int particles, int states)
    : m_particles(particles)
    , m_states(states)
    , m_index(particles, states)
    , m_classes(occupationClasses(particles, states, mostClasses))
    , m_classCounts(m_classes.size(), 0.0)
    , m_jointCounts(static_cast<size_t>((particles + 1) * (particles + 1)), 0.0)
{
    for (const OccupationClass& each : m_classes)
        m_classKeys.push_back(classKey(each.n));
    if (m_index.size() <= mostStates)
        m_stateCounts.assign(static_cast<size_t>(m_index.size()), 0.0);
}

void ThrowTally::add(const Occupations& n)
{
    m_throws += 1.0;
    m_jointCounts[static_cast<size_t>(n[0] + n[1] * (m_particles + 1))] += 1.0;
    if (std::ranges::find(n, m_particles) != n.end())
        m_allInOne += 1.0;
    if (!m_stateCounts.empty())
        m_stateCounts[static_cast<size_t>(m_index.indexOf(n))] += 1.0;
    if (!m_classes.empty()) {
        const auto found = std::ranges::find(m_classKeys, classKey(n));
        m_classCounts[static_cast<size_t>(found - m_classKeys.begin())] += 1.0;
    }
}

std::vector<double> ThrowTally::firstCounts() const
{
    const auto row = static_cast<size_t>(m_particles + 1);
    std::vector<double> counts(row, 0.0);
    for (size_t k = 0; k < m_jointCounts.size(); ++k)
        counts[k % row] += m_jointCounts[k];
    return counts;
}

double ThrowTally::allInOne() const { return m_allInOne / std::max(1.0, m_throws); }

double ThrowTally::meanOfProduct(bool ofBoth) const
{
    const double mean = static_cast<double>(m_particles) / m_states;
    double sum = 0.0;
    for (int b = 0; b <= m_particles; ++b) {
        for (int a = 0; a + b <= m_particles; ++a)
            sum += m_jointCounts[static_cast<size_t>(a + b * (m_particles + 1))] * (a - mean)
                * ((ofBoth ? b : a) - mean);
    }
    return sum / std::max(1.0, m_throws);
}

double ThrowTally::variance() const { return meanOfProduct(false); }

double ThrowTally::covariance() const { return meanOfProduct(true); }

double ThrowTally::entropy() const
{
    double sum = 0.0;
    double seen = 0.0;
    for (const double count : m_stateCounts) {
        if (count <= 0.0)
            continue;
        sum -= count / m_throws * std::log(count / m_throws);
        seen += 1.0;
    }
    return m_throws > 0.0 && seen > 0.0 ? sum + (seen - 1.0) / (2.0 * m_throws) : 0.0;
}

ChiSquared ThrowTally::against(std::span<const double> probabilities) const
{
    if (m_stateCounts.empty())
        return chiSquared(firstCounts(), probabilities);
    return chiSquared(m_stateCounts, probabilities);
}

} // namespace dqm
