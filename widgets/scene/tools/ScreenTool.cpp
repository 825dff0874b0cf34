#include "widgets/scene/tools/ScreenTool.h"

#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace dqm {

namespace {

constexpr double stillness = 6.0; ///< pixels that a press may move without laying anything

/// Of the packets, to a standard deviation.
double fastest(const Experiment& experiment)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    double speed = 0.0;
    for (const Packet& packet : experiment.packets) {
        const WaveNumbers waves = waveNumbersOf(packet, constants);
        speed = std::max(speed, constants.hbar / constants.mass * (waves.mean + waves.spread));
    }
    return speed;
}

double leastDepth(const Grid& grid) { return 2.0 * std::max(grid.dx(), grid.dy()); }

std::string freeName(const Experiment& experiment)
{
    for (int number = 1;; ++number) {
        const std::string name = number == 1 ? "screen" : "screen-" + std::to_string(number);
        if (std::ranges::find(experiment.detectors, name, &Detector::name)
            == experiment.detectors.end())
            return name;
    }
}

class ScreenTool : public SceneTool
{
public:
    using SceneTool::SceneTool;

    bool press(const Touch& touch) override
    {
        if (!touch.isOnPlane)
            return false;
        m_from = touch.place;
        m_openFrom = touch.open;
        m_pixel = touch.pixel;
        m_to = *m_from;
        m_isLong = false;
        return true;
    }

    void drag(const Touch& touch) override
    {
        if (!m_from)
            return;
        const QPointF moved = touch.pixel - m_pixel;
        m_isLong = std::hypot(moved.x(), moved.y()) > stillness;
        Vec2 way = touch.open - m_openFrom;
        if (touch.isShifted)
            way[std::abs(way.x()) > std::abs(way.y()) ? 1 : 0] = 0.0;
        // A screen ends where the rectangle does.
        const Grid& grid = host().experiment().grid;
        const Vec2 low = grid.lower();
        m_to = (*m_from + way).cwiseMax(low).cwiseMin(low + grid.size);
    }

    void release(const Touch& /*touch*/) override
    {
        if (!m_from || !m_isLong)
            return cancel();
        Experiment next = host().experiment();
        next.detectors.push_back(
            {freeName(next), {m_from->x(), m_from->y(), m_to.x(), m_to.y()}, m_depth, m_strength});
        const bool hasParticles = next.ensemble.particles > 0;
        cancel();
        if (host().change(std::move(next), QStringLiteral("screen"), {}) && !hasParticles)
            host().say(QStringLiteral("The screen takes ψ. Hits are particles: choose some in the "
                                      "panel of particles (P)."));
    }

    void cancel() override
    {
        m_from.reset();
        m_isLong = false;
    }

    std::vector<ToolNumber> numbers() override
    {
        const Grid& grid = host().experiment().grid;
        return {{"screen.depth", QStringLiteral("Depth"),
                    QStringLiteral("Of the strip that absorbs, across the screen"),
                    Quantity::Length, leastDepth(grid), 0.5 * grid.size.minCoeff(), &m_depth},
            {"screen.strength", QStringLiteral("Γ"),
                QStringLiteral("The largest rate of absorption in the strip, as an energy: too "
                               "weak lets fast waves through, too strong turns slow ones back"),
                Quantity::Energy, 0.0, 100.0 * m_usual, &m_strength}};
    }

    void suit(const Experiment& experiment) override
    {
        cancel();
        const Grid& grid = experiment.grid;
        m_depth = std::max(1.05 * leastDepth(grid), grid.size.minCoeff() / 20.0);
        // exp(-Gamma depth/(hbar v)) of the wave is left of what is as fast as that.
        constexpr double leaves = 6.0;
        const double v = fastest(experiment);
        m_usual = leaves * physicalConstants(experiment).hbar * (v > 0.0 ? v : 1.0) / m_depth;
        m_strength = m_usual;
    }

    void paint(ToolInk& ink, const Touch* /*pointer*/) const override
    {
        if (!m_from || !m_isLong)
            return;
        ink.band({*m_from, m_to}, m_depth, ink.theme().selection);
        ink.words(ink.map().pixelBeside(*m_from, m_to),
            {quantityText((m_to - *m_from).norm(), Quantity::Length, host().experiment().units)});
    }

private:
    std::optional<Vec2> m_from;
    Vec2 m_openFrom{0.0, 0.0};
    Vec2 m_to{0.0, 0.0};
    QPointF m_pixel;
    bool m_isLong = false;
    double m_depth = 1.0;
    double m_strength = 1.0;
    double m_usual = 1.0;
};

} // namespace

constexpr SceneToolKind screenTool{"toolScreen", "&Screen", "S",
    "Put up a screen that takes what comes, with the hits of the particles one by one: press and "
    "drag, with Shift along an axis",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> {
        return std::make_unique<ScreenTool>(host);
    }};

} // namespace dqm
