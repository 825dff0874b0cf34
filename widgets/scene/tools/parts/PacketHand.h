#pragma once

#include "core/experiment/Experiment.h"
#include "widgets/scene/tools/parts/PlaneMap.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace dqm {

class ToolInk;

/// What a hand does to a packet: it is moved no farther than the experiment allows, so that nothing
/// has to be refused afterwards.
class PacketHand
{
public:
    /// @pre the packet fits the experiment.
    PacketHand(Packet packet, const Experiment& experiment);

    const Packet& packet() const { return m_packet; }
    /// Whether the last that was wanted went too far.
    bool isLimited() const { return m_isLimited; }
    void moveTo(Vec2 centre);
    void throwWith(Vec2 velocity);
    void widen(double factor);

    /// Ring and arrow, knobs where it can be held, and its numbers beside the tip.
    void paint(ToolInk& ink, bool withWords) const;

private:
    bool fits(const Packet& packet) const;
    /// As far towards a packet as fits; @param between  the one at a share 0 .. 1 of the way.
    void go(const std::function<Packet(double)>& between);

    Packet m_packet;
    const Experiment& m_experiment;
    bool m_isLimited = false;
};

/// Where a packet can be taken; empty for those without a place or a velocity of their own.
std::optional<Vec2> centreOf(const Packet& packet);
std::optional<Vec2> velocityOf(const Packet& packet);
/// The ring's half axes.
Vec2 radiiOf(const Packet& packet, const Experiment& experiment);

/// The time in which a packet would go as far as its arrow reaches.
double arrowTime(const Experiment& experiment);
/// v, p and the wavelength, a line each.
QStringList motionWords(Vec2 velocity, const Experiment& experiment);
/// "(1.2, −0.3) L₀"
QString pairText(Vec2 pair, Quantity quantity, UnitSystem units);
/// "1.2 L₀"
QString quantityText(double value, Quantity quantity, UnitSystem units);

} // namespace dqm
