#include "core/packets/kinds/EigenstatePacket.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Complex = std::complex<double>;

/// The Hermite function of order n at xi, by its stable recurrence.
double hermiteFunction(int n, double xi)
{
    double previous = 0.0;
    double current = std::exp(-0.5 * xi * xi);
    for (int k = 0; k < n; ++k) {
        const double next = std::sqrt(2.0 / (k + 1)) * xi * current
            - std::sqrt(static_cast<double>(k) / (k + 1)) * previous;
        previous = current;
        current = next;
    }
    return current;
}

void checkBoxState(const EigenstatePacket& packet, const PacketSetting& setting, const Key& key)
{
    if (setting.grid.boundary != BoundaryKind::Walls)
        key("of").refuse(
            "\"box\" on a grid without walls", "\"harmonic\", or \"walls\" in grid.boundary");
    for (const PacketSide& side : sidesOf(setting)) {
        const auto axis = static_cast<std::size_t>(side.axis);
        key("n")[axis].requireBetween(packet.n[axis], 1, side.points, "a whole number");
    }
}

void checkHarmonicState(
    const EigenstatePacket& packet, const PacketSetting& setting, const Key& key)
{
    const PhysicalConstants& constants = setting.constants;
    key("omega").requirePositive(packet.omega, "a frequency");
    checkCenter(packet.center, setting, key("center"));
    for (const PacketSide& side : sidesOf(setting)) {
        const auto axis = static_cast<std::size_t>(side.axis);
        key("n")[axis].requireBetween(packet.n[axis], 0, 200, "a whole number");
        const double action = constants.hbar * constants.mass * packet.omega[side.axis];
        const double turning = std::sqrt(2.0 * packet.n[axis] + 1.0);
        if ((turning + 2.0) * std::sqrt(action) > side.nyquist)
            key("omega")[axis].refuse(packet.omega[side.axis],
                "a frequency whose eigenstate " + std::to_string(packet.n[axis])
                    + " the grid's spacing of " + numberText(side.spacing) + " resolves");
        if (turning * constants.hbar / std::sqrt(action) > 0.5 * side.size)
            key("omega")[axis].refuse(packet.omega[side.axis],
                "a frequency whose eigenstate " + std::to_string(packet.n[axis])
                    + " fits the grid's size of " + numberText(side.size));
    }
}

} // namespace

ComplexField lay(
    const EigenstatePacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const auto axes = linesOf(grid);
    std::array<Eigen::ArrayXcd, 2> factors;
    for (std::size_t a = 0; a < 2; ++a) {
        const PacketLine& line = axes[a];
        const int n = packet.n[a];
        if (packet.of == EigenstatePacket::Of::Box) {
            const double k = std::numbers::pi * n / line.length;
            factors[a] = (k * (line.q - line.lower)).sin().cast<Complex>();
            continue;
        }
        const auto axis = static_cast<int>(a);
        const double length = std::sqrt(constants.hbar / (constants.mass * packet.omega[axis]));
        factors[a] = overImages(line, (std::sqrt(2.0 * n + 1.0) + 9.0) * length,
            [&](double q) { return hermiteFunction(n, (q - packet.center[axis]) / length); });
    }
    return product(factors[0], factors[1]);
}

void check(const EigenstatePacket& packet, const PacketSetting& setting, const Key& key)
{
    if (packet.of == EigenstatePacket::Of::Box)
        checkBoxState(packet, setting, key);
    else
        checkHarmonicState(packet, setting, key);
}

WaveNumbers waveNumbers(const EigenstatePacket& packet, const PhysicalConstants& constants)
{
    const double perVelocity = constants.mass / constants.hbar;
    const double n = std::max(packet.n[0], packet.n[1]);
    return {0.0, std::sqrt((n + 0.5) * perVelocity * packet.omega.maxCoeff())};
}

std::optional<PacketPlace> placeOf(
    const EigenstatePacket& packet, const PhysicalConstants& constants)
{
    if (packet.of != EigenstatePacket::Of::Harmonic)
        return {};
    PacketPlace place{packet.center, Vec2::Zero()};
    for (const int a : {0, 1})
        place.sigma[a] = std::sqrt((packet.n[static_cast<std::size_t>(a)] + 0.5) * constants.hbar
            / (constants.mass * packet.omega[a]));
    return place;
}

double widthOf(const EigenstatePacket& packet)
{
    return packet.of == EigenstatePacket::Of::Harmonic ? 1.0 / std::sqrt(packet.omega.x()) : 0.0;
}

void widen(EigenstatePacket& packet, double factor)
{
    if (packet.of == EigenstatePacket::Of::Harmonic)
        packet.omega /= factor * factor;
}

} // namespace dqm
