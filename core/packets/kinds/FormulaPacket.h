#pragma once

#include "core/packets/parts/PacketParts.h"

#include <map>
#include <string>

namespace dqm {

/// psi = real + i imaginary, expressions as in FormulaTerm with t = 0.
struct FormulaPacket
{
    static constexpr const char* type = "formula";

    std::string real = "0";
    std::string imaginary = "0";
    std::map<std::string, double> parameters;
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const FormulaPacket&) const = default;

    static void visitKeys(auto& v, auto& packet)
    {
        v.required("real", packet.real);
        v("imaginary", packet.imaginary);
        v("parameters", packet.parameters);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

ComplexField lay(const FormulaPacket& packet, const Grid& grid, const PhysicalConstants& constants);
void check(const FormulaPacket& packet, const PacketSetting& setting, const Key& key);
WaveNumbers waveNumbers(const FormulaPacket& packet, const PhysicalConstants& constants);
/// How far a formula is from what its values at the grid's points say between them, relative L2:
/// wave numbers beyond pi/dx, edges and corners. 0 where the grid carries it.
double packetStray(
    const FormulaPacket& packet, const Grid& grid, const PhysicalConstants& constants);

/// @throws ExperimentError where it is mostly something else on the grid, such as a wave that turns
///         by more than half a turn from point to point.
void refuseUnfit(const FormulaPacket& packet, const PacketSetting& setting, const Key& key);
void warnOf(const FormulaPacket& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list);

} // namespace dqm
