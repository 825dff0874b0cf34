#include "core/packets/kinds/PlanePacket.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Complex = std::complex<double>;

Vec2 allowedWaveVector(const Grid& grid, Vec2 wanted)
{
    if (!grid.isTorus())
        return wanted;
    const Vec2 unit = 2.0 * std::numbers::pi * grid.size.cwiseInverse();
    return {
        unit.x() * std::round(wanted.x() / unit.x()), unit.y() * std::round(wanted.y() / unit.y())};
}

} // namespace

ComplexField lay(const PlanePacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const Vec2 k = allowedWaveVector(grid, constants.mass / constants.hbar * packet.velocity);
    const auto wave = [](const Eigen::ArrayXd& q, double number) {
        return Eigen::ArrayXcd((Complex(0.0, number) * q.cast<Complex>()).exp());
    };
    return product(wave(grid.xs(), k.x()), wave(grid.ys(), k.y()));
}

void check(const PlanePacket& packet, const PacketSetting& setting, const Key& key)
{
    if (!setting.grid.isTorus())
        key("type").refuse("\"plane\" on a grid with walls",
            "a packet that vanishes at the walls, or another grid.boundary");
    for (const PacketSide& side : sidesOf(setting)) {
        checkSpeed(packet.velocity[side.axis], 0.0, side, setting.constants.mass,
            key("velocity")[static_cast<std::size_t>(side.axis)]);
    }
}

WaveNumbers waveNumbers(const PlanePacket& packet, const PhysicalConstants& constants)
{
    const double perVelocity = constants.mass / constants.hbar;
    return {perVelocity * packet.velocity.norm(), 0.0};
}

Vec2 allowedPlaneVelocity(const PacketSetting& setting, Vec2 velocity)
{
    const PhysicalConstants& constants = setting.constants;
    return constants.hbar / constants.mass
        * allowedWaveVector(setting.grid, constants.mass / constants.hbar * velocity);
}

void warnOf(const PlanePacket& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list)
{
    const Vec2 allowed = allowedPlaneVelocity(setting, packet.velocity);
    if ((allowed - packet.velocity).norm() > 1e-9 * (1e-300 + packet.velocity.norm()))
        list.push_back({key("velocity").path(),
            "a plane wave has to fit the grid: its velocity is (" + numberText(allowed.x()) + ", "
                + numberText(allowed.y()) + ").",
            false});
}

} // namespace dqm
