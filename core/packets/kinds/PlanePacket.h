#pragma once

#include "core/packets/parts/PacketParts.h"

namespace dqm {

/// A plane wave over the whole grid; on a torus the nearest allowed wave number is taken.
struct PlanePacket
{
    static constexpr const char* type = "plane";

    Vec2 velocity{0.0, 0.0};
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const PlanePacket&) const = default;

    static void visitKeys(auto& v, auto& packet)
    {
        v("velocity", packet.velocity);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

ComplexField lay(const PlanePacket& packet, const Grid& grid, const PhysicalConstants& constants);
void check(const PlanePacket& packet, const PacketSetting& setting, const Key& key);
WaveNumbers waveNumbers(const PlanePacket& packet, const PhysicalConstants& constants);
/// The velocity a plane wave really gets on a grid: the nearest allowed wave number times hbar/m.
Vec2 allowedPlaneVelocity(const PacketSetting& setting, Vec2 velocity);
void warnOf(const PlanePacket& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list);

} // namespace dqm
