#pragma once

#include "core/packets/parts/PacketParts.h"

namespace dqm {

/// A Gaussian of its own width along each axis.
struct GaussianPacket
{
    static constexpr const char* type = "gaussian";

    Vec2 center{0.0, 0.0};
    Vec2 sigma{1.0, 1.0}; ///< standard deviation of its own rho per axis
    Vec2 velocity{0.0, 0.0};
    double chirp = 0.0; ///< beta: adds the phase -m beta |x - center|^2 / 2 hbar
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const GaussianPacket&) const = default;

    static void visitKeys(auto& v, auto& packet)
    {
        v("center", packet.center);
        v("sigma", packet.sigma);
        v("velocity", packet.velocity);
        v("chirp", packet.chirp);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

ComplexField lay(
    const GaussianPacket& packet, const Grid& grid, const PhysicalConstants& constants);
void check(const GaussianPacket& packet, const PacketSetting& setting, const Key& key);
WaveNumbers waveNumbers(const GaussianPacket& packet, const PhysicalConstants& constants);
std::optional<PacketPlace> placeOf(
    const GaussianPacket& packet, const PhysicalConstants& constants);
/// Along x; widen() multiplies it.
double widthOf(const GaussianPacket& packet);
void widen(GaussianPacket& packet, double factor);

} // namespace dqm
