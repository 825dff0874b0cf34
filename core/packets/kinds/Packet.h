#pragma once

#include "core/packets/kinds/EigenstatePacket.h"
#include "core/packets/kinds/FilePacket.h"
#include "core/packets/kinds/FormulaPacket.h"
#include "core/packets/kinds/GaussianPacket.h"
#include "core/packets/kinds/PlanePacket.h"
#include "core/packets/kinds/VortexPacket.h"

#include <variant>

namespace dqm {

/// Every packet that a file can name, each with its keys, its check and its psi in a file of its
/// own. Each is normalised to 1 by itself, multiplied by weight e^{i phase}, summed, normalised.
using Packet = std::variant<GaussianPacket, VortexPacket, EigenstatePacket, PlanePacket,
    FormulaPacket, FilePacket>;

// Whichever it is:

/// psi at the points, of any norm; with images where the edge of a torus cuts it.
ComplexField layPacket(const Packet& packet, const PacketSetting& setting);
/// @throws ExperimentError for values that are out of range, packets that do not lie on the grid or
///         whose waves it does not resolve.
void checkPacket(const Packet& packet, const PacketSetting& setting, const Key& key);
/// @throws ExperimentError where the grid makes something else of it.
void refuseUnfitPacket(const Packet& packet, const PacketSetting& setting, const Key& key);
/// What is doubtful about it on this grid.
void warnOfPacket(const Packet& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list);
WaveNumbers waveNumbersOf(const Packet& packet, const PhysicalConstants& constants);
/// Nothing where it is everywhere.
std::optional<PacketPlace> placeOfPacket(const Packet& packet, const PhysicalConstants& constants);
/// 0 where it has none; widenPacket() multiplies it.
double widthOfPacket(const Packet& packet);
void widenPacket(Packet& packet, double factor);

} // namespace dqm
