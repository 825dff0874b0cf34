#include "core/detectors/Absorption.h"

#include "core/packets/kinds/Packet.h"

#include <algorithm>
#include <limits>

namespace dqm {

namespace {

/// Of hbar/Gamma: kicks of that length act as Gamma does.
constexpr double largestKick = 0.2;
/// Within the depth of a strip, of the fastest waves.
constexpr double fewestSteps = 16.0;

} // namespace

Absorption::Absorption(const Experiment& experiment)
    : m_grid(experiment.grid)
    , m_edge(experiment)
    , m_longestOfStrips(std::numeric_limits<double>::infinity())
{
    const PhysicalConstants constants = physicalConstants(experiment);
    double fastest = 0.0;
    for (const Packet& packet : experiment.packets) {
        const WaveNumbers k = waveNumbersOf(packet, constants);
        const double speed = constants.hbar / constants.mass;
        fastest = std::max(fastest, speed * (k.mean + 2.0 * k.spread));
        m_speed = std::max(m_speed, speed * (k.mean > 0.0 ? k.mean : k.spread));
    }
    for (const Detector& detector : experiment.detectors) {
        m_strips.emplace_back(detector, experiment.grid);
        m_fates.push_back(
            m_speed > 0.0 ? m_strips.back().fateAt(m_speed, constants) : DetectorStrip::Fate());
        if (!(detector.strength > 0.0))
            continue;
        m_detects = true;
        m_longestOfStrips
            = std::min({m_longestOfStrips, largestKick * constants.hbar / detector.strength,
                fastest > 0.0 ? detector.depth / (fewestSteps * fastest) : m_longestOfStrips});
    }
}

double Absorption::longestStep() const { return std::min(m_edge.longestStep(), m_longestOfStrips); }

void Absorption::sample(RealField& gamma, Vec2 offset) const
{
    m_edge.sample(gamma, offset);
    if (!m_detects)
        return;
    if (gamma.size() == 0)
        gamma = RealField::Zero(m_grid.ny, m_grid.nx);
    for (const DetectorStrip& strip : m_strips)
        strip.addTo(gamma, offset);
}

std::vector<std::optional<std::size_t>> sameStrips(
    const std::vector<DetectorStrip>& before, const std::vector<DetectorStrip>& now)
{
    const auto isSame = [](const Detector& a, const Detector& b) {
        return a.name == b.name && a.line == b.line && a.depth == b.depth;
    };
    std::vector<std::optional<std::size_t>> places(before.size());
    for (std::size_t old = 0; old < before.size(); ++old)
        for (std::size_t k = 0; k < now.size() && !places[old]; ++k)
            if (isSame(before[old].detector(), now[k].detector()))
                places[old] = k;
    return places;
}

} // namespace dqm
