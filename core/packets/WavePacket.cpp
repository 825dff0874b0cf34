#include "core/packets/WavePacket.h"

#include "core/experiment/Units.h"
#include "core/setup/Checks.h"
#include "core/values/Key.h"

#include <cmath>

namespace dqm {

namespace {

/// Rows and columns are the same points, see validate(): exchanging the particles transposes.
void project(ComplexField& psi, Exchange exchange)
{
    if (exchange == Exchange::Symmetric)
        psi = (0.5 * (psi + psi.transpose())).eval();
    if (exchange == Exchange::Antisymmetric)
        psi = (0.5 * (psi - psi.transpose())).eval();
}

} // namespace

ComplexField prepareWave(const Experiment& experiment)
{
    checkPackets(experiment);
    const Grid& grid = experiment.grid;
    const PacketSetting setting{grid, physicalConstants(experiment)};
    const Key packets("packets");
    ComplexField psi = ComplexField::Zero(grid.ny, grid.nx);
    double weights = 0.0;
    for (std::size_t i = 0; i < experiment.packets.size(); ++i) {
        const Packet& packet = experiment.packets[i];
        const ComplexField own = layPacket(packet, setting);
        const double ownNorm = normOf(own, grid);
        if (!std::isfinite(ownNorm) || ownNorm <= 0.0)
            packets[i].refuse("a packet whose norm on the grid is " + numberText(ownNorm),
                "a finite wave function that does not vanish");
        refuseUnfitPacket(packet, setting, packets[i]);
        const auto [weight, phase]
            = std::visit([](const auto& p) { return std::pair(p.weight, p.phase); }, packet);
        psi += std::polar(1.0, phase) * (weight / std::sqrt(ownNorm)) * own;
        weights += weight * weight;
    }
    const double total = normOf(psi, grid);
    if (!(total > 1e-20 * weights))
        packets.refuse("packets that cancel each other", "a sum that does not vanish");
    project(psi, experiment.exchange);
    const double left = normOf(psi, grid);
    if (!(left > 1e-20 * total))
        Key("exchange")
            .refuse(
                experiment.exchange == Exchange::Symmetric ? "\"symmetric\"" : "\"antisymmetric\"",
                "packets of which it leaves something: theirs is the other symmetry");
    psi /= std::sqrt(left);
    return psi;
}

} // namespace dqm
