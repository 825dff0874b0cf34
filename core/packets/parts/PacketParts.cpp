#include "core/packets/parts/PacketParts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace dqm {

std::array<PacketSide, 2> sidesOf(const PacketSetting& setting)
{
    const Grid& grid = setting.grid;
    const double h = std::numbers::pi * setting.constants.hbar;
    return {PacketSide{0, grid.nx, grid.lower().x(), grid.size.x(), grid.dx(), h / grid.dx()},
        PacketSide{1, grid.ny, grid.lower().y(), grid.size.y(), grid.dy(), h / grid.dy()}};
}

void checkCenter(Vec2 center, const PacketSetting& setting, const Key& key)
{
    for (const PacketSide& side : sidesOf(setting)) {
        key[static_cast<std::size_t>(side.axis)].requireBetween(
            center[side.axis], side.lower, side.lower + side.size, "a length inside the grid,");
    }
}

void checkWidth(double sigma, const PacketSide& side, const Key& key)
{
    key.requirePositive(sigma, "a length");
    if (sigma < side.spacing)
        key.refuse(sigma, "at least one spacing of the grid, " + numberText(side.spacing));
    if (sigma > side.size)
        key.refuse(sigma, "at most the size of the grid, " + numberText(side.size));
}

void checkSpeed(double velocity, double spread, const PacketSide& side, double mass, const Key& key)
{
    key.requireFinite(velocity, "a velocity");
    const double room = side.nyquist - 3.0 * spread;
    if (mass * std::abs(velocity) > room)
        key.refuse(velocity,
            "at most " + numberText(std::max(0.0, room / mass)) + " so that the grid's spacing of "
                + numberText(side.spacing) + " resolves the packet's waves");
}

std::array<PacketLine, 2> linesOf(const Grid& grid)
{
    return {PacketLine{grid.xs(), grid.lower().x(), grid.size.x(), grid.isTorus()},
        PacketLine{grid.ys(), grid.lower().y(), grid.size.y(), grid.isTorus()}};
}

ComplexField product(const Eigen::ArrayXcd& X, const Eigen::ArrayXcd& Y)
{
    return (Y.matrix() * X.matrix().transpose()).array();
}

std::complex<double> GaussianAlong::operator()(double q) const
{
    const double d = q - center;
    return std::polar(std::exp(-d * d / (4.0 * sigma * sigma)), waveNumber * d - chirp * d * d);
}

double normOf(const ComplexField& psi, const Grid& grid)
{
    return psi.abs2().sum() * grid.cellArea();
}

std::string percentText(double share)
{
    char text[32];
    // Two digits of a large one would be a power of ten.
    const double percent = 100.0 * share;
    std::snprintf(text, sizeof text, percent < 99.5 ? "%.2g %%" : "%.0f %%", percent);
    return text;
}

} // namespace dqm
