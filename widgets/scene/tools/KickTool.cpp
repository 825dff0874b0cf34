#include "widgets/scene/tools/KickTool.h"

#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/PresentEvents.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <cmath>
#include <numbers>
#include <optional>

namespace dqm {

namespace {

constexpr double stillness = 4.0; ///< pixels that a press may move without throwing

class KickTool : public SceneTool
{
public:
    using SceneTool::SceneTool;

    bool press(const Touch& touch) override
    {
        if (!touch.isOnPlane || !host().frame())
            return false;
        m_from = touch.place;
        m_openFrom = touch.open;
        m_pixel = touch.pixel;
        m_kick = Vec2(0.0, 0.0);
        return true;
    }

    void drag(const Touch& touch) override
    {
        if (!m_from)
            return;
        const QPointF moved = touch.pixel - m_pixel;
        const bool isThrown = std::hypot(moved.x(), moved.y()) > stillness;
        // A difference of velocities is the same for every observer.
        const Vec2 wanted = (touch.open - m_openFrom) / arrowTime(host().experiment());
        m_kick = isThrown ? limited(wanted) : Vec2(0.0, 0.0);
        m_isLimited = isThrown && m_kick != wanted;
    }

    void release(const Touch& /*touch*/) override
    {
        const Vec2 kick = m_kick;
        const bool isThrown = m_from && kick.norm() > 0.0 && host().frame();
        cancel();
        if (!isThrown)
            return;
        Event event;
        event.time = host().frame()->time;
        event.kick = kick;
        host().change(withEvents(host().experiment(), {event}), QStringLiteral("kick"), {});
    }

    void cancel() override
    {
        m_from.reset();
        m_kick = Vec2(0.0, 0.0);
        m_isLimited = false;
    }

    void paint(ToolInk& ink, const Touch* /*pointer*/) const override
    {
        if (!m_from)
            return;
        const Experiment& experiment = host().experiment();
        const PhysicalConstants constants = physicalConstants(experiment);
        const Vec2 tip = *m_from + arrowTime(experiment) * m_kick;
        ink.arrow(*m_from, tip, ink.theme().drift);
        QStringList lines{
            QStringLiteral("δ<b>v</b> = ") + pairText(m_kick, Quantity::Velocity, experiment.units),
            QStringLiteral("δ<i>p</i> = ")
                + quantityText(
                    constants.mass * m_kick.norm(), Quantity::Momentum, experiment.units)};
        if (m_isLimited)
            lines << QStringLiteral("as far as the grid allows");
        ink.words(ink.map().pixelBeside(*m_from, tip), lines, m_isLimited);
    }

private:
    /// So that the ensemble's waves stay below the grid's limit, with what it has already.
    Vec2 limited(Vec2 kick) const
    {
        const Experiment& experiment = host().experiment();
        const PhysicalConstants constants = physicalConstants(experiment);
        const Vec2 spacing(experiment.grid.dx(), experiment.grid.dy());
        const Vec2 now = host().frame()->pictures.front().numbers.moments.momentum;
        for (const int axis : {0, 1}) {
            constexpr double roomForItsSpread = 0.75;
            const double most
                = roomForItsSpread * std::numbers::pi * constants.hbar / spacing[axis];
            const double low = std::min(0.0, -most - now[axis]) / constants.mass;
            const double high = std::max(0.0, most - now[axis]) / constants.mass;
            kick[axis] = std::clamp(kick[axis], low, high);
        }
        return kick;
    }

    std::optional<Vec2> m_from;
    Vec2 m_openFrom{0.0, 0.0};
    QPointF m_pixel;
    Vec2 m_kick{0.0, 0.0};
    bool m_isLimited = false;
};

} // namespace

constexpr SceneToolKind kickTool{"toolKick", "&Kick", "J",
    "Throw the ensemble as it is now: press anywhere and drag the velocity that is added to it",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> { return std::make_unique<KickTool>(host); }};

} // namespace dqm
