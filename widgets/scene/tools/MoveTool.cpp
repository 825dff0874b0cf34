#include "widgets/scene/tools/MoveTool.h"

#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <cmath>
#include <optional>

namespace dqm {

namespace {

constexpr double reachOfKnob = 11.0; ///< pixels

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

class MoveTool : public SceneTool
{
public:
    using SceneTool::SceneTool;

    bool press(const Touch& touch) override
    {
        const std::optional<Part> part = touch.isShifted ? std::nullopt : partUnder(touch);
        if (!part)
            return false;
        m_part = *part;
        m_experiment = host().experiment();
        m_from = m_experiment.packets[m_part.packet];
        m_pressedAt = touch.open;
        m_hand.emplace(m_from, m_experiment);
        return true;
    }

    void drag(const Touch& touch) override
    {
        if (!m_hand)
            return;
        const Vec2 way = touch.open - m_pressedAt;
        if (m_part.isTip)
            m_hand->throwWith(*velocityOf(m_from) + way / arrowTime(m_experiment));
        else
            m_hand->moveTo(touch.map.inRectangle(*centreOf(m_from) + way));
    }

    void turn(double notches) override
    {
        constexpr double widerPerNotch = 1.1;
        if (m_hand)
            m_hand->widen(std::pow(widerPerNotch, notches));
    }

    void release(const Touch& /*touch*/) override
    {
        if (!m_hand)
            return;
        Experiment next = m_experiment;
        next.packets[m_part.packet] = m_hand->packet();
        const bool wasLimited = m_hand->isLimited();
        cancel();
        if (next.packets == host().experiment().packets)
            return;
        host().change(std::move(next),
            m_part.isTip ? QStringLiteral("velocity of a packet")
                         : QStringLiteral("place of a packet"),
            {});
        if (wasLimited)
            host().say(QStringLiteral("The packet went as far as the grid allows: it must lie in "
                                      "the rectangle and its waves must be resolved."));
    }

    void cancel() override { m_hand.reset(); }

    Qt::CursorShape cursor(const Touch& touch) const override
    {
        if (m_hand)
            return Qt::ClosedHandCursor;
        return partUnder(touch) ? Qt::OpenHandCursor : Qt::ArrowCursor;
    }

    void paint(ToolInk& ink, const Touch* pointer) const override
    {
        // The scene is calm until a hand comes near it.
        if (!host().isAtRest() || (!pointer && !m_hand))
            return;
        const Experiment& experiment = host().experiment();
        const std::optional<Part> near = pointer ? partUnder(*pointer) : std::nullopt;
        for (std::size_t k = 0; k < experiment.packets.size(); ++k) {
            if (m_hand && k == m_part.packet)
                m_hand->paint(ink, true);
            else
                PacketHand(experiment.packets[k], experiment).paint(ink, near && near->packet == k);
        }
    }

private:
    struct Part
    {
        std::size_t packet = 0;
        bool isTip = false; ///< of its arrow
    };

    /// A tip before a place, so that the arrow of a packet at rest can be drawn out.
    std::optional<Part> partUnder(const Touch& touch) const
    {
        if (!host().isAtRest())
            return std::nullopt;
        const Experiment& experiment = host().experiment();
        std::optional<Part> found;
        double nearest = reachOfKnob;
        const auto look = [&](std::size_t packet, bool isTip, QPointF pixel) {
            const double d = distance(pixel, touch.pixel);
            if (d < nearest) {
                nearest = d;
                found = Part{packet, isTip};
            }
        };
        for (std::size_t k = 0; k < experiment.packets.size(); ++k) {
            const Packet& packet = experiment.packets[k];
            const auto centre = centreOf(packet);
            if (!centre)
                continue;
            look(k, false, touch.map.pixelOf(*centre));
            const auto velocity = velocityOf(packet);
            if (!velocity)
                continue;
            const Vec2 seen = *velocity - touch.map.observerVelocity();
            if (seen.norm() > 0.0)
                look(k, true,
                    touch.map.pixelBeside(*centre, *centre + arrowTime(experiment) * seen));
        }
        return found;
    }

    Part m_part;
    Experiment m_experiment; ///< when it was taken
    Packet m_from;
    Vec2 m_pressedAt{0.0, 0.0};
    std::optional<PacketHand> m_hand;
};

} // namespace

constexpr SceneToolKind moveTool{"toolMove", "&Move", "M",
    "Turn and move the view; at the start and while time rests the rings and arrows of packets are "
    "dragged, with the wheel their widths",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> { return std::make_unique<MoveTool>(host); }};

} // namespace dqm
