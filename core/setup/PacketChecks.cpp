#include "core/experiment/Units.h"
#include "core/setup/Checks.h"
#include "core/values/Key.h"

namespace dqm {

void checkPackets(const Experiment& experiment)
{
    const Key packets("packets");
    if (experiment.packets.empty())
        packets.refuse("none", "at least one packet");
    const PacketSetting setting{experiment.grid, physicalConstants(experiment)};
    bool anyWeight = false;
    for (std::size_t i = 0; i < experiment.packets.size(); ++i) {
        const Key key = packets[i];
        const auto checkOne = [&](const auto& packet) {
            key("weight").requireFinite(packet.weight);
            key("phase").requireFinite(packet.phase, "an angle");
            anyWeight = anyWeight || packet.weight != 0.0;
        };
        std::visit(checkOne, experiment.packets[i]);
        checkPacket(experiment.packets[i], setting, key);
    }
    if (!anyWeight)
        packets[0]("weight").refuse("0 in every packet", "at least one weight other than 0");
}

} // namespace dqm
