#include "core/packets/kinds/VortexPacket.h"

#include <cmath>

namespace dqm {

namespace {

using Complex = std::complex<double>;

/// ((x-x0) + i sign(n) (y-y0))^|n| does not factor into x and y, so images are summed in the plane.
void addVortexImage(ComplexField& psi, const VortexPacket& packet, const Eigen::ArrayXd& x,
    const Eigen::ArrayXd& y, const PhysicalConstants& constants)
{
    const auto along = [&](const Eigen::ArrayXd& q, int a) {
        const GaussianAlong gaussian{packet.center[a], packet.sigma,
            constants.mass * packet.velocity[a] / constants.hbar, 0.0};
        return Eigen::ArrayXcd(q.unaryExpr([&](double value) { return gaussian(value); }));
    };
    const Eigen::ArrayXcd X = along(x, 0);
    const Eigen::ArrayXcd Y = along(y, 1);
    if (X.abs().maxCoeff() * Y.abs().maxCoeff() < 1e-18)
        return;
    const double turn = packet.charge < 0 ? -1.0 : 1.0;
    for (Eigen::Index j = 0; j < y.size(); ++j) {
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            const Complex z(x[i] - packet.center.x(), turn * (y[j] - packet.center.y()));
            Complex power = 1.0;
            for (int n = std::abs(packet.charge); n > 0; --n)
                power *= z / packet.sigma;
            psi(j, i) += power * X[i] * Y[j];
        }
    }
}

} // namespace

ComplexField lay(const VortexPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const auto [alongX, alongY] = linesOf(grid);
    const double reach = packet.sigma * (gaussianReach + std::sqrt(2.0 * std::abs(packet.charge)));
    ComplexField psi = ComplexField::Zero(grid.ny, grid.nx);
    const int kx = alongX.images(reach);
    const int ky = alongY.images(reach);
    for (int l = -ky; l <= ky; ++l) {
        for (int k = -kx; k <= kx; ++k) {
            addVortexImage(
                psi, packet, alongX.q + k * alongX.length, alongY.q + l * alongY.length, constants);
        }
    }
    return psi;
}

void check(const VortexPacket& packet, const PacketSetting& setting, const Key& key)
{
    const PhysicalConstants& constants = setting.constants;
    checkCenter(packet.center, setting, key("center"));
    key("charge").requireBetween(packet.charge, -20, 20, "a whole number");
    const double order = std::sqrt(std::abs(packet.charge) + 1.0);
    for (const PacketSide& side : sidesOf(setting)) {
        checkWidth(packet.sigma, side, key("sigma"));
        const double spread = order * constants.hbar / (2.0 * packet.sigma);
        if (3.0 * spread > side.nyquist)
            key("charge").refuse(packet.charge,
                "a charge whose waves the grid resolves at sigma " + numberText(packet.sigma));
        checkSpeed(packet.velocity[side.axis], spread, side, constants.mass,
            key("velocity")[static_cast<std::size_t>(side.axis)]);
    }
}

WaveNumbers waveNumbers(const VortexPacket& packet, const PhysicalConstants& constants)
{
    const double perVelocity = constants.mass / constants.hbar;
    return {perVelocity * packet.velocity.norm(),
        0.5 / packet.sigma * std::sqrt(std::abs(packet.charge) + 1.0)};
}

std::optional<PacketPlace> placeOf(const VortexPacket& packet, const PhysicalConstants& /*any*/)
{
    return PacketPlace{
        packet.center, Vec2::Constant(packet.sigma * std::sqrt(1.0 + std::abs(packet.charge)))};
}

double widthOf(const VortexPacket& packet) { return packet.sigma; }

void widen(VortexPacket& packet, double factor) { packet.sigma *= factor; }

} // namespace dqm
