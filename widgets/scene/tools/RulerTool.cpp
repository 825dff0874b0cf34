#include "widgets/scene/tools/RulerTool.h"

#include "widgets/scene/model/Ticks.h"
#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

class RulerTool : public SceneTool
{
public:
    using SceneTool::SceneTool;

    bool press(const Touch& touch) override
    {
        if (!touch.isOnPlane)
            return false;
        m_openFrom = touch.open;
        m_from = touch.place;
        m_way = Vec2(0.0, 0.0);
        m_isLaid = true;
        return true;
    }

    void drag(const Touch& touch) override
    {
        m_way = touch.open - m_openFrom;
        if (!touch.isShifted)
            return;
        // Along the nearer axis.
        m_way[std::abs(m_way.x()) > std::abs(m_way.y()) ? 1 : 0] = 0.0;
    }

    void release(const Touch& /*touch*/) override { m_isLaid = m_way.norm() > 0.0; }
    void cancel() override { m_isLaid = false; }
    void suit(const Experiment& /*experiment*/) override { m_isLaid = false; }

    void paint(ToolInk& ink, const Touch* pointer) const override
    {
        const UnitSystem units = host().experiment().units;
        if (m_isLaid) {
            const Vec2 to = m_from + m_way;
            const QColor& amber = ink.theme().selection;
            ink.line({m_from, to}, amber);
            ink.knob(m_from, m_from, amber);
            ink.knob(m_from, to, amber);
            const double angle = std::atan2(m_way.y(), m_way.x()) * 180.0 / std::numbers::pi;
            ink.words(ink.map().pixelBeside(m_from, to),
                {quantityText(m_way.norm(), Quantity::Length, units) + QStringLiteral(", ")
                        + legendNumber(angle) + QChar(0x00B0),
                    QStringLiteral("Δ = ") + pairText(m_way, Quantity::Length, units)});
        } else if (pointer && pointer->isOnPlane) {
            ink.words(pointer->pixel,
                {QStringLiteral("<b>x</b> = ")
                    + pairText(ink.map().seen(pointer->place), Quantity::Length, units)});
        }
    }

private:
    Vec2 m_from{0.0, 0.0};
    Vec2 m_openFrom{0.0, 0.0};
    Vec2 m_way{0.0, 0.0};
    bool m_isLaid = false;
};

} // namespace

constexpr SceneToolKind rulerTool{"toolRuler", "&Ruler", "Y",
    "Distance, angle and differences between two places, with Shift along an axis; nothing is "
    "changed",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> { return std::make_unique<RulerTool>(host); }};

} // namespace dqm
