#include "core/packets/kinds/GaussianPacket.h"

#include <cmath>

namespace dqm {

ComplexField lay(const GaussianPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const auto axes = linesOf(grid);
    std::array<Eigen::ArrayXcd, 2> factors;
    for (const int a : {0, 1}) {
        const GaussianAlong gaussian{packet.center[a], packet.sigma[a],
            constants.mass * packet.velocity[a] / constants.hbar,
            constants.mass * packet.chirp / (2.0 * constants.hbar)};
        const auto i = static_cast<std::size_t>(a);
        factors[i] = overImages(axes[i], gaussianReach * packet.sigma[a], gaussian);
    }
    return product(factors[0], factors[1]);
}

void check(const GaussianPacket& packet, const PacketSetting& setting, const Key& key)
{
    const PhysicalConstants& constants = setting.constants;
    checkCenter(packet.center, setting, key("center"));
    key("chirp").requireFinite(packet.chirp, "a rate");
    for (const PacketSide& side : sidesOf(setting)) {
        const auto axis = static_cast<std::size_t>(side.axis);
        const double sigma = packet.sigma[side.axis];
        checkWidth(sigma, side, key("sigma")[axis]);
        const double spread
            = std::hypot(constants.hbar / (2.0 * sigma), constants.mass * packet.chirp * sigma);
        if (3.0 * spread > side.nyquist)
            key("chirp").refuse(packet.chirp,
                "a chirp whose waves the grid's spacing of " + numberText(side.spacing)
                    + " resolves");
        checkSpeed(packet.velocity[side.axis], spread, side, constants.mass, key("velocity")[axis]);
    }
}

WaveNumbers waveNumbers(const GaussianPacket& packet, const PhysicalConstants& constants)
{
    const double perVelocity = constants.mass / constants.hbar;
    const double sigma = packet.sigma.minCoeff();
    return {perVelocity * packet.velocity.norm(),
        std::hypot(0.5 / sigma, perVelocity * packet.chirp * packet.sigma.maxCoeff())};
}

std::optional<PacketPlace> placeOf(const GaussianPacket& packet, const PhysicalConstants& /*any*/)
{
    return PacketPlace{packet.center, packet.sigma};
}

double widthOf(const GaussianPacket& packet) { return packet.sigma.x(); }

void widen(GaussianPacket& packet, double factor) { packet.sigma *= factor; }

} // namespace dqm
