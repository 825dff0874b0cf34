#include "core/packets/kinds/Packet.h"

namespace dqm {

ComplexField layPacket(const Packet& any, const PacketSetting& setting)
{
    return std::visit(
        [&](const auto& packet) { return lay(packet, setting.grid, setting.constants); }, any);
}

void checkPacket(const Packet& any, const PacketSetting& setting, const Key& key)
{
    std::visit([&](const auto& packet) { check(packet, setting, key); }, any);
}

void refuseUnfitPacket(const Packet& any, const PacketSetting& setting, const Key& key)
{
    const auto refuse = [&](const auto& packet) {
        if constexpr (requires { refuseUnfit(packet, setting, key); })
            refuseUnfit(packet, setting, key);
    };
    std::visit(refuse, any);
}

void warnOfPacket(
    const Packet& any, const PacketSetting& setting, const Key& key, std::vector<RunWarning>& list)
{
    const auto warn = [&](const auto& packet) {
        if constexpr (requires { warnOf(packet, setting, key, list); })
            warnOf(packet, setting, key, list);
    };
    std::visit(warn, any);
}

WaveNumbers waveNumbersOf(const Packet& any, const PhysicalConstants& constants)
{
    return std::visit([&](const auto& packet) { return waveNumbers(packet, constants); }, any);
}

std::optional<PacketPlace> placeOfPacket(const Packet& any, const PhysicalConstants& constants)
{
    const auto place = [&](const auto& packet) -> std::optional<PacketPlace> {
        if constexpr (requires { placeOf(packet, constants); })
            return placeOf(packet, constants);
        return std::nullopt;
    };
    return std::visit(place, any);
}

double widthOfPacket(const Packet& any)
{
    const auto width = [](const auto& packet) {
        if constexpr (requires { widthOf(packet); })
            return widthOf(packet);
        return 0.0;
    };
    return std::visit(width, any);
}

void widenPacket(Packet& any, double factor)
{
    const auto widenOne = [&](auto& packet) {
        if constexpr (requires { widen(packet, factor); })
            widen(packet, factor);
    };
    std::visit(widenOne, any);
}

} // namespace dqm
