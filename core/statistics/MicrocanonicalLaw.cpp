#include "core/statistics/MicrocanonicalLaw.h"

#include "core/random/RandomNumbers.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace dqm {

MicrocanonicalLaw::MicrocanonicalLaw(
    int levels, int particles, int quanta, const LevelStatistics& statistics)
    : m_particles(particles)
    , m_quanta(quanta)
{
    checkRoom(particles, levels, statistics);
    if (quanta < 0)
        throw std::invalid_argument("There cannot be fewer than no quanta.");
    for (int n = 0; n <= particles; ++n)
        m_factors.push_back(std::exp(statistics.logFactor(n)));
    Table none = Table::Zero(quanta + 1, particles + 1);
    none(0, 0) = 1.0;
    m_above.assign(static_cast<size_t>(levels) + 1, none);
    for (int level = levels - 1; level >= 0; --level)
        m_above[static_cast<size_t>(level)] = join(level, m_above[static_cast<size_t>(level) + 1]);
    const double states = m_above[0](quanta, particles);
    if (!(states > 0.0)) {
        std::string text = "No state of the particles has ";
        text += std::to_string(quanta);
        text += " quanta.";
        throw std::invalid_argument(text);
    }
    m_occupations.logStates = std::log(states);
    readMeans();
    readJoint();
}

MicrocanonicalLaw::Table MicrocanonicalLaw::join(int level, const Table& others) const
{
    Table joined = Table::Zero(m_quanta + 1, m_particles + 1);
    for (int number = 0; number <= m_particles && number * level <= m_quanta; ++number) {
        const double factor = m_factors[static_cast<size_t>(number)];
        if (factor == 0.0)
            break;
        const Eigen::Index rows = m_quanta + 1 - number * level;
        const Eigen::Index columns = m_particles + 1 - number;
        joined.block(number * level, number, rows, columns)
            += factor * others.topLeftCorner(rows, columns);
    }
    return joined;
}

/// Leaves each level out in turn: the levels below it joined with those above it.
void MicrocanonicalLaw::readMeans()
{
    const double states = m_above[0](m_quanta, m_particles);
    Table below = m_above.back();
    const auto levels = static_cast<int>(m_above.size()) - 1;
    for (int level = 0; level < levels; ++level) {
        const Table& above = m_above[static_cast<size_t>(level) + 1];
        double mean = 0.0;
        for (int number = 1; number <= m_particles && number * level <= m_quanta; ++number) {
            const double factor = m_factors[static_cast<size_t>(number)];
            if (factor == 0.0)
                break;
            const Eigen::Index rows = m_quanta + 1 - number * level;
            const Eigen::Index columns = m_particles + 1 - number;
            const double others = (below.topLeftCorner(rows, columns)
                * above.topLeftCorner(rows, columns).reverse())
                                      .sum();
            mean += number * factor * others / states;
        }
        m_occupations.means.push_back(mean);
        below = join(level, below);
    }
    m_occupations.meanEnergy = m_quanta;
}

void MicrocanonicalLaw::readJoint()
{
    const double states = m_above[0](m_quanta, m_particles);
    Eigen::ArrayXXd& joint = m_occupations.joint;
    joint = Eigen::ArrayXXd::Zero(m_particles + 1, m_particles + 1);
    for (int b = 0; b <= std::min(m_particles, m_quanta); ++b)
        for (int a = 0; a + b <= m_particles; ++a)
            joint(a, b) = m_factors[static_cast<size_t>(a)] * m_factors[static_cast<size_t>(b)]
                * m_above[2](m_quanta - b, m_particles - a - b) / states;
}

Occupations MicrocanonicalLaw::draw(RandomNumbers& random) const
{
    Occupations n(m_above.size() - 1, 0);
    int rest = m_particles;
    int quanta = m_quanta;
    for (int level = 0; level < static_cast<int>(n.size()); ++level) {
        const auto at = static_cast<size_t>(level);
        double u = random.uniform() * m_above[at](quanta, rest);
        for (int number = 0; number <= rest && number * level <= quanta; ++number) {
            const double weight = m_factors[static_cast<size_t>(number)]
                * m_above[at + 1](quanta - number * level, rest - number);
            if (weight == 0.0)
                continue;
            n[at] = number;
            u -= weight;
            if (u < 0.0)
                break;
        }
        rest -= n[at];
        quanta -= n[at] * level;
    }
    return n;
}

} // namespace dqm
