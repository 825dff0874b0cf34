#pragma once

#include "core/packets/parts/PacketParts.h"
#include "core/values/KeyTable.h"

namespace dqm {

/// Eigenstate of the box (n >= 1, walls on the grid's rectangle) or of a harmonic potential (n >=
/// 0).
struct EigenstatePacket
{
    static constexpr const char* type = "eigenstate";

    enum class Of
    {
        Box,
        Harmonic
    };
    Of of = Of::Box;
    std::array<int, 2> n{1, 1};
    Vec2 omega{1.0, 1.0}; ///< harmonic only
    Vec2 center{0.0, 0.0}; ///< harmonic only
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const EigenstatePacket&) const = default;

    static void visitKeys(auto& v, auto& packet)
    {
        v.required("of", packet.of);
        v.required("n", packet.n);
        if (packet.of == EigenstatePacket::Of::Harmonic) {
            v("omega", packet.omega);
            v("center", packet.center);
        } else {
            v.absent("omega", "the box has no omega; leave it out or use \"of\": \"harmonic\"");
            v.absent("center", "the box is the grid's rectangle; leave it out");
        }
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

template <>
struct Words<EigenstatePacket::Of>
{
    static constexpr std::pair<const char*, EigenstatePacket::Of> all[]
        = {{"box", EigenstatePacket::Of::Box}, {"harmonic", EigenstatePacket::Of::Harmonic}};
};

ComplexField lay(
    const EigenstatePacket& packet, const Grid& grid, const PhysicalConstants& constants);
void check(const EigenstatePacket& packet, const PacketSetting& setting, const Key& key);
WaveNumbers waveNumbers(const EigenstatePacket& packet, const PhysicalConstants& constants);
std::optional<PacketPlace> placeOf(
    const EigenstatePacket& packet, const PhysicalConstants& constants);
/// 0 in a box, whose width is the grid's.
double widthOf(const EigenstatePacket& packet);
void widen(EigenstatePacket& packet, double factor);

} // namespace dqm
