#include "widgets/scene/tools/PacketTool.h"

#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dqm {

namespace {

constexpr double stillness = 4.0; ///< pixels that a press may move without throwing

/// As wide as those that are there, else a sixteenth of the plane.
double usualWidth(const Experiment& experiment)
{
    for (const Packet& packet : experiment.packets) {
        if (widthOfPacket(packet) > 0.0)
            return widthOfPacket(packet);
    }
    return experiment.grid.size.minCoeff() / 16.0;
}

class PacketTool : public SceneTool
{
public:
    using SceneTool::SceneTool;

    bool press(const Touch& touch) override
    {
        if (!touch.isOnPlane)
            return false;
        m_experiment = host().experiment();
        m_pressedAt = touch.open;
        m_pixel = touch.pixel;
        m_isAdded = touch.isShifted;
        GaussianPacket packet;
        packet.center = touch.place;
        packet.sigma = Vec2::Constant(m_width > 0.0 ? m_width : usualWidth(m_experiment));
        packet.velocity = touch.map.observerVelocity();
        m_hand.emplace(packet, m_experiment);
        m_hand->throwWith(packet.velocity);
        return true;
    }

    void drag(const Touch& touch) override
    {
        if (!m_hand)
            return;
        const QPointF moved = touch.pixel - m_pixel;
        const bool isThrown = std::hypot(moved.x(), moved.y()) > stillness;
        const Vec2 seen = isThrown ? Vec2((touch.open - m_pressedAt) / arrowTime(m_experiment))
                                   : Vec2(0.0, 0.0);
        m_hand->throwWith(touch.map.observerVelocity() + seen);
    }

    void turn(double notches) override
    {
        constexpr double widerPerNotch = 1.1;
        if (!m_hand)
            return;
        m_hand->widen(std::pow(widerPerNotch, notches));
        m_width = widthOfPacket(m_hand->packet());
    }

    void release(const Touch& /*touch*/) override
    {
        if (!m_hand)
            return;
        Experiment next = m_experiment;
        if (!m_isAdded)
            next.packets.clear();
        next.packets.push_back(m_hand->packet());
        const bool wasLimited = m_hand->isLimited();
        cancel();
        const bool taken = host().change(std::move(next),
            m_isAdded ? QStringLiteral("another packet") : QStringLiteral("packet"), {});
        if (taken && wasLimited)
            host().say(QStringLiteral("Slower than it was thrown: the grid resolves no faster "
                                      "packet of this width."));
    }

    void cancel() override { m_hand.reset(); }

    void paint(ToolInk& ink, const Touch* pointer) const override
    {
        if (m_hand)
            return m_hand->paint(ink, true);
        if (!pointer || !pointer->isOnPlane)
            return;
        const Experiment& experiment = host().experiment();
        const double width = m_width > 0.0 ? m_width : usualWidth(experiment);
        ink.ring(pointer->place, Vec2::Constant(width), ink.theme().selection);
        ink.words(pointer->pixel,
            {QStringLiteral("<b>x</b> = ")
                + pairText(ink.map().seen(pointer->place), Quantity::Length, experiment.units)});
    }

    void suit(const Experiment& /*experiment*/) override { m_width = 0.0; }

private:
    Experiment m_experiment; ///< when the hand took it
    Vec2 m_pressedAt{0.0, 0.0};
    QPointF m_pixel;
    double m_width = 0.0; ///< chosen with the wheel; 0: the usual one
    bool m_isAdded = false;
    std::optional<PacketHand> m_hand;
};

} // namespace

constexpr SceneToolKind packetTool{"toolPacket", "&Packet", "G",
    "Throw a packet: press where it begins, drag its velocity, turn the wheel for its width; it "
    "takes the place of the packets, with Shift it is added to them",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> {
        return std::make_unique<PacketTool>(host);
    }};

} // namespace dqm
