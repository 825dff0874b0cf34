#pragma once

#include "core/packets/parts/PacketParts.h"

namespace dqm {

/// A Gaussian times ((x-x0) + i sign(n) (y-y0))^|n|.
struct VortexPacket
{
    static constexpr const char* type = "vortex";

    Vec2 center{0.0, 0.0};
    double sigma = 1.0;
    int charge = 1;
    Vec2 velocity{0.0, 0.0};
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const VortexPacket&) const = default;

    static void visitKeys(auto& v, auto& packet)
    {
        v("center", packet.center);
        v("sigma", packet.sigma);
        v("charge", packet.charge);
        v("velocity", packet.velocity);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

ComplexField lay(const VortexPacket& packet, const Grid& grid, const PhysicalConstants& constants);
void check(const VortexPacket& packet, const PacketSetting& setting, const Key& key);
WaveNumbers waveNumbers(const VortexPacket& packet, const PhysicalConstants& constants);
std::optional<PacketPlace> placeOf(const VortexPacket& packet, const PhysicalConstants& constants);
double widthOf(const VortexPacket& packet);
void widen(VortexPacket& packet, double factor);

} // namespace dqm
