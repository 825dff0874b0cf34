#include "core/statistics/GrandCanonical.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int halvings = 200;

} // namespace

std::optional<double> chemicalPotential(const std::vector<double>& energies, double particles,
    double kT, const LevelStatistics& statistics)
{
    if (energies.empty() || !(particles > 0.0 && kT > 0.0))
        throw std::invalid_argument("There must be levels, particles and a temperature above 0.");
    const auto [lowest, highest] = std::ranges::minmax(energies);
    const double room = statistics.cells * static_cast<double>(energies.size());
    const int sign = statistics.sign;
    if (sign < 0 && particles >= room)
        return {};

    // Let all levels have one energy E, or the lowest alone hold all: ln(cells/N + sign) = (E -
    // mu)/kT bounds mu. It is counted from the lowest level, where a Bose level needs its digits.
    const auto distance = [&](double cells) { return kT * std::log(cells / particles + sign); };
    double low = -distance(room);
    double high = sign > 0 ? -distance(statistics.cells) : highest - lowest - distance(room);
    for (int k = 0; k < halvings && low < high; ++k) {
        const double mu = 0.5 * (low + high);
        double sum = 0.0;
        for (const double E : energies)
            sum += statistics.meanOccupation((E - lowest - mu) / kT);
        (sum < particles ? low : high) = mu;
    }
    return lowest + 0.5 * (low + high);
}

} // namespace dqm
