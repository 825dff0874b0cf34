#include "core/packets/kinds/FilePacket.h"

#include "core/grid/FourierTransform.h"
#include "core/packets/parts/Resampling.h"

#include <cmath>

namespace dqm {

namespace {

/// "256 x 256 points over 40 x 40 about (0, 0)".
std::string inWords(const Grid& grid)
{
    return numberText(grid.nx) + " x " + numberText(grid.ny) + " points over "
        + numberText(grid.size.x()) + " x " + numberText(grid.size.y()) + " about ("
        + numberText(grid.center.x()) + ", " + numberText(grid.center.y()) + ')';
}

} // namespace

ComplexField lay(const FilePacket& packet, const Grid& grid, const PhysicalConstants& /*any*/)
{
    return resampled(packet.wave->psi, packet.wave->grid, grid);
}

void check(const FilePacket& packet, const PacketSetting& /*any*/, const Key& key)
{
    if (!packet.wave)
        key("file").refuse("no wave function", "one that was read from a file");
    const SavedWave& saved = *packet.wave;
    if (saved.psi.rows() != saved.grid.ny || saved.psi.cols() != saved.grid.nx)
        key("file").refuse("a wave function of another shape than its grid", "one of the same");
}

WaveNumbers waveNumbers(const FilePacket& packet, const PhysicalConstants& /*any*/)
{
    ComplexField psi = packet.wave->psi;
    FourierTransform(packet.wave->grid).forward(psi);
    const RealField weight = psi.abs2();
    const Eigen::ArrayXd kx = packet.wave->grid.wavenumbersX();
    const Eigen::ArrayXd ky = packet.wave->grid.wavenumbersY();
    const Eigen::ArrayXd alongX = weight.colwise().sum().transpose() / weight.sum();
    const Eigen::ArrayXd alongY = weight.rowwise().sum() / weight.sum();
    const Vec2 mean((alongX * kx).sum(), (alongY * ky).sum());
    const Vec2 square((alongX * kx.square()).sum(), (alongY * ky.square()).sum());
    return {mean.norm(), std::sqrt((square - mean.cwiseAbs2()).cwiseMax(0.0).maxCoeff())};
}

double heldShare(const FilePacket& packet, const Grid& grid)
{
    return normOf(resampled(packet.wave->psi, packet.wave->grid, grid), grid)
        / normOf(packet.wave->psi, packet.wave->grid);
}

void refuseUnfit(const FilePacket& packet, const PacketSetting& setting, const Key& key)
{
    const Grid& grid = setting.grid;
    constexpr double leastHeld = 0.5;
    const double held = heldShare(packet, grid);
    if (held < leastHeld)
        key("file").refuse("a wave function of which this grid holds "
                + numberText(std::round(100.0 * held)) + " %",
            "a grid about as wide and fine as the one it was saved on, "
                + inWords(packet.wave->grid));
}

void warnOf(const FilePacket& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list)
{
    const double lost = 1.0 - heldShare(packet, setting.grid);
    if (lost > overhangAllowed)
        list.push_back({key.path(),
            percentText(lost)
                + " of it does not fit the grid: it lies beyond the edge, or is faster "
                  "than the points resolve. A wider grid, or more points.",
            true, std::sqrt(lost)});
}

} // namespace dqm
