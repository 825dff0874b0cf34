#include "core/statistics/CanonicalLaw.h"

#include "core/random/RandomNumbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

/// ln of sum_k e^{a_k + b_{n-k}}
double logSum(const std::vector<double>& a, const std::vector<double>& b, int n)
{
    const auto at
        = [&](int k) { return a[static_cast<size_t>(k)] + b[static_cast<size_t>(n - k)]; };
    double largest = nothing;
    for (int k = 0; k <= n; ++k)
        largest = std::max(largest, at(k));
    if (largest == nothing)
        return nothing;
    double sum = 0.0;
    for (int k = 0; k <= n; ++k)
        sum += std::exp(at(k) - largest);
    return largest + std::log(sum);
}

void checkNumbers(const std::vector<double>& energies, double kT)
{
    if (!(std::isfinite(kT) && kT > 0.0))
        throw std::invalid_argument("The temperature kT must be a number above 0.");
    if (!std::ranges::all_of(energies, [](double E) { return std::isfinite(E); }))
        throw std::invalid_argument("The energies of the levels must be finite.");
}

} // namespace

CanonicalLaw::CanonicalLaw(
    std::vector<double> energies, int particles, double kT, const LevelStatistics& statistics)
    : m_energies(std::move(energies))
    , m_particles(particles)
    , m_kT(kT)
{
    checkRoom(particles, static_cast<int>(m_energies.size()), statistics);
    checkNumbers(m_energies, kT);
    for (int n = 0; n <= particles; ++n)
        m_logFactors.push_back(statistics.logFactor(n));

    const auto count = static_cast<size_t>(particles) + 1;
    const size_t levels = m_energies.size();
    std::vector<double> none(count, nothing);
    none[0] = 0.0;
    std::vector<std::vector<double>> below(levels + 1, none);
    m_above.assign(levels + 1, none);
    const auto join = [&](size_t level, const std::vector<double>& others) {
        std::vector<double> terms(count);
        for (int n = 0; n <= particles; ++n)
            terms[static_cast<size_t>(n)] = logTerm(static_cast<int>(level), n);
        std::vector<double> joined(count);
        for (int n = 0; n <= particles; ++n)
            joined[static_cast<size_t>(n)] = logSum(terms, others, n);
        return joined;
    };
    for (size_t level = 0; level < levels; ++level)
        below[level + 1] = join(level, below[level]);
    for (size_t level = levels; level-- > 0;)
        m_above[level] = join(level, m_above[level + 1]);
    m_occupations.logStates = m_above[0].back();
    readMeans(below);
    readJoint();
}

double CanonicalLaw::logTerm(int level, int n) const
{
    return m_logFactors[static_cast<size_t>(n)] - n * m_energies[static_cast<size_t>(level)] / m_kT;
}

void CanonicalLaw::readMeans(const std::vector<std::vector<double>>& below)
{
    for (size_t level = 0; level < m_energies.size(); ++level) {
        double mean = 0.0;
        for (int n = 1; n <= m_particles; ++n) {
            const double others = logSum(below[level], m_above[level + 1], m_particles - n);
            mean += n
                * std::exp(logTerm(static_cast<int>(level), n) + others - m_occupations.logStates);
        }
        m_occupations.means.push_back(mean);
        m_occupations.meanEnergy += mean * m_energies[level];
    }
}

void CanonicalLaw::readJoint()
{
    Eigen::ArrayXXd& joint = m_occupations.joint;
    joint = Eigen::ArrayXXd::Zero(m_particles + 1, m_particles + 1);
    for (int b = 0; b <= m_particles; ++b)
        for (int a = 0; a + b <= m_particles; ++a)
            joint(a, b) = std::exp(logTerm(0, a) + logTerm(1, b)
                + m_above[2][static_cast<size_t>(m_particles - a - b)] - m_occupations.logStates);
}

Occupations CanonicalLaw::draw(RandomNumbers& random) const
{
    Occupations n(m_energies.size(), 0);
    int rest = m_particles;
    for (size_t level = 0; level < n.size(); ++level) {
        double u = random.uniform();
        for (int number = 0; number <= rest; ++number) {
            const double logP = logTerm(static_cast<int>(level), number)
                + m_above[level + 1][static_cast<size_t>(rest - number)]
                - m_above[level][static_cast<size_t>(rest)];
            if (logP == nothing)
                continue;
            n[level] = number;
            u -= std::exp(logP);
            if (u < 0.0)
                break;
        }
        rest -= n[level];
    }
    return n;
}

} // namespace dqm
