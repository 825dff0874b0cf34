#include "core/statistics/OccupationLaw.h"

#include "core/statistics/OccupationClasses.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace dqm {

namespace {

constexpr size_t mostClassesOfEntropy = 2000;

Eigen::ArrayXd logFactors(const LevelStatistics& statistics, int most)
{
    Eigen::ArrayXd factors(most + 1);
    for (int n = 0; n <= most; ++n)
        factors[n] = statistics.logFactor(n);
    return factors;
}

/// The law of a sum of two independent pairs.
Eigen::ArrayXXd together(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b)
{
    Eigen::ArrayXXd sum = Eigen::ArrayXXd::Zero(a.rows() + b.rows() - 1, a.cols() + b.cols() - 1);
    for (Eigen::Index j = 0; j < b.cols(); ++j)
        for (Eigen::Index i = 0; i < b.rows(); ++i)
            sum.block(i, j, a.rows(), a.cols()) += b(i, j) * a;
    return sum;
}

/// Every way to take `taken` balls out of n, as (what is taken, what is left).
void forEachPart(const Occupations& n, int taken,
    const std::function<void(const Occupations&, const Occupations&)>& visit)
{
    Occupations part(n.size(), 0);
    Occupations left = n;
    const std::function<void(size_t, int)> take = [&](size_t state, int rest) {
        if (state == n.size()) {
            if (rest == 0)
                visit(part, left);
            return;
        }
        for (int number = 0; number <= std::min(rest, n[state]); ++number) {
            part[state] = number;
            left[state] = n[state] - number;
            take(state + 1, rest - number);
        }
        part[state] = 0;
        left[state] = n[state];
    };
    take(0, taken);
}

} // namespace

OccupationLaw::OccupationLaw(int particles, int states, LevelStatistics statistics)
    : OccupationLaw(particles, states, statistics, std::max(particles, 1))
{
}

OccupationLaw::OccupationLaw(int particles, int states, LevelStatistics statistics, int group)
    : m_particles(particles)
    , m_states(states)
    , m_statistics(statistics)
    , m_group(std::min(group, particles))
{
    checkRoom(particles, states, statistics);
    if (group < 1)
        throw std::invalid_argument("A group must have one ball at least.");
    // Weights of one's own average to equal ones.
    if (statistics.sign > 0 && group == 1)
        m_statistics = maxwellBoltzmann();
    if (m_statistics.sign <= 0)
        m_group = particles;
    m_joint = jointOfGroup(m_group);
    for (int rest = particles - m_group; rest > 0; rest -= m_group)
        m_joint = together(m_joint, jointOfGroup(std::min(rest, m_group)));
}

Eigen::ArrayXXd OccupationLaw::jointOfGroup(int particles) const
{
    const Eigen::ArrayXd one = logFactors(m_statistics, particles);
    const Eigen::ArrayXd others = logFactors(m_statistics.ofLevels(m_states - 2), particles);
    const double whole = m_statistics.ofLevels(m_states).logFactor(particles);
    Eigen::ArrayXXd joint = Eigen::ArrayXXd::Zero(particles + 1, particles + 1);
    for (int b = 0; b <= particles; ++b)
        for (int a = 0; a + b <= particles; ++a)
            joint(a, b) = std::exp(one[a] + one[b] + others[particles - a - b] - whole);
    return joint;
}

double OccupationLaw::logProbabilityInOneGroup(const Occupations& n, int particles) const
{
    double sum = -m_statistics.ofLevels(m_states).logFactor(particles);
    for (const int number : n)
        sum += m_statistics.logFactor(number);
    return sum;
}

double OccupationLaw::probability(const Occupations& n) const
{
    if (isOneGroup())
        return std::exp(logProbabilityInOneGroup(n, m_particles));
    std::map<Occupations, double> known;
    return probabilityInGroups(n, m_particles, known);
}

/// The law does not ask which state is which, so sorted numbers are enough to know it.
double OccupationLaw::probabilityInGroups(
    Occupations n, int rest, std::map<Occupations, double>& known) const
{
    if (rest <= m_group)
        return std::exp(logProbabilityInOneGroup(n, rest));
    std::ranges::sort(n);
    if (const auto found = known.find(n); found != known.end())
        return found->second;
    double sum = 0.0;
    forEachPart(n, m_group, [&](const Occupations& part, const Occupations& left) {
        sum += std::exp(logProbabilityInOneGroup(part, m_group))
            * probabilityInGroups(left, rest - m_group, known);
    });
    return known[n] = sum;
}

std::vector<double> OccupationLaw::marginal() const
{
    const Eigen::ArrayXd sums = m_joint.rowwise().sum();
    return {sums.begin(), sums.end()};
}

double OccupationLaw::allInOne() const { return m_states * m_joint(m_particles, 0); }

double OccupationLaw::variance() const
{
    const double M = m_states;
    const auto ofGroup = [&](double N) {
        const double spread = m_statistics.cells * M;
        return N / M * (1.0 - 1.0 / M) * (spread + m_statistics.sign * N)
            / (spread + m_statistics.sign);
    };
    double sum = 0.0;
    for (int rest = m_particles; rest > 0; rest -= m_group)
        sum += ofGroup(std::min(rest, m_group));
    return sum;
}

std::optional<double> OccupationLaw::entropy() const
{
    if (isOneGroup()) {
        // -<ln P{n}>, where ln P is a sum over the states, which are all alike.
        double mean = m_statistics.ofLevels(m_states).logFactor(m_particles);
        const std::vector<double> P = marginal();
        for (int n = 0; n <= m_particles; ++n)
            if (P[static_cast<size_t>(n)] > 0.0)
                mean -= m_states * P[static_cast<size_t>(n)] * m_statistics.logFactor(n);
        return mean;
    }
    const std::vector<OccupationClass> classes
        = occupationClasses(m_particles, m_states, mostClassesOfEntropy);
    if (classes.empty())
        return {};
    double sum = 0.0;
    std::map<Occupations, double> known;
    for (const OccupationClass& each : classes) {
        const double P = probabilityInGroups(each.n, m_particles, known);
        sum -= each.members * P * std::log(P);
    }
    return sum;
}

} // namespace dqm
