#pragma once

#include "core/packets/parts/PacketParts.h"
#include "core/packets/parts/SavedWave.h"

#include <memory>
#include <string>

namespace dqm {

/// psi of a file of an earlier run. Core reads no files: who reads the experiment reads this too.
struct FilePacket
{
    static constexpr const char* type = "file";

    std::string file; ///< its name
    std::shared_ptr<const SavedWave> wave; ///< what it holds
    double weight = 1.0;
    double phase = 0.0;
    bool operator==(const FilePacket& other) const
    {
        const bool isSameWave = wave == other.wave || (wave && other.wave && *wave == *other.wave);
        return file == other.file && isSameWave && weight == other.weight && phase == other.phase;
    }

    static void visitKeys(auto& v, auto& packet)
    {
        v.required("file", packet.file);
        v("weight", packet.weight);
        v("phase", packet.phase);
    }
};

ComplexField lay(const FilePacket& packet, const Grid& grid, const PhysicalConstants& constants);
void check(const FilePacket& packet, const PacketSetting& setting, const Key& key);
WaveNumbers waveNumbers(const FilePacket& packet, const PhysicalConstants& constants);
/// How much of a saved wave function's norm this grid holds: the rest lies beyond its edge or is
/// faster than its points resolve.
double heldShare(const FilePacket& packet, const Grid& grid);

/// @throws ExperimentError where the grid holds less than half of it.
void refuseUnfit(const FilePacket& packet, const PacketSetting& setting, const Key& key);
void warnOf(const FilePacket& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list);

} // namespace dqm
